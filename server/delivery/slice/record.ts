import type { QueryConfig } from "pg";
import type { NotificationStatus } from "@/db/enums";
import { type Engine, leaseSeconds } from "@/server/delivery/engine";
import type { Claim } from "./claim";
import type { Halt, LedgerPage, Retired } from "./ledger";
import { withPatience } from "./patience";

/** What a window came to, and what comes next. */
export interface WindowRecord {
  from: number;
  to: number;
  /** How far to commit the next intent; `to` = nothing more now. */
  nextIntent: number;
  shard: number;
  page: LedgerPage;
  retired: Retired[];
  halt?: Halt & { pauseReason: string; isRefusal: boolean };
  /** The provider whose credentials are in doubt from now on. */
  doubted?: string;
}

/** Where the slice stands after a record. */
export interface SliceState {
  recorded: number;
  intent: number;
  isDone: boolean;
  status: NotificationStatus;
  isExpired: boolean;
  leftMs: number | null;
}

/**
 * One window in one statement: deliveries, rollup, retired channels, retries, a pause if the provider refused
 * us, and the next intent, granted only while the notification is sending and not expired. Everything hangs
 * on `held`: without our lease at the expected position not one row is written. Registration ids are not sent
 * back: runs name positions of the slice's own array, so 125 deliveries are usually one run.
 * Primary keys only.
 */
const heldSql = `
  with held as (
    update slices s set recorded = $5,
      intent = case when n.status = 'sending' and (n.expires_at is null or n.expires_at > now())
        then greatest($5, least(s.length, $6::int)) else $5 end,
      status = case when $5 = s.length then 'done' else s.status end,
      lease_until = case when $5 < s.length then now() + make_interval(secs => $7) end
    from notifications n
    where s.publisher_id = $1 and s.id = $2 and s.lease_owner = $3 and s.recorded = $4
      and s.status = 'running' and n.publisher_id = s.publisher_id and n.id = s.notification_id
    returning s.publisher_id, s.notification_id, s.app_id, s.registration_ids, s.recorded, s.intent, s.length,
      n.priority, n.status, coalesce(n.expires_at <= now(), false) as is_expired,
      (extract(epoch from n.expires_at - now()) * 1000)::float8 as left_ms
  ),
  delivery as (
    insert into deliveries
      (publisher_id, notification_id, registration_id, app_id, at, status, reason, provider_status, attempts, language)
    select h.publisher_id, h.notification_id, i.id, h.app_id, now(), r.status, r.reason, r.http, r.attempts, r.language
    from held h
    cross join unnest($8::int[], $9::int[], $10::smallint[], $11::smallint[], $12::smallint[], $13::smallint[], $14::text[])
      as r(first, last, status, reason, http, attempts, language)
    cross join unnest(h.registration_ids[r.first + 1 : r.last]) as i(id)
  ),
  counted as (
    insert into rollup
      (publisher_id, notification_id, app_id, hour, market, language, app_version, provider, status, reason, shard, count)
    select h.publisher_id, h.notification_id, h.app_id, date_trunc('hour', now(), 'UTC'),
      c.market, c.language, c.version, c.provider, c.status, c.reason, $15, c.count
    from held h
    cross join unnest($16::text[], $17::text[], $18::text[], $19::text[], $20::smallint[], $21::smallint[], $22::int[])
      as c(market, language, version, provider, status, reason, count)
    on conflict (publisher_id, notification_id, app_id, hour, market, language, app_version, provider, status, reason, shard)
    do update set count = rollup.count + excluded.count
  )`;

const stateSql = `select h.recorded, h.intent, h.recorded = h.length as is_done, h.status, h.is_expired, h.left_ms`;

/** Most windows: everyone has an end, no channel is retired. Half of the whole statement's fixed cost. */
const plainSql = `${heldSql} ${stateSql} from held h`;

