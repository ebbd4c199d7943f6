import type { Database } from "@/db/connect";

/** One reported launch, its token read and its time checked. */
export interface LaunchRow {
  publisherId: number;
  appId: number;
  notificationId: number;
  registrationId: number;
  at: Date;
  now: Date;
  activationType: string;
  shard: number;
}

/**
 * counted: this report made it one launch. known: it was counted before. early: a push that asks for launches,
 * but its delivery is not recorded yet. ignored: no such push of this app, or it never was sent.
 */
export type LaunchVerdict = "counted" | "known" | "early" | "ignored";

/**
 * A launch and its place in the rollup, or nothing, in one statement. Only a delivery that was sent, or that
 * nobody can tell of, can be launched, and only by its own app: so launches ≤ sent however often and by whom
 * it is called (P13). Launches of unknown deliveries keep that delivery's reason and are summed apart.
 * Primary keys only ("nearest": see server/registrations/register-sql.ts). 101 is metricCodes.launched; 1 and 4 are sent and unknown; 16 is worker_stopped.
 */
const launchText = `
with registration as (
  select market, app_version, provider from (
    select id, app_id, market, app_version, provider from registrations
    where publisher_id = $1::int and id >= $4::bigint order by id limit 1
  ) as nearest where id = $4::bigint and app_id = $2::int
),
tracked as (
  select 1 from notifications
  where publisher_id = $1::int and id = $3::bigint and is_tracked
),
delivery as (
  select status, reason, language, at from deliveries
  where publisher_id = $1::int and notification_id = $3::bigint and registration_id = $4::bigint
),
launch as (
  insert into launches (publisher_id, notification_id, registration_id, at, activation_type)
  select $1::int, $3::bigint, $4::bigint,
    greatest(delivery.at, $5::timestamptz), $7::text
  from delivery, registration, tracked
  where delivery.status in (1, 4)
  on conflict (publisher_id, notification_id, registration_id) do nothing
  returning at
),
counted as (
  insert into rollup (publisher_id, notification_id, app_id, hour, market, language, app_version,
    provider, status, reason, shard, count)
  select $1::int, $3::bigint, $2::int, date_trunc('hour', launch.at, 'UTC'), registration.market,
    delivery.language, registration.app_version, registration.provider, 101,
    case when delivery.status = 1 then 0 else coalesce(nullif(delivery.reason, 0), 16) end,
    $8::smallint, 1
  from launch, registration, delivery
  on conflict (publisher_id, notification_id, app_id, hour, market, language, app_version, provider,
    status, reason, shard)
  do update set count = rollup.count + excluded.count
),
first as (
  update apps set first_launch_at = $6::timestamptz from launch
  where publisher_id = $1::int and id = $2::int and first_launch_at is null
)
select case
  when exists (select from launch) then 'counted'
  when not exists (select from registration) or not exists (select from tracked) then 'ignored'
  when not exists (select from delivery) then 'early'
  when exists (select from delivery where status in (1, 4)) then 'known'
  else 'ignored'
end as verdict`;

export async function countLaunch(db: Database, row: LaunchRow): Promise<LaunchVerdict> {
  if (!db.$client) throw new Error("Counting a launch needs a connection pool, not a transaction.");
  const values = [
    row.publisherId,
    row.appId,
    row.notificationId,
    row.registrationId,
    row.at,
    row.now,
    row.activationType,
    row.shard,
  ];
  const result = await db.$client.query<{ verdict: LaunchVerdict }>({
    name: "launch",
    text: launchText,
    values,
  });
  return result.rows[0]?.verdict ?? "ignored";
}
