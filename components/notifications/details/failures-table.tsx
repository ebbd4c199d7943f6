"use client";

import { reasonAdvice, reasonLabels } from "@/components/notifications/reasons";
import { usePlainTable } from "@/components/table/plain-table";
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
  const table = usePlainTable();
  const format = useFormat();
  if (props.failures.length === 0) return <p>Every delivery was accepted.</p>;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th className={table.head}>Reason</th>
          <th className={table.head}>Status</th>
          <th className={table.headNumber}>Count</th>
          <th className={table.head}>What to do</th>
        </tr>
      </thead>
      <tbody>
        {props.failures.map((failure) => (
          <tr key={`${failure.status}-${failure.reason}`} className={table.row}>
            <td className={table.cell}>{reasonLabels[failure.reason]}</td>
            <td className={table.cell}>{statusNames[failure.status]}</td>
            <td className={table.number}>{format.number(failure.count)}</td>
            <td className={table.cell}>
              {reasonAdvice[failure.reason] ?? "Nothing at this level."}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
