import { and, asc, count, desc, eq, gte, isNull, sql } from "drizzle-orm";
import { customerGroups, flowRuns, flowSecrets, flows, flowVersions } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import { publisherOfKey } from "@/server/settings/keys";
import type { FlowFacts } from "./rules";
import {
  type EvaluatedRow,
  type Fields,
  type FlowDefinition,
  flowDefinition,
  type RunStatus,
} from "./schema";

type Reader = Pick<Context, "db" | "publisherId" | "now">;

const dayMs = 86_400_000;
const historyDays = 30;
/** How many of the last runs tell what fields there are. */
const seenRuns = 50;

export interface FlowRow {
  publisherId: number;
  id: number;
  publicId: string;
  name: string;
  isOn: boolean;
  offReason: string | null;
  version: number;
  definition: FlowDefinition;
}

/** Foreign and missing answer alike. */
export async function requireFlow(ctx: Pick<Reader, "db" | "publisherId">, publicId: string) {
  const [row] = await ctx.db
    .select()
    .from(flows)
    .where(and(eq(flows.publisherId, ctx.publisherId), eq(flows.publicId, publicId)));
  if (!row) throw notFound("flow");
  return { ...row, definition: flowDefinition.parse(row.definition) };
}

/** The publisher that an address names; whether the flow is theirs, only its row tells. */
export function publisherOfFlow(publicId: string): number | undefined {
  return publisherOfKey("flw", publicId);
}

/** All flows with what became of their runs in 30 days: a table of tens. */
export async function listFlows(ctx: Reader) {
  const since = new Date(ctx.now.getTime() - historyDays * dayMs);
  const [rows, runs] = await Promise.all([
    ctx.db
      .select()
      .from(flows)
      .where(eq(flows.publisherId, ctx.publisherId))
      .orderBy(asc(flows.name), asc(flows.id)),
    ctx.db
      .select({
        flowId: flowRuns.flowId,
        runs: count(),
        failed: sql`count(*) filter (where ${flowRuns.status} = 'failed')`.mapWith(Number),
        lastAt: sql`max(${flowRuns.createdAt})`.mapWith(flowRuns.createdAt),
      })
      .from(flowRuns)
      .where(and(eq(flowRuns.publisherId, ctx.publisherId), gte(flowRuns.createdAt, since)))
      .groupBy(flowRuns.flowId),
  ]);
  const byFlow = new Map(runs.map((one) => [one.flowId, one]));
  return rows.map((row) => ({
    id: row.publicId,
    name: row.name,
    isOn: row.isOn,
    offReason: row.offReason,
    trigger: flowDefinition.parse(row.definition).trigger,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
    runs30d: byFlow.get(row.id)?.runs ?? 0,
    failed30d: byFlow.get(row.id)?.failed ?? 0,
    lastRunAt: byFlow.get(row.id)?.lastAt ?? null,
  }));
}

/** One flow with everything its builder shows beside the runs. */
export async function flowById(ctx: Reader, input: { id: string }) {
  const flow = await requireFlow(ctx, input.id);
  const [secrets, { last, ...seen }, groups] = await Promise.all([
    liveSecrets(ctx, flow.id),
    seenFields(ctx, flow.id),
    segments(ctx),
  ]);
  return {
    id: flow.publicId,
    name: flow.name,
    isOn: flow.isOn,
    offReason: flow.offReason,
    version: flow.version,
    definition: flow.definition,
    nextAt: flow.nextAt,
    updatedAt: flow.updatedAt,
    updatedBy: flow.updatedBy,
    secrets: secrets.map(({ salt: _salt, ...secret }) => secret),
    seen,
    lastInput: last,
    groups,
  };
}
export type FlowDetails = Awaited<ReturnType<typeof flowById>>;

export async function liveSecrets(ctx: Pick<Reader, "db" | "publisherId">, flowId: number) {
  return ctx.db
    .select({
      id: flowSecrets.id,
      salt: flowSecrets.salt,
      createdAt: flowSecrets.createdAt,
      createdBy: flowSecrets.createdBy,
      lastUsedAt: flowSecrets.lastUsedAt,
    })
    .from(flowSecrets)
    .where(
      and(
        eq(flowSecrets.publisherId, ctx.publisherId),
        eq(flowSecrets.flowId, flowId),
        isNull(flowSecrets.revokedAt),
      ),
    )
    .orderBy(asc(flowSecrets.id));
}

