"use client";

import { Link } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { PushRow } from "@/components/connector/types";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Pagination } from "@/components/table/pagination";
import { useUrlState } from "@/components/table/use-url-state";
import { useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/use-format";
import { historyInput } from "@/server/connector/schema";
import { connectionDefaults } from "./state";

const sources = { api: "API", console: "Console" };

function useColumns(open: (id: string) => void): Column<PushRow>[] {
  const format = useFormat();
  return [
    {
      key: "message",
      label: "Message",
      width: "32%",
      cell: (row) => (
        <Link as="button" onClick={() => open(row.id)}>
          {row.message}
        </Link>
      ),
    },
    {
      key: "at",
      label: `Accepted (${format.zone})`,
      width: "18%",
      cell: (row) => format.dateTime(row.createdAt),
    },
    {
      key: "by",
      label: "By",
      width: "20%",
      hideBelowMedium: true,
      // A flow's name begins with the word.
      cell: (row) =>
        row.source === "flow" ? row.createdBy : `${row.createdBy} · ${sources[row.source]}`,
    },
    { key: "devices", label: "Devices", align: "end", cell: (row) => format.number(row.devices) },
    { key: "sent", label: "Sent", align: "end", cell: (row) => format.number(row.sent) },
    { key: "failed", label: "Failed", align: "end", cell: (row) => format.number(row.failed) },
    {
      key: "launches",
      label: "Launches",
      align: "end",
      hideBelowMedium: true,
      cell: (row) => format.number(row.launches),
    },
  ];
}

/** Accepted calls, newest first; opening one shows its result in the console. */
export function HistoryTab({ id }: { id: string }) {
  const trpc = useTRPC();
  const [state, setState] = useUrlState(connectionDefaults);
  const given = { id, page: Number(state.page), size: Number(state.size) };
  const parsed = historyInput.safeParse(given);
  const input = parsed.success ? parsed.data : historyInput.parse({ id });
  const { data } = useSuspenseQuery(
    trpc.connector.pushes.list.queryOptions(input, { refetchInterval: 5_000 }),
  );
  const columns = useColumns((push) => setState({ id, tab: "console", push }));
  return (
    <>
      <DataTable
        caption="Pushes of this connection"
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        density="tight"
        empty={<EmptyState text="Nothing sent yet. Try a call in the console." />}
      />
      {data.total > 0 && (
        <Pagination page={input.page} size={input.size} total={data.total} onChange={setState} />
      )}
    </>
  );
}
