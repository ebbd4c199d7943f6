import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { startEngine } from "@/db/testing/engine";
import { insertPhoneKeys, insertPhones } from "@/db/testing/phones";
import {
  type FarSide,
  insertBrowsers,
  insertCredentials,
  insertCrowd,
  insertDue,
  insertVapidKey,
  startFarSide,
  workerKeys,
} from "@/db/testing/sendable";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import { emulatorApnsToken } from "@/emulators/apns/channel";
import { emulatorFcmToken } from "@/emulators/fcm/channel";
import type { Context } from "@/server/context";
import type { Engine } from "./engine";
import { freezeNotification, type NotificationRef } from "./freeze";
import { workSlice } from "./slice/walk";

/** One notification to all four push services at once, over HTTP/1.1 and HTTP/2. */

let database: TestDatabase;
let farSide: FarSide;
let running: ReturnType<typeof startEngine>;
let engine: Engine;
let ctx: Context;
let appId: number;

beforeAll(async () => {
  Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
  database = await testDatabase({ max: 10 });
  farSide = await startFarSide({ keep: 5_000 });
});
beforeEach(async () => {
  await farSide.call("DELETE", "requests");
  running = startEngine(database, farSide, 3_000);
  engine = running.engine;
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx, { firstRegisteredAt: ctx.now })).id;
  await insertPhoneKeys(ctx, appId);
});
afterEach(async () => {
  await farSide.setFaults([]);
  await running.close();
});
afterAll(async () => {
  await farSide.close();
  await database.close();
});

const place = () => ({ publisherId: ctx.publisherId, appId });

async function send(values: Parameters<typeof insertDue>[2] = {}): Promise<NotificationRef> {
  const ref = await insertDue(ctx, appId, values);
  await freezeNotification(database.db, ref);
  const { rows } = await database.pool.query(
    "select id from slices where publisher_id = $1 and notification_id = $2",
    [ref.publisherId, ref.notificationId],
  );
  for (const { id } of rows) await workSlice(engine, { ...ref, sliceId: id });
  return ref;
}

async function outcomes({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query<{ line: string }>(
    `select provider || ' ' || status || ' ' || sum(count) as line from rollup
     where publisher_id = $1 and notification_id = $2 group by provider, status order by provider, status`,
    [publisherId, notificationId],
  );
  return rows.map(({ line }) => line);
}

async function statusOf({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    "select status, pause_reason from notifications where publisher_id = $1 and id = $2",
    [publisherId, notificationId],
  );
  return rows[0];
}

test("one notification reaches Windows, browsers, Android and iPhones, each device once", async () => {
  await insertCredentials(ctx, appId);
  await insertVapidKey(ctx, appId);
  await insertCrowd(database.pool, { ...place(), count: 200 });
  await insertBrowsers(database.pool, { ...place(), count: 60 });
  await insertPhones(database.pool, { ...place(), androids: 120, iphones: 120 });
  const ref = await send();
  expect(await outcomes(ref)).toEqual(["apns 1 120", "fcm 1 120", "webpush 1 60", "wns 1 200"]);
  expect(await statusOf(ref)).toMatchObject({ status: "completed" });
  expect(await farSide.duplicates()).toMatchObject({ accepted: 500, duplicates: 0 });
});

test("phones whose app is gone are retired, and nobody else (P-68)", async () => {
  await insertPhones(database.pool, { ...place(), androids: 8, iphones: 8, withGone: true });
  const ref = await send();
  expect(await outcomes(ref)).toEqual(["apns 1 6", "apns 2 2", "fcm 1 6", "fcm 2 2"]);
  const { rows } = await database.pool.query(
    "select gone_reason, count(*)::int as n from registrations where publisher_id = $1 and status = 'gone' group by 1 order by 1",
    [ctx.publisherId],
  );
  expect(rows).toEqual([
    { gone_reason: "apns_unregistered", n: 2 },
    { gone_reason: "fcm_unregistered", n: 2 },
  ]);
});

test("a session lost in the middle leaves Unknown behind, and nothing is sent twice (P2)", async () => {
  await insertPhones(database.pool, { ...place(), androids: 0, iphones: 100 });
  await farSide.setFaults([
    {
      match: { host: "api.push.apple.com", afterCount: 40, untilCount: 41 },
      action: { reset: "after" },
    },
  ]);
  const ref = await send();
  const lines = await outcomes(ref);
  expect(lines).toContainEqual(expect.stringMatching(/^apns 4 /));
  expect(await farSide.duplicates()).toMatchObject({ duplicates: 0 });
  expect(await statusOf(ref)).toMatchObject({ status: "completed" });
});

test("one token of another Firebase project, one of another iPhone app: each fails alone", async () => {
  await insertPhones(database.pool, { ...place(), androids: 30, iphones: 30 });
  const strangers = [
    ["fcm", emulatorFcmToken({ project: "another-project", state: "ok", n: 1 })],
    ["apns", emulatorApnsToken({ topic: "com.another.app", state: "ok", n: 1 })],
  ];
  for (const [provider, channel] of strangers) {
    await database.pool.query(
      `update registrations set channel = $3 where publisher_id = $1 and id =
         (select min(id) from registrations where publisher_id = $1 and provider = $2)`,
      [ctx.publisherId, provider, channel],
    );
  }
  const ref = await send();
  expect(await outcomes(ref)).toEqual(["apns 1 29", "apns 3 1", "fcm 1 29", "fcm 3 1"]);
  expect(await statusOf(ref)).toMatchObject({ status: "completed", pause_reason: null });
});

test("devices of another Firebase project pause the notification with the sentence that says so", async () => {
  await insertPhones(database.pool, { ...place(), androids: 20, iphones: 0 });
  await database.pool.query(
    `update app_credentials set identity = identity || '{"clientEmail": "a@other.iam.gserviceaccount.com"}'
     where publisher_id = $1 and provider = 'fcm'`,
    [ctx.publisherId],
  );
  const ref = await send();
  expect(await statusOf(ref)).toMatchObject({
    status: "paused",
    pause_reason: expect.stringContaining("does not let this service account send"),
  });
  expect(await outcomes(ref)).toEqual([]);
});
