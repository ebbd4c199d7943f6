"use client";

import { Dropdown, Option } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { NoMatch } from "@/components/table/no-match";
import { Pagination } from "@/components/table/pagination";
import { TableSkeleton } from "@/components/table/table-skeleton";
import { TableSearch, ToolRow } from "@/components/table/tool-row";
import { useDeferredInput } from "@/components/table/use-deferred-input";
import { useUrlState } from "@/components/table/use-url-state";
import { QueryBoundary } from "@/components/trpc/query-boundary";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";
import { registrationDefaults, registrationListInput } from "./registration-list-state";

const statusLabels: Record<string, string> = { all: "All devices", live: "Live", gone: "Gone" };
type Row = RouterOutputs["registrations"]["list"]["rows"][number];

/** The devices that registered with an app. */
export function RegistrationsTable({ appId }: { appId: number }) {
  return (
    <QueryBoundary fallback={<TableSkeleton rows={10} />} failed="The devices could not be loaded.">
      <Table appId={appId} />
    </QueryBoundary>
  );
}

function Table({ appId }: { appId: number }) {
  const trpc = useTRPC();
  const [state, setState] = useUrlState(registrationDefaults);
  const { input, isReloading } = useDeferredInput(registrationListInput(appId, state));
  const { data } = useSuspenseQuery(trpc.registrations.list.queryOptions(input));
  const columns = useColumns();
  const isFiltered = state.q !== "" || state.status !== "all";
  return (
    <>
      <ToolRow>
        <TableSearch
          label="Search by installation, user or device"
          value={state.q}
          onSearch={(q) => setState({ q }, { replace: true })}
        />
        <Dropdown
          aria-label="Status"
          value={statusLabels[state.status] ?? "All devices"}
          selectedOptions={[state.status]}
          onOptionSelect={(_, option) => setState({ status: option.optionValue ?? "all" })}
        >
          {Object.entries(statusLabels).map(([value, label]) => (
            <Option key={value} value={value}>
              {label}
            </Option>
          ))}
        </Dropdown>
      </ToolRow>
      <DataTable
        caption="Registrations"
        density="tight"
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        sort={input.sort}
        onSort={(sort) => setState({ sort })}
        isReloading={isReloading}
        empty={
          isFiltered ? (
            <NoMatch onClear={() => setState(registrationDefaults)} />
          ) : (
            <EmptyState text="Waiting for the first device. Start the app once on any PC." />
          )
        }
      />
      {data.total > 0 && (
        <Pagination page={input.page} size={input.size} total={data.total} onChange={setState} />
      )}
    </>
  );
}

function useColumns(): Column<Row>[] {
  const format = useFormat();
  return useMemo(
    () => [
      { key: "install", label: "Installation", cell: (row) => row.installId },
      {
        key: "user",
        label: "User",
        cell: (row) => row.externalUserId ?? "—",
        hideBelowMedium: true,
      },
      {
        key: "status",
        label: "Status",
        cell: (row) => {
          if (row.status === "gone") return `Gone: ${row.goneReason ?? "unknown reason"}`;
          return row.isOptedOut ? "Live, opted out" : "Live";
        },
      },
      {
        key: "language",
        label: "Language",
        cell: (row) => languageName(row.language),
        hideBelowMedium: true,
      },
      {
        key: "zone",
        label: "Time zone",
        cell: (row) => row.timeZone ?? "Not known",
        hideBelowMedium: true,
      },
      { key: "market", label: "Market", cell: (row) => row.market },
      { key: "version", label: "Version", cell: (row) => row.appVersion },
      {
        key: "lastActiveAt",
        label: "Last active",
        sort: "lastActiveAt",
        cell: (row) => format.dateTime(row.lastActiveAt),
      },
      {
        key: "createdAt",
        label: "Registered",
        sort: "createdAt",
        cell: (row) => format.dateTime(row.createdAt),
        hideBelowMedium: true,
      },
    ],
    [format],
  );
}
