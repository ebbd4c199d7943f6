import type { TemplateId } from "@/db/enums";
import { canonicalTimeZone } from "@/server/registrations/time-zone";
import { afterQuiet, planZone } from "../due-instants";
import { type QuietHours, utcInstant } from "../schedule-times";
import type { Schedule } from "../schema";

/** When everyone in a zone is due: pure, the same for the dry run and the freeze. */

export interface Sending {
  template: TemplateId;
  schedule: Schedule;
  quietHours: QuietHours | null;
  /** Sending starts no earlier. */
  from: Date;
}

/** A device gets one of the instants; none = its local time has passed and the author chose to skip it. */
export interface ZoneInstants {
  instants: Date[];
  hasPassed: boolean;
  /** Quiet hours would have begun or been under way. */
  isMoved: boolean;
}

/** P-61: a prompt for update goes out in so many steps over a day. */
const updateSteps = 288;
const updateStepMs = 86_400_000 / updateSteps;

/** Each customer's own clock decides; not while the date or the time is missing. */
export function isLocal({ template, schedule }: Pick<Sending, "template" | "schedule">): boolean {
  if (template === "update" || schedule.immediately || schedule.zone !== "local") return false;
  return utcInstant(schedule.date, schedule.time) !== undefined;
}

/** Whether devices in different zones may be due at different instants. */
export function asksForZones(sending: Sending): boolean {
  return sending.quietHours !== null || isLocal(sending);
}

/** What everybody gets where zones are not asked for. */
export function instantsForAll({ template, from }: Pick<Sending, "template" | "from">): Date[] {
  if (template !== "update") return [from];
  return Array.from(
    { length: updateSteps },
    (_, step) => new Date(from.getTime() + step * updateStepMs),
  );
}

/** @param timeZone as stored; undefined comes back when nobody knows such a zone */
export function instantsIn(sending: Sending, timeZone: string): ZoneInstants | undefined {
  const zone = canonicalTimeZone(timeZone);
  if (zone === null) return undefined;
  const { quietHours } = sending;
  const planned = isLocal(sending)
    ? planZone(sending.schedule, zone, sending.from)
    : { dueAt: undefined, hasPassed: false };
  const wanted = isLocal(sending) ? [planned.dueAt] : instantsForAll(sending);
  const known = wanted.filter((at) => at !== undefined);
  if (!quietHours) return { instants: known, hasPassed: planned.hasPassed, isMoved: false };
  const moved = known.map((at) => afterQuiet(at, quietHours, zone));
  const isMoved = moved.some((at, n) => at.getTime() !== known[n]?.getTime());
  // Spread over a day: whoever is left alone now takes part in the steps outside, not all at their end.
  const awake = known.filter((at, n) => at.getTime() === moved[n]?.getTime());
  const instants = known.length > 1 && awake.length > 0 ? awake : moved;
  return { instants, hasPassed: planned.hasPassed, isMoved };
}
