import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { deliveryStatusCodes, type Metric, metricCodes } from "@/db/enums";
import { chanceSql, codeSql } from "./archive";

/** The metrics as SQL. */
const m = Object.fromEntries(
  Object.entries(metricCodes).map(([name, code]) => [name, codeSql(code)]),
) as Record<Metric, SQL>;

/**
 * What customers did with the tracked toasts of the past, synthetic. Who opened the app had selected the toast, within
 * half an hour on the screen, later in Action Center; of the others some select without opening, some dismiss, most let
 * it time out. How eager a market is, and which devices report nothing yet, follows from their names. One statement:
 * 850,000 rows.
 */
export async function insertInteractions(
  db: Database,
  { publisherId, now }: { publisherId: number; now: Date },
): Promise<void> {
  await db.execute(sql`analyze deliveries, launches`);
  await db.execute(sql`
    with toast as (
      select d.notification_id, d.registration_id, d.at, l.at as launched_at,
        0.35 + 1.6 * ((hashtextextended(r.market, 5) & 1023) / 1024.0) as eager
      from deliveries d
      join notifications n on n.publisher_id = d.publisher_id and n.id = d.notification_id
        and n.is_tracked and n.kind = 'toast'
      join registrations r on r.publisher_id = d.publisher_id and r.id = d.registration_id
      left join launches l on l.publisher_id = d.publisher_id and l.notification_id = d.notification_id
        and l.registration_id = d.registration_id
      where d.publisher_id = ${publisherId} and d.status = ${deliveryStatusCodes.sent}
        and (l.at is not null or hashint8extended(d.registration_id, 6) & 7 <> 0)
    ),
    ending as (
      select *, case
        when launched_at < at + interval '30 minutes' then ${m.toast_activated}
        when launched_at is not null then ${m.toast_timed_out}
        when u1 < 0.005 then ${m.toast_failed}
        when u1 < 0.005 + 0.068 * eager then ${m.toast_activated}
        when u1 < 0.395 then ${m.toast_dismissed}
        else ${m.toast_timed_out} end as toast_end,
        case
        when launched_at is not null then ${m.action_center_activated}
        when u2 < 0.009 * eager then ${m.action_center_activated}
        when u2 < 0.34 then ${m.action_center_dismissed}
        when u2 < 0.36 then ${m.action_center_timed_out} end as center_end
      from (select *, ${chanceSql(11)} as u1, ${chanceSql(12)} as u2, ${chanceSql(13)} as u3 from toast) x
    )
    insert into interactions (publisher_id, notification_id, registration_id, metric, at)
    select ${publisherId}::int, notification_id, registration_id, metric, what.at
    from ending e
    cross join lateral (values
      (case when toast_end <> ${m.toast_failed} then ${m.toast_shown} end, e.at),
      (toast_end, case when toast_end = ${m.toast_activated} then coalesce(launched_at, e.at + u3 * interval '6 seconds')
        else e.at + interval '7 seconds' end),
      (case when toast_end = ${m.toast_timed_out} then ${m.action_center_shown} end, e.at + interval '7 seconds'),
      (case when toast_end = ${m.toast_timed_out} then center_end end,
        coalesce(launched_at, e.at + interval '7 seconds' + u3 * u3 * interval '2 days'))
    ) as what(metric, at)
    where metric is not null and what.at < ${now.toISOString()}::timestamptz
    order by notification_id, registration_id, metric`);
}
