import { sql } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/connect";
import { log } from "@/server/log";
import { runTask } from "./runs/accept";
import { executeRun, type FlowTools } from "./runs/execute";
import { startDue } from "./triggers/due";

const runPayload = z.object({ publisherId: z.number().int(), runId: z.number().int() });
const duePayload = z.object({ publisherId: z.number().int(), flowId: z.number().int() });

/** Jobs of this noun, for the worker's task list. A run that fails by a bug is tried again by the queue, then ended. */
export function flowTasks(tools: FlowTools): TaskList {
  return {
    [runTask]: async (payload, helpers) => {
      const ref = runPayload.parse(payload);
      try {
        await executeRun(tools, ref);
      } catch (error) {
        log.error("A flow run broke off", { ...ref, error });
        const { attempts, max_attempts: most } = helpers.job;
        if (attempts < most) throw error;
        await giveUp(tools.db, ref, tools.clock());
      }
    },
    "flow-due": (payload) => startDue(tools.db, duePayload.parse(payload), tools.clock()),
  };
}

async function giveUp(
  db: Database,
  { publisherId, runId }: z.infer<typeof runPayload>,
  now: Date,
): Promise<void> {
  await db.execute(sql`
    update flow_runs set status = 'failed', detail = 'It broke off on our side, three times.',
      finished_at = ${now.toISOString()}::timestamptz
    where publisher_id = ${publisherId} and id = ${runId} and status = 'waiting'`);
}

/** For the tick: runs whose job was lost. Index flow_runs_waiting. */
export const lostRunsSql = `
  with lost as (
    select publisher_id, id from flow_runs r
    where r.status = 'waiting' and r.created_at < now() - interval '30 seconds'
      and not exists (
        select from graphile_worker.jobs j
        where (j.key = 'flow-run:' || r.publisher_id || ':' || r.id
          or j.key like 'flow-run-again:' || r.publisher_id || ':' || r.id || ':%')
          and j.attempts < j.max_attempts)
    order by r.created_at limit 100
  ),
  added as (
    select * from graphile_worker.add_jobs((
      select array_agg(row('flow-run', json_build_object('publisherId', publisher_id, 'runId', id),
        null, now(), 3, 'flow-run:' || publisher_id || ':' || id, -1, null)::graphile_worker.job_spec)
      from lost having count(*) > 0))
  )
  select case when exists (select from lost) then (select count(*) from added) else 0 end as count`;
