import { type SQL, sql } from "drizzle-orm";
import { deliveryStatusCodes } from "@/db/enums";

/** P-08: at most `count` notifications per person in any `minutes`. */
export interface FrequencyCap {
  count: number;
  minutes: number;
  /** Looked back from here: the instant of the freeze, or of the dry run. */
  from: Date;
}

const { sent, unknown } = deliveryStatusCodes;

interface Whose {
  publisherId: number;
  /** Does not count itself. */
  notificationId?: number;
  /** Only the people behind these. */
  registrationIds?: readonly number[];
}

/**
 * What people got or are about to get from other notifications: (person, times), one time per notification. Only
 * who may be over the cap. Where everyone has one and the same turn, who is over it; `times` is then of no use:
 * counting 300,000 people instead of keeping their times saved 0.6 s of 1.6 s.
 */
export function recentTimes(cap: FrequencyCap, whose: Whose, turn?: SQL): SQL {
  const times = turn ? sql`'{}'::timestamptz[]` : sql`array_agg(at)`;
  return sql`
    select person, ${times} as times from (${recentEvents(cap, whose)}) event
    ${turn ? sql`where ${isWithin(cap, turn)}` : sql``}
    group by person having count(*) >= ${cap.count}::int`;
}

/**
 * (person, notification_id, at): what was sent within the window, what may have been (unknown), and what is frozen
 * and waits for its send time. Connector pushes are asked for one by one and neither count nor are held back
 * (priority below 0). Deliveries by their primary key, a few notifications' worth; a hash join to registrations
 * for the person.
 */
export function recentEvents(
  { minutes, from }: Pick<FrequencyCap, "minutes" | "from">,
  { publisherId, notificationId, registrationIds }: Whose,
): SQL {
  const ofThem = (id: SQL) =>
    registrationIds
      ? sql`and ${id} = any(array(${theirDevices(publisherId, registrationIds)}))`
      : sql``;
  const since = sql`${from.toISOString()}::timestamptz - make_interval(mins => ${minutes}::int)`;
  return sql`
    select coalesce(r.customer_id, -r.id) as person, e.notification_id, max(e.at) as at
    from (
      select d.registration_id, d.notification_id, d.at
      from notifications n
      join deliveries d on d.publisher_id = n.publisher_id and d.notification_id = n.id
      where n.publisher_id = ${publisherId} and n.id <> ${notificationId ?? 0}::bigint and n.priority >= 0
        and n.frozen_at is not null and (n.finished_at is null or n.finished_at > ${since})
        and d.status in (${sent}, ${unknown}) and d.at > ${since}
        ${ofThem(sql`d.registration_id`)}
      union all
      select waiting.id, s.notification_id, greatest(s.due_at, now())
      from notifications n
      join slices s on s.publisher_id = n.publisher_id and s.notification_id = n.id
      cross join lateral unnest(s.registration_ids[s.recorded + 1 :]) as waiting (id)
      where n.publisher_id = ${publisherId} and n.id <> ${notificationId ?? 0}::bigint and n.priority >= 0
        and n.status = 'sending' and s.status <> 'done' ${ofThem(sql`waiting.id`)}
    ) e
    join registrations r on r.publisher_id = ${publisherId} and r.id = e.registration_id
    group by 1, 2`;
}

/** All registrations of the people behind some. */
function theirDevices(publisherId: number, registrationIds: readonly number[]): SQL {
  const ids = sql`any(${`{${registrationIds.join(",")}}`}::bigint[])`;
  return sql`
    select id from registrations where publisher_id = ${publisherId} and id = ${ids}
    union
    select id from registrations where publisher_id = ${publisherId} and customer_id = any(array(
      select customer_id from registrations where publisher_id = ${publisherId} and id = ${ids}))`;
}

/** Whether somebody who is due then, or now if that is past, had as many as the cap allows. `times` is mostly null. */
export function isCapped(cap: FrequencyCap, turn: SQL): SQL {
  return sql`recent.times is not null and (
    select count(*) from unnest(recent.times) at where ${isWithin(cap, turn)}
  ) >= ${cap.count}::int`;
}

function isWithin({ minutes }: FrequencyCap, turn: SQL): SQL {
  return sql`at > ${turn} - make_interval(mins => ${minutes}::int) and at <= ${turn}`;
}
