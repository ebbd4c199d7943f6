import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/server/context";

/** Where the connector knows a person by name: its directory and the recipients of its pushes. */

interface Known {
  externalId: string;
  email: string | null;
}

type Reader = Pick<Context, "db" | "publisherId">;

/** The person's rows of the directory: by address, or where their id is the object id of Microsoft Entra ID. */
function directoryRows({ publisherId }: Reader, { externalId, email }: Known): SQL {
  return sql`select p.* from directory_people p where p.publisher_id = ${publisherId}
    and (p.email = ${email}::text or p.email = lower(${externalId}::text)
      or p.object_id = lower(${externalId}::text))`;
}

/** What callers wrote for them, in any case and braces. Seldom asked: reads all recipients of the publisher. */
function recipientRows(ctx: Reader, known: Known): SQL {
  const { externalId, email } = known;
  return sql`select x.push_id, x.position, x.recipient, x.name from push_recipients x
    where x.publisher_id = ${ctx.publisherId} and x.kind <> 'group'
      and lower(btrim(x.recipient, '{} ')) = any(array(
        select email from (${directoryRows(ctx, known)}) one where email is not null
        union select object_id from (${directoryRows(ctx, known)}) one where object_id is not null
        union select lower(${externalId}::text)
        union select ${email}::text where ${email}::text is not null))`;
}

/** As members of the object that exportPerson builds. */
export function connectorTraces(ctx: Reader, known: Known): SQL {
  return sql`
    'directory', (select coalesce(json_agg(to_jsonb(d) - 'publisher_id' - 'id'), '[]')
      from (${directoryRows(ctx, known)}) d),
    'pushRecipients', (select coalesce(json_agg(json_build_object('push', s.public_id, 'at', s.created_at,
        'recipient', x.recipient, 'name', x.name) order by s.id), '[]')
      from (${recipientRows(ctx, known)}) x
      join pushes s on s.publisher_id = ${ctx.publisherId} and s.id = x.push_id)`;
}

/** The names go; who got what stays as numbers. A directory that is synced may bring a person back. */
export async function removeConnectorTraces(ctx: Reader, known: Known): Promise<void> {
  const { publisherId } = ctx;
  await ctx.db.execute(sql`
    update push_recipients r set recipient = 'removed', name = null
    from (${recipientRows(ctx, known)}) x
    where r.publisher_id = ${publisherId} and r.push_id = x.push_id and r.position = x.position`);
  await ctx.db.execute(sql`
    delete from directory_people d where d.publisher_id = ${publisherId}
      and d.id in (select id from (${directoryRows(ctx, known)}) one)`);
}
