import { desc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { recounts } from "@/db/schema";
import { log } from "@/server/log";

/** A number that is not what its rows say. */
export interface Difference {
  /** rows: rollup against deliveries, launches, interactions. totals, days: sums against the rollup. */
  where: "rows" | "totals" | "days";
  /** What it counts, as its key. */
  what: string;
  counted: number;
  expected: number;
}

export interface Recount {
  notifications: number;
  differences: Difference[];
}

const notificationsAtOnce = 100;
const mostKept = 50;
const overlapMs = 3 * 86_400_000;

/**
 * Counts again what changed since the last time, from the rows, and compares. Each statement sees one snapshot, and
 * counters are written with their rows, so a send that runs meanwhile makes no difference. Keeps what it found; a
 * difference is logged as an error and shown on Analyze.
 */
export async function recountPublisher(
  db: Database,
  publisherId: number,
  now: Date,
): Promise<Recount> {
  const started = performance.now();
  const ids = await changedNotifications(db, publisherId);
  const differences: Difference[] = [];
  for (let from = 0; from < ids.length; from += notificationsAtOnce) {
    const some = ids.slice(from, from + notificationsAtOnce);
    differences.push(...(await compareNotifications(db, publisherId, some)));
  }
  differences.push(...(await compareDays(db, publisherId)));
  const found = { publisherId, notifications: ids.length, differenceCount: differences.length };
  await db
    .insert(recounts)
    .values({
      ...found,
      at: now,
      tookMs: Math.round(performance.now() - started),
      differences: differences.slice(0, mostKept),
    })
    .onConflictDoNothing();
  if (differences.length > 0) {
    log.error("Counters differ from the rows they count", {
      ...found,
      differences: JSON.stringify(differences.slice(0, mostKept)),
    });
  }
  return { notifications: ids.length, differences };
}

/** Those with something counted since some days before the last recount; at the first one, all. */
async function changedNotifications(db: Database, publisherId: number): Promise<number[]> {
  const [last] = await db
    .select({ at: recounts.at })
    .from(recounts)
    .where(eq(recounts.publisherId, publisherId))
    .orderBy(desc(recounts.at))
    .limit(1);
  const since = new Date(last ? last.at.getTime() - overlapMs : 0).toISOString();
  const { rows } = await db.execute<{ id: number }>(sql`
    select distinct notification_id as id from rollup
    where publisher_id = ${publisherId} and hour >= ${since}::timestamptz order by 1`);
  return rows.map(({ id }) => Number(id));
}

const utcDay = (column: "at" | "hour" | "d.at" | "l.at") =>
  ({
    at: sql`(at at time zone 'UTC')::date`,
    hour: sql`(hour at time zone 'UTC')::date`,
    "d.at": sql`(d.at at time zone 'UTC')::date`,
    "l.at": sql`(l.at at time zone 'UTC')::date`,
  })[column];

/** Rollup and rows by notification, app, day, status and reason; totals against the rollup. */
export async function compareNotifications(
  db: Database,
  publisherId: number,
  ids: number[],
): Promise<Difference[]> {
  const isOneOf = sql`publisher_id = ${publisherId} and notification_id = any(${`{${ids.join(",")}}`}::bigint[])`;
  const joined = sql`join deliveries d using (publisher_id, notification_id, registration_id)
    where d.publisher_id = ${publisherId} and d.notification_id = any(${`{${ids.join(",")}}`}::bigint[])`;
  const reasonOfReport = sql`case when d.status = 1 then 0 else coalesce(nullif(d.reason, 0), 16) end`;
  const { rows } = await db.execute<Difference & Record<string, unknown>>(sql`
    with cells as materialized (
      select notification_id, app_id, ${utcDay("hour")} as day, status, reason, sum(count) as n
      from rollup where ${isOneOf} group by 1, 2, 3, 4, 5
    ),
    counted as (
      select notification_id, app_id, ${utcDay("at")} as day, status, reason, count(*) as n
      from deliveries where ${isOneOf} group by 1, 2, 3, 4, 5
      union all
      select notification_id, d.app_id, ${utcDay("l.at")}, 101, ${reasonOfReport}, count(*)
      from launches l ${joined} group by 1, 2, 3, 4, 5
      union all
      select notification_id, d.app_id, ${utcDay("d.at")}, i.metric, ${reasonOfReport}, count(*)
      from interactions i ${joined} group by 1, 2, 3, 4, 5
    ),
    summed as (
      select notification_id, sum(sent) as sent, sum(channel_expired + failed + unknown + skipped) as other,
        sum(launched) as launched, sum(toast_shown + toast_activated + toast_dismissed + toast_timed_out + toast_failed
          + action_center_shown + action_center_activated + action_center_dismissed + action_center_timed_out
          + action_center_failed) as interactions
      from rollup_totals where ${isOneOf} group by 1
    ),
    wanted as (
      select notification_id, coalesce(sum(n) filter (where status = 1), 0) as sent,
        coalesce(sum(n) filter (where status between 2 and 5), 0) as other,
        coalesce(sum(n) filter (where status = 101 and reason = 0), 0) as launched,
        coalesce(sum(n) filter (where status > 101 and reason = 0), 0) as interactions
      from cells group by 1
    )
    select 'rows' as "where", concat_ws('/', notification_id, app_id, day, status, reason) as what,
      coalesce(c.n, 0)::float8 as counted, coalesce(r.n, 0)::float8 as expected
    from cells c full join counted r using (notification_id, app_id, day, status, reason)
    where coalesce(c.n, 0) <> coalesce(r.n, 0)
    union all
    select 'totals', concat_ws('/', notification_id, t.sent - w.sent, t.other - w.other, t.launched - w.launched),
      (t.sent + t.other + t.launched + t.interactions)::float8, (w.sent + w.other + w.launched + w.interactions)::float8
    from summed t full join wanted w using (notification_id)
    where (t.sent, t.other, t.launched, t.interactions) is distinct from (w.sent, w.other, w.launched, w.interactions)`);
  return rows;
}

/** The days table against the rollup: every day, app and market. */
export async function compareDays(db: Database, publisherId: number): Promise<Difference[]> {
  const { rows } = await db.execute<Difference & Record<string, unknown>>(sql`
    with summed as (
      select day, app_id, market, sum(sent) as sent, sum(launched) as launched, sum(toast_activated) as activated,
        sum(channel_expired + failed + unknown + skipped + toast_shown + toast_dismissed + toast_timed_out + toast_failed
          + action_center_shown + action_center_activated + action_center_dismissed + action_center_timed_out
          + action_center_failed) as other
      from rollup_days where publisher_id = ${publisherId} group by 1, 2, 3
    ),
    wanted as (
      select ${utcDay("hour")} as day, app_id, market, coalesce(sum(count) filter (where status = 1), 0) as sent,
        coalesce(sum(count) filter (where status = 101 and reason = 0), 0) as launched,
        coalesce(sum(count) filter (where status = 112 and reason = 0), 0) as activated,
        coalesce(sum(count) filter (where status between 2 and 5 or (status > 101 and status <> 112 and reason = 0)), 0)
          as other
      from rollup where publisher_id = ${publisherId} group by 1, 2, 3
    )
    select 'days' as "where", concat_ws('/', day, app_id, market) as what,
      (s.sent + s.launched + s.activated + s.other)::float8 as counted,
      (w.sent + w.launched + w.activated + w.other)::float8 as expected
    from summed s full join wanted w using (day, app_id, market)
    where (s.sent, s.launched, s.activated, s.other) is distinct from (w.sent, w.launched, w.activated, w.other)`);
  return rows;
}
