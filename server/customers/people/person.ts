import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { connectorTraces, removeConnectorTraces } from "./connector-traces";

/** One person everywhere: all that is kept of them, and its end. */

type Person = { externalId: string };

async function requirePerson(ctx: Context, { externalId }: Person) {
  const { rows } = await ctx.db.execute<{ id: string; email: string | null }>(sql`
    select id, email from customers
    where publisher_id = ${ctx.publisherId} and external_id = ${externalId}`);
  const [row] = rows;
  if (!row) throw notFound("customer");
  return { id: Number(row.id), email: row.email };
}

/** Everything Herald keeps of a person, as JSON, and a note of who asked for it; channels and secrets are keys, not data about them. */
export async function exportPerson(ctx: Context, person: Person): Promise<unknown> {
  const { id, email } = await requirePerson(ctx, person);
  const { externalId } = person;
  const { publisherId } = ctx;
  const { rows } = await ctx.db.execute<{ person: unknown }>(sql`
    select json_build_object(
      'customer', (select json_build_object('externalId', c.external_id, 'email', c.email,
          'createdAt', c.created_at) from customers c where c.publisher_id = ${publisherId} and c.id = ${id}),
      'apps', (select coalesce(json_agg(to_jsonb(a) - 'publisher_id' - 'customer_id'), '[]')
        from app_customers a where a.publisher_id = ${publisherId} and a.customer_id = ${id}),
      'registrations', (select coalesce(json_agg(to_jsonb(r) - 'publisher_id' - 'customer_id' - 'channel'
          - 'channel_keys' - 'channel_hash' - 'secret_hash'), '[]')
        from registrations r where r.publisher_id = ${publisherId} and r.customer_id = ${id}),
      'devices', (select coalesce(json_agg(to_jsonb(d) - 'publisher_id'), '[]') from devices d
        where d.publisher_id = ${publisherId} and d.id in (select device_id from registrations
          where publisher_id = ${publisherId} and customer_id = ${id})),
      'deliveries', (select coalesce(json_agg(to_jsonb(d) - 'publisher_id'), '[]') from deliveries d
        where d.publisher_id = ${publisherId} and d.registration_id in (select r.id from registrations r
          where r.publisher_id = ${publisherId} and r.customer_id = ${id})),
      'launches', (select coalesce(json_agg(to_jsonb(l) - 'publisher_id'), '[]') from launches l
        where l.publisher_id = ${publisherId} and l.registration_id in (select r.id from registrations r
          where r.publisher_id = ${publisherId} and r.customer_id = ${id})),
      'interactions', (select coalesce(json_agg(to_jsonb(i) - 'publisher_id'), '[]') from interactions i
        where i.publisher_id = ${publisherId} and i.registration_id in (select r.id from registrations r
          where r.publisher_id = ${publisherId} and r.customer_id = ${id})),
      'earlierValues', (select coalesce(json_agg(to_jsonb(v) - 'publisher_id' - 'customer_id' - 'id'), '[]')
        from app_customer_versions v where v.publisher_id = ${publisherId} and v.customer_id = ${id}),
      'customerGroups', (select coalesce(json_agg(g.name), '[]') from customer_groups g
        join known_group_emails e on e.publisher_id = g.publisher_id and e.group_id = g.id
        join customers c on c.publisher_id = g.publisher_id and c.email = e.email
        where g.publisher_id = ${publisherId} and c.id = ${id}),
      ${connectorTraces(ctx, { externalId, email })}
    ) as person`);
  await recordAudit(ctx, { action: "customer.exported", target: `customer ${id}` });
  return rows[0]?.person;
}

/**
 * Forgets a person: attributes, addresses and lists go; their installations stay as numbers without a person,
 * channel or device, and are never sent to again, so that the statistics of what was sent still add up.
 */
export async function removePerson(ctx: Context, person: Person): Promise<{ devices: number }> {
  const { id, email } = await requirePerson(ctx, person);
  const { publisherId } = ctx;
  const mark = randomBytes(12).toString("hex");
  return ctx.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ id: string; device_id: string | null }>(sql`
      with theirs as (
        select id, device_id from registrations
        where publisher_id = ${publisherId} and customer_id = ${id} for update
      )
      update registrations r set customer_id = null, device_id = null, status = 'gone',
        gone_reason = 'removed', gone_at = coalesce(r.gone_at, ${ctx.now.toISOString()}::timestamptz),
        channel = '', channel_keys = null, channel_hash = null, secret_hash = '\\x',
        install_id = 'removed-' || ${mark} || '-' || r.id, os_version = null
      from theirs where r.publisher_id = ${publisherId} and r.id = theirs.id
      returning theirs.id, theirs.device_id`);
    // The update above noted whose they were.
    await tx.execute(sql`
      delete from registration_versions where publisher_id = ${publisherId}
        and registration_id = any(${sql.param(rows.map(({ id: one }) => Number(one)))}::bigint[])`);
    const devices = rows.flatMap((row) => (row.device_id === null ? [] : [Number(row.device_id)]));
    await tx.execute(sql`
      delete from devices d where d.publisher_id = ${publisherId}
        and d.id = any(${sql.param(devices)}::bigint[])
        and not exists (select from registrations r where r.publisher_id = ${publisherId} and r.device_id = d.id)`);
    if (email !== null) {
      await tx.execute(sql`
        delete from known_group_emails where publisher_id = ${publisherId} and email = ${email}`);
    }
    await removeConnectorTraces({ db: tx, publisherId }, { externalId: person.externalId, email });
    await tx.execute(sql`delete from customers where publisher_id = ${publisherId} and id = ${id}`);
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "customer.removed",
        target: `customer ${id}`,
        details: { registrations: rows.length },
      },
    );
    return { devices: rows.length };
  });
}
