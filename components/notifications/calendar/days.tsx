"use client";

import { Radio, RadioGroup } from "@fluentui/react-components";
import { type CalendarDays, calendarDays, daysOf } from "./days-of";

const labels: Record<CalendarDays, string> = { 1: "24 hours", 7: "7 days", 14: "14 days" };

export function DaysChoice(props: { days: string; onDays(days: string): void }) {
  return (
    <RadioGroup
      layout="horizontal"
      aria-label="How far ahead"
      value={String(daysOf(props.days))}
      onChange={(_, data) => props.onDays(data.value)}
    >
      {calendarDays.map((days) => (
        <Radio key={days} value={String(days)} label={labels[days]} />
      ))}
    </RadioGroup>
  );
}
