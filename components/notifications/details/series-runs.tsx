"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { AppLink } from "@/components/layout/app-link";
import { repeatText } from "@/components/notifications/repeat-words";
import { usePlainTable } from "@/components/table/plain-table";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { Status } from "@/components/ui/status";
import { notificationLooks } from "@/components/ui/status-looks";
import { useFormat } from "@/components/ui/use-format";

const useStyles = makeStyles({
  heading: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: "8px 0 4px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
  scroll: { overflowX: "auto" },
});

type Notification = RouterOutputs["notifications"]["byId"];
const shownRuns = 50;
const reloadMs = 10_000;

/** A repeating notification: when it comes next, and the runs it made, each with statistics of its own. */
export function SeriesRuns({ notification }: { notification: Notification }) {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.notifications.list.queryOptions(
      { seriesId: notification.id, size: shownRuns, sort: "-sendTime" },
      { refetchInterval: reloadMs },
    ),
  );
  const { repeat, date, time, zone } = notification.draft.schedule;
  if (!repeat) return null;
  const clock = zone === "local" ? "on every customer’s own clock" : "UTC";
  const next =
    notification.status === "scheduled" && notification.occurrenceOn
      ? ` Next on ${format.utcDay(notification.occurrenceOn)}.`
      : "";
  const end = repeat.until ? ` Last day ${format.utcDay(repeat.until)}.` : "";
  return (
    <section>
      <p>
        {repeatText(repeat.every, date)} at {time}, {clock}.{next}
        {end}
      </p>
      <h2 className={styles.heading}>Runs</h2>
      {data && data.rows.length === 0 && <p className={styles.quiet}>No run yet.</p>}
      {data && data.rows.length > 0 && <RunsTable rows={data.rows} />}
      {data && data.total > shownRuns && (
        <p className={styles.quiet}>
          The latest {shownRuns} of {format.number(data.total)}.
        </p>
      )}
    </section>
  );
}

function RunsTable({ rows }: { rows: RouterOutputs["notifications"]["list"]["rows"] }) {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  return (
    <div className={styles.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={table.head}>Run of</th>
            <th className={table.head}>Status</th>
            <th className={table.headNumber}>Recipients</th>
            <th className={table.headNumber}>Delivery rate</th>
            <th className={table.headNumber}>App launch rate</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={table.row}>
              <td className={table.cell}>
                <AppLink href={`/notifications/${row.id}`}>
                  {row.occurrenceOn ? format.utcWeekday(row.occurrenceOn) : row.name}
                </AppLink>
              </td>
              <td className={table.cell}>
                <Status look={notificationLooks[row.status]} />
              </td>
              <td className={table.number}>
                {row.recipients === null ? "—" : format.number(row.recipients)}
              </td>
              <td className={table.number}>{format.rate(row.deliveryRate)}</td>
              <td className={table.number}>
                {row.isTracked ? format.rate(row.launchRate) : "Not tracked"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
