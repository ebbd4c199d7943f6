import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stripLaunchToken } from "@/content/tracking";
import { accounts, customers, registrations, testPushes } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { startEngine } from "@/db/testing/engine";
import {
  type FarSide,
  insertCredentials,
  insertCrowd,
  insertDue,
  packageSid,
  startFarSide,
  workerKeys,
} from "@/db/testing/sendable";
import { insertApp, insertPublisher, insertRegistration } from "@/db/testing-rows";
import { type ChannelState, emulatorChannel } from "@/emulators/wns/channel";
import type { Context } from "@/server/context";
import { sendTest } from "@/server/notifications/test-push/commands";
import { listTestDevices, testPushById } from "@/server/notifications/test-push/queries";
import type { Engine } from "./engine";
import { freezeNotification } from "./freeze";
import { workSlice } from "./slice/walk";
import { workTest } from "./test-push";

let database: TestDatabase;
let farSide: FarSide;
let running: ReturnType<typeof startEngine>;
let engine: Engine;
let ctx: Context;
let appId: number;

beforeAll(async () => {
  Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
  database = await testDatabase({ max: 10 });
  farSide = await startFarSide({ keep: 1_000, log: "full" });
});
beforeEach(async () => {
  await farSide.call("DELETE", "requests");
  running = startEngine(database, farSide, 2_000);
  engine = running.engine;
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx, { firstRegisteredAt: ctx.now })).id;
  await insertCredentials(ctx, appId);
});
afterEach(async () => {
  await farSide.setFaults([]);
  await running.close();
});
afterAll(async () => {
  await farSide.close();
  await database.close();
});

interface Received {
  provider: string;
  url: string;
  /** Name, value, name, value … */
  headers: string[];
  body: string;
  accepted: boolean;
}

async function received(): Promise<Received[]> {
  const answer = await fetch(`http://127.0.0.1:${farSide.port}/__emulator/requests`);
  const lines = (await answer.text()).split("\n").filter(Boolean);
  return lines.map((text) => JSON.parse(text)).filter(({ provider }) => provider === "wns");
}

const typeOf = ({ headers }: Received) => headers[headers.indexOf("X-WNS-Type") + 1];

const tile =
  '<tile><visual><binding template="TileMedium"><text>Puzzle</text></binding></visual></tile>';
const toast =
  '<toast launch="a=1"><visual><binding template="ToastGeneric"><text>Hi</text></binding></visual></toast>';
const contentOf = (document: string, more = {}) => ({
  defaultLanguage: "en-US",
  document,
  translations: {},
  trackLaunches: false,
  ...more,
});

describe("the badge beside a tile", () => {
  async function sendTile(state: string, badge?: string) {
    const { publisherId } = ctx;
    await insertCrowd(database.pool, { publisherId, appId, count: 30, state });
    const content = contentOf(tile, { badge });
    const ref = await insertDue(ctx, appId, { kind: "tile", content, isTracked: false });
    await freezeNotification(database.db, ref);
    const { rows } = await database.pool.query(
      "select id from slices where publisher_id = $1 and notification_id = $2",
      [ref.publisherId, ref.notificationId],
    );
    for (const { id } of rows) await workSlice(engine, { ...ref, sliceId: id });
    const counted = await database.pool.query(
      "select sum(count)::int as n from rollup where publisher_id = $1 and notification_id = $2 and status = 1",
      [ref.publisherId, ref.notificationId],
    );
    return counted.rows[0].n as number | null;
  }

  test("goes once to each device that took the tile, behind it, and counts as nothing", async () => {
    expect(await sendTile("'ok'", "newMessage")).toBe(30);
    const all = await received();
    const types = all.map(typeOf);
    expect(types.filter((type) => type === "wns/tile")).toHaveLength(30);
    expect(types.filter((type) => type === "wns/badge")).toHaveLength(30);
    for (const badge of all) {
      if (typeOf(badge) !== "wns/badge") continue;
      const own = all.filter(({ url }) => url === badge.url).map(typeOf);
      expect(own).toEqual(["wns/tile", "wns/badge"]);
    }
    expect(new Set(all.slice(-1).map(({ body }) => body))).toEqual(
      new Set(['<badge value="newMessage"/>']),
    );
  });

  test("does not go where the tile was refused", async () => {
    expect(await sendTile("case when n % 2 = 0 then 'expired' else 'ok' end", "7")).toBe(15);
    const types = (await received()).map(typeOf);
    expect(types.filter((type) => type === "wns/badge")).toHaveLength(15);
  });

  test("is not sent for a tile without one", async () => {
    await sendTile("'ok'");
    expect((await received()).every((one) => typeOf(one) === "wns/tile")).toBe(true);
  });
});

