"use client";

import { makeStyles, ProgressBar, tokens } from "@fluentui/react-components";
import { AppLink } from "@/components/layout/app-link";
import { Status, StatusIcon } from "@/components/ui/status";
import { notificationLooks } from "@/components/ui/status-looks";
import { useFormat } from "@/components/ui/use-format";
import type { ListedNotification } from "./types";

const useStyles = makeStyles({
  cell: { display: "flex", flexDirection: "column", gap: "2px", minWidth: 0 },
  line: { display: "flex", alignItems: "center", gap: "6px" },
  count: { marginLeft: "auto", color: tokens.colorNeutralForeground3, fontSize: "12px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", lineHeight: "16px" },
  reason: { color: tokens.colorPaletteRedForeground1, fontSize: "12px", lineHeight: "16px" },
});

/** Status as icon and word; while sending, how far it is. */
export function StatusCell({ row }: { row: ListedNotification }) {
  const styles = useStyles();
  if (row.status === "sending" && row.progress) return <SendingCell row={row} />;
  return (
    <div className={styles.cell}>
      <Status look={notificationLooks[row.status]} />
      {row.status === "paused" && row.pauseReason && (
        <span className={row.pausedBy === "herald" ? styles.reason : styles.quiet}>
          {row.pauseReason}
        </span>
      )}
      {row.status === "paused" && row.pausedBy === "herald" && row.apps[0] && (
        <AppLink href={`/apps/${row.apps[0].id}?tab=credentials`}>Update credentials</AppLink>
      )}
    </div>
  );
}

function SendingCell({ row }: { row: ListedNotification }) {
  const styles = useStyles();
  const format = useFormat();
  const { progress } = row;
  if (!progress) return null;
  const share = progress.frozen === 0 ? 0 : progress.recorded / progress.frozen;
  return (
    <div className={styles.cell}>
      <span className={styles.line}>
        <StatusIcon look={notificationLooks.sending} labelled /> {format.rate(share)}
        <span className={styles.count}>
          {progress.sendTimes
            ? `${progress.sendTimes.started} of ${progress.sendTimes.total} send times`
            : `${format.number(progress.recorded)} of ${format.number(progress.frozen)}`}
        </span>
      </span>
      <ProgressBar value={share} thickness="large" aria-label="Sent so far" />
      <span className={styles.quiet}>{paceOf(row, format)}</span>
    </div>
  );
}

/** "3,940/s · 42 s left", or when the next send time is. */
function paceOf({ progress }: ListedNotification, format: ReturnType<typeof useFormat>): string {
  if (!progress) return "";
  const next = progress.sendTimes?.nextAt;
  if (next) return `Next in ${format.duration(next.getTime() - Date.now())}`;
  if (progress.ratePerSecond === null) return "Starting…";
  const rate = `${format.number(Math.round(progress.ratePerSecond))}/s`;
  if (progress.secondsLeft === null) return rate;
  return `${rate} · ${format.duration(progress.secondsLeft * 1000)} left`;
}
