import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { deliveryStatusCodes, type Reason, reasonCodes } from "@/db/enums";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { startEngine } from "@/db/testing/engine";
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
import type { Context } from "@/server/context";
import { countAudience } from "@/server/notifications/audience-count";
import { audienceSchema } from "@/server/notifications/schema";
import type { Engine } from "./engine";
import { freezeNotification, type NotificationRef } from "./freeze";
import { workSlice } from "./slice/walk";

/** One notification to the WNS and Web Push registrations of one app. */

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
  running = startEngine(database, farSide, 2_000);
  engine = running.engine;
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx, { firstRegisteredAt: ctx.now })).id;
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

async function devices(counts: { wns?: number; browsers?: number; state?: string }) {
  if (counts.wns) await insertCrowd(database.pool, { ...place(), count: counts.wns });
  if (counts.browsers) {
    await insertBrowsers(database.pool, {
      ...place(),
      count: counts.browsers,
      state: counts.state,
    });
  }
}

async function send(values: Parameters<typeof insertDue>[2] = {}): Promise<NotificationRef> {
  const ref = await insertDue(ctx, appId, values);
  await freezeNotification(database.db, ref);
  await work(ref);
  return ref;
}

async function work(ref: NotificationRef): Promise<void> {
  const { rows } = await database.pool.query(
    "select id from slices where publisher_id = $1 and notification_id = $2 and status <> 'done'",
    [ref.publisherId, ref.notificationId],
  );
  for (const { id } of rows) await workSlice(engine, { ...ref, sliceId: id });
}

