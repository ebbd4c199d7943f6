import { sql } from "drizzle-orm";
import { deliveryStatusCodes } from "@/db/enums";
import type { Context } from "@/server/context";

/** Another notification that counted against the frequency cap. */
export interface Earlier {
  id: number;
  name: string;
  at: Date;
}

interface Question {
  notificationId: number;
  minutes: number;
  /** Of the freeze; null = now. Who was frozen later did not count. */
  decidedAt: Date | null;
  /** When each would have been due. */
  dues: { registrationId: number; dueAt: Date }[];
}

const { sent, unknown } = deliveryStatusCodes;

interface Row extends Record<string, unknown> {
  registrationId: string;
  id: string;
  name: string;
  at: string;
}

/**
 * What people got, or were about to get, in the window before; by the same rules as frequency-sql.ts. From one
 * registration to its person's others, and to their deliveries by deliveries_registration.
 */
export async function earlierNotifications(
  ctx: Pick<Context, "db" | "publisherId">,
  { notificationId, minutes, decidedAt, dues }: Question,
): Promise<Map<number, Earlier[]>> {
  const found = new Map<number, Earlier[]>();
  if (dues.length === 0) return found;
  const { publisherId } = ctx;
  const ids = `{${dues.map(({ registrationId }) => registrationId).join(",")}}`;
  const times = `{${dues.map(({ dueAt }) => dueAt.toISOString()).join(",")}}`;
  const before = decidedAt ? sql`and n.frozen_at < ${decidedAt.toISOString()}::timestamptz` : sql``;
  const window = sql`make_interval(mins => ${minutes}::int)`;
  const { rows } = await ctx.db.execute<Row>(sql`
    select w.id as "registrationId", n.id, n.name, max(e.at) as at
    from unnest(${ids}::bigint[], ${times}::timestamptz[]) w (id, due_at)
    cross join lateral (
      select w.id
      union
      select o.id from registrations x
      join registrations o on o.publisher_id = x.publisher_id and o.customer_id = x.customer_id
      where x.publisher_id = ${publisherId} and x.id = w.id
    ) own
    cross join lateral (
      select d.notification_id, d.at from deliveries d
      where d.publisher_id = ${publisherId} and d.registration_id = own.id
        and d.at > w.due_at - ${window} and d.at <= w.due_at and d.status in (${sent}, ${unknown})
      union all
      select s.notification_id, greatest(s.due_at, now()) from notifications m
      join slices s on s.publisher_id = m.publisher_id and s.notification_id = m.id
      where m.publisher_id = ${publisherId} and m.status = 'sending' and s.status <> 'done'
        and s.due_at > w.due_at - ${window} and s.due_at <= w.due_at
        and own.id = any(s.registration_ids[s.recorded + 1 :])
    ) e
    join notifications n on n.publisher_id = ${publisherId} and n.id = e.notification_id
    where n.id <> ${notificationId}::bigint and n.priority >= 0 ${before}
    group by w.id, n.id, n.name order by 4, 2`);
  for (const { registrationId, id, name, at } of rows) {
    const list = found.get(Number(registrationId)) ?? [];
    found.set(Number(registrationId), [...list, { id: Number(id), name, at: new Date(at) }]);
  }
  return found;
}
