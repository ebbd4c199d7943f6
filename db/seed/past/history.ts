import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { deliveryStatusCodes, metricCodes, type Reason, reasonCodes } from "@/db/enums";
import { notifications } from "@/db/schema";
import type { DemoNotification } from "@/db/seed/catalog";
import * as chosen from "@/db/seed/distributions";
import type { Random } from "@/db/seed/random";
import { channelStateAt, type Installation } from "@/db/seed/world";
import { freezeNotification } from "@/server/delivery/freeze";

/**
 * Sends a notification of the past: frozen by the engine's own freeze, then recorded as the engine would have,
 * with the answers that the emulated channels give. The rollup is counted from the rows it stands for.
 */
export interface PastSend {
  db: Database;
  random: Random;
  now: Date;
  publisherId: number;
  notificationId: number;
  given: DemoNotification;
  sendAt: Date;
  /** Launches per sent toast before the differences between people. */
  launchRate: number;
  installationOf(registrationId: number): Installation | undefined;
  appIdOf(registrationId: number): number;
}

const perSecond = 1_900;
const daySeconds = 86_400;

interface Ending {
  status: number;
  reason: number;
  http: number;
  attempts: number;
}

export async function sendInThePast(send: PastSend): Promise<void> {
  const { db, publisherId, notificationId, sendAt, given } = send;
  const frozen = await freezeNotification(db, { publisherId, notificationId });
  if (!frozen) throw new Error(`“${given.name}” of the demo was not due.`);
  const ids = await frozenIds(send);
  const seconds = given.template === "update" ? daySeconds : Math.max(1, ids.length / perSecond);
  const endings = ids.map((id) => endingOf(send, send.installationOf(id)));
  const times = ids.map((_, place) => instantAt(sendAt, (place / ids.length) * seconds));
  await insertDeliveries(send, { ids, endings, times });
  await retireChannels(send);
  if (given.isTracked) await insertLaunches(send, { ids, endings, times });
  await finishInThePast(send, new Date(sendAt.getTime() + seconds * 1_000));
}

