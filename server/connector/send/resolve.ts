import { sql } from "drizzle-orm";
import { type PushVerdict, pushVerdictCodes } from "@/db/enums";
import type { Context } from "@/server/context";
import { readRecipients } from "./names";

/** Who an entry of `recipients` is, and what becomes of the people behind it. */
export interface ResolvedEntry {
  position: number;
  recipient: string;
  kind: "person" | "group" | "unknown";
  name: string | null;
  lots: Lot[];
}

/** People of one entry with one verdict; people[i] goes with registrations[i] where a push is sent. */
export interface Lot {
  verdict: PushVerdict;
  people: number[];
  registrations: number[];
}

const underAge = 1;

/**
 * All entries in one statement. A name is looked for among people first, then groups (I.4): people are rows of
 * the directory, or customers nobody put there. Groups open transitively; `union` keeps every (entry, group) once,
 * so circles end (I.5). A person is one however many entries name them, and a device of theirs gets one push: the
 * registration used last. Positive people are directory_people.id, negative ones customers.id.
 * Indexes: the unique ones of directory_people, security_groups and customers, the primary keys of group_groups and
 * group_people, registrations_customer, primary key of app_customers. 100,000 members in four levels: bench/connector.ts.
 */
function resolveSql(ctx: Context, appId: number, entries: string) {
  const { publisherId } = ctx;
  return sql`
  with recursive entry as materialized (
    select position, recipient, email, "objectId" as object_id
    from json_to_recordset(${entries}::json)
      as x(position int, recipient text, email text, "objectId" text)
  ),
  named_person as materialized (
    select e.position, p.id as person, p.name, p.email, p.object_id
    from entry e join directory_people p on p.publisher_id = ${publisherId}
      and (p.email = e.email or p.object_id = e.object_id)
  ),
  named_customer as materialized (
    select distinct on (e.position) e.position, -c.id as person, c.id as customer_id, c.email as name
    from entry e join customers c on c.publisher_id = ${publisherId}
      and (c.email = e.email or c.external_id in (e.recipient, e.email, e.object_id, upper(e.object_id)))
    where e.position not in (select position from named_person)
    order by e.position, (c.email = e.email) desc nulls last, c.id
  ),
  named_group as materialized (
    select e.position, g.id as group_id, g.name
    from entry e join security_groups g on g.publisher_id = ${publisherId}
      and (g.email = e.email or g.object_id = e.object_id)
    where e.position not in (select position from named_person union all select position from named_customer)
  ),
  open_group as (
    select position, group_id from named_group
    union
    select o.position, n.member_group_id
    from open_group o join group_groups n on n.publisher_id = ${publisherId} and n.group_id = o.group_id
  ),
  member as materialized (
    select position, person from named_person
    union select position, person from named_customer
    union select o.position, m.person_id
      from open_group o join group_people m on m.publisher_id = ${publisherId} and m.group_id = o.group_id
  ),
  someone as materialized (select distinct person from member),
  known as materialized (
    select p.id, p.email, p.object_id from directory_people p
    where p.publisher_id = ${publisherId} and p.id in (select person from someone where person > 0)
  ),
  customer as materialized (
    select k.id as person, c.id as customer_id
      from known k join customers c on c.publisher_id = ${publisherId} and c.email = k.email
    union select k.id, c.id from known k
      join customers c on c.publisher_id = ${publisherId} and c.external_id = k.email
    union select k.id, c.id from known k
      join customers c on c.publisher_id = ${publisherId} and c.external_id = k.object_id
    union select k.id, c.id from known k
      join customers c on c.publisher_id = ${publisherId} and c.external_id = upper(k.object_id)
    union select person, customer_id from named_customer
  ),
  use_of_app as materialized (
    select c.person, bool_or(a.is_opted_out) as is_opted_out,
      bool_or(a.age_group = ${underAge} or not a.is_eligible) as is_barred
    from customer c join app_customers a
      on a.publisher_id = ${publisherId} and a.app_id = ${appId} and a.customer_id = c.customer_id
    group by c.person
  ),
  device as materialized (
    select c.person, r.id, r.status = 'live' as is_live, r.is_opted_out,
      row_number() over (
        partition by c.person, coalesce(r.device_id, -r.id), r.status = 'live' and not r.is_opted_out
        order by r.last_active_at desc, r.id desc) as place
    from customer c join registrations r
      on r.publisher_id = ${publisherId} and r.customer_id = c.customer_id and r.app_id = ${appId}
  ),
  verdict as materialized (
    select s.person, case
      when (u.person is null and d.person is null) or u.is_barred then ${pushVerdictCodes.not_entitled}::int
      when u.is_opted_out then ${pushVerdictCodes.opted_out}::int
      when d.can_send then ${pushVerdictCodes.send}::int
      when d.is_live then ${pushVerdictCodes.opted_out}::int
      else ${pushVerdictCodes.no_channel}::int end as verdict
    from someone s
    left join use_of_app u on u.person = s.person
    left join (
      select person, bool_or(is_live) as is_live, bool_or(is_live and not is_opted_out) as can_send
      from device group by person
    ) d on d.person = s.person
  ),
  lot as (
    select m.position, v.verdict, array_agg(m.person) as people,
      array_agg(d.id) filter (where d.id is not null) as registrations
    from member m
    join verdict v on v.person = m.person
    left join device d on v.verdict = ${pushVerdictCodes.send}::int and d.person = m.person
      and d.place = 1 and d.is_live and not d.is_opted_out
    group by m.position, v.verdict
  )
  select e.position, e.recipient,
    case when p.position is not null or c.position is not null then 'person'
      when g.position is not null then 'group' else 'unknown' end as kind,
    coalesce(nullif(p.name, ''), p.email, c.name, g.name) as name,
    l.verdict, array_to_string(l.people, ',') as people, array_to_string(l.registrations, ',') as registrations
  from entry e
  left join named_person p on p.position = e.position
  left join named_customer c on c.position = e.position
  left join named_group g on g.position = e.position
  left join lot l on l.position = e.position
  order by e.position, l.verdict`;
}

