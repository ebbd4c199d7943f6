"use client";

import { makeStyles, mergeClasses, Tooltip, tokens } from "@fluentui/react-components";
import { usePlainTable } from "@/components/table/plain-table";
import { StatusIcon } from "@/components/ui/status";
import { deliveryLooks } from "@/components/ui/status-looks";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  name: { display: "flex", alignItems: "center", gap: "8px" },
  strong: { fontWeight: 600 },
  quiet: { color: tokens.colorNeutralForeground3 },
  track: {
    width: "62px",
    height: "6px",
    borderRadius: "3px",
    backgroundColor: tokens.colorNeutralStroke3,
    overflow: "hidden",
  },
  bar: { height: "100%", backgroundColor: tokens.colorNeutralForeground3 },
  sent: { backgroundColor: tokens.colorStatusSuccessForeground1 },
  failed: { backgroundColor: tokens.colorStatusDangerForeground1 },
});

export interface StatisticsCounts {
  sent: number;
  channelExpired: number;
  failed: number;
  unknown: number;
  sending: number;
  launches: number;
  isTracked: boolean;
}

/** P-66 to P-72 as the seed words them. */
const meanings = {
  sent: "The notification was sent: the push service accepted it.",
  channel_expired:
    "The channel between the app and Herald has expired, for example because the customer has not opened the app for long.",
  failed: "Not delivered for some reason, for example a problem of the push service.",
  unknown: "We could not determine the status.",
  sending: "In the queue to be sent.",
  launches:
    "Sent, the customer selected it, and your app was opened as a result. Opening the Store is not counted.",
} as const;

/** The five statuses add up to all devices; launches are a part of Sent and stand below the sum. */
export function StatisticsTable(props: { counts: StatisticsCounts }) {
  const styles = useStyles();
  const format = useFormat();
  const table = usePlainTable();
  const { counts } = props;
  const rows = [
    { key: "sent", label: "Sent", count: counts.sent },
    { key: "channel_expired", label: "Channel expiration failure", count: counts.channelExpired },
    { key: "failed", label: "Failed", count: counts.failed },
    { key: "unknown", label: "Unknown", count: counts.unknown },
    { key: "sending", label: "Sending", count: counts.sending },
  ] as const;
  const all = rows.reduce((sum, row) => sum + row.count, 0);
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th className={table.head}>Status</th>
          <th className={table.headNumber}>Count</th>
          <th className={table.headNumber}>Percentage</th>
          <th className={table.head}>
            <span className="visually-hidden">Share</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={table.row}>
            <td className={table.cell}>
              <Tooltip content={meanings[row.key]} relationship="description">
                <span className={styles.name}>
                  <StatusIcon look={deliveryLooks[row.key]} /> {row.label}
                </span>
              </Tooltip>
            </td>
            <td className={table.number}>{format.number(row.count)}</td>
            <td className={table.number}>{all === 0 ? "—" : format.rate(row.count / all)}</td>
            <td className={table.cell} aria-hidden>
              <div className={styles.track}>
                <div
                  className={mergeClasses(
                    styles.bar,
                    row.key === "sent" && styles.sent,
                    row.key === "failed" && styles.failed,
                  )}
                  style={{ width: `${all === 0 ? 0 : (row.count / all) * 100}%` }}
                />
              </div>
            </td>
          </tr>
        ))}
        <tr className={table.row}>
          <td className={mergeClasses(table.cell, styles.quiet)}>All devices</td>
          <td className={mergeClasses(table.number, styles.strong)}>{format.number(all)}</td>
          <td className={mergeClasses(table.number, styles.quiet)}>{all === 0 ? "—" : "100%"}</td>
          <td className={table.cell} />
        </tr>
        <tr className={table.row}>
          <td className={table.cell}>
            <Tooltip content={meanings.launches} relationship="description">
              <span className={styles.name}>
                <StatusIcon look={deliveryLooks.launches} /> Launches
              </span>
            </Tooltip>
          </td>
          <td className={table.number}>
            {counts.isTracked ? format.number(counts.launches) : "—"}
          </td>
          <td className={table.number}>
            {counts.isTracked
              ? format.rate(counts.sent ? counts.launches / counts.sent : null)
              : ""}
          </td>
          <td className={mergeClasses(table.cell, styles.quiet)}>
            {counts.isTracked ? "of Sent" : "Not tracked"}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
