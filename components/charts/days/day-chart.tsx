"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from "react";
import { useWidth } from "@/components/charts/use-width";
import { useFormat } from "@/components/ui/use-format";
import { DayPlots } from "./day-plots";
import { type DayView, dayAt, layoutDays } from "./geometry";

const useStyles = makeStyles({
  root: {
    position: "relative",
    cursor: "crosshair",
    touchAction: "pan-y",
    borderRadius: tokens.borderRadiusMedium,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  tip: {
    position: "absolute",
    top: 0,
    zIndex: 3,
    pointerEvents: "none",
    padding: "8px 12px",
    fontSize: "12px",
    lineHeight: "16px",
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow8,
    whiteSpace: "nowrap",
  },
  facts: { margin: "4px 0 0", display: "grid", gridTemplateColumns: "auto auto", gap: "0 12px" },
  value: { margin: 0, textAlign: "right", fontWeight: 600 },
});

export interface DaySeries {
  key: string;
  label: string;
  color: string;
  isHatched?: boolean;
  /** One per day. */
  values: number[];
}

const height = { split: 300, stacked: 196, share: 196 } as const;
const axisLeft = 44;
const axisBottom = 22;

/** Bars by day with a cursor: arrows move it and read it out, Enter and a click choose the day. */
export function DayChart(props: {
  /** What is drawn, for those who can't see it. */
  label: string;
  days: string[];
  series: DaySeries[];
  view: DayView;
  /** A day that is marked, or "". */
  chosen: string;
  onChoose(day: string): void;
}) {
  const styles = useStyles();
  const format = useFormat();
  const root = useRef<HTMLDivElement>(null);
  const patternId = useId();
  const width = useWidth(root);
  const [cursor, setCursor] = useState<number>();
  const { days, series } = props;
  const size = { width, height: height[props.view], left: axisLeft, right: 4 };
  const layout = layoutDays(
    series.map(({ values }) => values),
    props.view,
    size,
  );
  const last = days.length - 1;
  const at = Math.min(cursor ?? last, last);

  function placeOf(event: { clientX: number }): number | undefined {
    const left = root.current?.getBoundingClientRect().left ?? 0;
    return dayAt(event.clientX - left, layout, days.length);
  }
  // By its own place: a finger taps without having moved there.
  function choose(event: MouseEvent): void {
    const day = days[placeOf(event) ?? -1];
    if (day) props.onChoose(day);
  }
  function key(event: KeyboardEvent): void {
    const next = { ...cursorKeys(at, last) }[event.key];
    if (event.key === "Enter" && days[at]) props.onChoose(days[at]);
    else if (next === undefined) return;
    else setCursor(Math.max(0, Math.min(last, next)));
    event.preventDefault();
  }
  return (
    <div
      ref={root}
      className={styles.root}
      role="slider"
      tabIndex={0}
      aria-label={`${props.label}, day by day`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={Math.max(0, at)}
      aria-valuetext={readOut(props, at, format)}
      onKeyDown={key}
      onBlur={() => setCursor(undefined)}
      onPointerMove={(event) => setCursor(placeOf(event))}
      onPointerLeave={() => setCursor(undefined)}
      onClick={choose}
    >
      <DayPlots
        {...{ layout, days, series, width, patternId }}
        height={size.height + axisBottom}
        isShare={props.view === "share"}
        cursor={cursor}
        chosen={days.indexOf(props.chosen)}
      />
      {cursor !== undefined && days[cursor] && <Tip {...props} at={cursor} layout={layout} />}
    </div>
  );
}

function cursorKeys(at: number, last: number): Record<string, number> {
  return {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at + 1,
    ArrowDown: at - 1,
    PageUp: at + 7,
    PageDown: at - 7,
    Home: 0,
    End: last,
  };
}

type Facts = Pick<Parameters<typeof DayChart>[0], "days" | "series">;

function readOut({ days, series }: Facts, at: number, format: ReturnType<typeof useFormat>) {
  const day = days[at];
  if (!day) return "No days";
  const parts = series.map(({ label, values }) => `${label} ${format.number(values[at] ?? 0)}`);
  return `${format.utcDay(day)}: ${parts.join(", ")}`;
}

function Tip(props: Facts & { at: number; layout: { left: number; step: number } }) {
  const styles = useStyles();
  const format = useFormat();
  const { at, layout } = props;
  const x = layout.left + (at + 0.5) * layout.step;
  const isRight = at > props.days.length / 2;
  return (
    <div
      className={styles.tip}
      style={isRight ? { right: `calc(100% - ${x - 10}px)` } : { left: x + 10 }}
      aria-hidden
    >
      <strong>{format.utcDay(props.days[at] ?? "")}</strong>
      <dl className={styles.facts}>
        {props.series.map(({ key, label, values }) => (
          <TipFact key={key} label={label} value={format.number(values[at] ?? 0)} />
        ))}
      </dl>
    </div>
  );
}

function TipFact(props: { label: string; value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt>{props.label}</dt>
      <dd className={styles.value}>{props.value}</dd>
    </>
  );
}
