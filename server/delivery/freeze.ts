import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { notifications } from "@/db/schema";
import { ensureSnapshot } from "@/server/groups/segments/snapshots";
import { audienceCandidates } from "@/server/notifications/audience-sql";
import { audienceSchema } from "@/server/notifications/schema";
import { audienceRequest, scheduleOf } from "@/server/notifications/sending/request";

export interface NotificationRef {
  publisherId: number;
  notificationId: number;
}

export interface Frozen {
  population: number;
  frozen: number;
  slices: number;
}

type Executor = Pick<Database, "execute">;

export const sliceLength = 1_000;

/**
 * Takes a due notification by compare-and-set and freezes its audience, all in one transaction: whoever comes
 * second waits for the row and then finds it taken (P4). Due is judged by the database's clock; an immediate
 * one is due even if the clock of the web process that stored it runs ahead. Each customer's local time is
 * frozen a little before the first zone's instant.
 * @returns undefined when it is not due or was taken before
 */
export async function freezeNotification(
  db: Database,
  ref: NotificationRef,
): Promise<Frozen | undefined> {
  return db.transaction(async (tx) => {
    // A sort of 1,000,000 candidates fits in memory; the pool's 30 s are for the hot path.
    await tx.execute(sql`select set_config('work_mem', '256MB', true),
      set_config('statement_timeout', '180s', true), set_config('jit', 'off', true)`);
    const [row] = await tx
      .update(notifications)
      .set({ status: "sending", frozenAt: sql`now()`, startedAt: sql`now()` })
      .where(isDue(ref))
      .returning();
    if (!row) return undefined;
    const audience = audienceSchema.parse(row.audience);
    const { publisherId } = ref;
    const groupId = audience.customerGroupId;
    if (groupId !== null) await ensureSnapshot(tx, { publisherId, groupId }, new Date());
    const request = await audienceRequest(
      { db: tx, publisherId },
      { ...ref, ...row, audience, schedule: scheduleOf(row.schedule) },
      await startOf(tx, row.sendAt),
    );
    if (request.cap) await takeTurn(tx, publisherId);
    const frozen = await freezeCandidates(tx, {
      ref,
      candidates: audienceCandidates(request),
      isSpread: row.template === "update",
    });
    await enqueueSlices(tx, ref);
    return frozen;
  });
}

/** Local time is frozen so long before its first send time. */
export const freezeLeadMinutes = 5;

function isDue({ publisherId, notificationId }: NotificationRef): SQL {
  return sql`${notifications.publisherId} = ${publisherId} and ${notifications.id} = ${notificationId}
    and ${notifications.status} = 'scheduled' and ${notifications.frozenAt} is null
    and ${notifications.schedule}->>'repeat' is null
    and (${notifications.sendAt} <= now() or ${notifications.schedule}->>'immediately' = 'true'
      or (${notifications.schedule}->>'zone' = 'local' and ${notifications.sendAt} <= now() + make_interval(mins => ${freezeLeadMinutes}::int)))`;
}

/** After an outage, what was missed by less goes out late; more than that and a zone's time has passed (H.7). */
const lateMs = 3_600_000;

/** From when zones are judged: the planned start, so that a freeze that is a little late decides as planned. */
async function startOf(tx: Executor, sendAt: Date | null): Promise<Date> {
  const { rows } = await tx.execute<{ now: number }>(
    sql`select floor(extract(epoch from now()) * 1000)::float8 as now`,
  );
  const now = Number(rows[0]?.now);
  return new Date(Math.max(Math.min(sendAt?.getTime() ?? now, now), now - lateMs));
}

