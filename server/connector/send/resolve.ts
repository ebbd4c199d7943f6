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

/**
 * Who is named. A name is looked for among people first, then groups (I.4): people are rows of the directory, or
 * customers nobody put there. Groups open transitively; `union` keeps every (entry, group) once, so circles end
 * (I.5). Positive people are directory_people.id, negative ones customers.id.
 * Indexes: the unique ones of directory_people, security_groups and customers, the primary keys of group_groups and
 * group_people.
 */
function openSql({ publisherId }: Context, entries: string) {
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
    select distinct on (e.position) e.position, -c.id as person, c.email as name
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
  member as (
    select position, person from named_person
    union select position, person from named_customer
    union select o.position, m.person_id
      from open_group o join group_people m on m.publisher_id = ${publisherId} and m.group_id = o.group_id
  ),
  members as (
    select position, array_to_string(array_agg(person), ',') as people from member group by position
  )
  select e.position, e.recipient,
    case when p.position is not null or c.position is not null then 'person'
      when g.position is not null then 'group' else 'unknown' end as kind,
    coalesce(nullif(p.name, ''), p.email, c.name, g.name) as name, m.people
  from entry e
  left join named_person p on p.position = e.position
  left join named_customer c on c.position = e.position
  left join named_group g on g.position = e.position
  left join members m on m.position = e.position
  order by e.position`;
}

const underAge = 1;

/**
 * What becomes of these people. A person is one however many entries name them, and a device of theirs gets one
 * push: the registration used last. People come as an array whose length the planner sees: for one it looks up,
 * for 100,000 it joins whole tables (decision 0122).
 * Indexes: primary keys of directory_people and app_customers, the unique ones of customers, registrations_customer.
 */
function judgeSql({ publisherId }: Context, appId: number, people: string) {
  return sql`
  with someone as materialized (select person from unnest(${people}::bigint[]) as x(person)),
  known as materialized (
    select p.id, p.email, p.object_id
    from someone s join directory_people p on p.publisher_id = ${publisherId} and p.id = s.person
  ),
  customer as materialized (
    select k.id as person, c.id as customer_id
      from known k join customers c on c.publisher_id = ${publisherId} and c.email = k.email
    union select k.id, c.id
      from (
        select id, email as key from known
        union all select id, object_id from known where object_id is not null
        union all select id, upper(object_id) from known where object_id is not null
      ) k
      join customers c on c.publisher_id = ${publisherId} and c.external_id = k.key
    union select person, -person from someone where person < 0
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
  verdict as (
    select s.person, case
      when (u.person is null and d.person is null) or u.is_barred then ${pushVerdictCodes.not_entitled}::int
      when u.is_opted_out then ${pushVerdictCodes.opted_out}::int
      when d.gets is not null then ${pushVerdictCodes.send}::int
      when d.is_live then ${pushVerdictCodes.opted_out}::int
      else ${pushVerdictCodes.no_channel}::int end as verdict, d.gets
    from someone s
    left join use_of_app u on u.person = s.person
    left join (
      select person, bool_or(is_live) as is_live,
        string_agg(id::text, ' ') filter (where place = 1 and is_live and not is_opted_out) as gets
      from device group by person
    ) d on d.person = s.person
  )
  select verdict, string_agg(person::text, ',') as people,
    string_agg(gets, ',') filter (where verdict = ${pushVerdictCodes.send}::int) as registrations
  from verdict group by verdict`;
}

type Opened = Record<string, unknown> & {
  position: number;
  recipient: string;
  kind: ResolvedEntry["kind"];
  name: string | null;
  people: string | null;
};

type Judged = Record<string, unknown> & {
  verdict: number;
  people: string;
  /** As many as people, those of one person apart by spaces. */
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
  const { rows } = await ctx.db.execute<Opened>(openSql(ctx, names));
  const opened = rows.map(({ people, ...entry }) => ({
    ...entry,
    people: people === null ? [] : people.split(",").map(Number),
  }));
  const fates = await judge(ctx, appId, new Set(opened.flatMap(({ people }) => people)));
  return opened.map(({ position, recipient, kind, name, people }) => ({
    ...{ position, recipient, kind, name },
    lots: lotsOf(people, fates),
  }));
}

interface Fate {
  verdict: PushVerdict;
  registrations: readonly number[];
}

async function judge(ctx: Context, appId: number, people: Set<number>): Promise<Map<number, Fate>> {
  const fates = new Map<number, Fate>();
  if (people.size === 0) return fates;
  const { rows } = await ctx.db.execute<Judged>(judgeSql(ctx, appId, `{${[...people].join(",")}}`));
  for (const row of rows) {
    const verdict = verdictByCode.get(row.verdict);
    if (!verdict) throw new Error(`Postgres gave a verdict nobody knows: ${row.verdict}`);
    const held: Fate = { verdict, registrations: [] };
    const registrations = row.registrations?.split(",");
    for (const [index, person] of row.people.split(",").entries()) {
      const own = registrations?.[index]?.split(" ").map(Number);
      fates.set(Number(person), own ? { verdict, registrations: own } : held);
    }
  }
  return fates;
}

/** One lot per verdict, in the order of their codes. */
function lotsOf(people: readonly number[], fates: ReadonlyMap<number, Fate>): Lot[] {
  const lots = new Map<PushVerdict, Lot>();
  for (const person of people) {
    const { verdict, registrations } = fates.get(person) ?? {};
    if (!verdict || !registrations) continue;
    const lot = lots.get(verdict) ?? { verdict, people: [], registrations: [] };
    lots.set(verdict, lot);
    // Somebody with two devices stands there twice: people[i] goes with registrations[i].
    if (registrations.length === 0) lot.people.push(person);
    for (const registration of registrations) {
      lot.people.push(person);
      lot.registrations.push(registration);
    }
  }
  const codeOf = ({ verdict }: Lot) => pushVerdictCodes[verdict];
  return [...lots.values()].sort((a, b) => codeOf(a) - codeOf(b));
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
