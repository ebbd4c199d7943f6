"use client";

import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { DatePicker } from "@fluentui/react-datepicker-compat";

const useStyles = makeStyles({ fill: { minWidth: 0 } });

const shown = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});

/** "2026-11-27" as the calendar day it names, whatever the browser's zone. */
function toDay(text: string | null): Date | null {
  if (!text) return null;
  const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
  return new Date(year, month - 1, day);
}

function fromDay(day: Date): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}

/** A calendar day as text, "2026-11-27"; null = none chosen. */
export function DayPicker(props: {
  label: string;
  className?: string;
  placeholder?: string;
  date: string | null;
  onDate(date: string | null): void;
}) {
  return (
    <DatePicker
      className={mergeClasses(useStyles().fill, props.className)}
      aria-label={props.label}
      placeholder={props.placeholder}
      value={toDay(props.date)}
      formatDate={(day) => (day ? shown.format(day) : "")}
      onSelectDate={(day) => props.onDate(day ? fromDay(day) : null)}
    />
  );
}