/** With a frequency cap one freeze of a publisher sees what the one before it froze. */
async function takeTurn(tx: Executor, publisherId: number): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('frequency-cap'), ${publisherId}::int)`,
  );
}

/**
 * One pass over the candidates into one array of ids per kind, the kinds strung together in order and cut into
 * slices: 200,000 took 166 ms so, 768 ms when the candidates were sorted. In the order of the rollup's key, so
 * that a window of deliveries touches few of its rows; spread over a day there are too many kinds for that.
 */
async function freezeCandidates(
  tx: Executor,
  { ref, candidates, isSpread }: { ref: NotificationRef; candidates: SQL; isSpread: boolean },
): Promise<Frozen> {
  const { publisherId, notificationId } = ref;
  const order = isSpread ? sql`''::text` : sql`provider, market, language, app_version`;
  const kinds = isSpread ? sql`` : sql`, provider, market, language, app_version`;
  const { rows } = await tx.execute<Record<keyof Frozen, string>>(sql`
    with kind as materialized (
      select app_id, reason, case when reason = 0 then due_at end as due_at${kinds}, array_agg(id) as ids
      from (${candidates} offset 0) candidate group by 1, 2, 3${kinds}
    ),
    frozen as materialized (
      select app_id, due_at, array_agg(id) as ids
      from (
        select app_id, due_at, ids from kind where reason = 0 order by app_id, due_at, ${order}
      ) ordered, unnest(ids) id
      group by app_id, due_at
    ),
    excluded as materialized (
      select reason, array_agg(id order by id) as ids
      from kind, unnest(ids) id where reason > 0 group by reason
    ),
    cut as materialized (
      select app_id, due_at, n, ids[n * ${sliceLength}::int + 1 : (n + 1) * ${sliceLength}::int] as ids
      from frozen, generate_series(0, (cardinality(ids) - 1) / ${sliceLength}::int) n
    ),
    slice as (
      insert into slices (publisher_id, notification_id, app_id, due_at, registration_ids, length)
      select ${publisherId}::int, ${notificationId}::bigint, app_id, due_at, ids, cardinality(ids)
      from cut order by due_at, n, app_id
      returning length
    ),
    exclusion as (
      insert into exclusions (publisher_id, notification_id, reason, first_id, last_id, registration_ids, count)
      select ${publisherId}::int, ${notificationId}::bigint, reason, ids[1], ids[cardinality(ids)], ids, cardinality(ids)
      from (
        select reason, ids[n * ${sliceLength}::int + 1 : (n + 1) * ${sliceLength}::int] as ids
        from excluded, generate_series(0, (cardinality(ids) - 1) / ${sliceLength}::int) n
      ) piece
      returning count
    ),
    sums as (
      select (select coalesce(sum(cardinality(ids)), 0) from kind) as population,
        (select coalesce(sum(length), 0) from slice) as frozen, (select count(*) from slice) as slices,
        (select count(*) from exclusion) as exclusions
    ),
    kept as (
      update notifications n set population = sums.population, frozen_count = sums.frozen,
        group_snapshot_id = (select g.snapshot_id from customer_groups g
          where g.publisher_id = n.publisher_id and g.id = (n.audience->>'customerGroupId')::int)
      from sums where n.publisher_id = ${publisherId} and n.id = ${notificationId}
    )
    select population, frozen, slices from sums`);
  const row = rows[0];
  return {
    population: Number(row?.population),
    frozen: Number(row?.frozen),
    slices: Number(row?.slices),
  };
}

/**
 * One job per open slice that has none, at its due instant. add_jobs and not add_job per row: 20,000 took
 * 0.24 s against 33 s. The job is only a hint; the slice's lease decides who works.
 */
export async function enqueueSlices(tx: Executor, ref: NotificationRef): Promise<void> {
  await tx.execute(sql`
    select count(*) from graphile_worker.add_jobs((
      select coalesce(array_agg(row(case when n.priority < 0 then 'push-slice' else 'slice' end,
        json_build_object('publisherId', s.publisher_id, 'sliceId', s.id), null, s.due_at, 3,
        'slice:' || s.publisher_id || ':' || s.id, n.priority, null)::graphile_worker.job_spec
        order by s.due_at, s.id), '{}')
      from slices s
      join notifications n on n.publisher_id = s.publisher_id and n.id = s.notification_id
      where s.publisher_id = ${ref.publisherId} and s.notification_id = ${ref.notificationId}
        and s.status <> 'done' and (s.lease_until is null or s.lease_until < now())
    ))`);
}
