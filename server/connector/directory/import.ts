import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { type CsvPerson, csvHead, readDirectoryCsv } from "./csv";
import { mostImportLines, personInput } from "./schema";

export interface DirectoryImport {
  people: number;
  memberships: number;
  /** What was left out, and why; at most 100. */
  problems: { line: number; message: string }[];
}

const mostProblems = 100;

interface Checked {
  line: number;
  name: string;
  email: string | null;
  objectId: string | null;
  groups: string[];
}

/** Adds and renews people, and puts them into groups that are there; nobody is removed. All lines or none. */
export async function importDirectory(
  ctx: Context,
  { csv }: { csv: string },
): Promise<DirectoryImport> {
  const rows = readDirectoryCsv(csv);
  if (!rows) {
    const message = `The first line must name the columns: ${csvHead.join(", ")}.`;
    throw new AppError("unprocessable", message, { fields: [{ field: "csv", message }] });
  }
  if (rows.length > mostImportLines) {
    const message = `Import at most ${mostImportLines.toLocaleString("en")} lines at once.`;
    throw new AppError("too_large", message);
  }
  const problems: DirectoryImport["problems"] = [];
  const people = onePerName(
    rows.flatMap((row) => checked(row, problems)),
    problems,
  );
  return ctx.db.transaction(async (tx) => {
    const inner: Context = { ...ctx, db: tx };
    const { taken, unknownGroups, ...counts } = await upsert(inner, people);
    for (const { line } of taken) note(problems, line, "Somebody else has this e-mail address.");
    for (const { line, groups } of people) {
      const missing = groups.filter((name) => unknownGroups.has(name.toLowerCase()));
      if (missing.length > 0) note(problems, line, `No group is called ${missing.join(", ")}.`);
    }
    await recordAudit(inner, {
      action: "directory.imported",
      target: "directory",
      details: counts,
    });
    return { ...counts, problems };
  });
}

type Problems = DirectoryImport["problems"];

function note(problems: Problems, line: number, message: string): void {
  if (problems.length < mostProblems) problems.push({ line, message });
}

function checked(row: CsvPerson, problems: Problems): Checked[] {
  const { line, groups, ...given } = row;
  const parsed = personInput.safeParse(given);
  if (parsed.success) return [{ ...parsed.data, line, groups }];
  note(problems, line, parsed.error.issues[0]?.message ?? "This line is wrong.");
  return [];
}

const keyOf = ({ objectId, email }: Checked) => objectId ?? email ?? "";

/** Of lines about one person the last counts; an address belongs to the first who has it. */
function onePerName(people: Checked[], problems: Problems): Checked[] {
  const latest = [...new Map(people.map((one) => [keyOf(one), one])).values()];
  const ownerOf = new Map<string, Checked>();
  return latest.filter((one) => {
    const owner = one.email === null ? undefined : ownerOf.get(one.email);
    if (owner) note(problems, one.line, `Line ${owner.line} has this e-mail address.`);
    else if (one.email !== null) ownerOf.set(one.email, one);
    return !owner;
  });
}

interface Upserted extends Record<string, unknown> {
  keys: string[] | null;
  memberships: string;
  unknownGroups: string[] | null;
}

/**
 * Who is known by object ID, else by e-mail unless the two have different object IDs: an address may have passed to
 * somebody else. Those get what they lacked. @returns also the lines whose address is another person's, and the names
 * that are no group's
 */
async function upsert(ctx: Context, people: Checked[]) {
  const { publisherId } = ctx;
  const { rows } = await ctx.db.execute<Upserted>(sql`
    with given as materialized (
      select *, coalesce("objectId", email) as key from json_to_recordset(${JSON.stringify(people)}::json)
        as x(name text, email text, "objectId" text, groups json)
    ),
    known as (
      select distinct on (g.key) g.*, p.id
      from given g left join directory_people p on p.publisher_id = ${publisherId}
        and (p.object_id = g."objectId"
          or (p.email = g.email and (p.object_id is null or g."objectId" is null)))
      order by g.key, (p.object_id = g."objectId") desc nulls last
    ),
    renewed as (
      update directory_people p set name = case when k.name = '' then p.name else k.name end,
        source = case when p.source = 'entra' then p.source else 'csv' end,
        object_id = coalesce(p.object_id, k."objectId"),
        email = case when k.email is null or exists (
          select from directory_people o where o.publisher_id = p.publisher_id and o.email = k.email and o.id <> p.id
        ) then p.email else k.email end,
        updated_at = now()
      from known k where p.publisher_id = ${publisherId} and p.id = k.id
      returning p.id, k.key
    ),
    added as (
      insert into directory_people (publisher_id, name, email, object_id, source)
      select ${publisherId}::int, name, email, "objectId", 'csv' from known where id is null
      on conflict do nothing
      returning id, coalesce(object_id, email) as key
    ),
    everybody as (select * from renewed union all select * from added),
    member as (
      insert into group_people (publisher_id, group_id, person_id)
      select distinct ${publisherId}::int, s.id, e.id
      from everybody e
      join given g on g.key = e.key
      cross join lateral json_array_elements_text(g.groups) named(name)
      join security_groups s on s.publisher_id = ${publisherId}
        and (s.email = lower(named.name) or s.object_id = lower(named.name) or lower(s.name) = lower(named.name))
      on conflict do nothing
      returning 1
    ),
    unknown as (
      select distinct lower(named.name) as name
      from given g cross join lateral json_array_elements_text(g.groups) named(name)
      where not exists (select from security_groups s where s.publisher_id = ${publisherId}
        and lower(named.name) in (s.email, s.object_id, lower(s.name)))
    )
    select (select json_agg(key) from everybody) as keys, (select count(*) from member) as memberships,
      (select json_agg(name) from unknown) as "unknownGroups"`);
  const kept = new Set(rows[0]?.keys);
  return {
    people: kept.size,
    memberships: Number(rows[0]?.memberships ?? 0),
    unknownGroups: new Set(rows[0]?.unknownGroups),
    taken: people.filter((one) => !kept.has(keyOf(one))),
  };
}
