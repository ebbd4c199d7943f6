"use client";

import { Button } from "@fluentui/react-components";
import { ArrowUploadRegular, PersonSearch32Regular } from "@fluentui/react-icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { GroupTabs } from "@/components/groups/list/group-tabs";
import { AppLink } from "@/components/layout/app-link";
import { PageBody } from "@/components/layout/page-body";
import { PageHead } from "@/components/layout/page-head";
import { useMay } from "@/components/layout/use-session";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { NoMatch } from "@/components/table/no-match";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { TableSearch, ToolRow } from "@/components/table/tool-row";
import { failureOf } from "@/components/trpc/failure";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorBar } from "@/components/ui/error-bar";
import { useFormat } from "@/components/ui/use-format";

type Person = RouterOutputs["customers"]["people"]["list"]["people"][number];

/** Customer groups > People: one customer, by your own id, e-mail, device or installation. */
export function PeoplePage() {
  const router = useRouter();
  const { may, reason } = useMay(["owner", "manager", "marketer"], "see single customers");
  return (
    <>
      <PageHead
        title="People"
        crumbs={[{ label: "Customer groups", href: "/groups" }]}
        subtitle="What Herald knows of one customer: apps, devices, attributes and what they got."
        actions={
          <Button
            appearance="subtle"
            icon={<ArrowUploadRegular />}
            onClick={() => router.push("/groups/import")}
          >
            Import customers
          </Button>
        }
      />
      <GroupTabs current="people" />
      <PageBody>
        {may ? <People /> : <EmptyState icon={<PersonSearch32Regular />} text={reason} />}
      </PageBody>
    </>
  );
}

function People() {
  const trpc = useTRPC();
  // Not in the address: nobody's e-mail belongs into a history.
  const [q, setQ] = useState("");
  const { data, error, isPlaceholderData } = useQuery(
    trpc.customers.people.list.queryOptions({ q }, { placeholderData: keepPreviousData }),
  );
  const columns = useColumns();
  return (
    <>
      <ToolRow>
        <TableSearch label="Customer id, e-mail or device" value={q} onSearch={setQ} />
      </ToolRow>
      {error && <ErrorBar {...failureOf(error)} />}
      {!data && !error && <TableSkeleton rows={6} />}
      {data && (
        <DataTable
          caption={q === "" ? "The newest people" : "People found"}
          columns={columns}
          rows={data.people}
          rowKey={({ id }) => id}
          isReloading={isPlaceholderData}
          empty={
            q === "" ? (
              <EmptyState
                icon={<PersonSearch32Regular />}
                text="Nobody yet. Customers come in when an app registers them, or by import."
              />
            ) : (
              <NoMatch onClear={() => setQ("")} />
            )
          }
        />
      )}
      {data?.isMore && (
        <p role="status">
          {q === "" ? "The newest 20. Search for somebody else." : "The first 20. Type more."}
        </p>
      )}
    </>
  );
}

/** How a person is called here: your id, else the e-mail address. */
export function personName({ externalId, email, id }: Pick<Person, "externalId" | "email" | "id">) {
  return externalId ?? email ?? `Customer ${id}`;
}

function useColumns(): Column<Person>[] {
  const format = useFormat();
  return [
    {
      key: "id",
      label: "Customer",
      cell: (row) => <AppLink href={`/groups/people/${row.id}`}>{personName(row)}</AppLink>,
    },
    { key: "email", label: "E-mail", cell: (row) => row.email ?? "—" },
    {
      key: "apps",
      label: "Apps",
      hideBelowMedium: true,
      cell: (row) => row.apps.join(", ") || "—",
    },
    { key: "devices", label: "Devices", align: "end", cell: (row) => format.number(row.devices) },
    {
      key: "used",
      label: `Last used (${format.zone})`,
      align: "end",
      hideBelowMedium: true,
      cell: (row) => (row.lastUsedAt ? format.dateTime(row.lastUsedAt) : "—"),
    },
  ];
}
