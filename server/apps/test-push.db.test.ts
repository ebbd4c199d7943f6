import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher, insertRegistration } from "@/db/testing-rows";
import { emulatorApnsToken } from "@/emulators/apns/channel";
import { emulatorFcmToken, type FcmState } from "@/emulators/fcm/channel";
import { startTableEmulator, type TableEmulator } from "@/emulators/testing/far-side";
import type { Context } from "@/server/context";
import { createSender, type Sender } from "@/server/providers/send";
import {
  apnsTestCredentials,
  fcmTestCredentials,
  testProject,
} from "@/server/providers/testing/keys";
import { storeCredentials, testPush } from "./commands";
import { appById } from "./queries";
import { appTasks } from "./tasks";

const pair = generateKeyPairSync("x25519");
process.env.HERALD_SEALING_PUBLIC_KEY = pair.publicKey
  .export({ format: "der", type: "spki" })
  .toString("base64");
process.env.HERALD_SEALING_PRIVATE_KEY = pair.privateKey
  .export({ format: "der", type: "pkcs8" })
  .toString("base64");

let database: TestDatabase;
let far: TableEmulator;
let sender: Sender;
beforeAll(async () => {
  database = await testDatabase();
  far = await startTableEmulator();
  sender = createSender({ reroute: { host: "127.0.0.1", port: far.port } });
});
afterAll(async () => {
  await sender.close();
  await far.close();
  await database.close();
});

let ctx: Context;
let appId: number;
beforeEach(async () => {
  await far.reset();
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx)).id;
});

const serviceAccount = JSON.stringify({
  type: "service_account",
  project_id: testProject,
  private_key_id: "a1",
  private_key: fcmTestCredentials.secret,
  client_email: fcmTestCredentials.clientEmail,
});

async function storeFcm(): Promise<void> {
  const { fcmInputSchema } = await import("@/server/providers/fcm/credentials");
  const credentials = fcmInputSchema.parse({ serviceAccount });
  await storeCredentials(ctx, { appId, provider: "fcm", credentials });
}

async function run(provider: "fcm" | "apns", registrationId: number): Promise<void> {
  const tools = { db: database.db, exchange: sender.exchange, clock: () => new Date() };
  const payload = { publisherId: ctx.publisherId, appId, provider, registrationId };
  await appTasks(tools)["credentials-push"]?.(payload, undefined as never);
}

const summary = async (provider: string) =>
  (await appById(ctx, { id: appId })).credentials.find((one) => one.provider === provider);

const fcmDevice = (state: FcmState) =>
  insertRegistration(ctx, appId, {
    provider: "fcm",
    channel: emulatorFcmToken({ project: testProject, state, n: 1 }),
  });

test("the service account is sealed: only what may be shown comes back (T19)", async () => {
  await storeFcm();
  const shown = await appById(ctx, { id: appId });
  expect(shown.credentials[0]?.identity).toEqual({
    flow: "service_account",
    projectId: testProject,
    clientEmail: fcmTestCredentials.clientEmail,
    privateKeyId: "a1",
  });
  expect(JSON.stringify(shown)).not.toContain("PRIVATE KEY");
});

test("a test to an FCM device shows what FCM said, and that the credentials work", async () => {
  await storeFcm();
  const device = await fcmDevice("ok");
  await testPush(ctx, { appId, provider: "fcm" });
  await run("fcm", device.id);
  expect(await summary("fcm")).toMatchObject({
    state: "accepted",
    testAnswer: { kind: "sent", status: 200, body: expect.stringContaining("/messages/") },
  });
});

test("a refusal is shown word for word, and retires nobody", async () => {
  await storeFcm();
  const device = await fcmDevice("unregistered");
  await run("fcm", device.id);
  const credential = await summary("fcm");
  expect(credential).toMatchObject({
    state: "untested",
    testAnswer: { kind: "channel_expired", status: 404, reason: "fcm_unregistered" },
  });
  expect(credential?.testAnswer?.body).toContain("UNREGISTERED");
  expect((await appById(ctx, { id: appId })).liveDevices).toBe(1);
});

test("an APNs key counts as accepted only when Apple took a push", async () => {
  await storeCredentials(ctx, { appId, provider: "apns", credentials: apnsTestCredentials });
  const tools = { db: database.db, exchange: sender.exchange, clock: () => new Date() };
  const payload = { publisherId: ctx.publisherId, appId, provider: "apns" };
  await appTasks(tools)["test-credentials"]?.(payload, undefined as never);
  expect(await summary("apns")).toMatchObject({ state: "untested" });
  const { topic } = apnsTestCredentials;
  const device = await insertRegistration(ctx, appId, {
    provider: "apns",
    channel: emulatorApnsToken({ topic, n: 1 }),
  });
  await run("apns", device.id);
  expect(await summary("apns")).toMatchObject({
    state: "accepted",
    testAnswer: { kind: "sent", status: 200 },
  });
});

test("without a live device there is nothing to send to", async () => {
  await storeFcm();
  await expect(testPush(ctx, { appId, provider: "fcm" })).rejects.toThrow(/No live device/);
});

test("another publisher's device is never asked (P10)", async () => {
  await storeFcm();
  const other = await insertPublisher(database.db);
  const { id: otherApp } = await insertApp(other);
  const device = await insertRegistration(other, otherApp, {
    provider: "fcm",
    channel: emulatorFcmToken({ project: testProject, n: 9 }),
  });
  await run("fcm", device.id);
  expect(await summary("fcm")).toMatchObject({ testAnswer: { kind: "not_asked" } });
  expect(await far.seen()).toEqual([]);
});
