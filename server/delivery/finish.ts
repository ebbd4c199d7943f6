import type pg from "pg";
import type { NotificationRef } from "./freeze";

/**
 * A notification is at its end when no slice is open and every frozen registration has its delivery row; never
 * because a queue is empty. The count runs only once no slice is open: index-only on the primary key,
 * 1,000,000 in about 0.1 s. Whoever ends the last slice finds all others committed.
 */
const finishSql = `
  update notifications n set finished_at = now(), updated_at = now(),
    status = case when n.status = 'cancelled' then 'cancelled' else 'completed' end
  where n.publisher_id = $1 and n.id = $2 and n.frozen_at is not null and n.finished_at is null
    and n.status in ('sending', 'paused', 'cancelled')
    and case when exists (
      select from slices s where s.publisher_id = n.publisher_id and s.notification_id = n.id and s.status <> 'done'
    ) then false
    else n.frozen_count = (
      select count(*) from deliveries d where d.publisher_id = n.publisher_id and d.notification_id = n.id
    ) end
  returning n.id`;

/** @returns whether it was this call that finished it */
export async function finishNotification(
  pool: Pick<pg.Pool, "query">,
  { publisherId, notificationId }: NotificationRef,
): Promise<boolean> {
  const { rows } = await pool.query({
    name: "finish-notification",
    text: finishSql,
    values: [publisherId, notificationId],
  });
  return rows.length > 0;
}
