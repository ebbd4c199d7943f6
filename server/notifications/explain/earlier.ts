import { sql } from "drizzle-orm";
import { deliveryStatusCodes } from "@/db/enums";
import type { Context } from "@/server/context";
import { theirDevices } from "@/server/notifications/sending/frequency-sql";

/** Another notification that counted against the frequency cap. */
export interface Earlier {
  id: number;
  name: string;
  at: Date;
}

interface Question {
  notificationId: number;
  registrationId: number;
  minutes: number;
  /** When it would have been due. */
  dueAt: Date;
  /** Of the freeze; null = now. Who was frozen later did not count. */
  decidedAt: Date | null;
}

const { sent, unknown } = deliveryStatusCodes;
const mostNamed = 20;

/** What a person got, or was about to get, in the window before; by the same rules as frequency-sql.ts. */
export async function earlierNotifications(
  ctx: Pick<Context, "db" | "publisherId">,
  { notificationId, registrationId, minutes, dueAt, decidedAt }: Question,
): Promise<Earlier[]> {
  const { publisherId } = ctx;
  const until = sql`${dueAt.toISOString()}::timestamptz`;
  const since = sql`${until} - make_interval(mins => ${minutes}::int)`;
  const before = decidedAt ? sql`and n.frozen_at < ${decidedAt.toISOString()}::timestamptz` : sql``;
  const devices = theirDevices(publisherId, [registrationId]);
  const { rows } = await ctx.db.execute<{ id: string; name: string; at: string }>(sql`
    select n.id, n.name, max(e.at) as at
    from (
      select d.notification_id, d.at from deliveries d
      where d.publisher_id = ${publisherId} and d.registration_id in (${devices})
        and d.at > ${since} and d.at <= ${until} and d.status in (${sent}, ${unknown})
      union all
      select s.notification_id, greatest(s.due_at, now()) from notifications n
      join slices s on s.publisher_id = n.publisher_id and s.notification_id = n.id
      cross join lateral unnest(s.registration_ids[s.recorded + 1 :]) as waiting (id)
      where n.publisher_id = ${publisherId} and n.status = 'sending' and s.status <> 'done'
        and n.id <> ${notificationId}::bigint and waiting.id in (${devices})
        and s.due_at > ${since} and s.due_at <= ${until}
    ) e
    join notifications n on n.publisher_id = ${publisherId} and n.id = e.notification_id
    where n.id <> ${notificationId}::bigint and n.priority >= 0 ${before}
    group by n.id, n.name order by 3, 1 limit ${mostNamed}`);
  return rows.map(({ id, name, at }) => ({ id: Number(id), name, at: new Date(at) }));
}
