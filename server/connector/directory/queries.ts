import { and, asc, eq, sql } from "drizzle-orm";
import { directoryPeople, securityGroups } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { directoryCsv } from "./csv";
import type { DirectoryListInput } from "./schema";

export interface PersonRow {
  id: number;
  name: string;
  email: string | null;
  objectId: string | null;
  source: string;
  groups: string[];
  /** Per app the person has: opted out, live channels. */
  apps: { name: string; isOptedOut: boolean; liveChannels: number }[];
}

type Raw = Record<string, unknown> & PersonRow;

const likeOf = (q: string) => `%${q.replace(/[\\%_]/g, "\\$&")}%`;

/**
 * One page of people with the apps they have (C-06 to C-08): customers of the same e-mail or object id, as in
 * send/resolve.ts. The page is cut first, so that only its people are looked up.
 */
export async function listPeople(ctx: Context, { q, page, size }: DirectoryListInput) {
  return selectPeople(ctx, { q, groupId: null, page, size });
}

/** The people of one group, those of groups inside it too. */
export async function listMembers(ctx: Context, input: DirectoryListInput & { id: number }) {
  await requireGroup(ctx, input.id);
  return selectPeople(ctx, { ...input, groupId: input.id });
}

async function selectPeople(
  ctx: Context,
  { q, groupId, page, size }: DirectoryListInput & { groupId: number | null },
) {
  const { publisherId } = ctx;
  const inGroup =
    groupId === null
      ? sql`true`
      : sql`p.id in (
          with recursive inside as (
            select ${groupId}::bigint as group_id
            union
            select g.member_group_id from inside i
            join group_groups g on g.publisher_id = ${publisherId} and g.group_id = i.group_id
          )
          select m.person_id from inside i
          join group_people m on m.publisher_id = ${publisherId} and m.group_id = i.group_id)`;
  const wanted = sql`p.publisher_id = ${publisherId} and ${inGroup}
    and (${q} = '' or p.name ilike ${likeOf(q)} or p.email ilike ${likeOf(q)} or p.object_id ilike ${likeOf(q)})`;
  const [{ rows }, total] = await Promise.all([
    ctx.db.execute<Raw>(sql`
      with page as materialized (
        select p.id, p.name, p.email, p.object_id, p.source from directory_people p
        where ${wanted}
        order by lower(p.name), p.id limit ${size} offset ${(page - 1) * size}
      )
      select p.id::int8, p.name, p.email, p.object_id as "objectId", p.source,
        coalesce((
          select json_agg(g.name order by g.name) from group_people m
          join security_groups g on g.publisher_id = m.publisher_id and g.id = m.group_id
          where m.publisher_id = ${publisherId} and m.person_id = p.id), '[]') as groups,
        coalesce((select json_agg(x order by x.name) from (${appsOf(publisherId)}) x), '[]') as apps
      from page p order by lower(p.name), p.id`),
    ctx.db.execute<{ count: string }>(sql`select count(*) from directory_people p where ${wanted}`),
  ]);
  return {
    rows: rows.map((row): PersonRow => ({ ...row, id: Number(row.id) })),
    total: Number(total.rows[0]?.count ?? 0),
  };
}

/** Apps of the customers who are person `p`. */
function appsOf(publisherId: number) {
  return sql`
    select a.name, coalesce(bool_or(u.is_opted_out), false)
        or (count(r.id) filter (where r.status = 'live') > 0
          and bool_and(r.is_opted_out) filter (where r.status = 'live')) as "isOptedOut",
      count(distinct r.id) filter (where r.status = 'live' and not r.is_opted_out)::int as "liveChannels"
    from customers c
    cross join apps a
    left join app_customers u on u.publisher_id = c.publisher_id and u.app_id = a.id and u.customer_id = c.id
    left join registrations r on r.publisher_id = c.publisher_id and r.app_id = a.id and r.customer_id = c.id
    where c.publisher_id = ${publisherId} and a.publisher_id = ${publisherId}
      and (c.email = p.email or c.external_id in (p.email, p.object_id, upper(p.object_id)))
      and (u.customer_id is not null or r.id is not null)
    group by a.id, a.name`;
}

