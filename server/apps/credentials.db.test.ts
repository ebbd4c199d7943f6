import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appCredentials } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import { type Emulator, startEmulator } from "@/emulators/server";
import type { Context } from "@/server/context";
import { createSender, type Sender } from "@/server/providers/send";
import { storeCredentials, testCredentials } from "./commands";
import { openCredentials } from "./provider-credentials";
import { appById } from "./queries";
import { runCredentialTest } from "./test-credentials";

const pair = generateKeyPairSync("x25519");
process.env.HERALD_SEALING_PUBLIC_KEY = pair.publicKey
  .export({ format: "der", type: "spki" })
  .toString("base64");
process.env.HERALD_SEALING_PRIVATE_KEY = pair.privateKey
  .export({ format: "der", type: "pkcs8" })
  .toString("base64");

let database: TestDatabase;
let emulator: Emulator;
let sender: Sender;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "herald-credentials-"));
  emulator = await startEmulator({ port: 0, dataFolder: folder, log: "off", keep: 100 });
  sender = createSender({ reroute: { host: "127.0.0.1", port: emulator.port } });
});
afterAll(async () => {
  await sender.close();
  await emulator.close();
  await rm(folder, { recursive: true });
  await database.close();
});

let ctx: Context;
let appId: number;
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx)).id;
});

const packageSid = "ms-app://S-1-15-2-1-2-3-4-5-6-7";
const store = (secret: string) =>
  storeCredentials(ctx, {
    appId,
    provider: "wns",
    credentials: { flow: "legacy", packageSid, secret },
  });

const tools = () => ({ db: database.db, exchange: sender.exchange, clock: () => ctx.now });
const payload = () => ({ publisherId: ctx.publisherId, appId, provider: "wns" });

async function summary() {
  const [credentials] = (await appById(ctx, { id: appId })).credentials;
  return credentials;
}

test("a stored secret comes back only in a worker, never from the app (T19, P22)", async () => {
  await store("canary-secret");
  expect(JSON.stringify(await appById(ctx, { id: appId }))).not.toContain("canary");
  const [row] = await database.db
    .select()
    .from(appCredentials)
    .where(eq(appCredentials.publisherId, ctx.publisherId));
  expect(row?.sealedSecret.includes("canary")).toBe(false);
  expect(JSON.stringify(row?.identity)).not.toContain("canary");
  const owner = { publisherId: ctx.publisherId, appId, provider: "wns" as const };
  expect(await openCredentials(database.db, owner)).toEqual({
    flow: "legacy",
    packageSid,
    secret: "canary-secret",
  });
});

test("a sealed secret copied to another app's row does not open there (P22)", async () => {
  await store("s3cret");
  const other = await insertApp(ctx);
  await database.db.execute(sql`
    insert into app_credentials (publisher_id, app_id, provider, identity, sealed_secret)
    select publisher_id, ${other.id}, provider, identity, sealed_secret from app_credentials
    where publisher_id = ${ctx.publisherId} and app_id = ${appId}`);
  await runCredentialTest(tools(), { ...payload(), appId: other.id });
  const [credentials] = (await appById(ctx, { id: other.id })).credentials;
  expect(credentials).toMatchObject({ state: "refused" });
});

test("a worker tries credentials at the token service: good ones are accepted with the time", async () => {
  await store("right");
  await runCredentialTest(tools(), payload());
  expect(await summary()).toMatchObject({
    state: "accepted",
    stateReason: null,
    stateAt: ctx.now,
  });
});

test("bad ones are refused in the service's own words, and new ones are untested again", async () => {
  await store("wrong secret");
  await runCredentialTest(tools(), payload());
  expect(await summary()).toMatchObject({
    state: "refused",
    stateReason: expect.stringContaining("invalid_client"),
  });
  await store("right");
  expect(await summary()).toMatchObject({ state: "untested", stateReason: null, stateAt: null });
});

test("a test asks the service each time, never its cache: a secret revoked meanwhile is noticed", async () => {
  await store("right");
  await runCredentialTest(tools(), payload());
  const url = `http://127.0.0.1:${emulator.port}/__emulator/apps`;
  const apps = JSON.stringify([{ clientId: packageSid, secret: "another" }]);
  const put = await fetch(url, { method: "PUT", body: apps });
  await put.text();
  await runCredentialTest(tools(), payload());
  expect(await summary()).toMatchObject({ state: "refused" });
  await (await fetch(url, { method: "PUT", body: "[]" })).text();
});

test("a token service that is away decides nothing: untested with the reason, and tried again", async () => {
  await store("right away");
  const deaf = createSender({ reroute: { host: "127.0.0.1", port: 1 } });
  const run = runCredentialTest({ ...tools(), exchange: deaf.exchange }, payload());
  await expect(run).rejects.toThrow(/could not be asked/);
  expect(await summary()).toMatchObject({
    state: "untested",
    stateReason: expect.stringMatching(/could not be asked/),
  });
  await deaf.close();
});

test("asking for a test puts one job in the queue, however often it is asked", async () => {
  await store("right");
  await testCredentials(ctx, { appId, provider: "wns" });
  await testCredentials(ctx, { appId, provider: "wns" });
  const { rows } = await database.db.execute<{ task: string }>(sql`
    select task_identifier as task from graphile_worker.jobs
    where key = ${`test-credentials/${ctx.publisherId}/${appId}/wns`}`);
  expect(rows.map((row) => row.task)).toEqual(["test-credentials"]);
});

test("credentials of another publisher's app are neither stored nor tested (checklist 21)", async () => {
  await store("right");
  const other = await insertPublisher(database.db);
  const credentials = { flow: "legacy" as const, packageSid, secret: "evil" };
  const storing = storeCredentials(other, { appId, provider: "wns", credentials });
  await expect(storing).rejects.toMatchObject({ code: "not_found" });
  const testing = testCredentials(other, { appId, provider: "wns" });
  await expect(testing).rejects.toMatchObject({ code: "not_found" });
  const where = and(
    eq(appCredentials.publisherId, other.publisherId),
    eq(appCredentials.appId, appId),
  );
  expect(await database.db.$count(appCredentials, where)).toBe(0);
});