/** Which values the last requests had, and how often each was not empty. */
export async function seenFields(
  ctx: Pick<Reader, "db" | "publisherId">,
  flowId: number,
): Promise<FlowFacts["seen"] & { last: Fields | null }> {
  const rows = await ctx.db
    .select({ input: flowRuns.input })
    .from(flowRuns)
    .where(and(eq(flowRuns.publisherId, ctx.publisherId), eq(flowRuns.flowId, flowId)))
    .orderBy(desc(flowRuns.createdAt))
    .limit(seenRuns);
  const filled: Record<string, number> = {};
  for (const { input } of rows) {
    for (const [name, value] of Object.entries(input)) {
      const isFilled = value !== null && value !== "";
      filled[name] = (filled[name] ?? 0) + (isFilled ? 1 : 0);
    }
  }
  return { runs: rows.length, filled, last: (rows[0]?.input as Fields) ?? null };
}

async function segments(ctx: Reader) {
  return ctx.db
    .select({ id: customerGroups.id, name: customerGroups.name })
    .from(customerGroups)
    .where(and(eq(customerGroups.publisherId, ctx.publisherId), eq(customerGroups.kind, "segment")))
    .orderBy(asc(customerGroups.name));
}

/** Newest first. */
export async function listRuns(ctx: Reader, input: { id: string; page: number; size: number }) {
  const flow = await requireFlow(ctx, input.id);
  const ofFlow = and(eq(flowRuns.publisherId, ctx.publisherId), eq(flowRuns.flowId, flow.id));
  const since = new Date(ctx.now.getTime() - historyDays * dayMs);
  const [rows, [totals]] = await Promise.all([
    ctx.db
      .select()
      .from(flowRuns)
      .where(ofFlow)
      .orderBy(desc(flowRuns.createdAt), desc(flowRuns.id))
      .limit(input.size)
      .offset((input.page - 1) * input.size),
    ctx.db
      .select({
        all: count(),
        recent: sql`count(*) filter (where ${flowRuns.createdAt} >= ${since})`.mapWith(Number),
        failed:
          sql`count(*) filter (where ${flowRuns.createdAt} >= ${since} and ${flowRuns.status} = 'failed')`.mapWith(
            Number,
          ),
      })
      .from(flowRuns)
      .where(ofFlow),
  ]);
  return {
    total: totals?.all ?? 0,
    recent: totals?.recent ?? 0,
    failed: totals?.failed ?? 0,
    rows: rows.map(shownRun),
  };
}

/** What a run's history shows; the same for the list, one run and the API. */
export function shownRun(row: typeof flowRuns.$inferSelect) {
  return {
    id: row.id,
    version: row.version,
    cause: row.cause,
    replayOf: row.replayOf,
    input: row.input as Fields,
    status: row.status as RunStatus,
    evaluated: (row.evaluated ?? []) as EvaluatedRow[],
    detail: row.detail,
    pushId: row.pushId,
    people: row.people,
    devices: row.devices,
    notFound: row.notFound,
    attempts: row.attempts,
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}
export type ShownRun = ReturnType<typeof shownRun>;

export async function requireRun(
  ctx: Pick<Reader, "db" | "publisherId">,
  flowId: number,
  runId: number,
) {
  const [row] = await ctx.db
    .select()
    .from(flowRuns)
    .where(
      and(
        eq(flowRuns.publisherId, ctx.publisherId),
        eq(flowRuns.flowId, flowId),
        eq(flowRuns.id, runId),
      ),
    );
  if (!row) throw notFound("run");
  return row;
}

export async function definitionOf(
  ctx: Pick<Reader, "db" | "publisherId">,
  flowId: number,
  version: number,
): Promise<FlowDefinition | undefined> {
  const [row] = await ctx.db
    .select({ definition: flowVersions.definition })
    .from(flowVersions)
    .where(
      and(
        eq(flowVersions.publisherId, ctx.publisherId),
        eq(flowVersions.flowId, flowId),
        eq(flowVersions.version, version),
      ),
    );
  return row && flowDefinition.parse(row.definition);
}
