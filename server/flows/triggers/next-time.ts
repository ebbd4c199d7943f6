import { Temporal } from "temporal-polyfill";
import type { FlowSchedule } from "@/server/flows/schema";

const minuteMs = 60_000;
const mostDays = 40;

/**
 * The first instant after `after` at which a schedule is due. A time that the clock change skips moves forward, one
 * that comes twice is its first, as everywhere in Herald.
 */
export function nextTime(schedule: FlowSchedule, after: Date): Date {
  if (schedule.unit === "minutes") {
    const step = schedule.every * minuteMs;
    return new Date((Math.floor(after.getTime() / step) + 1) * step);
  }
  const start = Temporal.Instant.fromEpochMilliseconds(after.getTime())
    .toZonedDateTimeISO(schedule.zone)
    .toPlainDate();
  for (let days = 0; days <= mostDays; days += 1) {
    const date = start.add({ days });
    if (!isDay(schedule, date)) continue;
    const wall = date.toPlainDateTime(Temporal.PlainTime.from(schedule.time));
    const at = new Date(wall.toZonedDateTime(schedule.zone).epochMilliseconds);
    if (at > after) return at;
  }
  throw new RangeError("A schedule is due within a month.");
}

function isDay(
  schedule: Exclude<FlowSchedule, { unit: "minutes" }>,
  date: Temporal.PlainDate,
): boolean {
  if (schedule.unit === "day") return true;
  if (schedule.unit === "week") return schedule.days.includes(date.dayOfWeek);
  return date.day === Math.min(schedule.day, date.daysInMonth);
}
