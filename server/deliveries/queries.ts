import { and, eq, inArray, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Reason, reasonOf } from "@/db/enums";
import { exclusions, notifications, rollupTotals } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import { type DeliveryCounts, deliveryRate, launchRate, recordedOf } from "./rates";
import {
  type Breakdown,
  type Failure,
  type InteractionCounts,
  readStatistics,
  type StatisticsCell,
} from "./statistics";

type Reader = Pick<Context, "db" | "publisherId">;

export interface NotificationStatistics extends DeliveryCounts {
  id: number;
  isTracked: boolean;
  /** Registrations of the apps at the freeze; null before it. population = frozen + Σ ledger (freeze). */
  population: number | null;
  frozen: number | null;
  /** Frozen, without a delivery row yet (P-69). */
  sending: number;
  deliveryRate: number | null;
  launchRate: number | null;
  /** Everyone who fell out, under exactly one reason: at the freeze or afterwards. */
  ledger: { reason: Reason; count: number; stage: "freeze" | "send" }[];
  failures: Failure[];
  byMarket: Breakdown[];
  byLanguage: Breakdown[];
  byVersion: Breakdown[];
  byProvider: Breakdown[];
  states: InteractionCounts;
  launchesByHour: { hour: Date; count: number }[];
}

/** Delivery statistics of one notification (P-66 to P-74). Every number comes from the rollup. */
export async function notificationStatistics(
  ctx: Reader,
  input: { id: number },
): Promise<NotificationStatistics> {
  const head = await requireHead(ctx, input.id);
  const [cells, excluded] = await Promise.all([
    statisticsCells(ctx, input.id),
    exclusionSums(ctx, input.id),
  ]);
  const read = readStatistics(cells);
  const frozen = head.frozenCount;
  return {
    id: input.id,
    isTracked: head.isTracked,
    population: head.population,
    frozen,
    ...read.counts,
    sending: Math.max(0, (frozen ?? 0) - recordedOf(read.counts)),
    deliveryRate: deliveryRate(read.counts),
    launchRate: launchRate(read.counts, head.isTracked),
    ledger: [
      ...excluded.map((row) => ({ ...row, stage: "freeze" as const })),
      ...read.skipped.map((row) => ({ ...row, stage: "send" as const })),
    ],
    failures: read.failures,
    byMarket: read.byMarket,
    byLanguage: read.byLanguage,
    byVersion: read.byVersion,
    byProvider: read.byProvider,
    states: read.states,
    launchesByHour: read.launchesByHour,
  };
}

export interface NotificationRates extends DeliveryCounts {
  deliveryRate: number | null;
  /** null = not tracked, or nothing sent yet. */
  launchRate: number | null;
}

/** Counts and rates of the notifications of one page of the list, in one query; others have none. */
export async function ratesFor(
  ctx: Reader,
  ids: number[],
): Promise<Map<number, NotificationRates>> {
  if (ids.length === 0) return new Map();
  const sumOf = (column: AnyPgColumn) => sql`sum(${column})`.mapWith(Number);
  const rows = await ctx.db
    .select({
      id: rollupTotals.notificationId,
      isTracked: notifications.isTracked,
      sent: sumOf(rollupTotals.sent),
      channelExpired: sumOf(rollupTotals.channelExpired),
      failed: sumOf(rollupTotals.failed),
      unknown: sumOf(rollupTotals.unknown),
      skipped: sumOf(rollupTotals.skipped),
      launches: sumOf(rollupTotals.launched),
      launchesOfUnknown: sumOf(rollupTotals.launchedOfUnknown),
    })
    .from(rollupTotals)
    .innerJoin(
      notifications,
      and(
        eq(notifications.publisherId, rollupTotals.publisherId),
        eq(notifications.id, rollupTotals.notificationId),
      ),
    )
    .where(
      and(eq(rollupTotals.publisherId, ctx.publisherId), inArray(rollupTotals.notificationId, ids)),
    )
    .groupBy(rollupTotals.notificationId, notifications.isTracked);
  return new Map(
    rows.map(({ id, isTracked, ...counts }) => [
      id,
      {
        ...counts,
        deliveryRate: deliveryRate(counts),
        launchRate: launchRate(counts, isTracked),
      },
    ]),
  );
}

async function requireHead(ctx: Reader, id: number) {
  const [row] = await ctx.db
    .select({
      isTracked: notifications.isTracked,
      population: notifications.population,
      frozenCount: notifications.frozenCount,
    })
    .from(notifications)
    .where(and(eq(notifications.publisherId, ctx.publisherId), eq(notifications.id, id)));
  if (!row) throw notFound("notification");
  return row;
}

/**
 * All break-downs of one notification in one pass over its rollup rows (primary key prefix publisher,
 * notification): by reason, market, language, version, provider and hour.
 */
async function statisticsCells(ctx: Reader, id: number): Promise<StatisticsCell[]> {
  const result = await ctx.db.execute<StatisticsCell & Record<string, unknown>>(sql`
    select status, reason, market, language, app_version as "appVersion", provider, hour, sum(count) as count
    from rollup
    where publisher_id = ${ctx.publisherId} and notification_id = ${id}
    group by grouping sets
      ((status, reason), (status, reason, market), (status, reason, language), (status, reason, app_version),
        (status, reason, provider), (status, reason, hour))
  `);
  return result.rows.map((row) => ({ ...row, count: Number(row.count) }));
}

async function exclusionSums(
  ctx: Reader,
  id: number,
): Promise<{ reason: Reason; count: number }[]> {
  const rows = await ctx.db
    .select({
      reason: exclusions.reason,
      count: sql<number>`sum(${exclusions.count})`.mapWith(Number),
    })
    .from(exclusions)
    .where(and(eq(exclusions.publisherId, ctx.publisherId), eq(exclusions.notificationId, id)))
    .groupBy(exclusions.reason)
    .orderBy(exclusions.reason);
  return rows.map((row) => ({ reason: reasonOf(row.reason), count: row.count }));
}
