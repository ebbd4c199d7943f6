import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appCredentials, apps, notificationApps } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import {
  insertApp,
  insertNotification,
  insertPublisher,
  insertRegistration,
} from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { createApp, removeApp, replacePublicKey, updateApp } from "./commands";
import { appById, appOfPublicKey, listApps } from "./queries";
import { createInput, updateInput } from "./schema";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

let ctx: Context;
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
});

const make = (values: Record<string, unknown> = {}) =>
  createApp(ctx, createInput.parse({ name: "Contoso Chess", ...values }));

async function rowOf(id: number) {
  const [row] = await ctx.db
    .select()
    .from(apps)
    .where(and(eq(apps.publisherId, ctx.publisherId), eq(apps.id, id)));
  if (!row) throw new Error("The app is gone.");
  return row;
}

test("an app is made with canonical values and a key that names its publisher", async () => {
  const { id } = await make({
    storeId: "9nblggh4r315",
    packageFamilyName: "",
    latestVersion: "5.2",
    defaultLanguage: "de-at",
    defaultTimeZone: "W. Europe Standard Time",
  });
  const row = await rowOf(id);
  expect(row).toMatchObject({
    storeId: "9NBLGGH4R315",
    packageFamilyName: null,
    latestVersion: "5.2",
    defaultLanguage: "de-AT",
    defaultTimeZone: "Europe/Berlin",
    firstRegisteredAt: null,
  });
  expect(row.publicKey).toMatch(new RegExp(`^apk_${ctx.publisherId.toString(36)}_\\w{22}$`));
  expect(await appOfPublicKey(ctx.db, row.publicKey)).toEqual({
    publisherId: ctx.publisherId,
    appId: id,
  });
});

test.each([
  [{ latestVersion: "5000.0" }, "latestVersion"],
  [{ defaultTimeZone: "foo5bar" }, "defaultTimeZone"],
  [{ defaultLanguage: "english!" }, "defaultLanguage"],
])("%o is refused at its field", async (values, field) => {
  await expect(make(values)).rejects.toMatchObject({
    code: "unprocessable",
    fields: [{ field }],
  });
});

test.each([
  { name: " " },
  { storeId: "short" },
  { packageFamilyName: "Contoso" },
  { latestVersion: "v5" },
  { iconColor: "red" },
  { publisherId: 7 },
])("the form refuses %o", (values) => {
  expect(createInput.safeParse({ name: "Chess", ...values }).success).toBe(false);
});

test("an update changes what was given and nothing else (T13)", async () => {
  const { id } = await make({ latestVersion: "5.2", storeId: "9NBLGGH4R315" });
  const before = await rowOf(id);
  await updateApp(ctx, updateInput.parse({ id, changes: { latestVersion: null } }));
  expect(await rowOf(id)).toEqual({ ...before, latestVersion: null, latestVersionKey: null });
  expect(updateInput.safeParse({ id, changes: { publicKey: "x" } }).success).toBe(false);
});

test("a replaced key opens nothing, the new one opens the same app", async () => {
  const { id } = await make();
  const old = (await rowOf(id)).publicKey;
  const { publicKey } = await replacePublicKey(ctx, { id });
  expect(await appOfPublicKey(ctx.db, old)).toBeUndefined();
  expect(await appOfPublicKey(ctx.db, publicKey)).toMatchObject({ appId: id });
});

