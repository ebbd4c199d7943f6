"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { useSuspenseQuery } from "@tanstack/react-query";
import { AppLink } from "@/components/layout/app-link";
import { spanText } from "@/components/notifications/wizard/audience/rule-words";
import { usePlainTable } from "@/components/table/plain-table";
import { useUrlState } from "@/components/table/use-url-state";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { useFormat } from "@/components/ui/use-format";
import { DaysChoice } from "./days";
import { daysOf } from "./days-of";

const useStyles = makeStyles({
  day: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: "16px 0 4px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
  text: { margin: "8px 0" },
  crowded: { color: tokens.colorStatusWarningForeground3 },
  scroll: { overflowX: "auto" },
});

type Calendar = RouterOutputs["notifications"]["calendar"]["overview"];

/** What will be sent, day by day, and how many people get several close together. */
export function SendCalendar() {
  const styles = useStyles();
  const format = useFormat();
  const trpc = useTRPC();
  const [state, setState] = useUrlState({ days: "7" });
  const { data } = useSuspenseQuery(
    trpc.notifications.calendar.overview.queryOptions({ days: daysOf(state.days) }),
  );
  const byDay = new Map<string, Calendar["entries"]>();
  for (const entry of data.entries) {
    const day = format.day(entry.firstAt);
    byDay.set(day, [...(byDay.get(day) ?? []), entry]);
  }
  return (
    <>
      <DaysChoice days={state.days} onDays={(days) => setState({ days })} />
      {data.crowding.map((window) => (
        <p key={window.minutes} className={styles.text}>
          <b>{format.count(window.people, "person").replace("persons", "people")}</b>{" "}
          {window.people === 1 ? "gets" : "get"} two or more within {spanWords(window.minutes)}.
        </p>
      ))}
      {data.entries.length === 0 && <p>Nothing is planned in these days.</p>}
      {[...byDay].map(([day, entries]) => (
        <section key={day} aria-label={day}>
          <h2 className={styles.day}>{day}</h2>
          <CrowdedOn entries={entries} crowding={data.crowding} />
          <DayTable entries={entries} />
        </section>
      ))}
      {data.isCut && <p className={styles.quiet}>Only the next 30 are shown and counted.</p>}
    </>
  );
}

/** "a day", "30 minutes" */
function spanWords(minutes: number): string {
  const text = spanText(minutes);
  return /^\d/.test(text) ? text : `${text === "hour" ? "an" : "a"} ${text}`;
}

/** People whose second notification comes on this day (UTC). */
function CrowdedOn(props: { entries: Calendar["entries"]; crowding: Calendar["crowding"] }) {
  const styles = useStyles();
  const format = useFormat();
  const days = new Set(props.entries.map(({ firstAt }) => firstAt.toISOString().slice(0, 10)));
  const parts = props.crowding.flatMap(({ minutes, byDay }) => {
    const people = byDay
      .filter(({ day }) => days.has(day))
      .reduce((sum, row) => sum + row.people, 0);
    return people === 0
      ? []
      : [`${format.number(people)} get a second one within ${spanWords(minutes)}`];
  });
  if (parts.length === 0) return null;
  return <p className={styles.crowded}>{parts.join(" · ")}</p>;
}

function DayTable({ entries }: { entries: Calendar["entries"] }) {
  const styles = useStyles();
  const table = usePlainTable();
  const format = useFormat();
  return (
    <div className={styles.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={table.head}>Starts ({format.zone})</th>
            <th className={table.head}>Ends</th>
            <th className={table.head}>Notification</th>
            <th className={table.head}>App</th>
            <th className={table.headNumber}>Devices</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={`${entry.id} ${entry.day}`} className={table.row}>
              <td className={table.cell}>{format.clock(entry.firstAt)}</td>
              <td className={table.cell}>
                {entry.lastAt > entry.firstAt ? format.shortDateTime(entry.lastAt) : "At once"}
              </td>
              <td className={table.cell}>
                <AppLink href={`/notifications/${entry.id}`}>{entry.name}</AppLink>
              </td>
              <td className={table.cell}>{entry.appNames}</td>
              <td className={table.number}>
                {entry.devices === null
                  ? "—"
                  : entry.isEstimate
                    ? format.estimate(entry.devices)
                    : format.number(entry.devices)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
