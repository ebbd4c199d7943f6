import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deliveryStatusCodes, reasonCodes, reasonOf } from "@/db/enums";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { startEngine } from "@/db/testing/engine";
import {
  type FarSide,
  insertDue,
  insertSendable,
  type SendableOptions,
  startFarSide,
  workerKeys,
} from "@/db/testing/sendable";
import { countAudience } from "@/server/notifications/audience-count";
import { audienceSchema } from "@/server/notifications/schema";
import { type Engine, engineDefaults } from "./engine";
import { freezeNotification, type NotificationRef } from "./freeze";
import { tick } from "./scheduler";
import { workSlice } from "./slice/walk";

let database: TestDatabase;
let farSide: FarSide;
let running: ReturnType<typeof startEngine>;
let engine: Engine;

beforeAll(async () => {
  Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
  database = await testDatabase({ max: 10 });
  farSide = await startFarSide();
});
beforeEach(async () => {
  await farSide.call("DELETE", "requests");
  await farSide.setFaults([]);
  running = startEngine(database, farSide, 1_000);
  engine = running.engine;
  return async () => {
    await running.close();
  };
});
afterAll(async () => {
  await farSide.close();
  await database.close();
});

async function openSlices({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    `select id, due_at, attempt, status, length, recorded, intent, retry_reason from slices
     where publisher_id = $1 and notification_id = $2 and status <> 'done' order by id`,
    [publisherId, notificationId],
  );
  return rows;
}

/** Works on everything that is due, as jobs would. */
async function workAll(ref: NotificationRef): Promise<void> {
  for (const { id } of await openSlices(ref)) {
    await workSlice(engine, { publisherId: ref.publisherId, sliceId: id });
  }
}

