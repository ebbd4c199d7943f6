import { type SQL, sql } from "drizzle-orm";

/** People of one app. */
export interface PeopleRef {
  publisherId: number;
  appId: number;
  customerIds: readonly number[];
}

/**
 * Rows of app_customers as they were at an instant: today's, with what changed since put back. Few people: each
 * costs a range of app_customer_versions' primary key.
 */
export function appCustomersAt({ publisherId, appId, customerIds }: PeopleRef, at: Date): SQL {
  return sql`
    select was.* from app_customers now
    left join lateral (
      select jsonb_object_agg(key, value) as changed from (
        select distinct on (w.key) w.key, w.value
        from app_customer_versions v, jsonb_each(v.was) w
        where v.publisher_id = now.publisher_id and v.customer_id = now.customer_id
          and v.app_id = now.app_id and v.until > ${at.toISOString()}::timestamptz
        order by w.key, v.id) oldest
    ) since on true
    cross join lateral jsonb_populate_record(now, coalesce(since.changed, '{}')) was
    where now.publisher_id = ${publisherId} and now.app_id = ${appId}
      and now.customer_id = any(${`{${customerIds.join(",")}}`}::bigint[])`;
}
