"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import dynamic from "next/dynamic";
import { AppLink } from "@/components/layout/app-link";
import { repeatText } from "@/components/notifications/repeat-words";
import { PlanNotes } from "@/components/notifications/send-times/card";
import { placesOf } from "@/components/notifications/send-times/words";
import { useFormat } from "@/components/ui/use-format";
import type { Review } from "./review-step";

const chartHeight = 150;

// The chart library is large and comes only where there is something to draw.
const SendTimesChart = dynamic(
  () =>
    import("@/components/notifications/send-times/chart").then((module) => module.SendTimesChart),
  { ssr: false, loading: () => <div style={{ height: chartHeight }} /> },
);

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "8px", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: "12px", margin: 0 },
  text: { margin: 0 },
  figures: { display: "grid", gridTemplateColumns: "repeat(3, 1fr)", gap: "12px", margin: 0 },
  term: { color: tokens.colorNeutralForeground3, fontSize: "12px" },
  figure: { margin: 0, fontWeight: 600 },
});

type Plan = NonNullable<Review["plan"]>;

/** When how many get it; where the hour depends on the customer, by hour and with what the clocks do. */
export function ReviewWhen(props: { review: Review; appNames: string }) {
  const styles = useStyles();
  const format = useFormat();
  const { plan, schedule } = props.review;
  if (!plan) return <p className={styles.text}>Choose a date and a time in Settings.</p>;
  const times = format.count(plan.instants.length, "send time");
  return (
    <div className={styles.root}>
      <p className={styles.quiet}>
        {headOf(plan, schedule, format)}
        {plan.instants.length > 1 && plan.kind !== "spread" ? ` · ${times}, ${format.zone}` : ""}
      </p>
      {schedule.repeat && (
        <p className={styles.quiet}>
          {repeatText(schedule.repeat.every, schedule.date)} from then on; shown is the first.
        </p>
      )}
      {plan.instants.length > 1 && (
        <>
          <SendTimesChart plan={plan} height={chartHeight} />
          <Figures plan={plan} />
        </>
      )}
      <PlanNotes plan={plan} schedule={schedule} appNames={props.appNames} />
      <p className={styles.quiet}>
        <AppLink href="/notifications/calendar">What else is planned</AppLink>
      </p>
    </div>
  );
}

function headOf(
  plan: Plan,
  schedule: Review["schedule"],
  format: ReturnType<typeof useFormat>,
): string {
  if (plan.kind === "at_once") return "At once, as soon as you send";
  if (plan.kind === "spread") return `Spread over 24 hours, until ${format.instant(plan.lastAt)}`;
  if (plan.kind === "utc") return format.instant(plan.firstAt);
  return `${schedule.time} on ${format.utcWeekday(schedule.date ?? "")} in each customer’s zone`;
}

function Figures({ plan }: { plan: Plan }) {
  const styles = useStyles();
  const busiest = plan.instants.reduce((most, one) => (one.devices > most.devices ? one : most));
  const rows = [
    { term: "First", instant: plan.instants[0] },
    { term: "Busiest", instant: busiest },
    { term: "Last", instant: plan.instants.at(-1) },
  ];
  return (
    <dl className={styles.figures}>
      {rows.map(
        ({ term, instant }) => instant && <Figure key={term} term={term} instant={instant} />,
      )}
    </dl>
  );
}

function Figure({ term, instant }: { term: string; instant: Plan["instants"][number] }) {
  const styles = useStyles();
  const format = useFormat();
  const places = placesOf(instant.zones);
  return (
    <div>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.figure}>
        {format.shortDateTime(instant.at)} {format.zone}
      </dd>
      <dd className={styles.quiet}>
        {places ? `${places}, ` : ""}
        {format.number(instant.devices)}
      </dd>
    </div>
  );
}
