import { sql } from "drizzle-orm";
import { metricCodes } from "@/db/enums";
import type { Context } from "@/server/context";
import { addDays, dayOf, periodOf } from "./periods";
import type { BehindInput } from "./schema";

export interface BehindRow {
  id: number;
  name: string;
  sentAt: Date | null;
  toastsSent: number;
  isTracked: boolean;
  toastActivated: number;
  centerShown: number;
  centerActivated: number;
  launched: number;
}

const mostRows = 50;

/**
 * The notifications behind a country or a point: what of each falls into the selection, the largest first. Of
 * the rollup itself, by its index on (publisher, market, hour) or (publisher, hour).
 */
export async function notificationsBehind(
  ctx: Context,
  input: BehindInput,
): Promise<{ total: number; rows: BehindRow[] }> {
  const period = periodOf(input, dayOf(ctx.now));
  const from = input.day ?? period.from;
  const end = addDays(input.day ?? period.to, 1);
  const { appIds, markets } = input;
  const counted = (metric: keyof typeof metricCodes) =>
    sql`coalesce(sum(count) filter (where status = ${metricCodes[metric]} and reason = 0), 0)::float8`;
  const { rows } = await ctx.db.execute<
    BehindRow & { total: number } & Record<string, unknown>
  >(sql`
    with part as (
      select notification_id,
        coalesce(sum(count) filter (where status = 1), 0)::float8 as "toastsSent",
        ${counted("toast_activated")} as "toastActivated",
        ${counted("action_center_shown")} as "centerShown",
        ${counted("action_center_activated")} as "centerActivated",
        ${counted("launched")} as launched
      from rollup
      where publisher_id = ${ctx.publisherId}
        and hour >= ${from}::date::timestamp at time zone 'UTC'
        and hour < ${end}::date::timestamp at time zone 'UTC'
        ${appIds.length > 0 ? sql`and app_id = any(${`{${appIds.join(",")}}`}::int[])` : sql``}
        ${markets.length > 0 ? sql`and market = any(${`{${markets.join(",")}}`}::char(2)[])` : sql``}
      group by 1
    )
    select n.id, n.name, n.send_at as "sentAt", n.is_tracked as "isTracked", part."toastsSent",
      part."toastActivated", part."centerShown", part."centerActivated", part.launched,
      (count(*) over ())::int as total
    from part join notifications n on n.publisher_id = ${ctx.publisherId} and n.id = part.notification_id
    where n.kind = 'toast'
    order by part."toastsSent" desc, n.id desc limit ${mostRows}`);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, ...row }) => ({
      ...row,
      sentAt: row.sentAt && new Date(row.sentAt),
    })),
  };
}
