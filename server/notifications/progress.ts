import { and, eq, inArray, sql } from "drizzle-orm";
import { deliveryStatusCodes, metricCodes } from "@/db/enums";
import { notifications, rollup, slices } from "@/db/schema";
import type { Context } from "@/server/context";

export interface Totals {
  sent: number;
  /** Has a delivery row, whatever became of it. */
  recorded: number;
  /** Sent, failed, expired channel, unknown: what the delivery rate divides by (P-73). */
  asked: number;
  launched: number;
}

export interface Progress {
  id: number;
  status: string;
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

const { sent, skipped } = deliveryStatusCodes;
const { launched } = metricCodes;
const lastDelivery = Math.max(...Object.values(deliveryStatusCodes));

/** Sums of the rollup as columns; the caller groups by notification. */
export const totalColumns = {
  sent: sql`coalesce(sum(${rollup.count}) filter (where ${rollup.status} = ${sent}), 0)`
    .mapWith(Number)
    .as("sent"),
  recorded:
    sql`coalesce(sum(${rollup.count}) filter (where ${rollup.status} <= ${lastDelivery}), 0)`
      .mapWith(Number)
      .as("recorded"),
  asked: sql`coalesce(sum(${rollup.count}) filter (where ${rollup.status} < ${skipped}), 0)`
    .mapWith(Number)
    .as("asked"),
  launched: sql`coalesce(sum(${rollup.count}) filter (where ${rollup.status} = ${launched}), 0)`
    .mapWith(Number)
    .as("launched"),
};

export async function totalsFor(ctx: Context, ids: number[]): Promise<Map<number, Totals>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: rollup.notificationId, ...totalColumns })
    .from(rollup)
    .where(and(eq(rollup.publisherId, ctx.publisherId), inArray(rollup.notificationId, ids)))
    .groupBy(rollup.notificationId);
  return new Map(rows.map(({ id, ...totals }) => [id, totals]));
}

/** P-73: 0 to 1, null while there is nothing to divide by. */
export function deliveryRateOf(totals: Totals | undefined): number | null {
  return totals && totals.asked > 0 ? totals.sent / totals.asked : null;
}

export function launchRateOf(totals: Totals | undefined): number | null {
  return totals && totals.sent > 0 ? totals.launched / totals.sent : null;
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
      isTracked: notifications.isTracked,
      isLocal: sql<boolean>`${notifications.schedule}->>'zone' = 'local' and ${notifications.schedule}->>'immediately' = 'false'`,
    })
    .from(notifications)
    .where(and(eq(notifications.publisherId, ctx.publisherId), inArray(notifications.id, ids)));
  const totals = await totalsFor(
    ctx,
    rows.map((row) => row.id),
  );
  const localIds = rows.filter((row) => row.isLocal && row.frozen > 0).map((row) => row.id);
  const sendTimes = await sendTimesFor(ctx, localIds);
  return rows.map(({ id, status, frozen, isTracked }) => {
    const own = totals.get(id);
    const recorded = own?.recorded ?? 0;
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
      deliveryRate: deliveryRateOf(own),
      launchRate: isTracked ? launchRateOf(own) : null,
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
