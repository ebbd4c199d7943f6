import { and, eq, inArray, sql } from "drizzle-orm";
import { apps, registrations } from "@/db/schema";
import type { Context } from "@/server/context";
import { sendingRules } from "@/server/settings/sending";
import type { AudienceRequest } from "../audience-sql";
import { expiresAtOf } from "../schedule-times";
import { emptySchedule, type Schedule, scheduleSchema } from "../schema";
import { asksForZones, instantsForAll, instantsIn, type Sending } from "./zone-plans";

type Reader = Pick<Context, "db" | "publisherId">;

/** What a stored or a half-written notification is asked with. */
export type Subject = Pick<AudienceRequest, "template" | "audience" | "notificationId"> & {
  schedule: Schedule;
  holdOutPercent: number;
  /** For Why?: only these. */
  registrationIds?: readonly number[];
};

/**
 * Everything audienceCandidates asks for: when each zone is due, the hold-out, the publisher's frequency cap.
 * The freeze, the dry run, the counts and Why? all start here, so that they cannot differ.
 */
export async function audienceRequest(
  ctx: Reader,
  subject: Subject,
  from: Date,
): Promise<AudienceRequest & { sending: Sending }> {
  const { quietHours, cap } = await sendingRules(ctx);
  const { template, audience, schedule, notificationId, holdOutPercent, registrationIds } = subject;
  const sending: Sending = { template, schedule, quietHours, from };
  const zones = asksForZones(sending)
    ? await zonesInUse(ctx, audience.appIds, registrationIds)
    : [];
  const byZone = zones.flatMap((timeZone) => {
    const plan = instantsIn(sending, timeZone) ?? undefined;
    return plan ? [{ timeZone, instants: plan.instants }] : [];
  });
  return {
    publisherId: ctx.publisherId,
    template,
    audience,
    notificationId,
    due: asksForZones(sending)
      ? { byZone, default: unknownZone(sending) }
      : instantsForAll(sending),
    expiresAt: expiresAtOf(schedule),
    holdOutPercent,
    cap: cap && { ...cap, from },
    registrationIds,
    sending,
  };
}

/** For an app whose own default zone nobody knows. */
function unknownZone(sending: Sending): Date[] {
  return instantsIn(sending, "UTC")?.instants ?? [];
}

/** A schedule as stored; what an older or a shorter one leaves out is the default. */
export function scheduleOf(stored: unknown): Schedule {
  return scheduleSchema.parse({ ...emptySchedule, ...(stored as object) });
}

/** As stored, with the apps' defaults. One scan of the apps' registrations, 0.2 s of 1,000,000. */
async function zonesInUse(
  ctx: Reader,
  appIds: number[],
  registrationIds?: readonly number[],
): Promise<string[]> {
  if (appIds.length === 0) return [];
  const reported = ctx.db
    .selectDistinct({ timeZone: sql<string>`${registrations.timeZone}` })
    .from(registrations)
    .where(
      and(
        eq(registrations.publisherId, ctx.publisherId),
        inArray(registrations.appId, appIds),
        sql`${registrations.timeZone} is not null`,
        registrationIds && inArray(registrations.id, [...registrationIds]),
      ),
    );
  const defaults = ctx.db
    .select({ timeZone: apps.defaultTimeZone })
    .from(apps)
    .where(and(eq(apps.publisherId, ctx.publisherId), inArray(apps.id, appIds)));
  const rows = [...(await reported), ...(await defaults)];
  return [...new Set(rows.map(({ timeZone }) => timeZone))];
}
