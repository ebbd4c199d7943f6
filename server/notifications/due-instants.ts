import { Temporal } from "temporal-polyfill";
import { isQuietAt, type QuietHours } from "./schedule-times";
import type { Schedule } from "./schema";

/**
 * When each zone is due: one function for the dry run and the freeze. A time that does not exist moves forward,
 * one that comes twice is its first (spec/parts.md 2).
 */

/** The date and time on a clock in the zone; the zone must be a canonical IANA name. */
export function wallInstant(date: string, time: string, timeZone: string): Date {
  return instantOf(Temporal.PlainDateTime.from(`${date}T${time}`), timeZone);
}

function instantOf(
  wall: Temporal.PlainDateTime,
  timeZone: string,
  disambiguation: "compatible" | "later" = "compatible",
): Date {
  const zoned = wall.toZonedDateTime(timeZone, { disambiguation });
  return new Date(zoned.epochMilliseconds);
}

/** How the wall time meets the zone's clock on that day. */
export function clockChange(
  date: string,
  time: string,
  timeZone: string,
): "none" | "skipped" | "repeated" {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
    wall.toZonedDateTime(timeZone, { disambiguation }),
  );
  if (!earlier || !later || earlier.epochMilliseconds === later.epochMilliseconds) return "none";
  return earlier.toPlainDateTime().equals(wall) ? "repeated" : "skipped";
}

/** What happens in one zone; undefined = its time has passed and the author chose to skip it. */
export interface ZonePlan {
  dueAt: Date | undefined;
  hasPassed: boolean;
}

type LocalTime = Pick<Schedule, "date" | "time" | "whenPassed">;

/**
 * The instant of one zone for "each customer's local time zone" (H.7).
 * @param from sending starts no earlier: the instant of the freeze, or of the dry run
 */
export function planZone(schedule: LocalTime, timeZone: string, from: Date): ZonePlan {
  const { date, time, whenPassed } = schedule;
  if (!date || !time) throw new RangeError("A schedule in local time has a date and a time.");
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const dueAt = instantOf(wall, timeZone);
  if (dueAt >= from) return { dueAt, hasPassed: false };
  if (whenPassed === "send_now") return { dueAt: from, hasPassed: true };
  if (whenPassed === "skip") return { dueAt: undefined, hasPassed: true };
  return { dueAt: nextAfter(wall, timeZone, from), hasPassed: true };
}

/** The same time of day on the first day on which it is still to come. */
function nextAfter(wall: Temporal.PlainDateTime, timeZone: string, from: Date): Date {
  const today = onClock(from, timeZone).toPlainDate();
  const onToday = instantOf(today.toPlainDateTime(wall.toPlainTime()), timeZone);
  if (onToday >= from) return onToday;
  return instantOf(today.add({ days: 1 }).toPlainDateTime(wall.toPlainTime()), timeZone);
}

/** The instant itself, or the end of the quiet hours it lies in. */
export function afterQuiet(at: Date, quiet: QuietHours, timeZone: string): Date {
  const here = onClock(at, timeZone);
  const clock = clockIn(timeZone, at);
  if (!isQuietAt(clock, quiet)) return at;
  const day = here.toPlainDate().add({ days: clock >= quiet.to ? 1 : 0 });
  const end = day.toPlainDateTime(Temporal.PlainTime.from(quiet.to));
  const first = instantOf(end, timeZone);
  // In the second round of a repeated hour the first end is over already.
  return first > at ? first : instantOf(end, timeZone, "later");
}

/** "02:30": what the clock there shows. */
export function clockIn(timeZone: string, at: Date): string {
  return onClock(at, timeZone).toPlainTime().toString().slice(0, 5);
}

function onClock(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}
