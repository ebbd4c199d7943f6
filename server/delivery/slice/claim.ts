import type { DeliverySemantics, NotificationStatus } from "@/db/enums";
import { type Engine, type HeldSlice, leaseSeconds } from "@/server/delivery/engine";

/** A slice under our lease, and what may be done with it now. */
export interface Claim extends HeldSlice {
  notificationId: number;
  appId: number;
  length: number;
  recorded: number;
  intent: number;
  attempt: number;
  retryReason: number | null;
  semantics: DeliverySemantics;
  status: NotificationStatus;
  isExpired: boolean;
  /** Milliseconds until it expires, by the database's clock; null = never. */
  leftMs: number | null;
  /** [recorded, intent) was committed by a worker that is no more. */
  hasRemains: boolean;
  /** The publisher's frequency cap, where this notification keeps to it. */
  cap: { count: number; minutes: number } | null;
}

/**
 * Takes an open slice that is due and nobody's, and grants its first window in the same statement that reads
 * pause, cancel and expiry. Two claims at once: the second waits for the row and finds the lease taken.
 * Primary key of slices, notifications and publishers; 0.3 ms.
 */
const claimSql = `
  with granted as (
    select s.publisher_id, s.id, s.intent > s.recorded as has_remains,
      n.status = 'sending' and (n.expires_at is null or n.expires_at > now()) as is_open,
      n.status, n.semantics, coalesce(n.expires_at <= now(), false) as is_expired,
      extract(epoch from n.expires_at - now()) * 1000 as left_ms,
      case when n.priority >= 0 then p.frequency_cap_count end as cap_count, p.frequency_cap_minutes as cap_minutes
    from slices s
    join notifications n on n.publisher_id = s.publisher_id and n.id = s.notification_id
    join publishers p on p.id = s.publisher_id
    where s.publisher_id = $1 and s.id = $2 and s.status <> 'done'
      and (s.lease_until is null or s.lease_until < now())
      and (n.status = 'cancelled'
        or (n.status = 'sending' and (s.due_at <= now() or n.expires_at <= now())))
    for update of s
  )
  update slices s set status = 'running', lease_owner = $3, lease_until = now() + make_interval(secs => $5),
    intent = case when g.is_open and not g.has_remains then least(s.length, s.recorded + $4::int)
      else s.intent end
  from granted g
  where s.publisher_id = g.publisher_id and s.id = g.id
  returning s.notification_id, s.app_id, s.length, s.recorded, s.intent, s.attempt, s.retry_reason,
    g.semantics, g.status, g.is_expired, g.left_ms::float8, g.has_remains,
    g.cap_count, g.cap_minutes`;

export async function claimSlice(engine: Engine, ref: HeldSlice): Promise<Claim | undefined> {
  const { owner, window } = engine.options;
  const { rows } = await engine.pool.query({
    name: "claim-slice",
    text: claimSql,
    values: [ref.publisherId, ref.sliceId, owner, window, leaseSeconds],
  });
  const row = rows[0];
  if (!row) return undefined;
  return {
    publisherId: ref.publisherId,
    sliceId: ref.sliceId,
    notificationId: row.notification_id,
    appId: row.app_id,
    length: row.length,
    recorded: row.recorded,
    intent: row.intent,
    attempt: row.attempt,
    retryReason: row.retry_reason,
    semantics: row.semantics,
    status: row.status,
    isExpired: row.is_expired,
    leftMs: row.left_ms,
    hasRemains: row.has_remains,
    cap: row.cap_count === null ? null : { count: row.cap_count, minutes: row.cap_minutes },
  };
}

/**
 * Gives a slice back: nothing beyond `recorded` was asked. With a delay it is due again later (a provider that
 * asked for a pause), and in either case a new job says so, because the one that runs now will end.
 */
const releaseSql = `
  with released as (
    update slices s set status = 'pending', intent = recorded, lease_owner = null, lease_until = null,
      due_at = greatest(s.due_at, now() + $4::float8 * interval '1 millisecond')
    where s.publisher_id = $1 and s.id = $2 and s.lease_owner = $3 and s.status = 'running'
    returning s.publisher_id, s.id, s.notification_id, s.due_at
  )
  select (select count(*) from graphile_worker.add_jobs(array[row(case when n.priority < 0 then 'push-slice' else 'slice' end,
    json_build_object('publisherId', r.publisher_id, 'sliceId', r.id), null, r.due_at, 3,
    'slice:' || r.publisher_id || ':' || r.id, n.priority, null)::graphile_worker.job_spec]))
  from released r
  join notifications n on n.publisher_id = r.publisher_id and n.id = r.notification_id
  where n.status <> 'paused'`;

export async function releaseSlice(engine: Engine, slice: HeldSlice, delayMs = 0): Promise<void> {
  await engine.pool.query({
    name: "release-slice",
    text: releaseSql,
    values: [slice.publisherId, slice.sliceId, engine.options.owner, delayMs],
  });
}
