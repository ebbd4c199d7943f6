import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";

/** For each registration the one of the same person and device that was used last (P-35); none = it is the last. */
export async function newerRegistrations(
  ctx: Pick<Context, "db" | "publisherId">,
  { appIds, registrationIds }: { appIds: number[]; registrationIds: number[] },
): Promise<Map<number, { appName: string; lastActiveAt: Date }>> {
  const { rows } = await ctx.db.execute<{ id: string; appName: string; lastActiveAt: string }>(sql`
    select r.id, a.name as "appName", n.last_active_at as "lastActiveAt"
    from registrations r
    cross join lateral (
      select app_id, last_active_at, o.id from registrations o
      where o.publisher_id = r.publisher_id and o.device_id = r.device_id
        and o.customer_id is not distinct from r.customer_id and o.status = 'live'
        and o.app_id = any(${`{${appIds.join(",")}}`}::int[])
      order by o.last_active_at desc, o.id desc limit 1) n
    join apps a on a.publisher_id = r.publisher_id and a.id = n.app_id
    where r.publisher_id = ${ctx.publisherId} and n.id <> r.id
      and r.id = any(${`{${registrationIds.join(",")}}`}::bigint[])`);
  return new Map(
    rows.map(({ id, appName, lastActiveAt }) => [
      Number(id),
      { appName, lastActiveAt: new Date(lastActiveAt) },
    ]),
  );
}
