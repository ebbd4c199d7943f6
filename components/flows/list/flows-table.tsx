"use client";

import { AppLink } from "@/components/layout/app-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { FlowState } from "../flow-state";
import { triggerWords } from "../run-words";

type Row = RouterOutputs["flows"]["list"][number];

export function FlowsTable({ rows }: { rows: Row[] }) {
  const format = useFormat();
  const columns: Column<Row>[] = [
    {
      key: "name",
      label: "Name",
      cell: (row) => <AppLink href={`/connector/flows/${row.id}`}>{row.name}</AppLink>,
    },
    {
      key: "state",
      label: "State",
      cell: (row) => <FlowState isOn={row.isOn} offReason={row.offReason} />,
    },
    { key: "trigger", label: "Trigger", cell: (row) => triggerWords(row.trigger) },
    {
      key: "runs",
      label: "Runs, 30 days",
      align: "end",
      cell: (row) => format.number(row.runs30d),
    },
    { key: "failed", label: "Failed", align: "end", cell: (row) => format.number(row.failed30d) },
    {
      key: "last",
      label: `Last run (${format.zone})`,
      align: "end",
      hideBelowMedium: true,
      cell: (row) => (row.lastRunAt ? format.dateTime(row.lastRunAt) : "None yet"),
    },
  ];
  return (
    <DataTable
      caption="Flows"
      density="tight"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={null}
    />
  );
}
