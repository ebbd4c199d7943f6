"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/use-format";

type Member = {
  accountId: number;
  name: string;
  email: string;
  role: string;
  isDisabled: boolean;
  lastSeenAt: Date | null;
};

export function MembersTable() {
  const trpc = useTRPC();
  const format = useFormat();
  const { data } = useSuspenseQuery(trpc.publishers.members.list.queryOptions());
  const columns: Column<Member>[] = [
    { key: "name", label: "Name", cell: (row) => row.name },
    { key: "email", label: "E-mail", cell: (row) => row.email },
    { key: "role", label: "Role", cell: (row) => row.role },
    {
      key: "seen",
      label: "Last seen",
      cell: (row) => (row.lastSeenAt ? format.instant(row.lastSeenAt) : "—"),
    },
  ];
  return (
    <DataTable
      caption="Members"
      columns={columns}
      rows={data}
      rowKey={(row) => row.accountId}
      empty={<EmptyState text="No members yet." />}
    />
  );
}
