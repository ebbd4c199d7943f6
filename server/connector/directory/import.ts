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
  const people = rows.flatMap((row) => checked(row, problems));
  return ctx.db.transaction(async (tx) => {
    const inner: Context = { ...ctx, db: tx };
    const done = await upsert(inner, people);
    const counts = { people: done.people, memberships: done.memberships };
    await recordAudit(inner, {
      action: "directory.imported",
      target: "directory",
      details: counts,
    });
    return { ...counts, problems };
  });
}

function checked(row: CsvPerson, problems: DirectoryImport["problems"]): Checked[] {
  const { line, groups, ...given } = row;
  const parsed = personInput.safeParse(given);
  if (parsed.success) return [{ ...parsed.data, groups }];
  if (problems.length < mostProblems) {
    problems.push({ line, message: parsed.error.issues[0]?.message ?? "This line is wrong." });
  }
  return [];
}

/** One line a person: an object id is stronger than an e-mail, which may have passed to somebody else. */
async function upsert(ctx: Context, people: Checked[]) {
  const { publisherId } = ctx;
  const unique = [...new Map(people.map((one) => [one.objectId ?? one.email, one])).values()];
  const { rows } = await ctx.db.execute<{ people: string; memberships: string }>(sql`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(unique)}::json)
        as x(name text, email text, "objectId" text, groups json)
    ),
    known as (
      select distinct on (coalesce(g."objectId", g.email)) g.*, p.id
      from given g left join directory_people p on p.publisher_id = ${publisherId}
        and (p.object_id = g."objectId" or p.email = g.email)
      order by coalesce(g."objectId", g.email), (p.object_id = g."objectId") desc nulls last
    ),
    renewed as (
      update directory_people p set name = case when k.name = '' then p.name else k.name end, source = 'csv',
        updated_at = now()
      from known k where p.publisher_id = ${publisherId} and p.id = k.id
      returning p.id, coalesce(k."objectId", k.email) as given_key
    ),
    added as (
      insert into directory_people (publisher_id, name, email, object_id, source)
      select ${publisherId}::int, name, email, "objectId", 'csv' from known where id is null
      on conflict do nothing
      returning id, coalesce(object_id, email) as given_key
    ),
    everybody as (select * from renewed union all select * from added),
    member as (
      insert into group_people (publisher_id, group_id, person_id)
      select distinct ${publisherId}::int, s.id, e.id
      from everybody e
      join given g on coalesce(g."objectId", g.email) = e.given_key
      cross join lateral json_array_elements_text(g.groups) named(name)
      join security_groups s on s.publisher_id = ${publisherId}
        and (s.email = lower(named.name) or s.object_id = lower(named.name) or lower(s.name) = lower(named.name))
      on conflict do nothing
      returning 1
    )
    select (select count(*) from everybody) as people, (select count(*) from member) as memberships`);
  return { people: Number(rows[0]?.people ?? 0), memberships: Number(rows[0]?.memberships ?? 0) };
}
