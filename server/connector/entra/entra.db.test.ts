import { generateKeyPairSync, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { directorySyncs } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertPublisher } from "@/db/testing-rows";
import type { GivenDirectory } from "@/emulators/graph/directory";
import { startTableEmulator, type TableEmulator } from "@/emulators/testing/far-side";
import { savePerson } from "@/server/connector/directory/commands";
import { listGroups, listMembers, listPeople } from "@/server/connector/directory/queries";
import { directoryListInput } from "@/server/connector/directory/schema";
import type { Context } from "@/server/context";
import { createTranslatorHttp, type TranslatorHttp } from "@/server/translation/network/http";
import { disconnectEntra, entraStatus, storeEntra, syncNow, testEntra } from "./settings";
import { runConnectionTest, runSync } from "./sync";
import { dueSyncsSql } from "./tasks";

const pair = generateKeyPairSync("x25519");
process.env.HERALD_SEALING_PUBLIC_KEY = pair.publicKey
  .export({ format: "der", type: "spki" })
  .toString("base64");
const privateKey = pair.privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");

let database: TestDatabase;
let emulator: TableEmulator;
let network: ReturnType<typeof createTranslatorHttp>;
let ctx: Context;
let tenantId: string;

beforeAll(async () => {
  database = await testDatabase();
  emulator = await startTableEmulator();
  network = createTranslatorHttp({ reroute: { host: "127.0.0.1", port: emulator.port } });
});
afterAll(async () => {
  await network.close();
  await emulator.close();
  await database.close();
});
beforeEach(async () => {
  await emulator.reset();
  ctx = await insertPublisher(database.db);
  tenantId = randomUUID();
});

const users = Array.from({ length: 230 }, (_, n) => ({
  id: randomUUID(),
  displayName: `Person ${n}`,
  mail: `person${n}@contoso.test`,
  userPrincipalName: `person${n}@contoso.test`,
}));
const outer = { id: randomUUID(), displayName: "Outer", mail: "outer@contoso.test" };
const inner = { id: randomUUID(), displayName: "Inner", mail: null };
const membersOf = (from: number, to: number) =>
  users.slice(from, to).map(({ id }) => ({ id, kind: "user" as const }));

function directory(changes: Partial<GivenDirectory> = {}): GivenDirectory {
  return {
    tenant: tenantId,
    users,
    groups: [
      { ...outer, members: [...membersOf(0, 150), { id: inner.id, kind: "group" }] },
      { ...inner, members: membersOf(140, 230) },
    ],
    ...changes,
  };
}

const put = (given: GivenDirectory) => emulator.control("PUT", "directory", given);
const connect = (secret = "good") => storeEntra(ctx, { tenantId, clientId: randomUUID(), secret });
const run = (http: TranslatorHttp = network.http, mostPages?: number) =>
  runSync({ db: database.db, http, privateKey, mostPages }, ctx.publisherId);
const status = async () => (await entraStatus(ctx)).sync;
const list = (given = ctx, q = "") => listPeople(given, directoryListInput.parse({ q }));
const groups = async () => (await listGroups(ctx, directoryListInput.parse({}))).rows;

async function memberCount(name: string): Promise<number> {
  const id = (await groups()).find((group) => group.name === name)?.id ?? 0;
  return (await listMembers(ctx, { ...directoryListInput.parse({}), id })).total;
}

it("pages through everybody, members beyond 100 and of nested groups included (C-32)", async () => {
  const stranger = await insertPublisher(database.db);
  await put(directory());
  await connect();
  await run();
  expect(await status()).toMatchObject({ state: "idle", changedPeople: 230 });
  expect((await list()).total).toBe(230);
  expect((await groups()).map(({ name }) => name).sort()).toEqual(["Inner", "Outer"]);
  expect(await memberCount("Outer")).toBe(230);
  expect(await memberCount("Inner")).toBe(90);
  expect((await list(stranger)).total).toBe(0);
});

it("then only changes come: new, renamed and removed people and members", async () => {
  await put(directory());
  await connect();
  await run();
  const [first, second, ...rest] = users;
  if (!first || !second) throw new Error("There are users.");
  await put(
    directory({
      users: [{ ...second, displayName: "Renamed" }, ...rest],
      groups: [{ ...outer, members: membersOf(1, 20) }],
    }),
  );
  await run();
  expect(await status()).toMatchObject({ state: "idle", changedPeople: 2 });
  expect((await list()).total).toBe(229);
  expect((await list(ctx, "Renamed")).total).toBe(1);
  expect((await groups()).map(({ name }) => name)).toEqual(["Outer"]);
  expect(await memberCount("Outer")).toBe(19);
});

it("reads security groups only: nobody is reached through a group of Microsoft 365 (I.5)", async () => {
  const team = { id: randomUUID(), displayName: "Team", mail: "team@contoso.test" };
  const outside = { ...team, members: membersOf(150, 230), securityEnabled: false };
  const inside: GivenDirectory["groups"][number]["members"] = [{ id: team.id, kind: "group" }];
  const given = directory({
    groups: [{ ...outer, members: [...membersOf(0, 10), ...inside] }, outside],
  });
  await put(given);
  await connect();
  await run();
  expect((await groups()).map(({ name }) => name)).toEqual(["Outer"]);
  expect(await memberCount("Outer")).toBe(10);
  const late = { id: randomUUID(), displayName: "Late", mail: null, securityEnabled: false };
  const nested = { id: late.id, kind: "group" as const };
  await put({
    ...given,
    groups: [
      { ...outer, members: [...membersOf(0, 11), ...inside, nested] },
      outside,
      { ...late, members: membersOf(20, 30) },
    ],
  });
  await run();
  expect((await groups()).map(({ name }) => name)).toEqual(["Outer"]);
  expect(await memberCount("Outer")).toBe(11);
  expect(await status()).toMatchObject({ groups: 1 });
});

