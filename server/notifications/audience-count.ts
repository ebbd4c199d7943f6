import { sql } from "drizzle-orm";
import { type Reason, reasonOf, type TemplateId } from "@/db/enums";
import type { Context } from "@/server/context";
import { audienceCandidates } from "./audience-sql";
import type { Audience } from "./schema";

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
}

interface Cell extends Record<string, unknown> {
  part: "reason" | "app" | "market" | "language" | "people";
  key: string | null;
  count: number;
}

/** The same query as the freeze, counted instead of kept (server/delivery/freeze.ts). */
export async function countAudience(
  ctx: Pick<Context, "db" | "publisherId">,
  input: { audience: Audience; template: TemplateId },
): Promise<AudienceCount> {
  const { rows } = await ctx.db.execute<Cell>(sql`
    with candidate as materialized (${audienceCandidates({ ...input, publisherId: ctx.publisherId })}),
    cell as (
      select reason, app_id, market, language, count(*) as devices
      from candidate group by reason, app_id, market, language
    )
    select 'reason' as part, reason::text as key, sum(devices) as count from cell group by reason
    union all
    select 'app', app_id::text, sum(devices) from cell where reason = 0 group by app_id
    union all
    select 'market', market, sum(devices) from cell where reason = 0 group by market
    union all
    select 'language', language, sum(devices) from cell where reason = 0 group by language
    union all
    select 'people', null, count(distinct coalesce(customer_id, -id)) from candidate where reason = 0
  `);
  const part = (name: Cell["part"]) =>
    rows
      .filter((row) => row.part === name)
      .map((row) => ({ key: row.key ?? "", count: Number(row.count) }))
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const reasons = part("reason");
  return {
    population: reasons.reduce((sum, { count }) => sum + count, 0),
    frozen: reasons.find(({ key }) => key === "0")?.count ?? 0,
    people: part("people")[0]?.count ?? 0,
    byReason: reasons
      .filter(({ key }) => key !== "0")
      .sort((a, b) => Number(a.key) - Number(b.key))
      .map(({ key, count }) => ({ reason: reasonOf(Number(key)), count })),
    byApp: part("app").map(({ key, count }) => ({ appId: Number(key), count })),
    byMarket: part("market").map(({ key, count }) => ({ market: key, count })),
    byLanguage: part("language").map(({ key, count }) => ({ language: key, count })),
  };
}
