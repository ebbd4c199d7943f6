"use client";

import { Button, Field, makeStyles, tokens } from "@fluentui/react-components";
import { DatePicker } from "@fluentui/react-datepicker-compat";
import { useState } from "react";
import { Segments } from "@/components/ui/fields/segments";
import { useFormat } from "@/components/ui/use-format";
import { daysBetween, longestDays, type Period, type PeriodKey } from "@/server/analyze/periods";
import { useAnalyzeState } from "./analyze-state";

const periods = [
  { key: "30d", label: "30D" },
  { key: "3m", label: "3M" },
  { key: "6m", label: "6M" },
  { key: "12m", label: "12M" },
  { key: "custom", label: "Custom" },
] as const satisfies { key: PeriodKey; label: string }[];

const useStyles = makeStyles({
  panel: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-start",
    gap: "12px",
    padding: "12px 16px",
    margin: "0 0 8px",
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusLarge,
  },
  apply: { marginTop: "26px" },
});

/** P-78: 30D by default, 3, 6 and 12 months, and a custom range. */
export function PeriodSegments(props: { isCustomOpen: boolean; onCustom(isOpen: boolean): void }) {
  const [state, setState] = useAnalyzeState();
  const chosen = periods.find(({ key }) => key === state.period)?.key ?? "30d";
  return (
    <Segments
      label="Period"
      items={periods}
      selected={props.isCustomOpen ? "custom" : chosen}
      onSelect={(period) => {
        props.onCustom(period === "custom");
        if (period !== "custom" && period !== chosen)
          setState({ period, from: "", to: "", day: "" });
      }}
    />
  );
}

/** "2026-11-19" of a day picked in the browser's zone, and back. */
const textOf = (date: Date | null) =>
  date &&
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
const dateOf = (day: string) => new Date(`${day}T00:00:00`);

/** The calendar of a custom range. */
export function CustomRange(props: { period: Period; today: string; onDone(): void }) {
  const styles = useStyles();
  const format = useFormat();
  const [, setState] = useAnalyzeState();
  const [from, setFrom] = useState<string | null>(props.period.from);
  const [to, setTo] = useState<string | null>(props.period.to);
  const problem = problemOf(from, to, props.today);
  const picker = {
    allowTextInput: true,
    formatDate: (date?: Date) => (date ? format.utcDay(textOf(date) ?? "") : ""),
    maxDate: dateOf(props.today),
    placeholder: "Choose a day",
    showGoToToday: true,
  };
  return (
    <section className={styles.panel} aria-label="Custom range">
      <Field label="First day">
        <DatePicker
          {...picker}
          value={from === null ? null : dateOf(from)}
          onSelectDate={(date) => setFrom(textOf(date ?? null))}
        />
      </Field>
      <Field label="Last day" validationMessage={problem}>
        <DatePicker
          {...picker}
          value={to === null ? null : dateOf(to)}
          onSelectDate={(date) => setTo(textOf(date ?? null))}
        />
      </Field>
      <Button
        appearance="primary"
        className={styles.apply}
        disabledFocusable={problem !== undefined}
        onClick={() => {
          if (problem || !from || !to) return;
          setState({ period: "custom", from, to, day: "" });
          props.onDone();
        }}
      >
        Show these days
      </Button>
    </section>
  );
}

function problemOf(from: string | null, to: string | null, today: string): string | undefined {
  if (!from || !to) return "Choose both days.";
  if (from > to) return "The last day comes before the first.";
  if (to > today) return "Choose days up to today.";
  if (daysBetween(from, to) > longestDays) return "Choose at most two years.";
  return undefined;
}
