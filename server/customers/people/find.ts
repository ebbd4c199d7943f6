import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Context } from "@/server/context";
import type { peopleInput } from "../schema";

export interface PersonSummary {
  id: number;
  externalId: string | null;
  email: string | null;
  apps: string[];
  devices: number;
  lastUsedAt: Date | null;
}

const mostShown = 20;

interface Row extends Record<string, unknown> {
  id: string;
  externalId: string | null;
  email: string | null;
  apps: string[] | null;
  devices: string;
  lastUsedAt: string | null;
}

/**
 * People by id, e-mail, device or installation, else whose id or e-mail begins so; with nothing asked, the newest.
 * Exact ways in are index look-ups. The beginning is looked for only when they find nobody.
 */
export async function listPeople(
  ctx: Context,
  { q }: z.infer<typeof peopleInput>,
): Promise<{ people: PersonSummary[]; isMore: boolean }> {
  const ids = q === "" ? await newest(ctx) : await exactly(ctx, q);
  const found = ids.length > 0 || q === "" ? ids : await beginning(ctx, q);
  return {
    people: await summaries(ctx, found.slice(0, mostShown)),
    isMore: found.length > mostShown,
  };
}

const idsOf = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => Number(id));

async function newest({ db, publisherId }: Context): Promise<number[]> {
  return idsOf(
    await db.execute<{ id: string }>(sql`
      select id from customers where publisher_id = ${publisherId}
      order by id desc limit ${mostShown + 1}`),
  );
}

async function exactly({ db, publisherId }: Context, q: string): Promise<number[]> {
  const email = q.normalize("NFKC").toLowerCase();
  return idsOf(
    await db.execute<{ id: string }>(sql`
      select id from customers where publisher_id = ${publisherId} and external_id = ${q}
      union
      select id from customers where publisher_id = ${publisherId} and email = ${email}
      union
      select customer_id from registrations
      where publisher_id = ${publisherId} and install_id = ${q} and customer_id is not null
        and app_id = any(array(select id from apps where publisher_id = ${publisherId}))
      union
      select customer_id from registrations
      where publisher_id = ${publisherId} and customer_id is not null and device_id = any(array(
        select id from devices where publisher_id = ${publisherId} and device_key = ${`d:${q}`}))
      order by 1 limit ${mostShown + 1}`),
  );
}

async function beginning({ db, publisherId }: Context, q: string): Promise<number[]> {
  const email = q.normalize("NFKC").toLowerCase();
  return idsOf(
    await db.execute<{ id: string }>(sql`
      select id from customers
      where publisher_id = ${publisherId}
        and (starts_with(external_id, ${q}) or starts_with(email, ${email}))
      order by id limit ${mostShown + 1}`),
  );
}

async function summaries({ db, publisherId }: Context, ids: number[]): Promise<PersonSummary[]> {
  const { rows } = await db.execute<Row>(sql`
    select c.id, c.external_id as "externalId", c.email,
      (select array_agg(distinct a.name) from (
          select app_id from app_customers where publisher_id = ${publisherId} and customer_id = c.id
          union
          select app_id from registrations where publisher_id = ${publisherId} and customer_id = c.id
        ) used join apps a on a.publisher_id = ${publisherId} and a.id = used.app_id) as apps,
      (select count(*) from registrations r
        where r.publisher_id = ${publisherId} and r.customer_id = c.id) as devices,
      (select max(k.last_used_at) from app_customers k
        where k.publisher_id = ${publisherId} and k.customer_id = c.id) as "lastUsedAt"
    from customers c
    where c.publisher_id = ${publisherId} and c.id = any(${`{${ids.join(",")}}`}::bigint[])
    order by array_position(${`{${ids.join(",")}}`}::bigint[], c.id)`);
  return rows.map((row) => ({
    id: Number(row.id),
    externalId: row.externalId,
    email: row.email,
    apps: row.apps ?? [],
    devices: Number(row.devices),
    lastUsedAt: row.lastUsedAt === null ? null : new Date(row.lastUsedAt),
  }));
}