type Row = Record<string, unknown> & {
  position: number;
  recipient: string;
  kind: ResolvedEntry["kind"];
  name: string | null;
  verdict: number | null;
  people: string | null;
  registrations: string | null;
};

const verdictByCode = new Map<number, PushVerdict>(
  Object.entries(pushVerdictCodes).map(([name, code]) => [code, name as PushVerdict]),
);

/** Reads only: the console's check and the call itself see the same. */
export async function resolveRecipients(
  ctx: Context,
  appId: number,
  recipients: readonly string[],
): Promise<ResolvedEntry[]> {
  const names = JSON.stringify(readRecipients(recipients));
  const { rows } = await ctx.db.execute<Row>(resolveSql(ctx, appId, names));
  const entries = new Map<number, ResolvedEntry>();
  for (const row of rows) {
    const { position, recipient, kind, name } = row;
    const entry = entries.get(position) ?? { position, recipient, kind, name, lots: [] };
    entries.set(position, entry);
    const verdict = row.verdict === null ? undefined : verdictByCode.get(row.verdict);
    if (verdict === undefined) continue;
    const registrations = idsOf(row.registrations);
    entry.lots.push({ verdict, people: idsOf(row.people), registrations });
  }
  return [...entries.values()];
}

function idsOf(text: string | null): number[] {
  return text === null || text === "" ? [] : text.split(",").map(Number);
}

/** Every person once, and every device that gets the push once. */
export function reachOf(entries: readonly ResolvedEntry[]) {
  const people = new Set<number>();
  const registrations = new Set<number>();
  for (const { lots } of entries) {
    for (const lot of lots) {
      for (const person of lot.people) people.add(person);
      for (const registration of lot.registrations) registrations.add(registration);
    }
  }
  return { people: people.size, registrations: [...registrations] };
}
