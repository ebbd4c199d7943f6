"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useCallback } from "react";
import { Section } from "@/components/settings/section";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { NoMatch } from "@/components/table/no-match";
import { Pagination } from "@/components/table/pagination";
import { TableSearch, ToolRow } from "@/components/table/tool-row";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { useUrlState } from "@/components/table/use-url-state";
import { useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/use-format";
import type { AppRouter } from "@/server/trpc/root";
import { factsOf } from "./audit-facts";
import { auditDefaults, auditInputOf } from "./audit-input";
import { ChainCheck } from "./chain-check";

type AuditEvent = inferRouterOutputs<AppRouter>["settings"]["audit"]["list"]["rows"][number];

function useColumns(): Column<AuditEvent>[] {
  const format = useFormat();
  return [
    { key: "at", label: "When", width: "190px", cell: (row) => format.exact(row.at) },
    { key: "actor", label: "Who", cell: (row) => row.actor },
    { key: "action", label: "What", cell: (row) => row.action.replace(/[._]/g, " ") },
    { key: "target", label: "To what", cell: (row) => row.target },
    {
      key: "details",
      label: "Details",
      width: "30%",
      hideBelowMedium: true,
      cell: (row) => factsOf(row.details, format.instant),
    },
  ];
}

export function AuditSection() {
  const trpc = useTRPC();
  const [state, setState] = useUrlState(auditDefaults);
  const { input, isReloading } = useDeferredInput(auditInputOf(state));
  const { data } = useSuspenseQuery(trpc.settings.audit.list.queryOptions(input));
  const columns = useColumns();
  const search = useCallback((q: string) => setState({ q }, { replace: true }), [setState]);
  return (
    <Section
      title="Audit log"
      text="Who did what. Each line is sealed together with the one before, so that none can be changed or taken out unnoticed."
      action={<ChainCheck />}
    >
      <ToolRow>
        <TableSearch label="Search who, what and to what" value={state.q} onSearch={search} />
      </ToolRow>
      <DataTable
        caption="Audit log"
        density="tight"
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        isReloading={isReloading}
        empty={
          state.q === "" ? (
            <EmptyState text="Nothing has been done yet." />
          ) : (
            <NoMatch onClear={() => setState({ q: "" })} />
          )
        }
      />
      <Pagination page={input.page} size={input.size} total={data.total} onChange={setState} />
    </Section>
  );
}
