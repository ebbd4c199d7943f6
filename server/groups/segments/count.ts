import { eq, type SQL, sql } from "drizzle-orm";
import { publishers } from "@/db/schema";
import { requireApp } from "@/server/apps/queries";
import type { Context } from "@/server/context";
import { eligible, filterSql, ruleSql } from "../rule-sql";
import type { CountInput } from "../schema";
import { boundedScan } from "./gate";

export type Reader = Pick<Context, "db" | "scans" | "publisherId" | "now">;

/** S-16, S-42: with too few members there is the word Small and not one number. */
export type SegmentCount =
  | { isSmall: true; countedAt: Date }
  | { isSmall: false; countedAt: Date; tookMs: number; size: number };

export type Waterfall =
  | { isSmall: true }
  | {
      isSmall: false;
      /** All app customers, and those eligible for any segment (S-41). */
      total: number;
      available: number;
      /** Who is left after each filter, in their order. */
      steps: number[];
    };

export async function smallSizeOf(ctx: Pick<Context, "db" | "publisherId">): Promise<number> {
  const [row] = await ctx.db
    .select({ size: publishers.smallGroupSize })
    .from(publishers)
    .where(eq(publishers.id, ctx.publisherId));
  return row?.size ?? 0;
}

/**
 * The exact size of a rule now. Alone, because it is what people wait for: the bare count over 1,000,000 takes 0.65 of
 * the time of the waterfall, which follows (bench/groups.ts). No index helps: most rows are read.
 */
export async function countSegment(
  ctx: Reader,
  { appId, rule }: CountInput,
  signal?: AbortSignal,
): Promise<SegmentCount> {
  await requireApp(ctx, appId);
  const smallSize = await smallSizeOf(ctx);
  const { size, tookMs } = await boundedScan(
    ctx,
    (db) => scanSize({ ...ctx, db }, { appId, rule }),
    signal,
  );
  const countedAt = ctx.now;
  return size < smallSize
    ? { isSmall: true, countedAt }
    : { isSmall: false, countedAt, tookMs, size };
}

async function scanSize(ctx: Reader, { appId, rule }: CountInput) {
  const startedAt = performance.now();
  const { rows } = await ctx.db.execute<{ size: string }>(
    sql`select count(*) as size ${customersOf(ctx, appId)} and ${ruleSql(rule, ctx.now)}`,
  );
  return { size: Number(rows[0]?.size), tookMs: Math.round(performance.now() - startedAt) };
}

/** Where people fall out of a rule, filter by filter. */
export async function explainSegment(
  ctx: Reader,
  { appId, rule }: CountInput,
  signal?: AbortSignal,
): Promise<Waterfall> {
  await requireApp(ctx, appId);
  const smallSize = await smallSizeOf(ctx);
  const counts = await boundedScan(
    ctx,
    (db) => scanDepths({ ...ctx, db }, { appId, rule }),
    signal,
  );
  const [total = 0, available = 0, ...steps] = counts;
  if ((steps.at(-1) ?? available) < smallSize) return { isSmall: true };
  return { isSmall: false, total, available, steps };
}

/**
 * One scan; each row stops at the first filter it does not meet, so a condition is evaluated at most once. Grouped
 * by that place in a subquery that may not be pulled up, else Postgres evaluates the case once per use; the
 * offset must be a literal of type bigint ('0'), or the scan is not parallel. 1.5 × the time of the bare
 * count, 0.7 × that of count(*) filter (…) per step (bench/groups.ts).
 */
async function scanDepths(ctx: Reader, { appId, rule }: CountInput) {
  const filters = filterSql(rule, ctx.now);
  const depth = sql.join(
    [eligible, ...filters].map((filter, place) => sql`when not ${filter} then ${place}::int`),
    sql` `,
  );
  const deepest = filters.length + 1;
  const { rows } = await ctx.db.execute<{ depth: number; count: number }>(sql`
    select depth, count(*) as count from (
      select case ${depth} else ${deepest}::int end as depth
      ${customersOf(ctx, appId)} offset '0'
    ) customer group by depth`);
  return Array.from({ length: deepest + 1 }, (_, least) =>
    rows.reduce((sum, row) => sum + (row.depth >= least ? Number(row.count) : 0), 0),
  );
}

/** The people of one app, as c. */
export function customersOf({ publisherId }: Pick<Context, "publisherId">, appId: number): SQL {
  return sql`from app_customers c where c.publisher_id = ${publisherId} and c.app_id = ${appId}`;
}
