import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/connect";
import type { Clock } from "@/server/clock";
import { log } from "@/server/log";
import { foldRollup } from "./fold";
import { recountPublisher } from "./recount";
import { trimVersions } from "./trim-versions";

const payloadSchema = z.object({ publisherId: z.number().int() });

/** Jobs of this noun: once a day per publisher, retention and then the recount. */
export function analyzeTasks({ db, clock }: { db: Database; clock: Clock }): TaskList {
  return {
    "check-counters": async (payload) => {
      const { publisherId } = payloadSchema.parse(payload);
      const folded = await foldRollup(db, publisherId, clock());
      const { notifications, differences } = await recountPublisher(db, publisherId, clock());
      const trimmed = await trimVersions(db, publisherId, clock());
      log.info("Counters were checked", {
        publisherId,
        folded,
        trimmed,
        notifications,
        differences: differences.length,
      });
    },
  };
}

/** For the tick: publishers with numbers that nobody has checked for a day. Primary keys of both tables. */
export const dueRecountsSql = `
  with due as (
    select p.id from publishers p
    where exists (select from rollup_totals t where t.publisher_id = p.id)
      and not exists (select from recounts r where r.publisher_id = p.id and r.at > now() - interval '24 hours')
      and not exists (
        select from graphile_worker.jobs j
        where j.key = 'check-counters:' || p.id and j.attempts < j.max_attempts)
    limit 100
  ),
  added as (
    select * from graphile_worker.add_jobs((
      select array_agg(row('check-counters', json_build_object('publisherId', id), null, now(), 3,
        'check-counters:' || id, 20, null)::graphile_worker.job_spec)
      from due having count(*) > 0))
  )
  select case when exists (select from due) then (select count(*) from added) else 0 end as count`;