describe("removing", () => {
  test("an app that nothing ever used goes", async () => {
    const { id } = await make();
    await removeApp(ctx, { id });
    await expect(appById(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("an app with a device, a former device or a notification stays", async () => {
    const withDevice = await make();
    await insertRegistration(ctx, withDevice.id, { status: "gone" });
    const registeredOnce = await insertApp(ctx, { firstRegisteredAt: ctx.now });
    const notified = await make();
    const { id: notificationId } = await insertNotification(ctx);
    await ctx.db
      .insert(notificationApps)
      .values({ publisherId: ctx.publisherId, notificationId, appId: notified.id });
    for (const { id } of [withDevice, registeredOnce, notified]) {
      await expect(removeApp(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
      expect(await rowOf(id)).toBeDefined();
    }
  });
});

test("the list shows live devices, credential states and who may be chosen (P-24)", async () => {
  const quiet = await insertApp(ctx, { name: "Quiet" });
  const busy = await insertApp(ctx, { name: "Busy", firstRegisteredAt: ctx.now });
  await insertRegistration(ctx, busy.id);
  await insertRegistration(ctx, busy.id, { status: "gone", channelHash: null });
  await ctx.db.insert(appCredentials).values({
    publisherId: ctx.publisherId,
    appId: busy.id,
    provider: "wns",
    identity: { flow: "legacy", packageSid: "ms-app://s" },
    sealedSecret: Buffer.from("sealed-canary"),
    state: "accepted",
    stateAt: ctx.now,
  });
  const list = await listApps(ctx);
  expect(list).toMatchObject([
    {
      id: busy.id,
      isRegistered: true,
      liveDevices: 1,
      credentials: [{ provider: "wns", state: "accepted", identity: { flow: "legacy" } }],
    },
    { id: quiet.id, isRegistered: false, liveDevices: 0, credentials: [] },
  ]);
  expect(JSON.stringify(list)).not.toMatch(/sealed/i);
});

test("the overview counts live, new and gone devices and thirty days, and ticks its steps", async () => {
  const app = await insertApp(ctx, { firstRegisteredAt: new Date("2026-01-12T09:41:00Z") });
  const day = 86_400_000;
  const ago = (days: number) => new Date(ctx.now.getTime() - days * day);
  await insertRegistration(ctx, app.id, { createdAt: ago(0), timeZone: null });
  await insertRegistration(ctx, app.id, { createdAt: ago(29) });
  await insertRegistration(ctx, app.id, { createdAt: ago(31) });
  await insertRegistration(ctx, app.id, { createdAt: ago(90), status: "gone", goneAt: ago(3) });
  await insertRegistration(ctx, app.id, { createdAt: ago(90), status: "gone", goneAt: ago(40) });
  const seen = await appById(ctx, { id: app.id });
  expect(seen).toMatchObject({
    liveDevices: 3,
    goneDevices: 2,
    liveByProvider: { wns: 3 },
    newDevices30d: 2,
    goneDevices30d: 1,
    connectSteps: {
      firstDeviceAt: new Date("2026-01-12T09:41:00Z"),
      credentialsAcceptedAt: null,
      firstLaunchAt: null,
    },
  });
  expect(seen.registrationsByDay).toHaveLength(30);
  expect(seen.registrationsByDay[0]).toEqual({ date: "2026-10-24", count: 1 });
  expect(seen.registrationsByDay[29]).toEqual({ date: "2026-11-22", count: 1 });
});

test("another publisher's app is as missing as one that never was, for every deed (checklist 21)", async () => {
  const app = await insertApp(ctx);
  const other = await insertPublisher(database.db);
  const deeds: ((id: number) => Promise<unknown>)[] = [
    (id) => appById(other, { id }),
    (id) => updateApp(other, { id, changes: { name: "Mine now" } }),
    (id) => replacePublicKey(other, { id }),
    (id) => removeApp(other, { id }),
  ];
  for (const deed of deeds) {
    const [foreign, missing] = await Promise.all(
      [app.id, 2_000_000_000].map((id) => deed(id).catch((error: Error) => error)),
    );
    expect(foreign).toMatchObject({ code: "not_found" });
    expect(foreign).toEqual(missing);
  }
  expect(await rowOf(app.id)).toEqual(app);
  expect(await listApps(other)).toEqual([]);
});

test("every change of an app is in the audit log", async () => {
  const { id } = await make();
  await updateApp(ctx, { id, changes: { name: "Chess 2" } });
  await replacePublicKey(ctx, { id });
  await removeApp(ctx, { id });
  const { rows } = await ctx.db.execute<{ action: string }>(
    sql`select action from audit_events where publisher_id = ${ctx.publisherId} order by id`,
  );
  expect(rows.map((row) => row.action)).toEqual([
    "app.created",
    "app.updated",
    "app.key_replaced",
    "app.removed",
  ]);
});
