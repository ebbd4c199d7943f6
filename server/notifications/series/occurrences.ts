import { Temporal } from "temporal-polyfill";
import { firstSendAt } from "../schedule-times";
import type { Schedule } from "../schema";

/** The days of a repeating notification. Pure; dates are calendar days as they are written. */

type Repeat = NonNullable<Schedule["repeat"]>;

const units = { day: "days", week: "weeks", month: "months" } as const;

/**
 * The n-th day, counted from the first (0). Counted from the first day and not from the one before: the 31st is
 * the 28th in February and the 31st again in March.
 */
function dayOf(schedule: Schedule, every: Repeat["every"], n: number): string {
  const first = Temporal.PlainDate.from(schedule.date ?? "");
  return first.add({ [units[every]]: n }, { overflow: "constrain" }).toString();
}

/** The first day after this one; undefined when it has ended or does not repeat. */
export function occurrenceAfter(schedule: Schedule, day: string): string | undefined {
  const { repeat, date } = schedule;
  if (!repeat || !date) return undefined;
  const first = Temporal.PlainDate.from(date);
  const { [units[repeat.every]]: passed } = first.until(day, { largestUnit: units[repeat.every] });
  for (let n = Math.max(0, passed - 1); ; n++) {
    const next = dayOf(schedule, repeat.every, n);
    if (repeat.until !== null && next > repeat.until) return undefined;
    if (next > day) return next;
  }
}

/** The schedule of the run of that day: the same times, the expiry as long after it as the first one's. */
export function scheduleOn(schedule: Schedule, day: string): Schedule {
  const { date, neverExpires } = schedule;
  // What was chosen before "never" may be left behind, and be no day at all.
  const expiryDate = neverExpires ? null : schedule.expiryDate;
  const later = date ? Temporal.PlainDate.from(date).until(day, { largestUnit: "days" }).days : 0;
  const expiry = expiryDate && Temporal.PlainDate.from(expiryDate).add({ days: later }).toString();
  return { ...schedule, date: day, expiryDate: expiry, repeat: null };
}

/** When the run of that day starts, wherever it starts first. */
export function startOn(schedule: Schedule, day: string): Date {
  const start = firstSendAt(scheduleOn(schedule, day), new Date(0));
  if (!start) throw new RangeError("A repeating notification has a date and a time.");
  return start;
}

export interface Turn {
  /** The run that is due, the latest of those that were missed. */
  day: string;
  missed: string[];
  /** The day after it; undefined = that was the last. */
  next: string | undefined;
}

/**
 * What is due of a series at an instant: nobody gets the runs of a whole week after an outage, only the last.
 * @param day the next run that has not been made
 */
export function turnAt(schedule: Schedule, day: string, now: Date): Turn {
  const missed: string[] = [];
  let due = day;
  let next = occurrenceAfter(schedule, due);
  while (next !== undefined && startOn(schedule, next) <= now) {
    missed.push(due);
    due = next;
    next = occurrenceAfter(schedule, due);
  }
  return { day: due, missed, next };
}

/** The first run that starts after an instant: where a series goes on after a pause. */
export function nextStart(schedule: Schedule, day: string, now: Date): string | undefined {
  let next: string | undefined = day;
  while (next !== undefined && startOn(schedule, next) < now)
    next = occurrenceAfter(schedule, next);
  return next;
}
