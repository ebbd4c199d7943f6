import { sql } from "drizzle-orm";
import { audienceReasons, type Reason, reasonCodes, reasonOf } from "@/db/enums";
import type { Context } from "@/server/context";
import { type AudienceRequest, audienceCandidates } from "./audience-sql";

/** Who would get it now. population = frozen + Σ byReason. */
export interface AudienceCount {
  /** Registrations of the apps, whatever their state. */
  population: number;
  /** Registrations that would be sent to. */
  frozen: number;
  /** Customers behind them; a device nobody is signed in on counts as one. */
  people: number;
  byReason: { reason: Reason; count: number }[];
  byApp: { appId: number; count: number }[];
  byMarket: { market: string; count: number }[];
  /** By the device's own language; which content that is, chooseLanguage says. */
  byLanguage: { language: string; count: number }[];
  /** The frozen, and those whose local time has passed (at = null), by zone; only where asked for. */
  byTime: TimeRow[];
  /** Of exactly these registrations: another set has another one. */
  digest: string;
}

export interface TimeRow {
  /** The device's zone, or its app's default. */
  timeZone: string;
  at: Date | null;
  count: number;
  /** Of them, those that report no zone anybody knows. */
  unknown: number;
}

interface Cell extends Record<string, unknown> {
  part: "reason" | "app" | "market" | "language" | "people" | "time";
  key: string | null;
  count: number;
  at: Date | string | null;
  more: number | null;
}

/** The same query as the freeze, counted instead of kept (server/delivery/freeze.ts). */
export async function countAudience(
  ctx: Pick<Context, "db" | "publisherId">,
  input: Omit<AudienceRequest, "publisherId">,
  withTimes = false,
): Promise<AudienceCount> {
  const request = { ...input, publisherId: ctx.publisherId };
  const { rows } = await ctx.db.execute<Cell>(sql`
    with candidate as materialized (${audienceCandidates(request)}),
    cell as (
      select reason, app_id, market, language, count(*) as devices
      from candidate group by reason, app_id, market, language
    )
    select 'reason' as part, reason::text as key, sum(devices) as count, null::timestamptz as at, 0 as more
    from cell group by reason
    union all
    select 'app', app_id::text, sum(devices), null, 0 from cell where reason = 0 group by app_id
    union all
    select 'market', market, sum(devices), null, 0 from cell where reason = 0 group by market
    union all
    select 'language', language, sum(devices), null, 0 from cell where reason = 0 group by language
    union all
    select 'people', bit_xor(hashint8extended(id, 0))::text,
      count(distinct coalesce(customer_id, -id)), null, 0
    from candidate where reason = 0
    ${withTimes ? timesOf(request) : sql``}`);
  const part = (name: Cell["part"]) =>
    rows
      .filter((row) => row.part === name)
      .map((row) => ({ key: row.key ?? "", count: Number(row.count) }))
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const reasons = part("reason").map(({ key, count }) => ({
    reason: reasonOf(Number(key)),
    count,
  }));
  const [people] = part("people");
  return {
    population: reasons.reduce((sum, { count }) => sum + count, 0),
    frozen: reasons.find(({ reason }) => reason === "none")?.count ?? 0,
    people: people?.count ?? 0,
    digest: people?.key ?? "",
    byReason: audienceReasons.flatMap((reason) => reasons.filter((row) => row.reason === reason)),
    byApp: part("app").map(({ key, count }) => ({ appId: Number(key), count })),
    byMarket: part("market").map(({ key, count }) => ({ market: key, count })),
    byLanguage: part("language").map(({ key, count }) => ({ language: key, count })),
    byTime: rows.filter((row) => row.part === "time").map(timeOf),
  };
}

/** Spread over a day nobody asks for zones, and there would be thousands of rows. */
function timesOf({ template }: Pick<AudienceRequest, "template">) {
  const isSpread = template === "update";
  return sql`
    union all
    select 'time', ${isSpread ? sql`''` : sql`time_zone`}, count(*), due_at,
      count(*) filter (where is_zone_unknown)
    from candidate where reason in (0, ${reasonCodes.zone_passed}::smallint)
    group by ${isSpread ? sql`due_at` : sql`time_zone, due_at`}`;
}

function timeOf({ key, at, count, more }: Cell): TimeRow {
  return {
    timeZone: key ?? "",
    at: at === null ? null : new Date(at),
    count: Number(count),
    unknown: Number(more),
  };
}