async function frozenIds({ db, publisherId, notificationId }: PastSend): Promise<number[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select unnest(registration_ids) as id from slices
    where publisher_id = ${publisherId} and notification_id = ${notificationId} order by slices.id`);
  return rows.map(({ id }) => Number(id));
}

function instantAt(from: Date, seconds: number): string {
  return new Date(from.getTime() + Math.round(seconds * 1_000)).toISOString();
}

const { sent, channel_expired, failed, unknown } = deliveryStatusCodes;

/** What the service would have answered then, in the words of the engine. */
function endingOf({ random, sendAt, given }: PastSend, made: Installation | undefined): Ending {
  const end = (status: number, reason: Reason, http: number, attempts = 1): Ending => ({
    status,
    reason: reasonCodes[reason],
    http,
    attempts,
  });
  if (!made) throw new Error("A frozen registration of the demo is not one of its installations.");
  switch (channelStateAt(made, sendAt)) {
    case "expired":
      return end(channel_expired, "provider_channel_expired", 410);
    case "unknown":
      return end(channel_expired, "provider_channel_unknown", 404);
    case "throttled":
      return end(failed, "provider_throttled", 406, 5);
    case "dropped":
      return end(failed, "provider_dropped", 200);
  }
  if (random.chance(chosen.unknownShare)) return end(unknown, "worker_stopped", 0);
  if (!random.chance(chosen.rareFailureShare + given.trouble)) return end(sent, "none", 200);
  const reason = chosen.rareFailure(random);
  const http = { provider_unavailable: 503, no_answer: 0, provider_error: 500 }[reason];
  return end(failed, reason, http, 5);
}

interface Recorded {
  ids: number[];
  endings: Ending[];
  times: string[];
}

async function insertDeliveries(send: PastSend, { ids, endings, times }: Recorded): Promise<void> {
  const { db, publisherId, notificationId } = send;
  await db.execute(sql`
    insert into deliveries (publisher_id, notification_id, registration_id, app_id, at, status, reason,
      provider_status, attempts, language)
    select ${publisherId}::int, ${notificationId}::bigint, x.id, x.app_id, x.at, x.status, x.reason,
      x.http, x.attempts, 'en-US'
    from unnest(${array(ids)}::bigint[], ${array(ids.map(send.appIdOf))}::int[],
      ${array(times)}::timestamptz[],
      ${array(endings.map(({ status }) => status))}::smallint[],
      ${array(endings.map(({ reason }) => reason))}::smallint[],
      ${array(endings.map(({ http }) => http))}::smallint[],
      ${array(endings.map(({ attempts }) => attempts))}::smallint[])
      as x(id, app_id, at, status, reason, http, attempts)`);
}

const array = (values: readonly (number | string)[]) => `{${values.join(",")}}`;

async function retireChannels({ db, publisherId, notificationId }: PastSend): Promise<void> {
  await db.execute(sql`
    update registrations r set status = 'gone', gone_at = d.at, updated_at = d.at,
      gone_reason = case d.reason when ${reasonCodes.provider_channel_unknown}
        then 'provider_channel_unknown' else 'provider_channel_expired' end
    from deliveries d
    where d.publisher_id = ${publisherId} and d.notification_id = ${notificationId}
      and d.status = ${channel_expired}
      and r.publisher_id = d.publisher_id and r.id = d.registration_id`);
}

const medianMinutes = 22;
const spread = 1.5;

/** Most who open the app do it within the hour, some the next day; nobody did it in the future. */
async function insertLaunches(send: PastSend, { ids, endings, times }: Recorded): Promise<void> {
  const { random, now, launchRate, given } = send;
  const opened: { id: number; at: string }[] = [];
  ids.forEach((id, place) => {
    const eagerness = send.installationOf(id)?.eagerness ?? 0;
    if (endings[place]?.status !== sent) return;
    if (!random.chance(launchRate * given.appeal * eagerness)) return;
    const minutes = medianMinutes * Math.exp(random.normal() * spread);
    const at = new Date(Date.parse(times[place] ?? "") + minutes * 60_000);
    if (at < now) opened.push({ id, at: at.toISOString() });
  });
  await send.db.execute(sql`
    insert into launches (publisher_id, notification_id, registration_id, at, activation_type)
    select ${send.publisherId}::int, ${send.notificationId}::bigint, id, at, 'foreground'
    from unnest(${array(opened.map(({ id }) => id))}::bigint[],
      ${array(opened.map(({ at }) => at))}::timestamptz[]) as x(id, at)`);
}

async function finishInThePast(send: PastSend, finishedAt: Date): Promise<void> {
  const { db, publisherId, notificationId, sendAt } = send;
  await db.execute(sql`
    update slices set status = 'done', intent = length, recorded = length, due_at = ${sendAt.toISOString()}
    where publisher_id = ${publisherId} and notification_id = ${notificationId}`);
  await db
    .update(notifications)
    .set({
      status: "completed",
      frozenAt: sendAt,
      startedAt: sendAt,
      finishedAt,
      updatedAt: finishedAt,
    })
    .where(
      sql`${eq(notifications.publisherId, publisherId)} and ${eq(notifications.id, notificationId)}`,
    );
  // Freeze and Send left jobs behind whose work is done.
  await db.execute(sql`
    select graphile_worker.remove_job(key) from graphile_worker.jobs
    where key = ${`freeze:${publisherId}:${notificationId}`}
      or key in (select 'slice:' || publisher_id || ':' || id from slices
        where publisher_id = ${publisherId} and notification_id = ${notificationId})`);
}

/**
 * Deliveries, launches and interactions of the past, counted as record.ts and report-sql.ts count them. One statement
 * for all of them: with one per notification the planner knew too little of the new rows and took ten times as long.
 */
export async function countIntoRollup(db: Database, publisherId: number): Promise<void> {
  await db.execute(sql`analyze deliveries, launches, interactions, registrations`);
  await db.execute(sql`
    with counted as (
      select notification_id, registration_id, at, language, status, reason from deliveries
      where publisher_id = ${publisherId}
      union all
      select l.notification_id, l.registration_id, l.at, d.language, ${metricCodes.launched}::smallint,
        ${reasonCodes.none}::smallint
      from launches l
      join deliveries d on d.publisher_id = l.publisher_id
        and d.notification_id = l.notification_id and d.registration_id = l.registration_id
      where l.publisher_id = ${publisherId}
      union all
      select i.notification_id, i.registration_id, d.at, null, i.metric, ${reasonCodes.none}::smallint
      from interactions i
      join deliveries d on d.publisher_id = i.publisher_id
        and d.notification_id = i.notification_id and d.registration_id = i.registration_id
      where i.publisher_id = ${publisherId}
    )
    insert into rollup (publisher_id, notification_id, app_id, hour, market, language, app_version,
      provider, status, reason, shard, count)
    select ${publisherId}::int, c.notification_id, r.app_id, date_trunc('hour', c.at, 'UTC'), r.market,
      coalesce(c.language, ''), case when c.language is null then '' else r.app_version end, r.provider, c.status,
      c.reason, 0, count(*)
    from counted c
    join registrations r on r.publisher_id = ${publisherId} and r.id = c.registration_id
    group by c.notification_id, r.app_id, 4, r.market, 6, 7, r.provider, c.status, c.reason`);
}
