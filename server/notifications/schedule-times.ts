import type { Schedule } from "./schema";

/** Instants of a schedule, without a time zone library: the browser shows them while the author types. */

const hour = 3_600_000;
const day = 24 * hour;
/** The first and the last place on Earth where a day begins. */
const firstZoneAheadMs = 14 * hour;
const lastZoneBehindMs = 12 * hour;

/** A date and a time read as UTC; undefined while one is missing or the day does not exist. */
export function utcInstant(date: string | null, time: string | null): Date | undefined {
  if (!date || !time) return undefined;
  const at = new Date(`${date}T${time}:00.000Z`);
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
  return exists ? at : undefined;
}

/** When sending starts: at once, at the UTC time, or when the first zone reaches the local time. */
export function firstSendAt(schedule: Schedule, now: Date): Date | undefined {
  if (schedule.immediately) return now;
  const wall = utcInstant(schedule.date, schedule.time);
  if (!wall) return undefined;
  const first = schedule.zone === "utc" ? wall : new Date(wall.getTime() - firstZoneAheadMs);
  return first < now && schedule.zone === "local" ? now : first;
}

/**
 * No device is due after this (H.6): with local time the zone twelve hours behind UTC, or a day from now for
 * zones whose time has passed and that wait for the next day (H.7), and the quiet hours that this time lies in.
 */
export function lastSendAt(
  schedule: Schedule,
  now: Date,
  quiet: QuietHours | null = null,
): Date | undefined {
  if (schedule.immediately) return now;
  const wall = utcInstant(schedule.date, schedule.time);
  if (!wall || schedule.zone === "utc") return wall;
  const last = wall.getTime() + lastZoneBehindMs;
  const mayWait = schedule.whenPassed === "next_day" && hasPassedSomewhere(schedule, now);
  const wanted = mayWait ? Math.max(last, now.getTime() + day) : last;
  return new Date(wanted + quietMs(schedule.time ?? "", quiet));
}

/** When everybody on this clock is left alone: "22:00" to "08:00" is a night, "12:00" to "14:00" a noon. */
export interface QuietHours {
  from: string;
  to: string;
}

/** A local time within quiet hours waits for their end, in every zone for so long. */
function quietMs(time: string, quiet: QuietHours | null): number {
  if (!quiet || !isQuietAt(time, quiet)) return 0;
  const wait = minutesOf(quiet.to) - minutesOf(time);
  return (wait < 0 ? wait + 24 * 60 : wait) * 60_000;
}

export function isQuietAt(time: string, { from, to }: QuietHours): boolean {
  return from > to ? time >= from || time < to : time >= from && time < to;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Whether some zone's local time is already over (H.7). */
export function hasPassedSomewhere(schedule: Schedule, now: Date): boolean {
  const wall = utcInstant(schedule.date, schedule.time);
  if (schedule.immediately || schedule.zone === "utc" || !wall) return false;
  return wall.getTime() - firstZoneAheadMs <= now.getTime();
}

export function expiresAtOf(schedule: Schedule): Date | undefined {
  if (schedule.neverExpires) return undefined;
  return utcInstant(schedule.expiryDate, schedule.expiryTime);
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "14:32 UTC" */
export function utcTime(at: Date): string {
  return `${at.toISOString().slice(11, 16)} UTC`;
}

/** "27 Nov 2026, 19:00 UTC" */
export function utcDateTime(at: Date): string {
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${utcTime(at)}`;
}
