import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { type EntraTools, runConnectionTest, runSync } from "./sync";

export const syncTask = "entra-sync";
export const testTask = "entra-test";
const payloadSchema = z.object({ publisherId: z.number().int() });

/** Jobs of this noun, for the worker's task list. */
export function entraTasks(tools: EntraTools): TaskList {
  return {
    [syncTask]: (payload) => runSync(tools, payloadSchema.parse(payload).publisherId),
    [testTask]: (payload) => runConnectionTest(tools, payloadSchema.parse(payload).publisherId),
  };
}

/** For the tick: the hour is over, a pause is over, or the worker died and its lease is over. */
export const dueSyncsSql = `
  with due as (
    select publisher_id from directory_syncs d
    where d.is_on and d.next_at <= now() and (d.lease_until is null or d.lease_until < now())
      and not exists (
        select from graphile_worker.jobs j
        where j.key = 'entra-sync:' || d.publisher_id and j.attempts < j.max_attempts)
    order by d.next_at limit 100
  ),
  added as (
    select * from graphile_worker.add_jobs((
      select array_agg(row('entra-sync', json_build_object('publisherId', publisher_id),
        null, now(), 1, 'entra-sync:' || publisher_id, 10, null)::graphile_worker.job_spec)
      from due having count(*) > 0))
  )
  select case when exists (select from due) then (select count(*) from added) else 0 end as count`;
