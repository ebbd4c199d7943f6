import { type SQL, sql } from "drizzle-orm";
import { deliveryStatusCodes, pushVerdictCodes, reasonCodes } from "@/db/enums";

/** One line of what came of a push: of one entry of `recipients`, or (position null) of all its people. */
export type OutcomeRow = Record<string, unknown> & {
  position: number | null;
  outcome: string;
  code: number;
  people: string;
  devices: string;
  sentDevices: string;
};

const { sent, unknown, skipped } = deliveryStatusCodes;
const { not_entitled, opted_out, send } = pushVerdictCodes;

/**
 * Every person behind a push under exactly one outcome. A person with several devices: sent if one has it, still
 * sending while one is open, else unknown before failed. Primary key of push_people, of deliveries by its prefix.
 */
export function outcomesSql(
  publisherId: number,
  push: { id: number; notificationId: number | null },
): SQL {
  return sql`
  with line as (
    select p.position, p.verdict, x.person, x.registration_id
    from push_people p
    cross join lateral unnest(p.people, p.registrations) as x(person, registration_id)
    where p.publisher_id = ${publisherId} and p.push_id = ${push.id}
  ),
  told as (
    select l.position, l.person, l.registration_id, case
      when l.verdict = ${not_entitled} then 'not_entitled'
      when l.verdict = ${opted_out} then 'opted_out'
      when l.verdict <> ${send} then 'no_channel'
      when d.status is null then 'sending'
      when d.status = ${sent} then 'sent'
      when d.status = ${unknown} then 'unknown'
      when d.status = ${skipped} and d.reason = ${reasonCodes.opted_out} then 'opted_out'
      when d.status = ${skipped} and d.reason = ${reasonCodes.channel_gone} then 'no_channel'
      when d.status = ${skipped} and d.reason = ${reasonCodes.under_age} then 'not_entitled'
      else 'failed' end as outcome, coalesce(d.reason, 0) as code
    from line l
    left join deliveries d on d.publisher_id = ${publisherId}
      and d.notification_id = ${push.notificationId ?? 0}::bigint and d.registration_id = l.registration_id
  ),
  best as (
    select distinct on (position, person) position, person, outcome,
      case when outcome in ('failed', 'unknown') then code else 0 end as code,
      count(registration_id) over (partition by position, person) as devices,
      count(*) filter (where outcome = 'sent') over (partition by position, person) as sent_devices
    from told
    order by position, person, array_position(
      array['sent', 'sending', 'unknown', 'failed', 'opted_out', 'no_channel', 'not_entitled'], outcome)
  )
  select position, outcome, code, count(*) as people, sum(devices) as devices, sum(sent_devices) as "sentDevices"
  from best group by position, outcome, code
  union all
  select null, outcome, code, count(*), sum(devices), sum(sent_devices)
  from (select distinct on (person) * from best) once group by outcome, code
  order by 1, 4 desc`;
}
