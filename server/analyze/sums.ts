import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import type { AnalyzeInput } from "./schema";

/** What one selection of the days table adds up to. */
export interface Sums {
  toastsSent: number;
  /** Toasts whose launches and interactions are reported: what the rates are of. */
  trackedSent: number;
  sent: number;
  launched: number;
  toastShown: number;
  toastActivated: number;
  toastDismissed: number;
  toastTimedOut: number;
  toastFailed: number;
  centerShown: number;
  centerActivated: number;
  centerDismissed: number;
  centerExpired: number;
}

/** The columns of Sums in SQL. Action Center: what could not be shown there has left it as what expired has. */
export const sumColumns = sql`
  coalesce(sum(toasts_sent), 0)::float8 as "toastsSent", coalesce(sum(tracked_sent), 0)::float8 as "trackedSent",
  coalesce(sum(sent), 0)::float8 as sent, coalesce(sum(launched), 0)::float8 as launched,
  coalesce(sum(toast_shown), 0)::float8 as "toastShown", coalesce(sum(toast_activated), 0)::float8 as "toastActivated",
  coalesce(sum(toast_dismissed), 0)::float8 as "toastDismissed", coalesce(sum(toast_timed_out), 0)::float8 as "toastTimedOut",
  coalesce(sum(toast_failed), 0)::float8 as "toastFailed", coalesce(sum(action_center_shown), 0)::float8 as "centerShown",
  coalesce(sum(action_center_activated), 0)::float8 as "centerActivated",
  coalesce(sum(action_center_dismissed), 0)::float8 as "centerDismissed",
  coalesce(sum(action_center_timed_out), 0)::float8 as "centerExpired"`;

/** The part of rollup_days between two days that the filters leave. Primary key prefix publisher, day. */
export function daysWhere(
  ctx: Pick<Context, "publisherId">,
  { from, to }: { from: string; to: string },
  { appIds, markets }: Pick<AnalyzeInput, "appIds" | "markets">,
): SQL {
  const parts = [
    sql`publisher_id = ${ctx.publisherId} and day between ${from}::date and ${to}::date`,
  ];
  if (appIds.length > 0) parts.push(sql`app_id = any(${`{${appIds.join(",")}}`}::int[])`);
  if (markets.length > 0) parts.push(sql`market = any(${`{${markets.join(",")}}`}::char(2)[])`);
  return sql.join(parts, sql` and `);
}
