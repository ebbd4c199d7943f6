"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { CalendarClock32Regular } from "@fluentui/react-icons";
import { useSuspenseQuery } from "@tanstack/react-query";
import { AppLink } from "@/components/layout/app-link";
import { spanText } from "@/components/notifications/wizard/audience/rule-words";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { useUrlState } from "@/components/table/use-url-state";
import { type RouterOutputs, useTRPC } from "@/components/trpc/query-provider";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/use-format";
import { DaysChoice } from "./days";
import { daysOf } from "./days-of";

const useStyles = makeStyles({
  day: { fontSize: "16px", lineHeight: "22px", fontWeight: 600, margin: "16px 0 4px" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
  text: { margin: "8px 0" },
  crowded: { color: tokens.colorStatusWarningForeground3 },
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
      {data.entries.length === 0 && (
        <EmptyState icon={<CalendarClock32Regular />} text="Nothing is planned in these days." />
      )}
      {[...byDay].map(([day, entries]) => (
        <section key={day} aria-label={day}>
          <h2 className={styles.day}>{day}</h2>
          <CrowdedOn entries={entries} crowding={data.crowding} />
          <DayTable day={day} entries={entries} />
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
      : [
          `${format.number(people)} ${people === 1 ? "person gets" : "people get"} a second one within ${spanWords(minutes)}`,
        ];
  });
  if (parts.length === 0) return null;
  return <p className={styles.crowded}>{parts.join(" · ")}</p>;
}

function DayTable({ day, entries }: { day: string; entries: Calendar["entries"] }) {
  const styles = useStyles();
  const format = useFormat();
  const columns: Column<Calendar["entries"][number]>[] = [
    {
      key: "name",
      label: "Notification",
      cell: ({ id, name, local }) => (
        <>
          <div>
            <AppLink href={`/notifications/${id}`}>{name}</AppLink>
          </div>
          {local && (
            <div className={styles.quiet}>
              {format.utcDayShort(local.date)}, {local.time} local
            </div>
          )}
        </>
      ),
    },
    { key: "app", label: "App", cell: (entry) => entry.appNames },
    {
      key: "starts",
      label: `Starts (${format.zone})`,
      width: "14%",
      cell: (entry) => format.clock(entry.firstAt),
    },
    {
      key: "ends",
      label: "Ends",
      width: "18%",
      cell: (entry) =>
        entry.lastAt > entry.firstAt ? format.shortDateTime(entry.lastAt) : "At once",
    },
    {
      key: "devices",
      label: "Devices",
      width: "14%",
      align: "end",
      cell: ({ devices, isEstimate }) => {
        if (devices === null) return "—";
        return isEstimate ? format.estimate(devices) : format.number(devices);
      },
    },
  ];
  return (
    <DataTable
      caption={day}
      density="tight"
      columns={columns}
      rows={entries}
      rowKey={(entry) => `${entry.id} ${entry.day}`}
      empty={null}
    />
  );
}