async function outcomes({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query<Record<"provider" | "what", string>>(
    `select provider, status || '/' || reason || ' ' || sum(count) as what from rollup
     where publisher_id = $1 and notification_id = $2 group by provider, status, reason order by 1, 2`,
    [publisherId, notificationId],
  );
  return rows.map(({ provider, what }) => `${provider} ${what}`);
}

async function notification(ref: NotificationRef) {
  const { rows } = await database.pool.query(
    "select * from notifications where publisher_id = $1 and id = $2",
    [ref.publisherId, ref.notificationId],
  );
  return rows[0];
}

const { sent, skipped, channel_expired } = deliveryStatusCodes;
const line = (provider: string, status: number, reason: Reason, count: number) =>
  `${provider} ${status}/${reasonCodes[reason]} ${count}`;

async function received(): Promise<{ provider: string; body: string; accepted: boolean }[]> {
  const answer = await fetch(`http://127.0.0.1:${farSide.port}/__emulator/requests`);
  const lines = (await answer.text()).split("\n").filter(Boolean);
  return lines.map((text) => JSON.parse(text)).filter(({ provider }) => provider !== "login");
}

test("one notification reaches Windows as XML and browsers as what they can show, each once", async () => {
  await insertCredentials(ctx, appId);
  await insertVapidKey(ctx, appId);
  await devices({ wns: 300, browsers: 150 });
  const ref = await send();
  expect(await outcomes(ref)).toEqual([
    line("webpush", sent, "none", 150),
    line("wns", sent, "none", 300),
  ]);
  expect(await notification(ref)).toMatchObject({ status: "completed", frozen_count: 450 });
  expect(await farSide.duplicates()).toMatchObject({ accepted: 450, duplicates: 0 });
  const bodies = await received();
  const browser = bodies.find(({ provider }) => provider === "webpush");
  expect(JSON.parse(browser?.body ?? "")).toMatchObject({
    title: "Evening puzzle",
    body: "Your puzzle is ready.",
    launch: expect.stringMatching(/^action=open;__ntk=[\w-]{40}$/),
  });
  expect(bodies.find(({ provider }) => provider === "wns")?.body).toMatch(/^<toast /);
});

test("without a key pair browsers fall out, counted before the freeze, and Windows gets it", async () => {
  await insertCredentials(ctx, appId);
  await devices({ wns: 40, browsers: 10 });
  const audience = audienceSchema.parse({
    mode: "single",
    appIds: [appId],
    reach: "all",
    customerGroupId: null,
    filters: null,
  });
  const counted = await countAudience(ctx, { audience, template: "blank-toast" });
  expect(counted).toMatchObject({
    population: 50,
    frozen: 40,
    byReason: [{ reason: "no_credentials", count: 10 }],
  });
  const ref = await send();
  expect(await notification(ref)).toMatchObject({
    population: 50,
    frozen_count: 40,
    status: "completed",
  });
  expect(await outcomes(ref)).toEqual([line("wns", sent, "none", 40)]);
});

test("a key pair that goes between freeze and send takes its devices out, nobody else", async () => {
  await insertCredentials(ctx, appId);
  await insertVapidKey(ctx, appId);
  await devices({ wns: 40, browsers: 10 });
  const ref = await insertDue(ctx, appId);
  await freezeNotification(database.db, ref);
  await database.pool.query(
    "delete from app_credentials where publisher_id = $1 and provider = 'webpush'",
    [ctx.publisherId],
  );
  await work(ref);
  expect(await outcomes(ref)).toEqual([
    line("webpush", skipped, "no_credentials", 10),
    line("wns", sent, "none", 40),
  ]);
});

test("a tile goes to Windows only: browsers fall out under one reason", async () => {
  await insertCredentials(ctx, appId);
  await insertVapidKey(ctx, appId);
  await devices({ wns: 20, browsers: 5 });
  const ref = await send({
    kind: "tile",
    template: "blank-tile",
    content: {
      defaultLanguage: "en-US",
      document:
        '<tile><visual><binding template="TileMedium"><text>Hi</text></binding></visual></tile>',
      translations: {},
      trackLaunches: false,
    },
  });
  expect(await outcomes(ref)).toEqual([line("wns", sent, "none", 20)]);
  const { rows } = await database.pool.query(
    "select reason, sum(count)::int as count from exclusions where publisher_id = $1 group by reason",
    [ctx.publisherId],
  );
  expect(rows).toEqual([{ reason: reasonCodes.not_supported, count: 5 }]);
});

test("a toast too long for browsers is left out there and sent where it fits", async () => {
  await insertCredentials(ctx, appId);
  await insertVapidKey(ctx, appId);
  await devices({ wns: 20, browsers: 5 });
  const ref = await send({
    content: {
      defaultLanguage: "en-US",
      document: `<toast><visual><binding template="ToastGeneric"><text>${"x".repeat(4_100)}</text></binding></visual></toast>`,
      translations: {},
      trackLaunches: true,
    },
  });
  expect(await outcomes(ref)).toEqual([
    line("webpush", skipped, "payload_too_big", 5),
    line("wns", sent, "none", 20),
  ]);
});

test("subscriptions called gone are retired, and only those", async () => {
  await insertVapidKey(ctx, appId);
  await devices({ browsers: 30, state: "case when n % 3 = 0 then 'expired' else 'ok' end" });
  const ref = await send();
  expect(await outcomes(ref)).toEqual([
    line("webpush", sent, "none", 20),
    line("webpush", channel_expired, "provider_channel_expired", 10),
  ]);
  const { rows } = await database.pool.query(
    "select status, count(*)::int from registrations where publisher_id = $1 group by 1 order by 1",
    [ctx.publisherId],
  );
  expect(rows).toEqual([
    { status: "gone", count: 10 },
    { status: "live", count: 20 },
  ]);
});

test("while WNS' login rests, browsers get theirs; Windows follows, each once", async () => {
  await insertCredentials(ctx, appId);
  await insertVapidKey(ctx, appId);
  await devices({ wns: 60, browsers: 40 });
  await farSide.setFaults([
    { match: { host: "login.live.com" }, action: { status: 503, headers: { "Retry-After": "1" } } },
  ]);
  const ref = await send();
  expect(await outcomes(ref)).toEqual([line("webpush", sent, "none", 40)]);
  expect(await notification(ref)).toMatchObject({ status: "sending" });
  await farSide.setFaults([]);
  await database.pool.query("update slices set due_at = now() where publisher_id = $1", [
    ctx.publisherId,
  ]);
  await work(ref);
  expect(await outcomes(ref)).toEqual([
    line("webpush", sent, "none", 40),
    line("wns", sent, "none", 60),
  ]);
  expect(await farSide.duplicates()).toMatchObject({ accepted: 100, duplicates: 0 });
});

test("a key pair that does not belong together pauses with the reason and burns nobody", async () => {
  await insertVapidKey(ctx, appId);
  await devices({ browsers: 10 });
  await database.pool.query(
    `update app_credentials set identity = identity || '{"publicKey": "${"B".repeat(87)}"}'
     where publisher_id = $1`,
    [ctx.publisherId],
  );
  const ref = await send();
  expect(await notification(ref)).toMatchObject({
    status: "paused",
    pause_reason: expect.stringContaining("Web Push"),
  });
  expect(await outcomes(ref)).toEqual([]);
});

test("planted keys that are no point of the curve cost nobody but that registration", async () => {
  await insertVapidKey(ctx, appId);
  await devices({ browsers: 10 });
  await database.pool.query(
    `update registrations set channel_keys = '{"p256dh": "${"B".repeat(87)}", "auth": "${"A".repeat(22)}"}'
     where publisher_id = $1 and install_id = 'browser-3'`,
    [ctx.publisherId],
  );
  const ref = await send();
  expect(await outcomes(ref)).toEqual([
    line("webpush", sent, "none", 9),
    line("webpush", deliveryStatusCodes.failed, "channel_keys_refused", 1),
  ]);
});
