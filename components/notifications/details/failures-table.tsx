"use client";

import { reasonAdvice, reasonLabels } from "@/components/notifications/reasons";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { useFormat } from "@/components/ui/use-format";
import type { Reason } from "@/db/enums";

const statusNames = {
  failed: "Failed",
  channel_expired: "Channel expiration failure",
  unknown: "Unknown",
} as const;

export interface FailureRow {
  status: keyof typeof statusNames;
  reason: Reason;
  count: number;
}

/** Why deliveries failed, by the push service's own word, and what can be done about it. */
export function FailuresTable(props: { failures: FailureRow[] }) {
  const format = useFormat();
  const columns: Column<FailureRow>[] = [
    { key: "reason", label: "Reason", cell: ({ reason }) => reasonLabels[reason] },
    { key: "status", label: "Status", cell: ({ status }) => statusNames[status] },
    { key: "count", label: "Count", align: "end", cell: ({ count }) => format.number(count) },
    {
      key: "advice",
      label: "What to do",
      cell: ({ reason }) => reasonAdvice[reason] ?? "Nothing at this level.",
    },
  ];
  return (
    <DataTable
      caption="Why deliveries failed"
      density="tight"
      columns={columns}
      rows={props.failures}
      rowKey={({ status, reason }) => `${status}-${reason}`}
      empty={<p>Every delivery was accepted.</p>}
    />
  );
}
