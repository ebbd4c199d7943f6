import { randomUUID } from "node:crypto";
import { type AnyColumn, and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { directorySyncs } from "@/db/schema";
import { openSecret, SealBrokenError } from "@/server/apps/sealed-secret";
import type { TranslatorHttp } from "@/server/translation/network/http";
import { applyPage, removeUnseen } from "./apply";
import { type Collection, createGraph, type GraphPage, type GraphProblem } from "./graph";

export interface EntraTools {
  db: Database;
  http: TranslatorHttp;
  privateKey?: string;
  /** Pages one job reads before it lets others have a turn. */
  mostPages?: number;
}

type Row = typeof directorySyncs.$inferSelect;
type Changes = { [Name in keyof Row]?: Row[Name] | ReturnType<typeof sql> };

const leaseSeconds = 120;
const defaultPages = 50;

/** Another run has it, or the settings changed: this one writes nothing more. */
class LeaseLostError extends Error {}

/**
 * One turn of a synchronization. Each page and the link to the next are written in one transaction, so that a run
 * that broke off goes on where it was; the tick finds it when its lease is over.
 */
export async function runSync(tools: EntraTools, publisherId: number): Promise<void> {
  const run = await claim(tools.db, publisherId);
  if (!run) return;
  try {
    await readPages(tools, run);
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
  }
}

/** Compare-and-set on the database's clock. A reading that is over begins a new one. */
async function claim(db: Database, publisherId: number): Promise<Row | undefined> {
  const isNew = sql`state in ('idle', 'failed') and (finished_at is not null or started_at is null)`;
  const fresh = (column: AnyColumn, value: SQL) =>
    sql`case when ${isNew} then ${value} else ${column} end`;
  const [row] = await db
    .update(directorySyncs)
    .set({
      state: "running",
      stateReason: null,
      leaseOwner: randomUUID(),
      leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})`,
      startedAt: fresh(directorySyncs.startedAt, sql`now()`),
      finishedAt: null,
      stage: fresh(directorySyncs.stage, sql`'people'`),
      pages: fresh(directorySyncs.pages, sql`0`),
      changedPeople: fresh(directorySyncs.changedPeople, sql`0`),
      changedGroups: fresh(directorySyncs.changedGroups, sql`0`),
      fullSince: sql`case when people_link is null then now() else full_since end`,
    })
    .where(
      and(
        eq(directorySyncs.publisherId, publisherId),
        sql`is_on and (lease_until is null or lease_until < now())
          and (state <> 'waiting' or next_at <= now())`,
      ),
    )
    .returning();
  return row;
}

async function readPages(tools: EntraTools, claimed: Row): Promise<void> {
  let run = claimed;
  const secret = secretOf(run, tools.privateKey);
  if (secret === undefined) {
    await end(tools.db, run, refused("The stored secret does not open. Enter it again."));
    return;
  }
  const graph = createGraph({ ...run, secret }, tools.http);
  for (let pages = 0; pages < (tools.mostPages ?? defaultPages); pages++) {
    const link = run.stage === "people" ? run.peopleLink : run.groupsLink;
    const answer = await graph.page(run.stage, link);
    if (!answer.ok) {
      await end(tools.db, run, problemChanges(answer.problem));
      return;
    }
    run = await write(tools.db, run, answer.value);
    if (run.leaseOwner === null) return;
  }
  await end(tools.db, run, { nextAt: sql`now()` });
}

async function write(db: Database, run: Row, page: GraphPage): Promise<Row> {
  const { publisherId, stage, fullSince } = run;
  return db.transaction(async (tx) => {
    // First, so that whoever lost the lease waits here and then writes nothing.
    await update(tx, run, { leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})` });
    const target = { tx, publisherId, fullSince };
    const done = await applyPage(target, stage, page.rows);
    if (page.isLast) await removeUnseen(target, stage);
    return update(tx, run, {
      pages: run.pages + 1,
      changedPeople: run.changedPeople + done.people,
      changedGroups: run.changedGroups + done.groups,
      ...linkOf(stage, page.link),
      ...(page.isLast ? afterLast(stage) : {}),
    });
  });
}

const linkOf = (stage: Collection, link: string) =>
  stage === "people" ? { peopleLink: link } : { groupsLink: link };

function afterLast(stage: Collection): Changes {
  if (stage === "people") return { stage: "groups" };
  return {
    state: "idle",
    stage: "people",
    fullSince: null,
    finishedAt: sql`now()`,
    nextAt: sql`now() + make_interval(mins => every_minutes)`,
    leaseOwner: null,
    leaseUntil: null,
  };
}

function problemChanges(problem: GraphProblem): Changes {
  switch (problem.kind) {
    case "gone":
      return {
        ...{ peopleLink: null, groupsLink: null, stage: "people", fullSince: null },
        stateReason: "Microsoft Graph no longer knows where we were; everything is read anew.",
        nextAt: sql`now()`,
      };
    case "later":
      return {
        state: "waiting",
        stateReason: problem.message,
        nextAt: sql`now() + make_interval(secs => ${problem.afterMs / 1_000}::float8)`,
      };
    case "refused":
      return refused(problem.message);
  }
}

/** Where the reading was is kept: with a good secret it goes on there. */
function refused(message: string): Changes {
  const nextAt = sql`now() + make_interval(mins => every_minutes)`;
  return { state: "failed", stateReason: message, nextAt };
}

async function end(db: Database, run: Row, changes: Changes): Promise<void> {
  await update(db, run, { ...changes, leaseOwner: null, leaseUntil: null });
}

async function update(db: Database, run: Row, changes: Changes): Promise<Row> {
  const [row] = await db
    .update(directorySyncs)
    .set(changes)
    .where(
      and(
        eq(directorySyncs.publisherId, run.publisherId),
        eq(directorySyncs.leaseOwner, run.leaseOwner ?? ""),
      ),
    )
    .returning();
  if (!row) throw new LeaseLostError();
  return row;
}

function secretOf(row: Row, privateKey?: string): string | undefined {
  const owner = { publisherId: row.publisherId, directory: "entra" as const };
  try {
    return openSecret(row.sealedSecret, owner, privateKey);
  } catch (error) {
    if (error instanceof SealBrokenError) return undefined;
    throw error;
  }
}

/** Asks Microsoft whether people and groups may be read, and notes its answer. */
export async function runConnectionTest(tools: EntraTools, publisherId: number): Promise<void> {
  const where = eq(directorySyncs.publisherId, publisherId);
  const [row] = await tools.db.select().from(directorySyncs).where(where);
  if (!row) return;
  const secret = secretOf(row, tools.privateKey);
  const answer =
    secret === undefined ? undefined : await createGraph({ ...row, secret }, tools.http).test();
  const testAnswer = !answer
    ? "The stored secret does not open. Enter it again."
    : answer.ok
      ? answer.value
      : answer.problem.message;
  await tools.db
    .update(directorySyncs)
    .set({ testedAt: sql`now()`, isTestOk: answer?.ok ?? false, testAnswer })
    .where(and(where, eq(directorySyncs.sealedSecret, row.sealedSecret)));
}
