import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { encodeToken } from "@/content/tracking";
import { deliveryStatusCodes, metricCodes } from "@/db/enums";
import { deliveries, interactions, notifications, rollup } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import {
  insertApp,
  insertNotification,
  insertPublisher,
  insertRegistration,
} from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { reportInteractions, reportLaunch } from "./commands";
import type { InteractionInput } from "./schema";
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
let registrationIds: number[];

beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx)).id;
  const made = await Promise.all(
    Array.from({ length: 4 }, () => insertRegistration(ctx, appId, { market: "DE" })),
  );
  registrationIds = made.map(({ id }) => id);
  notificationId = (await insertNotification(ctx, { isTracked: true, frozenCount: 4 })).id;
});

const tokenOf = (place: number, publisherId = ctx.publisherId) =>
  encodeToken(issueTokens({ publisherId, notificationId }, [registrationIds[place] ?? 0]));

async function deliver(status: keyof typeof deliveryStatusCodes = "sent"): Promise<void> {
  const at = new Date(ctx.now.getTime() - 3_600_000);
  await ctx.db.insert(deliveries).values(
    registrationIds.map((registrationId) => ({
      publisherId: ctx.publisherId,
      notificationId,
      registrationId,
      appId,
      at,
      status: deliveryStatusCodes[status],
      reason: 0,
      providerStatus: 200,
      attempts: 1,
      language: "de-DE",
    })),
  );
}

const one = (
  place: number,
  surface: InteractionInput["surface"],
  action: InteractionInput["action"],
): InteractionInput => ({ token: tokenOf(place), surface, action });

const report = (...given: InteractionInput[]) =>
  reportInteractions(ctx, { appId, interactions: given });

/** Metric by metric, what the rollup says and what the rows say. */
async function counted(): Promise<Record<string, number>> {
  const isOwn = eq(rollup.publisherId, ctx.publisherId);
  const cells = await ctx.db
    .select({ status: rollup.status, count: sql`sum(${rollup.count})`.mapWith(Number) })
    .from(rollup)
    .where(and(isOwn, sql`${rollup.status} > 101`))
    .groupBy(rollup.status);
  const rows = await ctx.db
    .select({ status: interactions.metric, count: sql`count(*)`.mapWith(Number) })
    .from(interactions)
    .where(eq(interactions.publisherId, ctx.publisherId))
    .groupBy(interactions.metric);
  const named = (all: typeof cells) =>
    Object.fromEntries(
      Object.entries(metricCodes).flatMap(([name, code]) => {
        const found = all.find(({ status }) => status === code);
        return found ? [[name, found.count]] : [];
      }),
    );
  expect(named(cells)).toEqual(named(rows));
  return named(cells);
}

test("toast and Action Center are counted apart, with what follows from each (P-76)", async () => {
  await deliver();
  await report(one(0, "toast", "activated"), one(1, "toast", "timed_out"));
  await report(one(1, "action_center", "dismissed"), one(2, "toast", "failed"));
  expect(await counted()).toEqual({
    toast_shown: 2,
    toast_activated: 1,
    toast_timed_out: 1,
    toast_failed: 1,
    action_center_shown: 1,
    action_center_dismissed: 1,
  });
});

test("a batch replayed 100 times at once, in every order, counts once (P13)", async () => {
  await deliver();
  const all = registrationIds.flatMap((_, place) => [
    one(place, "toast", "shown"),
    one(place, "toast", "timed_out"),
    one(place, "action_center", "activated"),
  ]);
  await Promise.all(
    Array.from({ length: 100 }, (_, turn) => {
      const from = turn % all.length;
      const turned = [...all.slice(from), ...all.slice(0, from)];
      return report(...(turn % 2 ? turned : turned.reverse()));
    }),
  );
  expect(await counted()).toEqual({
    toast_shown: 4,
    toast_timed_out: 4,
    action_center_shown: 4,
    action_center_activated: 4,
  });
});

test("forged and foreign tokens count nothing, and do not keep the others of their batch from counting (P13)", async () => {
  await deliver();
  const foreign = await insertPublisher(database.db);
  const otherApp = await insertApp(ctx);
  const real = one(0, "toast", "activated");
  const forged = { ...real, token: `${real.token.slice(0, -2)}A${real.token.at(-1)}` };
  const otherTenant = { ...real, token: tokenOf(1, foreign.publisherId) };
  await report(forged, otherTenant, one(1, "toast", "shown"));
  await reportInteractions(ctx, { appId: otherApp.id, interactions: [real] });
  await reportInteractions(foreign, { appId, interactions: [real] });
  expect(await counted()).toEqual({ toast_shown: 1 });
});

test.each(["failed", "channel_expired", "skipped"] as const)(
  "what was %s can't be shown: every metric ≤ sent (P13)",
  async (status) => {
    await deliver(status);
    await report(one(0, "toast", "activated"));
    expect(await counted()).toEqual({});
  },
);

test("without tracking nothing is counted (K-20)", async () => {
  await deliver();
  await ctx.db.update(notifications).set({ isTracked: false });
  await report(one(0, "toast", "shown"));
  expect(await counted()).toEqual({});
});

test("what comes before its delivery is recorded waits for it, and counts once", async () => {
  const twice = [one(0, "toast", "shown"), one(0, "toast", "shown")];
  expect(await report(...twice)).toEqual(["early", "early"]);
  await report(one(0, "toast", "shown"));
  const { rows } = await database.pool.query(
    "select payload from graphile_worker._private_jobs where key like $1",
    [`interaction/%/${ctx.publisherId}/%`],
  );
  expect(rows).toHaveLength(1);
  const tools = { db: ctx.db, clock: () => ctx.now };
  await expect(countEarlyReport(tools, rows[0].payload)).rejects.toThrow(/not recorded yet/);
  await deliver();
  await countEarlyReport(tools, rows[0].payload);
  await countEarlyReport(tools, rows[0].payload);
  expect(await counted()).toEqual({ toast_shown: 1 });
});

test("launches and interactions that come together are written together", async () => {
  await deliver();
  const launch = { appId, token: tokenOf(0), activationType: "foreground" as const };
  const [first, second] = await Promise.all([
    reportLaunch(ctx, launch),
    reportLaunch(ctx, launch),
    report(one(0, "toast", "activated"), one(3, "toast", "dismissed")),
  ]);
  expect([first, second].sort()).toEqual(["counted", "known"]);
  expect(await counted()).toEqual({ toast_shown: 2, toast_activated: 1, toast_dismissed: 1 });
});
