import type { NotificationRecord } from "@/server/notifications/queries";
import { scheduleOf } from "@/server/notifications/sending/request";
import { asksForZones, instantsIn, isLocal } from "@/server/notifications/sending/zone-plans";
import { canonicalTimeZone } from "@/server/registrations/time-zone";
import type { SendingRules } from "@/server/settings/schema";
import type { Candidate } from "./find";

/** When somebody would be due, on their own clock. */
export interface Timing {
  timeZone: string;
  /** What the author asked for on that clock; null = an instant for all. */
  wanted: string | null;
  /** null = that time has passed and the author chose to skip it. */
  dueAt: Date | null;
  /** The same instant on their clock. */
  local: string | null;
  isQuiet: boolean;
}

/** undefined = the zone decides nothing. The zone of a device nobody knows is its app's. */
export function timingOf(
  row: NotificationRecord,
  candidate: Candidate,
  { rules, from }: { rules: SendingRules; from: Date },
): Timing | undefined {
  const schedule = scheduleOf(row.schedule);
  const sending = { template: row.template, schedule, quietHours: rules.quietHours, from };
  if (!asksForZones(sending)) return undefined;
  const timeZone = candidate.timeZone ?? candidate.defaultTimeZone;
  const plan = instantsIn(sending, timeZone) ?? instantsIn(sending, "UTC");
  const dueAt = plan?.instants[0] ?? null;
  return {
    timeZone,
    wanted: isLocal(sending) ? `${schedule.date}, ${schedule.time}` : null,
    dueAt,
    local: dueAt && clockIn(dueAt, timeZone),
    isQuiet: plan?.isMoved ?? false,
  };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Made once per zone: making one takes longer than all the rest. Stored zones are known or null. */
function clockIn(at: Date, timeZone: string): string {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: canonicalTimeZone(timeZone) ?? "UTC",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  clocks.set(timeZone, clock);
  return clock.format(at);
}
