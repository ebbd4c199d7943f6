import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";

/** How long the rollup keeps hours; beyond, days. */
export const hourlyDays = 90;
/** How long writers' shards stay apart. */
const shardedDays = 2;
const notificationsAtOnce = 50;
const dayMs = 86_400_000;

/**
 * Makes the rollup's past smaller without changing a sum: shards become one after two days, hours become days (UTC)
 * after ninety. Deleted and inserted keys never meet: what is deleted has another shard or another hour. The triggers
 * keep the sums. Safe beside any writer, and to be stopped between two batches.
 * @returns how many rows were folded
 */
export async function foldRollup(db: Database, publisherId: number, now: Date): Promise<number> {
  const shardsUntil = new Date(now.getTime() - shardedDays * dayMs).toISOString();
  const hoursUntil = new Date(now.getTime() - hourlyDays * dayMs).toISOString();
  const isFoldable = sql`publisher_id = ${publisherId} and hour < ${shardsUntil}::timestamptz
    and (shard <> 0 or (hour < ${hoursUntil}::timestamptz and hour <> date_trunc('day', hour, 'UTC')))`;
  for (let folded = 0; ; ) {
    const { rows } = await db.execute<{ count: number }>(sql`
      with batch as (
        select distinct notification_id from rollup where ${isFoldable} limit ${notificationsAtOnce}
      ),
      old as (
        delete from rollup where ${isFoldable} and notification_id in (select notification_id from batch)
        returning *
      ),
      folded as (
        insert into rollup (publisher_id, notification_id, app_id, hour, market, language, app_version, provider,
          status, reason, shard, count)
        select publisher_id, notification_id, app_id,
          case when hour < ${hoursUntil}::timestamptz then date_trunc('day', hour, 'UTC') else hour end,
          market, language, app_version, provider, status, reason, 0, sum(count)
        from old group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
        on conflict (publisher_id, notification_id, app_id, hour, market, language, app_version, provider, status,
          reason, shard)
        do update set count = rollup.count + excluded.count
      )
      select count(*)::int as count from old`);
    const count = Number(rows[0]?.count ?? 0);
    folded += count;
    if (count === 0) {
      await dropEmptySums(db, publisherId);
      return folded;
    }
  }
}

/** Shards whose counts went over to another; one that a writer fills just now is left by the check after its lock. */
async function dropEmptySums(db: Database, publisherId: number): Promise<void> {
  const isEmpty = sql`publisher_id = ${publisherId} and shard <> 0 and sent = 0 and channel_expired = 0 and failed = 0
    and unknown = 0 and skipped = 0 and launched = 0 and launched_of_unknown = 0 and toast_shown = 0
    and toast_activated = 0 and toast_dismissed = 0 and toast_timed_out = 0 and toast_failed = 0
    and action_center_shown = 0 and action_center_activated = 0 and action_center_dismissed = 0
    and action_center_timed_out = 0 and action_center_failed = 0`;
  await db.execute(sql`delete from rollup_totals where ${isEmpty}`);
  await db.execute(sql`delete from rollup_days where ${isEmpty}`);
}