const wholeSql = `${heldSql},
  retired as (
    update registrations r set status = 'gone', gone_reason = x.reason, gone_at = now(), updated_at = now()
    from held h cross join unnest($23::bigint[], $24::text[], $25::text[]) as x(id, channel, reason)
    where r.publisher_id = h.publisher_id and r.id = x.id and r.channel = x.channel and r.status = 'live'
  ),
  retry as (
    insert into slices
      (publisher_id, notification_id, app_id, due_at, registration_ids, length, attempt, retry_reason)
    select h.publisher_id, h.notification_id, h.app_id, now() + g.delay * interval '1 millisecond', x.ids,
      cardinality(x.ids), g.attempt, g.reason
    from held h
    cross join unnest($26::float8[], $27::smallint[], $28::smallint[]) with ordinality as g(delay, attempt, reason, n)
    cross join lateral (
      select array_agg(i.id) as ids
      from unnest($29::int[], $30::int[], $31::int[]) as r(first, last, n)
      cross join unnest(h.registration_ids[r.first + 1 : r.last]) as i(id)
      where r.n = g.n
    ) x
    returning publisher_id, id, due_at
  ),
  paused as (
    update notifications n set status = 'paused', paused_by = 'Herald', pause_reason = $32, updated_at = now()
    from held h
    where $32::text is not null and n.publisher_id = h.publisher_id and n.id = h.notification_id
      and n.status = 'sending'
  ),
  refused as (
    update app_credentials a set state = 'refused', state_reason = $32, state_at = now(),
      push_accepted_at = null, doubted_at = null
    from held h
    where $33::text is not null and a.publisher_id = h.publisher_id and a.app_id = h.app_id and a.provider = $33
  ),
  doubted as (
    update app_credentials a set doubted_at = now(), push_accepted_at = null
    from held h
    where $34::text is not null and a.publisher_id = h.publisher_id and a.app_id = h.app_id and a.provider = $34
      and a.push_accepted_at is not null
  )
  ${stateSql},
    case when cardinality($26::float8[]) > 0 then (
      select count(*) from graphile_worker.add_jobs((
        select array_agg(row(case when h.priority < 0 then 'push-slice' else 'slice' end, json_build_object('publisherId', retry.publisher_id, 'sliceId', retry.id),
          null, retry.due_at, 3, 'slice:' || retry.publisher_id || ':' || retry.id, h.priority, null
        )::graphile_worker.job_spec) from retry))
    ) end as jobs
  from held h`;

/**
 * Writes a window. Asked again after a broken connection it writes nothing twice: the expected position no
 * longer matches, and the slice tells whether it was ours that moved it.
 * @returns undefined when the lease was lost; its new owner settles what we cannot
 */
export function recordWindow(
  engine: Engine,
  claim: Claim,
  window: WindowRecord,
): Promise<SliceState | undefined> {
  return withPatience(async () => {
    const { rows } = await engine.pool.query(statement(engine, claim, window));
    return rows[0] ? stateOf(rows[0]) : readState(engine, claim, window.to);
  });
}

function statement(engine: Engine, claim: Claim, window: WindowRecord): QueryConfig {
  const { page, retired, halt } = window;
  const { runs, counts } = page;
  const values = [
    ...[claim.publisherId, claim.sliceId, engine.options.owner],
    ...[window.from, window.to, window.nextIntent, leaseSeconds],
    runs.map((run) => run.first),
    runs.map((run) => run.last),
    runs.map((run) => run.status),
    runs.map((run) => run.reason),
    runs.map((run) => run.http),
    runs.map((run) => run.attempts),
    runs.map((run) => run.language),
    window.shard,
    counts.map((cell) => cell.market),
    counts.map((cell) => cell.language),
    counts.map((cell) => cell.appVersion),
    counts.map((cell) => cell.provider),
    counts.map((cell) => cell.status),
    counts.map((cell) => cell.reason),
    counts.map((cell) => cell.count),
  ];
  const isPlain = retired.length === 0 && page.retries.length === 0 && halt === undefined;
  if (isPlain) return { name: "record-plain-window", text: plainSql, values };
  return { name: "record-window", text: wholeSql, values: [...values, ...exceptions(window)] };
}

function exceptions({ page, retired, halt, doubted }: WindowRecord): unknown[] {
  const { retries, retryRuns } = page;
  return [
    retired.map(({ id }) => id),
    retired.map(({ channel }) => channel),
    retired.map(({ reason }) => reason),
    retries.map(({ delayMs }) => delayMs),
    retries.map(({ attempt }) => attempt),
    retries.map(({ reason }) => reason),
    retryRuns.map(({ first }) => first),
    retryRuns.map(({ last }) => last),
    retryRuns.map(({ group }) => group + 1),
    halt?.pauseReason ?? null,
    halt?.isRefusal ? halt.provider : null,
    doubted ?? null,
  ];
}

interface StateRow {
  recorded: number;
  intent: number;
  is_done: boolean;
  status: NotificationStatus;
  is_expired: boolean;
  left_ms: number | null;
}

function stateOf(row: StateRow): SliceState {
  return {
    recorded: row.recorded,
    intent: row.intent,
    isDone: row.is_done,
    status: row.status,
    isExpired: row.is_expired,
    leftMs: row.left_ms,
  };
}

async function readState(
  engine: Engine,
  claim: Claim,
  expected: number,
): Promise<SliceState | undefined> {
  const { rows } = await engine.pool.query<StateRow>({
    name: "slice-state",
    text: `select s.recorded, s.intent, s.status = 'done' as is_done, n.status,
        coalesce(n.expires_at <= now(), false) as is_expired,
        (extract(epoch from n.expires_at - now()) * 1000)::float8 as left_ms
      from slices s join notifications n on n.publisher_id = s.publisher_id and n.id = s.notification_id
      where s.publisher_id = $1 and s.id = $2 and s.lease_owner = $3 and s.recorded = $4`,
    values: [claim.publisherId, claim.sliceId, engine.options.owner, expected],
  });
  return rows[0] && stateOf(rows[0]);
}
