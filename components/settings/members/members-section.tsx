"use client";

import { Button } from "@fluentui/react-components";
import { PersonAdd20Regular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import { useMay } from "@/components/layout/use-session";
import { Section } from "@/components/settings/section";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { RowActions } from "@/components/table/row-actions";
import { useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { NotAllowed } from "@/components/ui/fields/not-allowed";
import { useFormat } from "@/components/ui/use-format";
import type { AppRouter } from "@/server/trpc/root";
import { AddMemberDialog } from "./add-member-dialog";
import { type MemberDeed, MemberDialog } from "./member-dialog";
import { MemberItem, MemberRole } from "./member-item";

type Member = inferRouterOutputs<AppRouter>["publishers"]["members"]["list"][number];

function useColumns(): Column<Member>[] {
  const format = useFormat();
  return [
    { key: "name", label: "Name", cell: (row) => row.name },
    { key: "email", label: "E-mail", cell: (row) => row.email },
    {
      key: "role",
      label: "Role",
      cell: (row) => <MemberRole member={row} />,
    },
    {
      key: "seen",
      label: "Last seen",
      hideBelowMedium: true,
      cell: (row) => (row.lastSeenAt ? format.instant(row.lastSeenAt) : "—"),
    },
  ];
}

export function MembersSection() {
  const trpc = useTRPC();
  const { data: members } = useSuspenseQuery(trpc.publishers.members.list.queryOptions());
  const { may, reason } = useMay(["owner", "manager"], "change members");
  const [isAdding, setAdding] = useState(false);
  const [deed, setDeed] = useState<MemberDeed>();
  const columns = useColumns();
  const add = (
    <NotAllowed reason={reason}>
      <Button
        appearance="primary"
        icon={<PersonAdd20Regular />}
        disabledFocusable={!may}
        data-shortcut="n"
        onClick={() => may && setAdding(true)}
      >
        Add member
      </Button>
    </NotAllowed>
  );
  const actionsOf = may
    ? (row: Member) => (
        <RowActions
          name={row.name}
          actions={[
            { label: "Change role", onClick: () => setDeed({ kind: "role", member: row }) },
            {
              label: row.isDisabled ? "Enable" : "Disable",
              onClick: () => setDeed({ kind: "access", member: row }),
            },
            {
              label: "Renew password",
              onClick: () => setDeed({ kind: "password", member: row }),
            },
          ]}
        />
      )
    : undefined;
  return (
    <Section
      title="Members and roles"
      text="Owners and managers look after apps, keys and members; marketers draft and send; analysts read."
      action={add}
    >
      <DataTable
        caption="Members"
        columns={columns}
        rows={members}
        rowKey={(row) => row.accountId}
        empty={<EmptyState text="No members yet." action={add} />}
        listItem={(row) => <MemberItem member={row} actions={actionsOf?.(row)} />}
        actions={actionsOf}
      />
      <AddMemberDialog isOpen={isAdding} onClose={() => setAdding(false)} />
      <MemberDialog deed={deed} onClose={() => setDeed(undefined)} />
    </Section>
  );
}
