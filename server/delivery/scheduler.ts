import type pg from "pg";
import { dueRecountsSql } from "@/server/analyze/tasks";
import { dueSyncsSql } from "@/server/connector/entra/tasks";
import { lostRunsSql } from "@/server/flows/tasks";
import { dueFlowsSql } from "@/server/flows/triggers/due";
import { dueSegmentsSql } from "@/server/groups/tasks";
import { log } from "@/server/log";
import { leaseSeconds } from "./engine";
import { finishNotification } from "./finish";
import { freezeLeadMinutes, type NotificationRef } from "./freeze";

/** What one tick found. */
export interface TickReport {
  /** Due notifications that had no freeze job. */
  due: number;
  /** Slices that are due, nobody's, and had no job. */
  requeued: number;
  finished: number;
  /** Segments whose next snapshot was due. */
  segments: number;
  /** Publishers whose counters were not checked for a day. */
  recounts: number;
  /** Flows that are due, and runs whose job was lost. */
  flows: number;
  /** Directories whose next synchronization is due. */
  syncs: number;
  /** Jobs taken back from workers that are gone. */
  unlocked: number;
}

interface TickContext {
  pool: Pick<pg.Pool, "query">;
}

/**
 * The safety net: finds by rows what a lost job, a dead worker or a resumed notification left waiting. Any
 * number of ticks may run at once: they only add jobs under a key, and freeze and claim decide by
 * compare-and-set on the database's clock (P4).
 */
export async function tick({ pool }: TickContext): Promise<TickReport> {
  const unlocked = await countOf(pool, "unlock-dead", unlockSql);
  await pool.query({ name: "end-dead-leases", text: deadLeasesSql, values: [leaseSeconds] });
  const due = await countOf(pool, "requeue-due", dueSql);
  const requeued = await countOf(pool, "requeue-slices", lostSlicesSql);
  const segments = await countOf(pool, "due-segments", dueSegmentsSql);
  const recounts = await countOf(pool, "due-recounts", dueRecountsSql);
  const flows =
    (await countOf(pool, "due-flows", dueFlowsSql)) +
    (await countOf(pool, "lost-runs", lostRunsSql));
  const syncs = await countOf(pool, "due-syncs", dueSyncsSql);
  const finished = await finishLeftovers(pool);
  return { due, requeued, segments, recounts, flows, syncs, finished, unlocked };
}

async function countOf(pool: TickContext["pool"], name: string, text: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>({ name, text });
  return Number(rows[0]?.count ?? 0);
}

/**
 * A dead worker's jobs stay locked for four hours otherwise. A living one holds a connection that is named after
 * its queues (runner.ts); whose is missing while a job has been locked for 20 s is gone. Tasks bear being run
 * twice, so a mistake here costs nothing but work.
 */
const unlockSql = `
  with dead as (
    select array_agg(distinct locked_by) as workers from graphile_worker.jobs j
    where j.locked_at < now() - interval '20 seconds'
      and not exists (select from pg_stat_activity a where strpos(a.application_name, j.locked_by) > 0)
  )
  select coalesce(cardinality(workers), 0) as count,
    case when workers is not null then graphile_worker.force_unlock_workers(workers)::text end
  from dead`;

/**
 * A killed worker's slices need not wait for the end of their leases: not renewed for 5 s, three heartbeats
 * long, and its owner not connected. Should the owner live after all, it finds its lease gone and writes nothing.
 */
const deadLeasesSql = `
  update slices s set lease_until = now()
  where s.status = 'running' and s.lease_until > now()
    and s.lease_until < now() + make_interval(secs => $1::int - 5)
    and not exists (select from pg_stat_activity a where a.application_name = s.lease_owner)`;

/** Index notifications_due. A freeze job that is waiting or running is left alone. */
const dueSql = `
  with due as (
    select publisher_id, id, priority from notifications n
    where n.status = 'scheduled' and n.frozen_at is null
      and (n.send_at <= now() or n.schedule->>'immediately' = 'true'
        or (n.schedule->>'zone' = 'local' and n.send_at <= now() + interval '${freezeLeadMinutes} minutes'))
      and not exists (
        select from graphile_worker.jobs j
        where j.key = 'freeze:' || n.publisher_id || ':' || n.id and j.attempts < j.max_attempts)
    order by n.send_at limit 1000
  ),
  added as (
    select * from graphile_worker.add_jobs((
      select array_agg(row('freeze', json_build_object('publisherId', publisher_id, 'notificationId', id),
        null, now(), 3, 'freeze:' || publisher_id || ':' || id, priority, null)::graphile_worker.job_spec)
      from due having count(*) > 0))
  )
  select case when exists (select from due) then (select count(*) from added) else 0 end as count`;