it("leaves people who are kept by hand alone, unless they have the same object ID", async () => {
  const [first, second] = users;
  await savePerson(ctx, { name: "By hand", email: first?.mail ?? "", objectId: null });
  await savePerson(ctx, { name: "Old name", email: null, objectId: second?.id ?? "" });
  await put(directory());
  await connect();
  await run();
  expect((await list(ctx, "By hand")).rows).toMatchObject([{ email: first?.mail, objectId: null }]);
  expect((await list(ctx, "Old name")).total).toBe(0);
  expect((await list(ctx, second?.id)).rows).toMatchObject([{ name: "Person 1" }]);
  await put(directory({ users: [], groups: [] }));
  await run();
  expect((await list()).rows.map(({ name }) => name)).toEqual(["By hand"]);
});

it("waits as long as Microsoft asks, Sync now included, and goes on from there", async () => {
  await put(directory());
  await connect();
  await run(network.http, 1);
  await emulator.plan("graph.microsoft.com", { status: 429, headers: { "Retry-After": "120" } });
  await run();
  await emulator.expectStruck();
  expect(await status()).toMatchObject({ state: "waiting", pages: 1 });
  await emulator.reset();
  await syncNow(ctx);
  await run();
  expect(await emulator.seen()).toEqual([]);
  const next = (await status())?.nextAt?.getTime() ?? 0;
  expect(next - Date.now()).toBeGreaterThan(100_000);
  await database.db
    .update(directorySyncs)
    .set({ nextAt: sql`now()` })
    .where(eq(directorySyncs.publisherId, ctx.publisherId));
  await run();
  expect(await status()).toMatchObject({ state: "idle", changedPeople: 230 });
});

it("goes on after a crash from the page it was at, found by the tick, one run at a time", async () => {
  await put(directory());
  await connect();
  await syncNow(ctx);
  let calls = 0;
  const dying: TranslatorHttp = (call) => {
    calls += 1;
    if (calls > 3) throw new Error("The worker died");
    return network.http(call);
  };
  await expect(run(dying)).rejects.toThrow("died");
  expect(await status()).toMatchObject({ state: "running", pages: 2 });
  await emulator.reset();
  await run();
  expect(await emulator.seen()).toEqual([]);
  const key = `entra-sync:${ctx.publisherId}`;
  await database.db.execute(sql`select graphile_worker.remove_job(${key})`);
  await database.db
    .update(directorySyncs)
    .set({ leaseUntil: sql`now() - interval '1 second'` })
    .where(eq(directorySyncs.publisherId, ctx.publisherId));
  await database.pool.query(dueSyncsSql);
  const jobs = await database.db.execute(sql`select from graphile_worker.jobs where key = ${key}`);
  expect(jobs.rows).toHaveLength(1);
  await run();
  const asked = (await emulator.seen()).filter(({ host }) => host === "graph.microsoft.com");
  expect(asked[0]?.url).toContain("/users/delta?$skiptoken=");
  expect(await status()).toMatchObject({ state: "idle", changedPeople: 230 });
});

it("reads everything anew when Microsoft forgot the place, and drops what is gone", async () => {
  await put(directory());
  await connect();
  await run();
  await put(directory({ users: users.slice(0, 50), groups: [], expire: true }));
  await put(
    directory({ users: users.slice(0, 50), groups: [{ ...outer, members: membersOf(0, 7) }] }),
  );
  await run();
  await run();
  expect(await status()).toMatchObject({ state: "idle" });
  expect((await list()).total).toBe(50);
  expect((await groups()).map(({ name }) => name)).toEqual(["Outer"]);
  expect(await memberCount("Outer")).toBe(7);
});

it("shows what Microsoft says about a wrong secret, never the secret; a right one mends it", async () => {
  await put(directory());
  await connect("wrong-secret");
  const tools = { db: database.db, http: network.http, privateKey };
  await run();
  await runConnectionTest(tools, ctx.publisherId);
  const failed = await entraStatus(ctx);
  expect(failed.sync).toMatchObject({ state: "failed", isTestOk: false });
  expect(failed.sync?.stateReason).toContain("AADSTS7000215");
  expect(failed.sync?.testAnswer).toContain("AADSTS7000215");
  expect(JSON.stringify(failed)).not.toContain("wrong-secret");
  await connect();
  await testEntra(ctx);
  await runConnectionTest(tools, ctx.publisherId);
  await run();
  expect(await status()).toMatchObject({ state: "idle", isTestOk: true, changedPeople: 230 });
});

it("a token goes to no other host, and a disconnected directory is left as it is", async () => {
  await put(directory());
  await connect();
  const elsewhere: TranslatorHttp = async (call) => {
    const answer = await network.http(call);
    if (answer.kind === "failure") return answer;
    const body = answer.body.replaceAll("https://graph.microsoft.com", "https://evil.test");
    return { ...answer, body };
  };
  await run(elsewhere);
  expect(await status()).toMatchObject({ state: "failed", pages: 0 });
  await run();
  await disconnectEntra(ctx);
  await run();
  expect(await status()).toBeNull();
  expect((await list()).rows[0]).toMatchObject({ source: "manual" });
});
