import { and, eq, sql } from "drizzle-orm";
import { flowRuns } from "@/db/schema";
import type { Context } from "@/server/context";
import type { Fields } from "@/server/flows/schema";

export const runTask = "flow-run";
/** Ahead of campaigns, as the push will be. */
const runPriority = -1;

export interface FlowEvent {
  flowId: number;
  version: number;
  /** The same event gives the same key: it is taken once, however often it comes. */
  eventKey: string;
  cause: "webhook" | "schedule" | "segment" | "purchase" | "test" | "replay";
  input: Fields;
  replayOf?: number;
}

/**
 * The run of an event and its job, in one statement: accepted means that it will run, whatever dies afterwards.
 * @returns the run, and whether this call made it
 */
export async function acceptEvent(
  ctx: Pick<Context, "db" | "publisherId" | "now">,
  event: FlowEvent,
): Promise<{ runId: number; isNew: boolean }> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    with made as (
      insert into flow_runs (publisher_id, flow_id, version, event_key, cause, replay_of, input, created_at)
      values (${ctx.publisherId}, ${event.flowId}, ${event.version}, ${event.eventKey}, ${event.cause},
        ${event.replayOf ?? null}, ${JSON.stringify(event.input)}::jsonb, ${ctx.now.toISOString()}::timestamptz)
      on conflict (publisher_id, flow_id, event_key) do nothing
      returning publisher_id, id
    )
    select made.id, (graphile_worker.add_job(${runTask},
      json_build_object('publisherId', made.publisher_id, 'runId', made.id), max_attempts => 3,
      job_key => ${runTask} || ':' || made.publisher_id || ':' || made.id, priority => ${runPriority}::int)).id as job
    from made`);
  const made = rows[0];
  if (made) return { runId: Number(made.id), isNew: true };
  const [known] = await ctx.db
    .select({ id: flowRuns.id })
    .from(flowRuns)
    .where(
      and(
        eq(flowRuns.publisherId, ctx.publisherId),
        eq(flowRuns.flowId, event.flowId),
        eq(flowRuns.eventKey, event.eventKey),
      ),
    );
  if (!known) throw new Error("A run is neither new nor known.");
  return { runId: known.id, isNew: false };
}
