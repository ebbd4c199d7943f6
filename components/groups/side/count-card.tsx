"use client";

import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { CheckmarkCircle16Filled } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { failureOf } from "@/components/trpc/failure";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import { ErrorBar } from "@/components/ui/error-bar";
import { formatClock, zoneLabel } from "@/components/ui/format";
import { outdated, type } from "@/components/ui/tokens";
import { useFormat } from "@/components/ui/use-format";
import { useCardStyles } from "./card-styles";

export type Count = RouterOutputs["groups"]["segments"]["count"];
type Waterfall = RouterOutputs["groups"]["segments"]["explain"];
type Steps = Extract<Waterfall, { isSmall: false }>;

const useStyles = makeStyles({
  record: { ...type.recordMedium },
  outdated,
  exact: {
    ...type.caption,
    display: "flex",
    alignItems: "center",
    gap: "6px",
    color: tokens.colorNeutralForeground3,
    minHeight: "16px",
  },
  check: { color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
  steps: { listStyle: "none", margin: "8px 0 0", padding: 0 },
  step: { ...type.body, marginTop: "10px" },
  line: { display: "flex", justifyContent: "space-between", gap: "12px" },
  attribute: { ...type.caption, color: tokens.colorNeutralForeground3, marginLeft: "6px" },
  track: { position: "relative", height: "8px", marginTop: "2px" },
  part: {
    position: "absolute",
    left: 0,
    top: 0,
    bottom: 0,
    borderRadius: "2px",
    "@media (forced-colors: active)": { outline: "1px solid CanvasText" },
  },
  before: { backgroundColor: tokens.colorNeutralStroke2 },
  after: {
    backgroundColor: tokens.colorNeutralForeground3,
    "@media (forced-colors: active)": { backgroundColor: "GrayText" },
  },
  last: {
    backgroundColor: tokens.colorCompoundBrandBackground,
    "@media (forced-colors: active)": { backgroundColor: "Highlight" },
  },
  drop: { ...type.caption, color: tokens.colorNeutralForeground3, marginTop: "2px" },
});

export interface Step {
  title: string;
  attribute?: string;
  people: number;
  before: number;
  why?: string;
}

const countingAfterMs = 150;

/** Customers in this segment: the number of record and where people fall out. */
export function CountCard(props: {
  count: Count | undefined;
  waterfall: Waterfall | undefined;
  isCounting: boolean;
  /** The waterfall is still that of the rule before. */
  isExplaining: boolean;
  error: unknown;
  /** What the filters of the rule look at, in their order. */
  titles: { title: string; attribute: string }[];
}) {
  const styles = useStyles();
  const cards = useCardStyles();
  const format = useFormat();
  const { count, waterfall } = props;
  const isSlow = useLasting(props.isCounting, countingAfterMs);
  if (props.error) {
    const failure = failureOf(props.error);
    return <ErrorBar title="The count failed." {...failure} />;
  }
  return (
    <section className={cards.card} aria-label="Customers in this segment">
      <h2 className={cards.title}>Customers in this segment</h2>
      <div className={isSlow ? styles.outdated : undefined}>
        <div className={styles.record} data-testid="segment-size">
          {!count ? "—" : count.isSmall ? "Small" : format.number(count.size)}
        </div>
        <Announcement count={count} isCounting={props.isCounting} />
        <p className={styles.exact} style={{ margin: 0 }}>
          <CountNote count={count} isSlow={isSlow} />
        </p>
        {count && !count.isSmall && waterfall && !waterfall.isSmall && (
          <div className={props.isExplaining ? styles.outdated : undefined}>
            <WaterfallList steps={stepsOf(waterfall, props.titles)} total={waterfall.total} />
          </div>
        )}
      </div>
      {props.titles.length === 0 && waterfall && !waterfall.isSmall && (
        <p className={cards.quiet}>
          Add a condition. Without one, the segment is every eligible customer:{" "}
          {format.number(waterfall.available)}.
        </p>
      )}
    </section>
  );
}

function CountNote(props: { count: Count | undefined; isSlow: boolean }) {
  const styles = useStyles();
  const format = useFormat();
  const { count } = props;
  if (props.isSlow) return <>Counting…</>;
  if (!count) return <>Choose an app to count.</>;
  if (count.isSmall) return <>Too few customers to show or to use. Widen the conditions.</>;
  const clock = `${formatClock(count.countedAt, format.timeZone, true)} ${zoneLabel(format.timeZone)}`;
  return (
    <>
      <CheckmarkCircle16Filled className={styles.check} aria-hidden />
      Exact, counted in {format.number(count.tookMs)} ms at {clock}
    </>
  );
}

function WaterfallList({ steps, total }: { steps: Step[]; total: number }) {
  const styles = useStyles();
  const format = useFormat();
  const width = (people: number) => `${total === 0 ? 0 : (people / total) * 100}%`;
  return (
    <ol className={styles.steps} aria-label="Where people fall out">
      {steps.map((step, index) => {
        const isLast = index === steps.length - 1;
        return (
          <li key={`${step.title} ${step.attribute ?? ""}`} className={styles.step}>
            <div className={styles.line}>
              <span>
                {step.title}
                {step.attribute && <span className={styles.attribute}>{step.attribute}</span>}
              </span>
              <span>{format.number(step.people)}</span>
            </div>
            <div className={styles.track} aria-hidden>
              <span
                className={mergeClasses(styles.part, styles.before)}
                style={{ width: width(step.before) }}
              />
              <span
                className={mergeClasses(styles.part, isLast ? styles.last : styles.after)}
                style={{ width: width(step.people) }}
              />
            </div>
            {step.before > step.people && (
              <div className={styles.drop}>
                {format.number(step.people - step.before)}
                {step.why && ` · ${step.why}`}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function stepsOf(count: Steps, titles: { title: string; attribute: string }[]): Step[] {
  const { total, available } = count;
  const filters = count.steps.map((people, n) => ({
    title: titles[n]?.title ?? `Filter ${n + 1}`,
    attribute: titles[n]?.attribute,
    people,
    before: count.steps[n - 1] ?? available,
  }));
  return [
    { title: "All app customers", people: total, before: total },
    {
      title: "Eligible for segments",
      people: available,
      before: total,
      why: "Age 17 or over, Windows 10 or 11, Microsoft account",
    },
    ...filters,
  ];
}

/** Says the new number once it has stood still for a second. */
function Announcement(props: { count: Count | undefined; isCounting: boolean }) {
  const format = useFormat();
  const isStill = useLasting(!props.isCounting && props.count !== undefined, 1_000);
  if (!isStill || !props.count) return <span role="status" className="visually-hidden" />;
  return (
    <span role="status" className="visually-hidden">
      {props.count.isSmall
        ? "Small: too few customers."
        : `${format.number(props.count.size)} customers in this segment.`}
    </span>
  );
}

/** True once something has been so for a while. */
function useLasting(isSo: boolean, milliseconds: number): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isSo) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => clearTimeout(timer);
  }, [isSo, milliseconds]);
  return isLasting && isSo;
}