async function outcomes({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query<{ status: number; reason: number; count: number }>(
    `select status, reason, count(*)::int as count from deliveries
     where publisher_id = $1 and notification_id = $2 group by 1, 2 order by 1, 2`,
    [publisherId, notificationId],
  );
  const { rows: counted } = await database.pool.query(
    `select status, reason, sum(count)::int as count from rollup
     where publisher_id = $1 and notification_id = $2 group by 1, 2 order by 1, 2`,
    [publisherId, notificationId],
  );
  expect(counted).toEqual(rows);
  return rows;
}

async function notification({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    "select * from notifications where publisher_id = $1 and id = $2",
    [publisherId, notificationId],
  );
  return rows[0];
}

/** Frozen and ready to be worked on. */
async function frozenOne(options: SendableOptions) {
  const one = await insertSendable(database, options);
  await freezeNotification(database.db, one.ref);
  return one;
}

/** Retries are due later; the tests do not wait for them. */
async function makeDue({ publisherId, notificationId }: NotificationRef): Promise<void> {
  await database.pool.query(
    "update slices set due_at = now() where publisher_id = $1 and notification_id = $2",
    [publisherId, notificationId],
  );
}

async function setNotification(ref: NotificationRef, assignment: string): Promise<void> {
  await database.pool.query(
    `update notifications set ${assignment} where publisher_id = $1 and id = $2`,
    [ref.publisherId, ref.notificationId],
  );
}

const { sent, failed, channel_expired, unknown, skipped } = deliveryStatusCodes;
const none = reasonCodes.none;

test("a notification goes to everyone frozen, once, and is completed when recorded = frozen (P3)", async () => {
  const { ref } = await insertSendable(database, { devices: 2_345 });
  const frozen = await freezeNotification(database.db, ref);
  expect(frozen).toEqual({ population: 2_345, frozen: 2_345, slices: 3 });
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([
    { status: deliveryStatusCodes.sent, reason: reasonCodes.none, count: 2_345 },
  ]);
  expect(await notification(ref)).toMatchObject({ status: "completed", frozen_count: 2_345 });
  expect(await farSide.duplicates()).toMatchObject({ accepted: 2_345, duplicates: 0 });
});

test("five schedulers and five freezes at once freeze one audience (P4)", async () => {
  const { ref } = await insertSendable(database, { devices: 2_500 });
  const ticks = Array.from({ length: 5 }, () => tick({ pool: database.pool }));
  await Promise.all(ticks);
  const { rows: jobs } = await database.pool.query(
    "select * from graphile_worker.jobs where key = $1",
    [`freeze:${ref.publisherId}:${ref.notificationId}`],
  );
  expect(jobs).toHaveLength(1);
  const results = await Promise.all(
    Array.from({ length: 5 }, () => freezeNotification(database.db, ref)),
  );
  expect(results.filter((result) => result !== undefined)).toHaveLength(1);
  expect(await openSlices(ref)).toHaveLength(3);
});

test("a notification whose time has not come is not frozen, whatever asks for it (P25)", async () => {
  const { ref } = await insertSendable(database, {
    devices: 1,
    notification: { sendAt: new Date(Date.now() + 60_000), schedule: { immediately: false } },
  });
  expect(await freezeNotification(database.db, ref)).toBeUndefined();
  expect(await notification(ref)).toMatchObject({ status: "scheduled", frozen_at: null });
});

test("a prompt for update goes to older versions only, spread over 24 hours (P-61)", async () => {
  const { ref } = await insertSendable(database, {
    devices: 5_994,
    notification: { template: "update" },
  });
  const frozen = await freezeNotification(database.db, ref);
  expect(frozen).toMatchObject({ population: 5_994, frozen: 3_996 });
  const due = (await openSlices(ref)).map(({ due_at, length }) => ({
    at: due_at.getTime(),
    length,
  }));
  const start = due[0]?.at ?? 0;
  const hours = Array.from({ length: 24 }, (_, hour) =>
    due
      .filter(({ at }) => Math.floor((at - start) / 3_600_000) === hour)
      .reduce((sum, { length }) => sum + length, 0),
  );
  expect(hours.reduce((sum, count) => sum + count, 0)).toBe(3_996);
  // 166.5 an hour: nobody is left for later, no hour gets most of them.
  expect(Math.min(...hours)).toBeGreaterThan(100);
  expect(Math.max(...hours)).toBeLessThan(240);
  await workAll(ref);
  const first = due.filter(({ at }) => at === start).reduce((sum, { length }) => sum + length, 0);
  expect(await farSide.count()).toMatchObject({ accepted: first });
});

test("everyone who falls out has one reason, and the dry run says the same as the freeze", async () => {
  const { ref, ctx, appId } = await insertSendable(database, {
    devices: 900,
    notification: {
      audience: {
        mode: "single",
        appIds: [0],
        reach: "all",
        customerGroupId: null,
        filters: { languages: ["EN", "de-DE"], timeZones: ["Europe/Berlin"] },
      },
    },
  });
  await setNotification(ref, `audience = jsonb_set(audience, '{appIds}', '[${appId}]')`);
  await database.pool.query(
    `update registrations set status = case when id % 13 = 0 then 'gone' else 'live' end,
       is_opted_out = id % 11 = 0, time_zone = case when id % 7 = 0 then null else time_zone end
     where publisher_id = $1`,
    [ctx.publisherId],
  );
  const row = await notification(ref);
  const audience = audienceSchema.parse(row.audience);
  const dryRun = await countAudience(ctx, { audience, template: row.template });
  const frozen = await freezeNotification(database.db, ref);
  expect(frozen).toMatchObject({ population: dryRun.population, frozen: dryRun.frozen });
  const { rows } = await database.pool.query(
    `select reason, sum(count)::int as count from exclusions
     where publisher_id = $1 and notification_id = $2 group by 1 order by 1`,
    [ref.publisherId, ref.notificationId],
  );
  expect(rows.map(({ reason }) => reasonOf(reason))).toEqual([
    "language_filter",
    "time_zone_filter",
    "channel_gone",
    "opted_out",
  ]);
  expect(rows.map(({ count }) => count)).toEqual(dryRun.byReason.map(({ count }) => count));
  const fellOut = rows.reduce((sum, { count }) => sum + count, 0);
  expect(fellOut + dryRun.frozen).toBe(900);
  expect(dryRun.people).toBe(dryRun.frozen);
});

test("of several apps on a device the one used last gets it (P-35)", async () => {
  const { ref, ctx, appId } = await insertSendable(database, { devices: 3 });
  await setNotification(
    ref,
    `audience = audience || '{"mode": "multiple", "reach": "last_active"}'`,
  );
  const { rows: devices } = await database.pool.query(
    "insert into devices (publisher_id, device_key) values ($1, 'desk') returning id",
    [ctx.publisherId],
  );
  await database.pool.query(
    `update registrations set device_id = $3, last_active_at = now() - install_n * interval '1 hour',
       status = case when install_n = 1 then 'gone' else 'live' end
     from (select id as rid, substr(install_id, 9)::int as install_n from registrations where app_id = $2) x
     where id = rid and publisher_id = $1`,
    [ctx.publisherId, appId, devices[0].id],
  );
  await freezeNotification(database.db, ref);
  const { rows } = await database.pool.query(
    `select reason, count from exclusions where publisher_id = $1 and notification_id = $2 order by 1`,
    [ref.publisherId, ref.notificationId],
  );
  expect(rows).toEqual([
    { reason: reasonCodes.other_app_more_recent, count: 1 },
    { reason: reasonCodes.channel_gone, count: 1 },
  ]);
});

test("a channel the provider calls gone is retired and never asked again (P-68)", async () => {
  const { ref, ctx, appId } = await frozenOne({
    devices: 400,
    state: "case when n % 4 = 0 then 'expired' when n % 4 = 1 then 'unknown' else 'ok' end",
  });
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([
    { status: sent, reason: none, count: 200 },
    { status: channel_expired, reason: reasonCodes.provider_channel_expired, count: 100 },
    { status: channel_expired, reason: reasonCodes.provider_channel_unknown, count: 100 },
  ]);
  const second = await insertDue(ctx, appId);
  expect(await freezeNotification(database.db, second)).toMatchObject({
    population: 400,
    frozen: 200,
  });
});

test("a channel that changed while the old one was asked is not retired", async () => {
  const { ref, ctx } = await frozenOne({ devices: 50, state: "'expired'" });
  await farSide.setFaults([{ action: { delayMs: 300 } }]);
  const working = workAll(ref);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await database.pool.query(
    "update registrations set channel = 'https://db3.notify.windows.com/?token=new' where publisher_id = $1",
    [ctx.publisherId],
  );
  await working;
  const { rows } = await database.pool.query(
    "select status, count(*)::int from registrations where publisher_id = $1 group by 1",
    [ctx.publisherId],
  );
  expect(rows).toEqual([{ status: "live", count: 50 }]);
});

test("406 for some channels becomes a retry after Retry-After, and fails after five attempts", async () => {
  const { ref } = await frozenOne({
    devices: 100,
    state: "case when n % 10 = 0 then 'throttled' else 'ok' end",
  });
  await workAll(ref);
  const waiting = await openSlices(ref);
  expect(waiting).toMatchObject([
    { length: 10, attempt: 1, retry_reason: reasonCodes.provider_throttled },
  ]);
  expect(waiting[0].due_at.getTime()).toBeGreaterThan(Date.now() + 500);
  expect(await notification(ref)).toMatchObject({ status: "sending" });
  for (let attempt = 1; attempt < 5; attempt++) {
    await makeDue(ref);
    await workAll(ref);
  }
  expect(await outcomes(ref)).toEqual([
    { status: sent, reason: none, count: 90 },
    { status: failed, reason: reasonCodes.provider_throttled, count: 10 },
  ]);
  expect(await notification(ref)).toMatchObject({ status: "completed", frozen_count: 100 });
  expect((await farSide.count()).statuses["406"]).toBe(50);
});

test("a throttled window makes the rest of the slice wait", async () => {
  const { ref } = await frozenOne({ devices: 500, state: "'throttled'" });
  await workAll(ref);
  expect((await farSide.count()).statuses["406"]).toBe(engineDefaults.window);
  const [rest] = await openSlices(ref);
  expect(rest).toMatchObject({ recorded: engineDefaults.window, status: "pending" });
  expect(rest.due_at.getTime()).toBeGreaterThan(Date.now() + 500);
});

test("a retry that would come after the expiry fails at once with its reason", async () => {
  const { ref } = await frozenOne({
    devices: 30,
    state: "'unavailable'",
    notification: { expiresAt: new Date(Date.now() + 1_500) },
  });
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([
    { status: failed, reason: reasonCodes.provider_unavailable, count: 30 },
  ]);
});

test("a stale token is renewed once for the whole window, and everyone gets it once (401)", async () => {
  const { ref, ctx, appId } = await frozenOne({ devices: 100 });
  await workAll(ref);
  await farSide.call("DELETE", "tokens");
  const second = await insertDue(ctx, appId);
  await freezeNotification(database.db, second);
  await workAll(second);
  expect(await outcomes(second)).toEqual([{ status: sent, reason: none, count: 100 }]);
  expect(await farSide.duplicates()).toMatchObject({ accepted: 200, duplicates: 0 });
  const { rows } = await database.pool.query(
    "select state from app_credentials where publisher_id = $1",
    [ctx.publisherId],
  );
  expect(rows).toEqual([{ state: "accepted" }]);
});

test("refused credentials pause the notification with the reason and burn nobody (checklist 10)", async () => {
  const { ref, ctx } = await frozenOne({ devices: 1_500 });
  await farSide.call("PUT", "apps", [{ clientId: "another", secret: "app" }]);
  await workAll(ref);
  await farSide.call("DELETE", "apps");
  expect(await notification(ref)).toMatchObject({
    status: "paused",
    pause_reason: "WNS refused these credentials (invalid_client).",
  });
  expect(await outcomes(ref)).toEqual([]);
  const { rows } = await database.pool.query(
    "select state, state_reason from app_credentials where publisher_id = $1",
    [ctx.publisherId],
  );
  expect(rows).toEqual([
    { state: "refused", state_reason: "WNS refused these credentials (invalid_client)." },
  ]);
  await setNotification(ref, "status = 'sending'");
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([{ status: sent, reason: none, count: 1_500 }]);
});

test("403 in the middle waits, pauses after a minute; whoever was refused gets it after the resume", async () => {
  const { ref } = await frozenOne({ devices: 400 });
  await farSide.setFaults([
    { match: { host: "*.notify.windows.com", afterCount: 150 }, action: { status: 403 } },
  ]);
  await workAll(ref);
  expect(await notification(ref)).toMatchObject({ status: "sending" });
  expect(await outcomes(ref)).toEqual([{ status: sent, reason: none, count: 150 }]);
  const doubted = "doubted_at = now() - interval '61 seconds', push_accepted_at = null";
  await database.pool.query(
    `update app_credentials set ${doubted} where publisher_id = ${ref.publisherId}`,
  );
  await database.pool.query(
    `update slices set due_at = now() where publisher_id = ${ref.publisherId}`,
  );
  await workAll(ref);
  expect(await notification(ref)).toMatchObject({ status: "paused" });
  await farSide.setFaults([]);
  await database.pool.query(
    `update slices set due_at = now() where publisher_id = ${ref.publisherId}`,
  );
  await setNotification(ref, "status = 'sending'");
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([{ status: sent, reason: none, count: 400 }]);
  expect(await farSide.duplicates()).toMatchObject({ accepted: 400, duplicates: 0 });
  expect(await notification(ref)).toMatchObject({ status: "completed" });
});

test("without credentials the notification waits and says so", async () => {
  const { ref } = await frozenOne({ devices: 10, withCredentials: false });
  await workAll(ref);
  expect(await notification(ref)).toMatchObject({
    status: "paused",
    pause_reason: "Store the WNS credentials of Contoso Chess first.",
  });
  expect(await farSide.count()).toMatchObject({ total: 0 });
});

test("after a pause nothing new starts, and the resume sends the rest once (P5)", async () => {
  const { ref } = await frozenOne({ devices: 1_000 });
  await farSide.setFaults([{ action: { delayMs: 50 } }]);
  const working = workAll(ref);
  await new Promise((resolve) => setTimeout(resolve, 120));
  await setNotification(ref, "status = 'paused'");
  await working;
  const { accepted } = await farSide.count();
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(1_000);
  await workAll(ref);
  expect((await farSide.count()).accepted).toBe(accepted);
  await farSide.setFaults([]);
  await setNotification(ref, "status = 'sending'");
  await workAll(ref);
  expect(await farSide.duplicates()).toMatchObject({ accepted: 1_000, duplicates: 0 });
  expect(await outcomes(ref)).toEqual([{ status: sent, reason: none, count: 1_000 }]);
});

test("a cancelled notification sends nothing more and its rest is recorded as cancelled (P5, P3)", async () => {
  const { ref } = await frozenOne({ devices: 2_000 });
  await farSide.setFaults([{ action: { delayMs: 50 } }]);
  const working = workAll(ref);
  await new Promise((resolve) => setTimeout(resolve, 120));
  await setNotification(ref, "status = 'cancelled', cancelled_at = now()");
  await working;
  const { accepted } = await farSide.count();
  expect(await outcomes(ref)).toEqual([
    { status: sent, reason: none, count: accepted },
    { status: skipped, reason: reasonCodes.cancelled, count: 2_000 - accepted },
  ]);
  expect(accepted).toBeLessThan(1_000);
  const row = await notification(ref);
  expect(row.status).toBe("cancelled");
  expect(row.finished_at).not.toBeNull();
});

test("what is not sent when the notification expires is recorded as expired", async () => {
  const { ref } = await frozenOne({
    devices: 2_000,
    notification: { expiresAt: new Date(Date.now() + 700) },
  });
  await farSide.setFaults([{ action: { delayMs: 100 } }]);
  await workAll(ref);
  const { accepted } = await farSide.count();
  expect(await outcomes(ref)).toEqual([
    { status: sent, reason: none, count: accepted },
    { status: skipped, reason: reasonCodes.expired, count: 2_000 - accepted },
  ]);
  expect(await notification(ref)).toMatchObject({ status: "completed" });
});

test("who opted out after the freeze is skipped under that reason", async () => {
  const { ref, ctx } = await frozenOne({ devices: 100 });
  await database.pool.query(
    "update registrations set is_opted_out = true where publisher_id = $1 and id % 2 = 0",
    [ctx.publisherId],
  );
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([
    { status: sent, reason: none, count: 50 },
    { status: skipped, reason: reasonCodes.opted_out, count: 50 },
  ]);
});

/** As a worker that died between the intent and the record leaves it. */
async function abandonWindow(ref: NotificationRef): Promise<void> {
  await database.pool.query(
    `update slices set status = 'running', intent = 100, recorded = 0, lease_owner = 'dead',
       lease_until = now() - interval '1 second' where publisher_id = $1 and notification_id = $2`,
    [ref.publisherId, ref.notificationId],
  );
}

test("at most once: a dead worker's window becomes unknown and is not sent again (P2)", async () => {
  const { ref } = await frozenOne({ devices: 300 });
  await abandonWindow(ref);
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([
    { status: sent, reason: none, count: 200 },
    { status: unknown, reason: reasonCodes.worker_stopped, count: 100 },
  ]);
  expect(await farSide.count()).toMatchObject({ accepted: 200 });
});

test("at least once: a dead worker's window is sent again with the same replacement id", async () => {
  const { ref } = await frozenOne({
    devices: 300,
    notification: { semantics: "at_least_once" },
  });
  await abandonWindow(ref);
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([{ status: sent, reason: none, count: 300 }]);
});

async function sliceJobs({ publisherId, notificationId }: NotificationRef): Promise<number> {
  const { rows } = await database.pool.query(
    `select from graphile_worker.jobs j join slices s on j.key = 'slice:' || s.publisher_id || ':' || s.id
     where s.publisher_id = $1 and s.notification_id = $2`,
    [publisherId, notificationId],
  );
  return rows.length;
}

test("a slice under a living lease is left alone, by claims and by the tick", async () => {
  const { ref } = await frozenOne({ devices: 300 });
  await database.pool.query("delete from graphile_worker._private_jobs");
  await database.pool.query(
    `update slices set status = 'running', intent = 100, lease_owner = 'alive', lease_until = now() + interval '1 minute'
     where publisher_id = $1 and notification_id = $2`,
    [ref.publisherId, ref.notificationId],
  );
  await workAll(ref);
  expect(await farSide.count()).toMatchObject({ total: 0 });
  await tick({ pool: database.pool });
  expect(await sliceJobs(ref)).toBe(0);
});

test("a dead worker's lease ends early, a connected one's and a fresh one do not", async () => {
  const { ref } = await frozenOne({ devices: 2_500 });
  await database.pool.query(
    `update slices set status = 'running', lease_owner = owner, lease_until = now() + seconds * interval '1 second'
     from (select id as sid, (array['dead', 'test', 'dead'])[row_number() over (order by id)] as owner,
       (array[9, 9, 14])[row_number() over (order by id)] as seconds
       from slices where publisher_id = $1 and notification_id = $2) x where id = sid`,
    [ref.publisherId, ref.notificationId],
  );
  await tick({ pool: database.pool });
  const { rows } = await database.pool.query(
    "select lease_until <= now() as ended from slices where publisher_id = $1 order by id",
    [ref.publisherId],
  );
  expect(rows).toEqual([{ ended: true }, { ended: false }, { ended: false }]);
});

test("a worker that lost its lease writes nothing (checklist 3)", async () => {
  const { ref } = await frozenOne({ devices: 100 });
  await farSide.setFaults([{ action: { delayMs: 200 } }]);
  const working = workAll(ref);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await database.pool.query(
    "update slices set lease_owner = 'another' where publisher_id = $1 and notification_id = $2",
    [ref.publisherId, ref.notificationId],
  );
  await working;
  expect(await outcomes(ref)).toEqual([]);
});

test("a lost job is found by the tick, once", async () => {
  const { ref } = await frozenOne({ devices: 2_500 });
  await database.pool.query("delete from graphile_worker._private_jobs");
  expect((await tick({ pool: database.pool })).requeued).toBeGreaterThanOrEqual(3);
  expect(await sliceJobs(ref)).toBe(3);
  expect((await tick({ pool: database.pool })).requeued).toBe(0);
});

test("jobs of a worker that is not connected any more are given to others", async () => {
  const { ref } = await frozenOne({ devices: 10 });
  await database.pool.query(
    `update graphile_worker._private_jobs set locked_by = 'pool-of-the-dead', locked_at = now() - interval '1 minute'
     where key like $1`,
    [`slice:${ref.publisherId}:%`],
  );
  expect((await tick({ pool: database.pool })).unlocked).toBe(1);
  await workAll(ref);
});

test("no answer is unknown, a refused connection is tried again (P2)", async () => {
  const { ref } = await frozenOne({ devices: 60 });
  await farSide.setFaults([
    { match: { host: "*.notify.windows.com" }, action: { reset: "after" } },
  ]);
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([
    { status: unknown, reason: reasonCodes.no_answer, count: 60 },
  ]);
  expect(await farSide.count()).toMatchObject({ accepted: 60 });
});
