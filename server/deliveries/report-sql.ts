import type { Database } from "@/db/connect";

/** One thing an app reported about a delivery, its token read and its time checked. */
export interface Report {
  publisherId: number;
  appId: number;
  notificationId: number;
  registrationId: number;
  /** db/enums.ts metricCodes. */
  metric: number;
  at: Date;
  /** Of a launch; otherwise empty. */
  activationType: string;
}

/**
 * counted: this report made it one. known: it was counted before. early: a push that asks for reports, but its
 * delivery is not recorded yet. ignored: no such push of this app, or it never was sent.
 */
export type ReportVerdict = "counted" | "known" | "early" | "ignored";

/**
 * Reports of many apps with their places in the rollup, or nothing, in one statement. Only a delivery that was
 * sent, or that nobody can tell of, counts, and only for its own app: so each metric ≤ sent however often, by
 * whom and in what order it is called (P13). Those of unknown deliveries keep that delivery's reason and are
 * summed apart. Rows go in sorted by key, so that two batches never wait for each other in a circle.
 * What customers did is counted by when it was sent (decision 0095), and not by language and version: it would
 * double the rollup for nobody.
 * Primary keys only ("nearest": see server/registrations/register-sql.ts). 101 is metricCodes.launched; 1 and 4
 * are sent and unknown; 16 is worker_stopped.
 */
const reportText = `
with report as materialized (
  select r.*, row_number() over (
    partition by publisher_id, notification_id, registration_id, metric order by n) = 1 as is_first
  from unnest($1::int[], $2::int[], $3::bigint[], $4::bigint[], $5::smallint[], $6::timestamptz[], $7::text[])
    with ordinality as r(publisher_id, app_id, notification_id, registration_id, metric, at, activation_type, n)
),
found as materialized (
  select r.n, r.publisher_id, r.app_id, r.notification_id, r.registration_id, r.metric, r.at, r.activation_type,
    r.is_first, g.market, g.app_version, g.provider, t.is_tracked, d.status, d.reason, d.language, d.at as sent_at,
    r.is_first and t.is_tracked and g.market is not null and d.status in (1, 4) as counts
  from report r
  left join lateral (
    select market, app_version, provider from (
      select id, app_id, market, app_version, provider from registrations
      where publisher_id = r.publisher_id and id >= r.registration_id order by id limit 1
    ) as nearest where id = r.registration_id and app_id = r.app_id
  ) g on true
  left join lateral (
    select is_tracked from notifications
    where publisher_id = r.publisher_id and id = r.notification_id and is_tracked limit 1
  ) t on true
  left join lateral (
    select status, reason, language, at from deliveries
    where publisher_id = r.publisher_id and notification_id = r.notification_id
      and registration_id = r.registration_id limit 1
  ) d on true
),
launch as (
  insert into launches (publisher_id, notification_id, registration_id, at, activation_type)
  select publisher_id, notification_id, registration_id, greatest(sent_at, at), activation_type
  from found where counts and metric = 101
  order by publisher_id, notification_id, registration_id
  on conflict (publisher_id, notification_id, registration_id) do nothing
  returning publisher_id, notification_id, registration_id, 101::smallint as metric, at
),
interaction as (
  insert into interactions (publisher_id, notification_id, registration_id, metric, at)
  select publisher_id, notification_id, registration_id, metric, greatest(sent_at, at)
  from found where counts and metric <> 101
  order by publisher_id, notification_id, registration_id, metric
  on conflict (publisher_id, notification_id, registration_id, metric) do nothing
  returning publisher_id, notification_id, registration_id, metric, at
),
fresh as materialized (
  select f.n, f.publisher_id, f.app_id, f.notification_id, f.metric, f.market, f.provider,
    case when f.metric = 101 then i.at else f.sent_at end as at,
    case when f.metric = 101 then f.language else '' end as language,
    case when f.metric = 101 then f.app_version else '' end as app_version,
    case when f.status = 1 then 0 else coalesce(nullif(f.reason, 0), 16) end as reason
  from (select * from launch union all select * from interaction) i
  join found f using (publisher_id, notification_id, registration_id, metric)
  where f.is_first
),
counted as (
  insert into rollup (publisher_id, notification_id, app_id, hour, market, language, app_version,
    provider, status, reason, shard, count)
  select publisher_id, notification_id, app_id, date_trunc('hour', at, 'UTC'), market, language, app_version,
    provider, metric, reason, $9::smallint, count(*)
  from fresh
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  on conflict (publisher_id, notification_id, app_id, hour, market, language, app_version, provider,
    status, reason, shard)
  do update set count = rollup.count + excluded.count
),
first as (
  update apps set first_launch_at = $8::timestamptz
  from (select distinct publisher_id, app_id from fresh where metric = 101) f
  where apps.publisher_id = f.publisher_id and apps.id = f.app_id and apps.first_launch_at is null
)
select case
  when fresh.n is not null then 'counted'
  when found.market is null or found.is_tracked is null then 'ignored'
  when found.status is null then 'early'
  when found.status in (1, 4) then 'known'
  else 'ignored'
end as verdict
from found left join fresh on fresh.n = found.n
order by found.n`;

export async function countReports(
  db: Database,
  reports: Report[],
  { now, shard }: { now: Date; shard: number },
): Promise<ReportVerdict[]> {
  if (!db.$client) throw new Error("Counting reports needs a connection pool, not a transaction.");
  const values = [
    reports.map((report) => report.publisherId),
    reports.map((report) => report.appId),
    reports.map((report) => report.notificationId),
    reports.map((report) => report.registrationId),
    reports.map((report) => report.metric),
    reports.map((report) => report.at.toISOString()),
    reports.map((report) => report.activationType),
    now,
    shard,
  ];
  const query = { name: "reports", text: reportText, values };
  const result = await db.$client.query<{ verdict: ReportVerdict }>(query);
  return result.rows.map((row) => row.verdict);
}
