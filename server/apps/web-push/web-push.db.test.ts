import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appCredentials, auditEvents, registrations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { webKeys, workerKeys } from "@/db/testing/sendable";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import { emulatorSubscription } from "@/emulators/web-push/subscription";
import { openCredentials } from "@/server/apps/provider-credentials";
import type { Context } from "@/server/context";
import { providerOf } from "@/server/providers";
import { register } from "@/server/registrations/commands";
import { createWebPushKey, updateWebPushContact } from "./commands";
import { webPushKey } from "./queries";

let database: TestDatabase;
let ctx: Context;
let appId: number;
beforeAll(async () => {
  Object.assign(process.env, workerKeys, webKeys);
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx)).id;
});

const subject = "mailto:push@contoso.test";
const make = (replaces: string | null = null) =>
  createWebPushKey(ctx, { appId, subject, replaces });

async function registerBrowser(n: number, secret?: string) {
  const channel = { type: "webpush" as const, ...emulatorSubscription({ n }) };
  return register(
    ctx,
    { appId, installId: `browser-${n}`, secret },
    { channel, language: "en-US", timeZone: "UTC", market: "US", appVersion: "1.0" },
  );
}

function states() {
  return ctx.db
    .select({ status: registrations.status, reason: registrations.goneReason })
    .from(registrations)
    .where(eq(registrations.publisherId, ctx.publisherId))
    .orderBy(registrations.installId);
}

test("the key pair is made here; workers can sign with it, and nobody can read it", async () => {
  const { publicKey } = await make();
  expect(await webPushKey(ctx, { appId })).toEqual({ publicKey });
  const owner = { publisherId: ctx.publisherId, appId, provider: "webpush" as const };
  const credentials = await openCredentials(ctx.db, owner);
  if (!credentials) throw new Error("Not stored");
  const exchange = () => Promise.reject(new Error("nobody is asked"));
  const result = await providerOf("webpush").authorize(credentials, exchange, Date.now());
  expect(result.kind).toBe("ready");
  const [row] = await ctx.db
    .select()
    .from(appCredentials)
    .where(eq(appCredentials.publisherId, ctx.publisherId));
  expect(JSON.stringify(row?.identity)).not.toContain(credentials.secret);
  expect(row?.sealedSecret.includes(Buffer.from(credentials.secret))).toBe(false);
  const audit = await ctx.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.publisherId, ctx.publisherId));
  expect(JSON.stringify(audit)).not.toContain(credentials.secret);
});

test("a new key takes the old one's subscriptions out of use until they register anew", async () => {
  const first = await make();
  const { registrationSecret } = await registerBrowser(1);
  await registerBrowser(2);
  const second = await make(first.publicKey);
  expect(second).toMatchObject({ retired: 2 });
  expect(second.publicKey).not.toBe(first.publicKey);
  expect(await states()).toEqual([
    { status: "gone", reason: "key_replaced" },
    { status: "gone", reason: "key_replaced" },
  ]);
  await registerBrowser(1, registrationSecret);
  expect((await states())[0]).toEqual({ status: "live", reason: null });
});

test("of two who make a key at once the second is told, and nothing is retired twice", async () => {
  const { publicKey } = await make();
  await expect(make()).rejects.toMatchObject({ code: "conflict" });
  const both = await Promise.allSettled([make(publicKey), make(publicKey)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("the contact can change without a new key", async () => {
  const { publicKey } = await make();
  await updateWebPushContact(ctx, { appId, subject: "https://contoso.test/push" });
  const [row] = await ctx.db
    .select({ identity: appCredentials.identity })
    .from(appCredentials)
    .where(and(eq(appCredentials.publisherId, ctx.publisherId), eq(appCredentials.appId, appId)));
  expect(row?.identity).toEqual({ flow: "vapid", publicKey, subject: "https://contoso.test/push" });
});

test("another publisher's app cannot be given a key, nor its key read", async () => {
  await make();
  const stranger = await insertPublisher(database.db);
  const attempt = createWebPushKey(stranger, { appId, subject, replaces: null });
  await expect(attempt).rejects.toMatchObject({ code: "not_found" });
  await expect(webPushKey(stranger, { appId })).rejects.toMatchObject({ code: "not_found" });
});
