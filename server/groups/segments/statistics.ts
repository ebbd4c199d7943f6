import { sql } from "drizzle-orm";
import { requireApp } from "@/server/apps/queries";
import type { Rule } from "../grammar";
import { eligible, filterSql, ruleSql } from "../rule-sql";
import type { CountInput } from "../schema";
import { customersOf, type Reader, smallSizeOf } from "./count";
import { boundedScan } from "./gate";

export type SegmentOverview =
  | { isSmall: true }
  | {
      isSmall: false;
      available: number;
      size: number;
      /** How many eligible people meet each filter alone. */
      alone: number[];
      /** Shares of the segment, largest first; what is too small to show is part of the rest. */
      byMarket: Share[];
      byDeviceType: Share[];
    };

/** code: ISO market or app_customers.device_type; null = all others together. */
export interface Share {
  code: string | null;
  share: number;
}

/** App statistics (S-40 to S-42), asked for once the count stands still. */
export async function segmentOverview(
  ctx: Reader,
  { appId, rule }: CountInput,
  signal?: AbortSignal,
): Promise<SegmentOverview> {
  await requireApp(ctx, appId);
  const smallSize = await smallSizeOf(ctx);
  return boundedScan(
    ctx,
    async (db) => {
      const inner = { ...ctx, db };
      const [available = 0, ...alone] = await scanAlone(inner, { appId, rule });
      const cells = await scanCells(inner, { appId, rule });
      const size = cells.reduce((sum, cell) => sum + cell.count, 0);
      if (size < smallSize) return { isSmall: true };
      const by = (key: "market" | "deviceType") => sharesOf(cells, { key, size, smallSize });
      return {
        isSmall: false,
        available,
        size,
        alone,
        byMarket: by("market"),
        byDeviceType: by("deviceType"),
      };
    },
    signal,
  );
}

async function scanAlone(ctx: Reader, { appId, rule }: CountInput): Promise<number[]> {
  const alone = filterSql(rule, ctx.now).map((filter) => sql`count(*) filter (where ${filter})`);
  const counts = sql.join([sql`count(*)`, ...alone], sql`, `);
  const { rows } = await ctx.db.execute<{ counts: number[] }>(sql`
    select array[${counts}] as counts ${customersOf(ctx, appId)} and ${eligible}`);
  return (rows[0]?.counts ?? []).map(Number);
}

interface Cell {
  market: string;
  deviceType: string;
  count: number;
}

async function scanCells(ctx: Reader, { appId, rule }: CountInput): Promise<Cell[]> {
  const { rows } = await ctx.db.execute<Record<keyof Cell, string>>(sql`
    select coalesce(c.market, '') as market, c.device_type::text as "deviceType", count(*) as count
    ${customersOf(ctx, appId)} and ${ruleSql(rule, ctx.now)} group by 1, 2`);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

const mostShares = 4;

interface Sharing {
  key: "market" | "deviceType";
  size: number;
  smallSize: number;
}

/** The largest four; a group of people too small to show is never one of them. */
function sharesOf(cells: Cell[], { key, size, smallSize }: Sharing): Share[] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(cell[key], (sums.get(cell[key]) ?? 0) + cell.count);
  const shown = [...sums]
    .filter(([code, count]) => code !== "" && count >= smallSize)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostShares);
  const rest = size - shown.reduce((sum, [, count]) => sum + count, 0);
  const shares: Share[] = shown.map(([code, count]) => ({ code, share: count / size }));
  return rest >= smallSize ? [...shares, { code: null, share: rest / size }] : shares;
}

export type Overlap =
  | { isSmall: true }
  | { isSmall: false; both: number; here: number; there: number };

/** How many people two rules of one app share. Small as soon as one of the three parts is some, but too few. */
export async function countOverlap(
  ctx: Reader,
  { appId, rules }: { appId: number; rules: [Rule, Rule] },
  signal?: AbortSignal,
): Promise<Overlap> {
  await requireApp(ctx, appId);
  const smallSize = await smallSizeOf(ctx);
  const [here, there] = rules.map((rule) => sql`(${ruleSql(rule, ctx.now)})`);
  const { rows } = await boundedScan(
    ctx,
    (db) =>
      db.execute<{ both: string; here: string; there: string }>(sql`
        select count(*) filter (where here and there) as both,
          count(*) filter (where here) as here, count(*) filter (where there) as there
        from (select ${here} as here, ${there} as there ${customersOf(ctx, appId)} offset '0') customer`),
    signal,
  );
  const [row] = rows;
  const count = { both: Number(row?.both), here: Number(row?.here), there: Number(row?.there) };
  const parts = [count.both, count.here - count.both, count.there - count.both];
  const isSome = parts.some((part) => part > 0 && part < smallSize);
  const isSmall = isSome || count.here < smallSize || count.there < smallSize;
  return isSmall ? { isSmall } : { isSmall, ...count };
}
