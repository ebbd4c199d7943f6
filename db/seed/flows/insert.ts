import { and, eq, isNull, sql } from "drizzle-orm";
import { connections, flowRuns, flowSecrets, flows } from "@/db/schema";
import { newPublicId } from "@/server/connector/send/names";
import type { Context } from "@/server/context";
import { createFlow, setFlowState } from "@/server/flows/commands";
import { evaluateCondition } from "@/server/flows/grammar";
import { requireFlow } from "@/server/flows/queries";
import type { Fields, FlowDefinition } from "@/server/flows/schema";
import { clockFields } from "@/server/flows/triggers/due";
import { newSalt } from "@/server/flows/triggers/signature";

/** Two flows of the demo: one started by requests, one by the clock, both with a history. */

const minute = 60_000;
const day = 86_400_000;
const domain = "contoso-games.example";

/** @param ctx by whom and when the flows were made */
export async function insertFlows(ctx: Context, appId: number, now: Date): Promise<void> {
  const connectionId = await connectionOf(ctx, appId);
  const rounds = await makeFlow(ctx, "Round reminder for judges", roundReminder(connectionId));
  await ctx.db.insert(flowSecrets).values({
    ...{ publisherId: ctx.publisherId, flowId: rounds.flowId, salt: newSalt() },
    ...{ createdBy: "Ida Moreau", createdAt: ctx.now, lastUsedAt: now },
  });
  await setFlowState({ ...ctx, now }, { id: rounds.id, isOn: true });
  await insertRuns(ctx, rounds, roundEvents(now));
  const plans = await makeFlow(ctx, "Plan of the day for organisers", dailyPlan(connectionId));
  await setFlowState({ ...ctx, now }, { id: plans.id, isOn: true });
  await insertRuns(ctx, plans, planEvents(now));
  // What was made then was not changed since.
  await ctx.db
    .update(flows)
    .set({ updatedAt: ctx.now })
    .where(eq(flows.publisherId, ctx.publisherId));
}

/** The one the demo has for this app, or one of our own. */
async function connectionOf(ctx: Context, appId: number): Promise<string> {
  const { publisherId } = ctx;
  const [known] = await ctx.db
    .select({ publicId: connections.publicId })
    .from(connections)
    .where(
      and(
        eq(connections.publisherId, publisherId),
        eq(connections.appId, appId),
        isNull(connections.revokedAt),
      ),
    )
    .limit(1);
  if (known) return known.publicId;
  const publicId = newPublicId("con");
  await ctx.db
    .insert(connections)
    .values({ publisherId, publicId, appId, name: "Chess tournaments", createdBy: "Ida Moreau" });
  return publicId;
}

interface Made {
  id: string;
  flowId: number;
  definition: FlowDefinition;
}

async function makeFlow(ctx: Context, name: string, definition: FlowDefinition): Promise<Made> {
  const { id } = await createFlow(ctx, { name, definition });
  const flow = await requireFlow(ctx, id);
  return { id, flowId: flow.id, definition };
}

function roundReminder(connectionId: string): FlowDefinition {
  return {
    trigger: { kind: "webhook", event: "any" },
    condition: {
      mode: "all",
      rows: [
        { field: "region", operator: "is", value: "EU" },
        { field: "minutes", operator: "at_most", value: "15" },
      ],
    },
    action: {
      connectionId,
      recipients: [`judges@${domain}`],
      message: "Round {round} starts in {minutes} minutes. Your board is ready.",
      openApp: true,
      params: [{ key: "tournamentId", value: "{tournamentId}" }],
    },
    mostPerHour: 600,
  };
}

function dailyPlan(connectionId: string): FlowDefinition {
  return {
    trigger: {
      kind: "schedule",
      schedule: { unit: "week", days: [1, 2, 3, 4, 5], time: "08:30", zone: "Europe/Berlin" },
    },
    condition: { mode: "all", rows: [] },
    action: {
      connectionId,
      recipients: [`organisers@${domain}`],
      message: "The plan for {weekday} is ready.",
      openApp: true,
      params: [{ key: "date", value: "{date}" }],
    },
    mostPerHour: 60,
  };
}

interface SeedRun {
  at: Date;
  cause: "webhook" | "schedule";
  input: Fields;
  /** Instead of having sent. */
  failure?: string;
  tookMs: number;
}

const rounds = 90;

function roundEvents(now: Date): SeedRun[] {
  return Array.from({ length: rounds }, (_, n) => {
    const isLate = n % 13 === 5;
    const input: Fields = {
      region: n % 7 === 3 ? "APAC" : "EU",
      tournamentId: `T-${2_100 + Math.floor(n / 9)}`,
      round: 1 + (n % 9),
      minutes: isLate ? 45 : 15,
    };
    return {
      ...{ cause: "webhook" as const, input, tookMs: 380 + ((n * 37) % 400) },
      at: new Date(now.getTime() - n * 97 * minute - 11 * minute),
      ...(n === 4 && { failure: `No group has the address judge@${domain}.` }),
    };
  });
}

function planEvents(now: Date): SeedRun[] {
  const events: SeedRun[] = [];
  for (let ago = 1; ago <= 30; ago += 1) {
    const at = new Date(new Date(now.getTime() - ago * day).setUTCHours(7, 30, 0, 0));
    if (at.getUTCDay() === 0 || at.getUTCDay() === 6) continue;
    const input = clockFields(at, "Europe/Berlin");
    events.push({ at, cause: "schedule", input, tookMs: 450 + ((ago * 53) % 300) });
  }
  return events;
}

async function insertRuns(ctx: Context, made: Made, events: SeedRun[]): Promise<void> {
  const rows = events.map((event, n) => {
    const { holds, rows: evaluated } = evaluateCondition(made.definition.condition, event.input);
    const missed = evaluated.find((row) => !row.holds);
    const ended = new Date(event.at.getTime() + (holds ? event.tookMs : 12));
    const common = {
      ...{ publisherId: ctx.publisherId, flowId: made.flowId, version: 1 },
      ...{ eventKey: `seed:${n}`, cause: event.cause, input: event.input, evaluated, attempts: 1 },
      ...{ createdAt: event.at, finishedAt: ended },
    };
    if (missed) {
      const detail = `${missed.field} was “${String(missed.actual ?? "")}”`;
      return { ...common, status: "not_met", detail };
    }
    if (event.failure) return { ...common, status: "failed", detail: event.failure };
    return { ...common, status: "sent", people: 13, devices: 13 + (n % 4), notFound: 0 };
  });
  await ctx.db.insert(flowRuns).values(rows.reverse());
  await ctx.db.execute(sql`analyze flow_runs`);
}