export interface GroupRow {
  id: number;
  name: string;
  email: string | null;
  objectId: string | null;
  source: string;
  /** Distinct people, those of groups inside it too. */
  people: number;
  groups: string[];
}

/** One page of security groups with how many people are in each, transitively. */
export async function listGroups(ctx: Context, { q, page, size }: DirectoryListInput) {
  const { publisherId } = ctx;
  const like = likeOf(q);
  // Without a name: a member that the directory named and never told about (entra/apply.ts).
  const wanted = sql`g.publisher_id = ${publisherId} and g.name <> ''
    and (${q} = '' or g.name ilike ${like} or g.email ilike ${like} or g.object_id ilike ${like})`;
  const [{ rows }, total] = await Promise.all([
    ctx.db.execute<Record<string, unknown> & GroupRow>(sql`
      with recursive page as materialized (
        select g.id, g.name, g.email, g.object_id, g.source from security_groups g
        where ${wanted} order by lower(g.name), g.id limit ${size} offset ${(page - 1) * size}
      ),
      inside as (
        select id as page_id, id as group_id from page
        union
        select i.page_id, n.member_group_id from inside i
        join group_groups n on n.publisher_id = ${publisherId} and n.group_id = i.group_id
      ),
      size as (
        select i.page_id, count(distinct m.person_id) as people from inside i
        join group_people m on m.publisher_id = ${publisherId} and m.group_id = i.group_id
        group by i.page_id
      )
      select p.id, p.name, p.email, p.object_id as "objectId", p.source, coalesce(s.people, 0)::int as people,
        coalesce((
          select json_agg(g.name order by g.name) from group_groups n
          join security_groups g on g.publisher_id = n.publisher_id and g.id = n.member_group_id
          where n.publisher_id = ${publisherId} and n.group_id = p.id), '[]') as groups
      from page p left join size s on s.page_id = p.id
      order by lower(p.name), p.id`),
    ctx.db.execute<{ count: string }>(sql`select count(*) from security_groups g where ${wanted}`),
  ]);
  return {
    rows: rows.map((row): GroupRow => ({ ...row, id: Number(row.id) })),
    total: Number(total.rows[0]?.count ?? 0),
  };
}

export async function requireGroup(ctx: Context, id: number) {
  const [row] = await ctx.db
    .select()
    .from(securityGroups)
    .where(and(eq(securityGroups.publisherId, ctx.publisherId), eq(securityGroups.id, id)));
  if (!row) throw notFound("security group");
  return row;
}

/** Export .csv: every person with the groups they are in themselves. Whoever takes it is noted (checklist 38). */
export async function exportDirectory(ctx: Context): Promise<{ csv: string }> {
  const people = await ctx.db
    .select({
      name: directoryPeople.name,
      email: directoryPeople.email,
      objectId: directoryPeople.objectId,
      groups: sql<string[]>`array(
        select coalesce(g.email, g.name) from group_people m
        join security_groups g on g.publisher_id = m.publisher_id and g.id = m.group_id
        where m.publisher_id = directory_people.publisher_id and m.person_id = directory_people.id
        order by 1)`,
    })
    .from(directoryPeople)
    .where(eq(directoryPeople.publisherId, ctx.publisherId))
    .orderBy(asc(directoryPeople.name), asc(directoryPeople.id))
    .limit(200_000);
  await recordAudit(ctx, {
    action: "directory.exported",
    target: "directory",
    details: { people: people.length },
  });
  const rows = people.map(({ email, objectId, ...row }) => ({
    ...row,
    email: email ?? "",
    objectId: objectId ?? "",
  }));
  return { csv: directoryCsv(rows) };
}
