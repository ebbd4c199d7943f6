"use client";

import { makeStyles, Tooltip, tokens } from "@fluentui/react-components";
import { WarningFilled } from "@fluentui/react-icons";
import { useFormat } from "@/components/ui/use-format";
import type { ListedNotification } from "./types";

const useStyles = makeStyles({
  cell: { display: "inline-flex", flexDirection: "column", alignItems: "flex-end" },
  line: { display: "inline-flex", alignItems: "center", gap: "4px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px" },
  warning: { color: tokens.colorStatusWarningForeground3 },
});

/** P-73, shown on hover. */
export const deliveryRateMeaning =
  "Sent ÷ (Sent + Failed + Channel expiration failure + Unknown). Sent means that the push service accepted it.";
export const launchRateMeaning =
  "Launches ÷ Sent. A launch is your app, opened by selecting the notification. Without tracking it reads “Not tracked”.";

export function DeliveryRateCell(props: { row: ListedNotification; goal: number }) {
  const styles = useStyles();
  const format = useFormat();
  const { row } = props;
  if (row.status === "draft" || row.status === "scheduled") return null;
  const isLow =
    row.deliveryRate !== null && row.deliveryRate < props.goal && row.finishedAt !== null;
  return (
    <Tooltip content={deliveryRateMeaning} relationship="description">
      <span className={styles.cell}>
        <span className={styles.line}>
          {isLow && (
            <WarningFilled className={styles.warning} aria-label="Below the publisher’s goal" />
          )}
          {format.rate(row.deliveryRate)}
        </span>
        {row.status === "sending" && <span className={styles.quiet}>so far</span>}
      </span>
    </Tooltip>
  );
}

export function LaunchRateCell({ row }: { row: ListedNotification }) {
  const styles = useStyles();
  const format = useFormat();
  if (row.status === "draft" || row.status === "scheduled") return null;
  return (
    <Tooltip content={launchRateMeaning} relationship="description">
      <span className={styles.cell}>
        {row.isTracked ? (
          <span>{format.rate(row.launchRate)}</span>
        ) : (
          <span className={styles.quiet}>Not tracked</span>
        )}
        {row.status === "sending" && row.isTracked && <span className={styles.quiet}>so far</span>}
      </span>
    </Tooltip>
  );
}
