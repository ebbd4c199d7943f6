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
 * who may be over the cap. Where everyone has one and the same turn, who is over it; `times` is then of no use.
 * Fewer other notifications than the cap allows can put nobody over it: then not a row is read.
 */
export function recentTimes(cap: FrequencyCap, whose: Whose, turn?: SQL): SQL {
  const mayBeOver = sql`(
    select count(*) from notifications n where ${mayCount(cap, whose)}) >= ${cap.count}::int`;
  if (!turn) {
    return sql`
      select person, array_agg(at) as times from (${recentEvents(cap, whose)}) event
      where ${mayBeOver} group by person having count(*) >= ${cap.count}::int`;
  }
  const within = sql`from (${deviceEvents(cap, whose)}) event
    where ${mayBeOver} and ${isWithin(cap, turn)}`;
  const over =
    cap.count === 1
      ? sql`select distinct person ${within}`
      : sql`select person from (select distinct person, notification_id ${within}) had
          group by person having count(*) >= ${cap.count}::int`;
  return sql`select person, '{}'::timestamptz[] as times from (${over}) over_cap`;
}

/** One row per person and notification, by the latest of the person's devices. */
export function recentEvents(window: Window, whose: Whose): SQL {
  return sql`
    select person, notification_id, max(at) as at from (${deviceEvents(window, whose)}) one group by 1, 2`;
}

type Window = Pick<FrequencyCap, "minutes" | "from">;

/**
 * (person, notification_id, at) of every device: what was sent within the window, what may have been (unknown), and
 * what is frozen and waits for its send time. Deliveries by their primary key, a few notifications' worth; a hash
 * join to registrations for the person.
 */
function deviceEvents(window: Window, whose: Whose): SQL {
  const { publisherId, registrationIds } = whose;
  const ofThem = (id: SQL) =>
    registrationIds
      ? sql`and ${id} = any(array(${theirDevices(publisherId, registrationIds)}))`
      : sql``;
  return sql`
    select coalesce(r.customer_id, -r.id) as person, e.notification_id, e.at
    from (
      select d.registration_id, d.notification_id, d.at
      from notifications n
      join deliveries d on d.publisher_id = n.publisher_id and d.notification_id = n.id
      where ${mayCount(window, whose)}
        and d.status in (${sent}, ${unknown}) and d.at > ${sinceOf(window)}
        ${ofThem(sql`d.registration_id`)}
      union all
      select waiting.id, s.notification_id, greatest(s.due_at, now())
      from notifications n
      join slices s on s.publisher_id = n.publisher_id and s.notification_id = n.id
      cross join lateral unnest(s.registration_ids[s.recorded + 1 :]) as waiting (id)
      where ${mayCount(window, whose)} and n.status = 'sending' and s.status <> 'done'
        ${ofThem(sql`waiting.id`)}
    ) e
    join registrations r on r.publisher_id = ${publisherId} and r.id = e.registration_id`;
}

/** Of other notifications n. Connector pushes are asked for one by one and neither count nor are held back. */
function mayCount(window: Window, { publisherId, notificationId }: Whose): SQL {
  return sql`n.publisher_id = ${publisherId} and n.id <> ${notificationId ?? 0}::bigint and n.priority >= 0
    and n.frozen_at is not null and (n.finished_at is null or n.finished_at > ${sinceOf(window)})`;
}

function sinceOf({ minutes, from }: Window): SQL {
  return sql`${from.toISOString()}::timestamptz - make_interval(mins => ${minutes}::int)`;
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
