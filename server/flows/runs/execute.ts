import { createHash } from "node:crypto";
import { and, eq, gte, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { flowRuns, flows } from "@/db/schema";
import type { Clock } from "@/server/clock";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import {
  evaluateCondition,
  fieldsOf,
  fillRecipients,
  fillTemplate,
  otherEvent,
} from "@/server/flows/grammar";
import { definitionOf } from "@/server/flows/queries";
import { turnedOffReason } from "@/server/flows/rules";
import { type Fields, type FlowDefinition, flowLimits } from "@/server/flows/schema";
import type { SendPush } from "./sender";

export interface RunRef {
  publisherId: number;
  runId: number;
}

export interface FlowTools {
  db: Database;
  clock: Clock;
  send: SendPush;
}

/** A passing obstacle: asked again after so many seconds, five times in all. */
const backOffSeconds = [2, 8, 30, 120];
const loopMinutes = 10;
/** The same push so often within that time, made from values, is a circle. */
const mostAlike = 10;

type Run = typeof flowRuns.$inferSelect;
type Flow = typeof flows.$inferSelect;
type Patch = Partial<typeof flowRuns.$inferInsert>;

/** The run is to be tried again: the job fails on purpose and a later one is added. */
interface Ending {
  patch: Patch & { status: "waiting" | "sent" | "not_met" | "skipped" | "failed" };
  retryAfterSeconds?: number;
  turnOff?: string;
}

/**
 * One run from waiting to its end. Push and end are one transaction: whatever dies in the middle leaves both undone,
 * and the next attempt starts from the beginning. The flow's row is locked, so its counts hold.
 */
export async function executeRun(tools: FlowTools, ref: RunRef): Promise<void> {
  await tools.db.transaction(async (tx) => {
    const now = tools.clock();
    const db = tx as Database;
    const found = await lockRun(db, ref);
    if (!found) return;
    const { run, flow } = found;
    const ctx: Context = {
      ...{ db, now, publisherId: ref.publisherId },
      actor: { kind: "system", name: `Flow ${flow.name}` },
    };
    const ending = await endingOf(ctx, { run, flow, send: tools.send });
    await close(ctx, { run, flow, ending });
  });
}

/** Nobody else works on it, and it has not ended. */
async function lockRun(db: Database, ref: RunRef): Promise<{ run: Run; flow: Flow } | undefined> {
  const [waiting] = await db
    .select({ flowId: flowRuns.flowId })
    .from(flowRuns)
    .where(and(eq(flowRuns.publisherId, ref.publisherId), eq(flowRuns.id, ref.runId)));
  if (!waiting) return undefined;
  const [flow] = await db
    .select()
    .from(flows)
    .where(and(eq(flows.publisherId, ref.publisherId), eq(flows.id, waiting.flowId)))
    .for("update");
  const [run] = await db
    .select()
    .from(flowRuns)
    .where(
      and(
        eq(flowRuns.publisherId, ref.publisherId),
        eq(flowRuns.id, ref.runId),
        eq(flowRuns.status, "waiting"),
      ),
    )
    .for("update");
  return flow && run ? { run, flow } : undefined;
}

interface Work {
  run: Run;
  flow: Flow;
  send: SendPush;
}

async function endingOf(ctx: Context, { run, flow, send }: Work): Promise<Ending> {
  const isAsked = run.cause === "test" || run.cause === "replay";
  if (!flow.isOn && !isAsked) return skipped("The flow was off.");
  const definition = await definitionOf(ctx, flow.id, run.version);
  if (!definition) return failed("This version of the flow is gone.");
  const fields = run.input as Fields;
  const event = otherEvent(definition, fields);
  if (event) return { patch: { status: "not_met", detail: `event was “${event}”` } };
  const { holds, rows } = evaluateCondition(definition.condition, fields);
  if (!holds) {
    const missed = rows.find((row) => !row.holds);
    const was = missed ? `${missed.field} was “${String(missed.actual ?? "")}”` : "";
    return { patch: { status: "not_met", evaluated: rows, detail: was } };
  }
  const ending = await guarded(ctx, { run, flow, send, definition, fields });
  return { ...ending, patch: { evaluated: rows, ...ending.patch } };
}

async function guarded(
  ctx: Context,
  { run, flow, send, definition, fields }: Work & { definition: FlowDefinition; fields: Fields },
): Promise<Ending> {
  const push = fillPush(definition, fields);
  if (push.recipients.length === 0) return failed("Nobody was named: every recipient was empty.");
  if (push.message.trim() === "") return failed("The message was empty.");
  const pushHash = hashOf(push);
  const guard = await guardOf(ctx, { flow, definition, pushHash });
  if (guard) return guard;
  try {
    // A savepoint of its own: a refusal undoes the push and leaves the run to be ended.
    const sent = await ctx.db.transaction((tx) =>
      send({ ...ctx, db: tx as Database }, { connectionId: definition.action.connectionId, push }),
    );
    return {
      patch: {
        ...{ status: "sent", pushId: sent.id, people: sent.people, devices: sent.devices },
        ...{ notFound: sent.notFound.length, pushHash, detail: notFoundText(sent.notFound) },
      },
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refused(error, run.attempts);
  }
}

export function fillPush({ action }: FlowDefinition, fields: Fields) {
  return {
    recipients: fillRecipients(action.recipients, fields),
    message: fillTemplate(action.message, fields),
    openApp: action.openApp,
    params: Object.fromEntries(
      action.params.map(({ key, value }) => [key.trim(), fillTemplate(value, fields)]),
    ),
  };
}

function hashOf(push: ReturnType<typeof fillPush>): Buffer {
  return createHash("sha256").update(JSON.stringify(push)).digest();
}

/** The hour's limit, and circles: a push whose customer's deed triggers the flow again. */
async function guardOf(
  ctx: Context,
  { flow, definition, pushHash }: { flow: Flow; definition: FlowDefinition; pushHash: Buffer },
): Promise<Ending | undefined> {
  const since = (minutes: number) => new Date(ctx.now.getTime() - minutes * 60_000);
  const sent = and(
    eq(flowRuns.publisherId, ctx.publisherId),
    eq(flowRuns.flowId, flow.id),
    eq(flowRuns.status, "sent"),
  );
  const inHour = await ctx.db.$count(flowRuns, and(sent, gte(flowRuns.createdAt, since(60))));
  if (inHour >= definition.mostPerHour) {
    return skipped(`Over the limit of ${definition.mostPerHour} pushes an hour.`);
  }
  if (!usesValues(definition)) return undefined;
  const alike = await ctx.db.$count(
    flowRuns,
    and(sent, gte(flowRuns.createdAt, since(loopMinutes)), eq(flowRuns.pushHash, pushHash)),
  );
  if (alike < mostAlike) return undefined;
  const why = `The same push ${mostAlike} times in ${loopMinutes} minutes: it looks as if the flow triggers itself`;
  return { ...skipped(`${why}.`), turnOff: why };
}

/** A text without values is always the same; that alone is no circle. */
function usesValues({ action }: FlowDefinition): boolean {
  return [action.message, ...action.recipients, ...action.params.map(({ value }) => value)].some(
    (text) => fieldsOf(text).length > 0,
  );
}

function skipped(detail: string): Ending {
  return { patch: { status: "skipped", detail } };
}

function failed(detail: string): Ending {
  return { patch: { status: "failed", detail } };
}

function refused(error: AppError, attempts: number): Ending {
  const isPassing = error.code === "too_many" || error.code === "unavailable";
  const pause = backOffSeconds[attempts];
  if (!isPassing || pause === undefined) return failed(error.message);
  const retryAfterSeconds = Math.max(pause, error.retryAfterSeconds ?? 0);
  return { patch: { status: "waiting", detail: error.message }, retryAfterSeconds };
}

function notFoundText(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const some = names.slice(0, 3).join(", ");
  return `Not found: ${some}${names.length > 3 ? ` and ${names.length - 3} more` : ""}.`;
}

async function close(
  ctx: Context,
  { run, flow, ending }: { run: Run; flow: Flow; ending: Ending },
): Promise<void> {
  const { patch, retryAfterSeconds } = ending;
  const isOver = patch.status !== "waiting";
  await ctx.db
    .update(flowRuns)
    .set({ ...patch, attempts: run.attempts + 1, finishedAt: isOver ? ctx.now : null })
    .where(and(eq(flowRuns.publisherId, ctx.publisherId), eq(flowRuns.id, run.id)));
  if (!isOver) await askAgain(ctx, run, retryAfterSeconds ?? 0);
  await countFailures(ctx, { run, flow, ending });
}

async function askAgain(ctx: Context, run: Run, seconds: number): Promise<void> {
  await ctx.db.execute(sql`
    select graphile_worker.add_job('flow-run',
      json_build_object('publisherId', ${ctx.publisherId}::int, 'runId', ${run.id}::bigint), max_attempts => 3,
      job_key => ${`flow-run-again:${ctx.publisherId}:${run.id}:${run.attempts}`}, priority => -1,
      run_at => now() + make_interval(secs => ${seconds}::int))`);
}

/** Five in a row turn the flow off; what a person tried out counts neither way. */
async function countFailures(
  ctx: Context,
  { run, flow, ending }: { run: Run; flow: Flow; ending: Ending },
): Promise<void> {
  const { status } = ending.patch;
  if (run.cause === "test" || run.cause === "replay") return;
  if (status !== "sent" && status !== "failed" && !ending.turnOff) return;
  const failures = status === "failed" ? flow.failuresInARow + 1 : 0;
  const offReason =
    ending.turnOff ?? (failures >= flowLimits.failuresToOff ? turnedOffReason : undefined);
  if (failures === flow.failuresInARow && !offReason) return;
  await ctx.db
    .update(flows)
    .set({ failuresInARow: failures, ...(offReason ? { isOn: false, offReason } : {}) })
    .where(and(eq(flows.publisherId, ctx.publisherId), eq(flows.id, flow.id)));
}