describe("a test to one's own device", () => {
  const input = (registrationId: number, more = {}) => ({
    ...{ appId, registrationId, kind: "toast" as const, language: "en-US" },
    content: contentOf(toast, { trackLaunches: true }),
    ...more,
  });
  const device = (state: ChannelState = "ok") =>
    insertRegistration(ctx, appId, {
      channel: emulatorChannel({ state, n: 1, packageSid: packageSid(appId) }),
    });

  async function work(id: number) {
    await workTest(engine, { publisherId: ctx.publisherId, testId: id });
    return testPushById(ctx, { id });
  }

  test("sends exactly the content, with a token that the app strips, and shows the answer", async () => {
    const { id } = await sendTest(ctx, input((await device()).id));
    const said = await work(id);
    expect(said).toMatchObject({ status: "answered", outcome: "sent", httpStatus: 200 });
    const [request, ...others] = await received();
    expect(others).toEqual([]);
    const launch = /launch="([^"]*)"/.exec(request?.body ?? "")?.[1] ?? "";
    expect(stripLaunchToken(launch)).toMatchObject({ original: "a=1", token: expect.any(String) });
    expect(said.bytes).toBe(Buffer.byteLength(request?.body ?? ""));
  });

  test("is asked once, however often its job comes", async () => {
    const { id } = await sendTest(ctx, input((await device()).id));
    await Promise.all([work(id), work(id), work(id)]);
    await work(id);
    expect(await received()).toHaveLength(1);
  });

  test("counts nowhere: no delivery, no rollup, no retired channel", async () => {
    const gone = await device("expired");
    const { id } = await sendTest(ctx, input(gone.id));
    expect(await work(id)).toMatchObject({ outcome: "channel_expired", httpStatus: 410 });
    const { rows } = await database.pool.query(
      `select (select count(*) from deliveries where publisher_id = $1)
        + (select count(*) from rollup where publisher_id = $1) as n`,
      [ctx.publisherId],
    );
    expect(Number(rows[0].n)).toBe(0);
    const [row] = await database.db
      .select()
      .from(registrations)
      .where(eq(registrations.id, gone.id));
    expect(row?.status).toBe("live");
  });

  test("takes a tile's badge along", async () => {
    const content = contentOf(tile, { badge: "3" });
    const { id } = await sendTest(ctx, input((await device()).id, { kind: "tile", content }));
    await work(id);
    expect((await received()).map(typeOf)).toEqual(["wns/tile", "wns/badge"]);
  });

  test.each([
    ["opted out", { isOptedOut: true }, "turned off"],
    ["gone", { status: "gone" as const }, "expired"],
  ])("is refused for a device that is %s", async (_, values, words) => {
    const one = await insertRegistration(ctx, appId, values);
    await expect(sendTest(ctx, input(one.id))).rejects.toThrow(words);
  });

  test("is refused for a device of another publisher or app", async () => {
    const stranger = await insertPublisher(database.db, "Fabrikam");
    const foreign = await insertApp(stranger);
    const theirs = await insertRegistration(stranger, foreign.id);
    await expect(sendTest(ctx, input(theirs.id))).rejects.toMatchObject({ code: "not_found" });
    const other = await insertApp(ctx);
    const elsewhere = await insertRegistration(ctx, other.id);
    await expect(sendTest(ctx, input(elsewhere.id))).rejects.toMatchObject({ code: "not_found" });
  });

  test("is refused for what Windows refuses, and after twenty in a minute", async () => {
    const { id } = await device();
    const broken = contentOf(toast.replace("launch", 'scenario="party" launch'));
    await expect(sendTest(ctx, input(id, { content: broken }))).rejects.toThrow("Line 1");
    for (let n = 0; n < 20; n++) await sendTest(ctx, input(id));
    await expect(sendTest(ctx, input(id))).rejects.toMatchObject({ code: "too_many" });
  });

  test("keeps no content once it was sent", async () => {
    const { id } = await sendTest(ctx, input((await device()).id));
    await work(id);
    const [row] = await database.db.select().from(testPushes).where(eq(testPushes.id, id));
    expect(row?.content).toBeNull();
  });

  test("offers my own devices and the installation I name, nobody else's", async () => {
    const email = `m${ctx.publisherId}@contoso.test`;
    const [me] = await database.db.insert(accounts).values({ email, name: "M" }).returning();
    const member = { ...ctx, actor: { ...ctx.actor, accountId: me?.id ?? 0 } } as Context;
    const { publisherId } = ctx;
    const [mine, theirs] = await database.db
      .insert(customers)
      .values([
        { publisherId, externalId: "me", email },
        { publisherId, externalId: "other", email: "other@contoso.test" },
      ])
      .returning();
    const own = await insertRegistration(ctx, appId, { customerId: mine?.id });
    const other = await insertRegistration(ctx, appId, { customerId: theirs?.id });
    const found = async (installId = "") =>
      (await listTestDevices(member, { appId, installId })).map(({ id }) => id);
    expect(await found()).toEqual([own.id]);
    expect(await found("other@contoso.test")).toEqual([own.id]);
    expect((await found(other.installId)).sort()).toEqual([own.id, other.id].sort());
  });
});
