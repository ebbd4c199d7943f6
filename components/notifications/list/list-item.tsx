"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useFormat } from "@/components/ui/use-format";
import { NotificationActions } from "./actions";
import { NameCell } from "./name-cell";
import { sendTimeText } from "./send-time";
import { StatusCell } from "./status-cell";
import type { ListedNotification } from "./types";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "4px" },
  line: { display: "flex", justifyContent: "space-between", gap: "12px", alignItems: "center" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
  rates: { display: "flex", gap: "16px", fontSize: "12px" },
});

/** A row on a phone: name, status, two rates, time. */
export function ListItem({ row }: { row: ListedNotification }) {
  const styles = useStyles();
  const format = useFormat();
  const hasRates = row.status !== "draft" && row.status !== "scheduled";
  return (
    <div className={styles.root}>
      <div className={styles.line}>
        <NameCell row={row} />
        <span>
          <NotificationActions row={row} />
        </span>
      </div>
      <StatusCell row={row} />
      <div className={styles.line}>
        {hasRates && (
          <span className={styles.rates}>
            <span>
              Delivery <b>{format.rate(row.deliveryRate)}</b>
            </span>
            <span>
              App launch <b>{row.isTracked ? format.rate(row.launchRate) : "not tracked"}</b>
            </span>
          </span>
        )}
        <span className={styles.quiet}>{sendTimeText(row, format)}</span>
      </div>
    </div>
  );
}
