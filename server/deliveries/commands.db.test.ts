import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { encodeToken } from "@/content/tracking";
import { deliveryStatusCodes, metricCodes, reasonCodes } from "@/db/enums";
import { apps, deliveries, launches, notifications, rollup } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import {
  insertApp,
  insertNotification,
  insertPublisher,
  insertRegistration,
} from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { reportLaunch } from "./commands";
import { notificationStatistics } from "./queries";
import { countEarlyReport } from "./tasks";
import { issueTokens } from "./tracking-token";

process.env.HERALD_TRACKING_KEY = "ab".repeat(32);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ max: 12 });
});
afterAll(() => database.close());

let ctx: Context;
let appId: number;
let notificationId: number;
let registrationId: number;
let token: string;

beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx)).id;
  registrationId = (await insertRegistration(ctx, appId)).id;
  notificationId = (await insertNotification(ctx, { isTracked: true, frozenCount: 1 })).id;
  token = tokenOf({ publisherId: ctx.publisherId, notificationId, registrationId });
});

function tokenOf(ids: { publisherId: number; notificationId: number; registrationId: number }) {
  return encodeToken(issueTokens(ids, [ids.registrationId]));
}

async function deliver(status: keyof typeof deliveryStatusCodes, reason = 0): Promise<void> {
  const row = {
    publisherId: ctx.publisherId,
    notificationId,
    registrationId,
    appId,
    at: new Date(ctx.now.getTime() - 60_000),
    status: deliveryStatusCodes[status],
    reason,
    providerStatus: 200,
    attempts: 1,
    language: "de-DE",
  };
  await ctx.db.insert(deliveries).values(row);
  await ctx.db.insert(rollup).values({
    ...row,
    hour: row.at,
    market: "DE",
    appVersion: "1.0",
    provider: "wns",
    shard: 0,
    count: 1,
  });
}

const report = (text = token, at?: string) =>
  reportLaunch(ctx, { appId, token: text, activationType: "foreground", at });

function launchCells() {
  return ctx.db
    .select()
    .from(rollup)
    .where(and(eq(rollup.publisherId, ctx.publisherId), eq(rollup.status, metricCodes.launched)));
}

async function expectNothingCounted(): Promise<void> {
  expect(await ctx.db.$count(launches, eq(launches.publisherId, ctx.publisherId))).toBe(0);
  expect(await launchCells()).toEqual([]);
}

test("a launch of a sent delivery is counted once with where and when (P-71, K-21)", async () => {
  await deliver("sent");
  expect(await report()).toBe("counted");
  expect(await launchCells()).toMatchObject([
    {
      notificationId,
      appId,
      hour: new Date("2026-11-22T10:00:00Z"),
      market: "DE",
      language: "de-DE",
      appVersion: "1.0.0.0",
      provider: "wns",
      reason: 0,
      count: 1,
    },
  ]);
  const [app] = await ctx.db
    .select({ at: apps.firstLaunchAt })
    .from(apps)
    .where(and(eq(apps.publisherId, ctx.publisherId), eq(apps.id, appId)));
  expect(app?.at).toEqual(ctx.now);
});

test("the same token 100 times at once is one launch (K-28, P13)", async () => {
  await deliver("sent");
  const verdicts = await Promise.all(Array.from({ length: 100 }, () => report()));
  expect(verdicts.filter((verdict) => verdict === "counted")).toHaveLength(1);
  expect((await launchCells()).map((cell) => cell.count)).toEqual([1]);
});

test("one changed character makes a token forged, and it counts nothing (T9, P13)", async () => {
  await deliver("sent");
  for (let at = 0; at < token.length; at += 1) {
    const changed = `${token.slice(0, at)}${token[at] === "A" ? "Q" : "A"}${token.slice(at + 1)}`;
    expect(await report(changed)).toBe("ignored");
  }
  await expectNothingCounted();
});

