import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { normalizeEmail } from "@/server/groups/known/email-list";
import type { Collection, GraphRow } from "./graph";

export interface Applied {
  people: number;
  groups: number;
}

interface Target {
  tx: Database;
  publisherId: number;
  /** Everything is read anew since then; null: only changes come. */
  fullSince: Date | null;
}

/** One page into the directory. What people keep by hand changes only where it has the same object ID. */
export async function applyPage(
  target: Target,
  collection: Collection,
  rows: readonly GraphRow[],
): Promise<Applied> {
  // The last word about an object counts; members come in parts and are all kept.
  const latest = [...new Map(rows.map((row) => [row.id.toLowerCase(), row])).values()];
  const table = collection === "people" ? sql`directory_people` : sql`security_groups`;
  const gone = latest.filter(isGone).map((row) => row.id.toLowerCase());
  const there = latest.filter((row) => !isGone(row)).map(readRow);
  const taken = new Set<string>();
  for (const row of there) {
    if (row.email !== null && taken.has(row.email)) row.email = null;
    if (row.email !== null) taken.add(row.email);
  }
  await removeGone(target, table, gone);
  if (collection === "groups") await emptyGroups(target, there);
  await upsert(target, table, there);
  if (collection === "groups") await applyMembers(target, rows);
  const count = latest.length;
  return collection === "people" ? { people: count, groups: 0 } : { people: 0, groups: count };
}

/** A group of Microsoft 365 or a mailing list is no security group: nobody is reached through it (I.5). */
function isGone(row: GraphRow): boolean {
  return row["@removed"] !== undefined || row.securityEnabled === false;
}

interface Read {
  objectId: string;
  name: string | null;
  email: string | null;
  hasEmail: boolean;
}

/** Changes name only what changed; a mailbox is better than the name to sign in with. */
function readRow(row: GraphRow): Read {
  const email = normalizeEmail(row.mail ?? "") ?? normalizeEmail(row.userPrincipalName ?? "");
  return {
    objectId: row.id.toLowerCase(),
    name: row.displayName?.slice(0, 120) ?? null,
    email: email ?? null,
    hasEmail: row.mail !== undefined,
  };
}

async function removeGone({ tx, publisherId }: Target, table: SQL, gone: string[]) {
  if (gone.length === 0) return;
  await tx.execute(sql`delete from ${table} t
    using json_array_elements_text(${JSON.stringify(gone)}::json) g(object_id)
    where t.publisher_id = ${publisherId} and t.object_id = g.object_id and t.source = 'entra'`);
}

/** An address that another object of the directory had goes over; one that is kept by hand stays where it is. */
async function upsert({ tx, publisherId }: Target, table: SQL, rows: Read[]) {
  if (rows.length === 0) return;
  const given = sql`json_to_recordset(${JSON.stringify(rows)}::json)
    as g("objectId" text, name text, email text, "hasEmail" boolean)`;
  await tx.execute(sql`update ${table} t set email = null from ${given}
    where t.publisher_id = ${publisherId} and t.source = 'entra' and t.email = g.email
      and t.object_id <> g."objectId"`);
  await tx.execute(sql`
    insert into ${table} as t (publisher_id, object_id, name, email, source, updated_at)
    select ${publisherId}::int, "objectId", coalesce(name, ''), free_email, 'entra', now()
    from (
      select distinct on (coalesce(email, "objectId")) g.*, email as free_email from ${given}
      order by coalesce(email, "objectId"), "objectId"
    ) one
    where true
    on conflict do nothing`);
  await tx.execute(sql`
    insert into ${table} (publisher_id, object_id, name, source, updated_at)
    select ${publisherId}::int, "objectId", coalesce(name, ''), 'entra', now() from ${given}
    on conflict do nothing`);
  await tx.execute(sql`
    update ${table} t set name = coalesce(g.name, t.name), source = 'entra', updated_at = now(),
      email = case
        when not g."hasEmail" and t.email is not null then t.email
        when exists (select from ${table} o where o.publisher_id = t.publisher_id and o.email = g.email
          and o.object_id is distinct from t.object_id) then t.email
        else g.email end
    from ${given}
    where t.publisher_id = ${publisherId} and t.object_id = g."objectId"`);
}

/** Read anew, a group has only the members that come now. Its later parts find it seen already. */
async function emptyGroups({ tx, publisherId, fullSince }: Target, rows: Read[]) {
  if (fullSince === null || rows.length === 0) return;
  const ids = JSON.stringify(rows.map(({ objectId }) => objectId));
  const since = fullSince.toISOString();
  for (const members of [sql`group_people`, sql`group_groups`]) {
    await tx.execute(sql`delete from ${members} m using security_groups s
      where m.publisher_id = ${publisherId} and s.publisher_id = ${publisherId} and s.id = m.group_id
        and s.updated_at < ${since}::timestamptz
        and s.object_id in (select json_array_elements_text(${ids}::json))`);
  }
}

interface Member {
  groupId: string;
  id: string;
  isGone: boolean;
}

async function applyMembers(target: Target, rows: readonly GraphRow[]) {
  const of = (type: string): Member[] =>
    rows
      .filter((row) => !isGone(row))
      .flatMap((row) =>
        row["members@delta"]
          .filter((member) => member["@odata.type"] === `#microsoft.graph.${type}`)
          .map((member) => ({
            groupId: row.id.toLowerCase(),
            id: member.id.toLowerCase(),
            isGone: member["@removed"] !== undefined,
          })),
      );
  await changeMembers(target, of("user"), {
    table: sql`directory_people`,
    members: sql`group_people`,
    column: sql`person_id`,
  });
  await changeMembers(target, of("group"), {
    table: sql`security_groups`,
    members: sql`group_groups`,
    column: sql`member_group_id`,
  });
}

/** A member that was not told about yet gets a row now and its name when its own turn comes. */
async function changeMembers(
  { tx, publisherId }: Target,
  changes: Member[],
  { table, members, column }: { table: SQL; members: SQL; column: SQL },
) {
  if (changes.length === 0) return;
  const given = sql`json_to_recordset(${JSON.stringify(changes)}::json)
    as g("groupId" text, id text, "isGone" boolean)`;
  const named = sql`${given}
    join security_groups s on s.publisher_id = ${publisherId} and s.object_id = g."groupId"
    join ${table} t on t.publisher_id = ${publisherId} and t.object_id = g.id`;
  await tx.execute(sql`
    insert into ${table} (publisher_id, object_id, name, source, updated_at)
    select distinct ${publisherId}::int, g.id, '', 'entra', 'epoch'::timestamptz
    from ${given} where not g."isGone"
    on conflict do nothing`);
  await tx.execute(sql`delete from ${members} m
    using (select s.id as group_id, t.id as member_id from ${named} where g."isGone") gone
    where m.publisher_id = ${publisherId} and m.group_id = gone.group_id and m.${column} = gone.member_id`);
  await tx.execute(sql`insert into ${members} (publisher_id, group_id, ${column})
    select distinct ${publisherId}::int, s.id, t.id from ${named} where not g."isGone"
    on conflict do nothing`);
}

/** At the end of a collection that was read anew: what did not come is not there any more. */
export async function removeUnseen(
  { tx, publisherId, fullSince }: Target,
  collection: Collection,
): Promise<void> {
  if (fullSince === null) return;
  const table = collection === "people" ? sql`directory_people` : sql`security_groups`;
  await tx.execute(sql`delete from ${table} where publisher_id = ${publisherId} and source = 'entra'
    and updated_at < ${fullSince.toISOString()}::timestamptz`);
}
