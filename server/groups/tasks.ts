import { sql } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/connect";
import type { Clock } from "@/server/clock";
import type { Context } from "@/server/context";
import { log } from "@/server/log";
import { type GroupRef, takeSnapshot } from "./segments/snapshots";

export const snapshotTask = "group-snapshot";
const payloadSchema = z.object({ publisherId: z.number().int(), groupId: z.number().int() });

/** Jobs of this noun, for the worker's task list. */
export function groupTasks({ db, clock }: { db: Database; clock: Clock }): TaskList {
  return {
    [snapshotTask]: (payload) => runSnapshot(db, payloadSchema.parse(payload), clock()),
  };
}

/** A segment that can't be computed is tried again in five minutes; the one it had stays in use. */
export async function runSnapshot(db: Database, ref: GroupRef, at: Date): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', '120s', true),
        set_config('work_mem', '128MB', true), set_config('jit', 'off', true)`);
      await takeSnapshot(tx, ref, at);
    });
  } catch (error) {
    log.error("A segment was not computed", { ...ref, error });
    await db.execute(sql`update customer_groups set refresh_at = now() + interval '5 minutes'
      where publisher_id = ${ref.publisherId} and id = ${ref.groupId}`);
  }
}

/** Asks a worker for a snapshot now; asking twice is asking once. */
export async function requestSnapshot(ctx: Context, groupId: number): Promise<void> {
  const payload = JSON.stringify({ publisherId: ctx.publisherId, groupId });
  const key = `${snapshotTask}:${ctx.publisherId}:${groupId}`;
  await ctx.db.execute(
    sql`select graphile_worker.add_job(${snapshotTask}, ${payload}::json, job_key => ${key}, max_attempts => 3)`,
  );
}

/** For the tick (S-12): segments whose day is over or whose job was lost. Index customer_groups_refresh. */
export const dueSegmentsSql = `
  with due as (
    select publisher_id, id from customer_groups g
    where g.kind = 'segment' and g.refresh_at <= now()
      and not exists (
        select from graphile_worker.jobs j
        where j.key = 'group-snapshot:' || g.publisher_id || ':' || g.id and j.attempts < j.max_attempts)
    order by g.refresh_at limit 100
  ),
  added as (
    select * from graphile_worker.add_jobs((
      select array_agg(row('group-snapshot', json_build_object('publisherId', publisher_id, 'groupId', id),
        null, now(), 3, 'group-snapshot:' || publisher_id || ':' || id, 10, null)::graphile_worker.job_spec)
      from due having count(*) > 0))
  )
  select case when exists (select from due) then (select count(*) from added) else 0 end as count`;