test("a token of another publisher or another app counts nothing (T9, P13)", async () => {
  await deliver("sent");
  const foreign = await insertPublisher(database.db);
  const foreignApp = await insertApp(foreign);
  const otherApp = await insertApp(ctx);
  const input = { token, activationType: "foreground" as const };
  expect(await reportLaunch(foreign, { appId: foreignApp.id, ...input })).toBe("ignored");
  expect(await reportLaunch(ctx, { appId: otherApp.id, ...input })).toBe("ignored");
  await expectNothingCounted();
});

test("a foreign publisher's app of the same number counts nothing either", async () => {
  await deliver("sent");
  const foreign = await insertPublisher(database.db);
  await database.db.execute(sql`
    insert into apps (publisher_id, id, name, public_key) overriding system value
    values (${foreign.publisherId}, ${appId}, 'Same number', ${`apk_x_${appId}`})`);
  const input = { appId, token, activationType: "foreground" as const };
  expect(await reportLaunch(foreign, input)).toBe("ignored");
  await expectNothingCounted();
});

test.each(["failed", "channel_expired", "skipped"] as const)(
  "a delivery that is %s can't be launched: launches ≤ sent (P13)",
  async (status) => {
    await deliver(status, reasonCodes.provider_dropped);
    expect(await report()).toBe("ignored");
    await expectNothingCounted();
  },
);

test("a notification without tracking counts no launches (K-20)", async () => {
  await deliver("sent");
  await ctx.db.update(notifications).set({ isTracked: false });
  expect(await report()).toBe("ignored");
  await expectNothingCounted();
});

test("a launch of an unknown delivery is summed apart, so that launches ≤ sent (P13)", async () => {
  await deliver("unknown", reasonCodes.worker_stopped);
  expect(await report()).toBe("counted");
  expect(await notificationStatistics(ctx, { id: notificationId })).toMatchObject({
    sent: 0,
    unknown: 1,
    launches: 0,
    launchesOfUnknown: 1,
    launchRate: null,
  });
});

test("a launch before its delivery is recorded waits for it, and counts once it is sent", async () => {
  expect(await report()).toBe("early");
  expect(await report()).toBe("early");
  await expectNothingCounted();
  const jobs = await ctx.db.execute<{ key: string; task: string }>(
    sql`select key, task_identifier as task from graphile_worker.jobs where key like ${`launch/${ctx.publisherId}/%`}`,
  );
  expect(jobs.rows).toEqual([
    { key: `launch/${ctx.publisherId}/${notificationId}/${registrationId}`, task: "count-report" },
  ]);
  const payload = {
    publisherId: ctx.publisherId,
    appId,
    notificationId,
    registrationId,
    metric: metricCodes.launched,
    at: ctx.now.toISOString(),
    activationType: "foreground",
  };
  const tools = { db: ctx.db, clock: () => ctx.now };
  await expect(countEarlyReport(tools, payload)).rejects.toThrow(/not recorded yet/);
  await deliver("sent");
  await countEarlyReport(tools, payload);
  await countEarlyReport(tools, payload);
  expect((await launchCells()).map((cell) => cell.count)).toEqual([1]);
});

test("a launch whose delivery never comes is given up when the notification is finished", async () => {
  await ctx.db.update(notifications).set({ finishedAt: ctx.now });
  const payload = {
    publisherId: ctx.publisherId,
    appId,
    notificationId,
    registrationId,
    metric: metricCodes.launched,
    at: ctx.now.toISOString(),
    activationType: "foreground",
  };
  await countEarlyReport({ db: ctx.db, clock: () => ctx.now }, payload);
  await expectNothingCounted();
});

test.each([
  ["a day in the future", "2026-11-23T10:00:00Z", "2026-11-22T10:00:00.000Z"],
  ["before the push was sent", "2026-11-21T10:00:00Z", "2026-11-22T09:59:00.000Z"],
  ["a minute ago, after it", "2026-11-22T09:59:30Z", "2026-11-22T09:59:30.000Z"],
])(
  "an app's clock that says %s does not move the launch out of its time",
  async (_, at, stored) => {
    await deliver("sent");
    await report(token, at);
    const [row] = await ctx.db
      .select({ at: launches.at })
      .from(launches)
      .where(eq(launches.publisherId, ctx.publisherId));
    expect(row?.at.toISOString()).toBe(stored);
  },
);