/**
 * Slices that could be worked on and are not: their job is missing, failed, or locked by a worker that lost the
 * slice's lease. A job of the same key that is still locked is retired by add_jobs itself. Index slices_open.
 */
const lostSlicesSql = `
  with lost as (
    select s.publisher_id, s.id, n.priority from slices s
    join notifications n on n.publisher_id = s.publisher_id and n.id = s.notification_id
    where s.status <> 'done' and (s.lease_until is null or s.lease_until < now())
      and (n.status = 'cancelled'
        or (n.status = 'sending' and (s.due_at <= now() or n.expires_at <= now())))
      and not exists (
        select from graphile_worker.jobs j
        where j.key = 'slice:' || s.publisher_id || ':' || s.id and j.run_at <= now() + interval '5 seconds'
          and case when j.locked_at is null then j.attempts < j.max_attempts
            else j.locked_at > now() - interval '5 seconds' end)
    order by s.due_at, s.id limit 1000
  ),
  added as (
    select * from graphile_worker.add_jobs((
      select array_agg(row(case when priority < 0 then 'push-slice' else 'slice' end, json_build_object('publisherId', publisher_id, 'sliceId', id),
        null, now(), 3, 'slice:' || publisher_id || ':' || id, priority, null)::graphile_worker.job_spec)
      from lost having count(*) > 0))
  )
  select case when exists (select from lost) then (select count(*) from added) else 0 end as count`;

/** Frozen for nobody, or its last worker died between the last record and the finish. */
async function finishLeftovers(pool: TickContext["pool"]): Promise<number> {
  const { rows } = await pool.query<{ publisher_id: number; id: number }>({
    name: "unfinished",
    text: `select n.publisher_id, n.id from notifications n
      where n.frozen_at is not null and n.finished_at is null and n.status in ('sending', 'cancelled')
        and not exists (
          select from slices s
          where s.publisher_id = n.publisher_id and s.notification_id = n.id and s.status <> 'done')
      limit 100`,
  });
  let finished = 0;
  for (const row of rows) {
    const ref = { publisherId: row.publisher_id, notificationId: row.id };
    if (await finishNotification(pool, ref)) finished += 1;
    else if (await isUnfinished(pool, ref)) {
      log.warn("A notification has no open slice but not every delivery", { ...ref });
    }
  }
  return finished;
}

/** A worker may have finished it since it was looked for. */
async function isUnfinished(
  pool: TickContext["pool"],
  { publisherId, notificationId }: NotificationRef,
): Promise<boolean> {
  const { rows } = await pool.query({
    name: "is-unfinished",
    text: "select from notifications where publisher_id = $1 and id = $2 and finished_at is null",
    values: [publisherId, notificationId],
  });
  return rows.length > 0;
}

export interface Lag {
  /** Seconds by which the oldest due notification or slice is late; the main alarm. */
  oldestDueSeconds: number;
  dueNotifications: number;
  dueSlices: number;
}

/** How far behind the engine is. */
export async function readLag({ pool }: TickContext): Promise<Lag> {
  const { rows } = await pool.query({
    name: "engine-lag",
    text: `
      with due as (
        select 'notification' as what, send_at as due_at from notifications
        where status = 'scheduled' and frozen_at is null and send_at <= now()
        union all
        select 'slice', s.due_at from slices s
        join notifications n on n.publisher_id = s.publisher_id and n.id = s.notification_id
        where s.status <> 'done' and s.due_at <= now() and n.status = 'sending'
          and (s.lease_until is null or s.lease_until < now())
      )
      select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 as oldest,
        count(*) filter (where what = 'notification') as notifications,
        count(*) filter (where what = 'slice') as slices
      from due`,
  });
  const row = rows[0];
  return {
    oldestDueSeconds: Number(row?.oldest ?? 0),
    dueNotifications: Number(row?.notifications ?? 0),
    dueSlices: Number(row?.slices ?? 0),
  };
}
