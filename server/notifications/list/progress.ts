import { and, eq, inArray, sql } from "drizzle-orm";
import type { NotificationStatus } from "@/db/enums";
import { notifications, slices } from "@/db/schema";
import type { Context } from "@/server/context";
import { ratesFor } from "@/server/deliveries/queries";
import { recordedOf } from "@/server/deliveries/rates";

export interface Progress {
  id: number;
  status: NotificationStatus;
  recorded: number;
  frozen: number;
  /** Over the last ten seconds; null while nothing moves. */
  ratePerSecond: number | null;
  secondsLeft: number | null;
  /** Each customer's local time only. */
  sendTimes: { started: number; total: number; nextAt: Date | null } | null;
  deliveryRate: number | null;
  launchRate: number | null;
}

/** Live figures of those that are frozen and not at their end. */
export async function notificationProgress(
  ctx: Context,
  { ids }: { ids: number[] },
): Promise<Progress[]> {
  const rows = await ctx.db
    .select({
      id: notifications.id,
      status: notifications.status,
      frozen: sql`coalesce(${notifications.frozenCount}, 0)`.mapWith(Number),
      isLocal: sql<boolean>`${notifications.schedule}->>'zone' = 'local' and ${notifications.schedule}->>'immediately' = 'false'`,
    })
    .from(notifications)
    .where(and(eq(notifications.publisherId, ctx.publisherId), inArray(notifications.id, ids)));
  const rates = await ratesFor(
    ctx,
    rows.map((row) => row.id),
  );
  const localIds = rows.filter((row) => row.isLocal && row.frozen > 0).map((row) => row.id);
  const sendTimes = await sendTimesFor(ctx, localIds);
  return rows.map(({ id, status, frozen }) => {
    const own = rates.get(id);
    const recorded = own ? recordedOf(own) : 0;
    const ratePerSecond =
      status === "sending" ? observedRate(`${ctx.publisherId}/${id}`, ctx.now, recorded) : null;
    return {
      id,
      status,
      recorded,
      frozen,
      ratePerSecond,
      secondsLeft: ratePerSecond ? Math.ceil((frozen - recorded) / ratePerSecond) : null,
      sendTimes: sendTimes.get(id) ?? null,
      deliveryRate: own?.deliveryRate ?? null,
      launchRate: own?.launchRate ?? null,
    };
  });
}

/** Retries have due times of their own and are no send times. */
async function sendTimesFor(ctx: Context, ids: number[]) {
  if (ids.length === 0) return new Map<number, Progress["sendTimes"]>();
  const rows = await ctx.db
    .select({
      id: slices.notificationId,
      total: sql`count(distinct ${slices.dueAt})`.mapWith(Number),
      started: sql`count(distinct ${slices.dueAt}) filter (where ${slices.dueAt} <= now())`.mapWith(
        Number,
      ),
      nextAt: sql<Date | null>`min(${slices.dueAt}) filter (where ${slices.dueAt} > now())`.mapWith(
        slices.dueAt,
      ),
    })
    .from(slices)
    .where(
      and(
        eq(slices.publisherId, ctx.publisherId),
        inArray(slices.notificationId, ids),
        eq(slices.attempt, 0),
      ),
    )
    .groupBy(slices.notificationId);
  return new Map(rows.map(({ id, ...times }) => [id, times]));
}

const samplesKept = 20;
const windowMs = 10_000;
const samples = new Map<string, { at: number; recorded: number }[]>();

/**
 * Deliveries per second from what this process saw in the last ten seconds. Not from the rows: an average
 * since the start is wrong after a pause, and deliveries has no index by time that the hot path would pay for.
 */
export function observedRate(key: string, now: Date, recorded: number): number | null {
  const at = now.getTime();
  const recent = (samples.get(key) ?? []).filter((s) => at - s.at <= windowMs && s.at < at);
  samples.delete(key);
  samples.set(key, [...recent, { at, recorded }].slice(-samplesKept));
  forgetOldest();
  const first = recent[0];
  if (!first || recorded <= first.recorded) return null;
  return ((recorded - first.recorded) * 1000) / (at - first.at);
}

function forgetOldest(): void {
  const most = 1_000;
  for (const key of samples.keys()) {
    if (samples.size <= most) return;
    samples.delete(key);
  }
}
