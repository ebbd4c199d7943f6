"use client";

import { Segments } from "@/components/ui/fields/segments";
import { type CalendarDays, calendarDays, daysOf } from "./days-of";

const labels: Record<CalendarDays, string> = { 1: "24 hours", 7: "7 days", 14: "14 days" };

export function DaysChoice(props: { days: string; onDays(days: string): void }) {
  return (
    <Segments
      label="How far ahead"
      items={calendarDays.map((days) => ({ key: String(days), label: labels[days] }))}
      selected={String(daysOf(props.days))}
      onSelect={props.onDays}
    />
  );
}
