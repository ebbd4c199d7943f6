import { afterAll, beforeAll, expect, test } from "vitest";
import { deliveryStatusCodes, metricCodes, reasonCodes } from "@/db/enums";
import { exclusions, rollup } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertNotification, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { notificationStatistics, ratesFor } from "./queries";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

type Cell = Partial<typeof rollup.$inferInsert> & { status: number; count: number };

async function addCells(ctx: Context, notificationId: number, cells: Cell[]): Promise<void> {
  await ctx.db.insert(rollup).values(
    cells.map((cell, index) => ({
      publisherId: ctx.publisherId,
      notificationId,
      appId: 1,
      hour: new Date("2026-11-22T10:00:00Z"),
      market: "DE",
      language: "de-DE",
      appVersion: "1.0",
      provider: "wns",
      reason: 0,
      shard: index,
      ...cell,
    })),
  );
}

const codes = deliveryStatusCodes;
const allKinds: Cell[] = [
  { status: codes.sent, count: 60 },
  { status: codes.sent, count: 20, market: "US", language: "en-US" },
  { status: codes.channel_expired, reason: reasonCodes.provider_channel_expired, count: 6 },
  { status: codes.failed, reason: reasonCodes.provider_dropped, count: 3 },
  { status: codes.failed, reason: reasonCodes.no_answer, count: 1 },
  { status: codes.unknown, reason: reasonCodes.worker_stopped, count: 2 },
  { status: codes.skipped, reason: reasonCodes.opted_out, count: 4 },
  { status: metricCodes.launched, count: 7 },
  { status: metricCodes.launched, count: 1, hour: new Date("2026-11-22T12:00:00Z") },
  { status: metricCodes.launched, count: 1, reason: reasonCodes.worker_stopped },
];

test("the six statuses of P-66 to P-72 come from the rollup and add up to the frozen count", async () => {
  const ctx = await insertPublisher(database.db);
  const row = await insertNotification(ctx, { population: 130, frozenCount: 100, isTracked: true });
  await addCells(ctx, row.id, allKinds);
  await ctx.db.insert(exclusions).values({
    publisherId: ctx.publisherId,
    notificationId: row.id,
    reason: reasonCodes.language_filter,
    firstId: 1,
    lastId: 30,
    registrationIds: [],
    count: 30,
  });
  const seen = await notificationStatistics(ctx, { id: row.id });
  expect(seen).toMatchObject({
    sent: 80,
    channelExpired: 6,
    failed: 4,
    unknown: 2,
    skipped: 4,
    sending: 4,
    launches: 8,
    launchesOfUnknown: 1,
    population: 130,
    frozen: 100,
  });
  expect(seen.deliveryRate).toBeCloseTo(80 / 92);
  expect(seen.launchRate).toBeCloseTo(8 / 80);
  expect(seen.ledger).toEqual([
    { reason: "language_filter", count: 30, stage: "freeze" },
    { reason: "opted_out", count: 4, stage: "send" },
  ]);
  expect(seen.failures).toEqual([
    {
      status: "channel_expired",
      reason: "provider_channel_expired",
      providerStatus: 410,
      count: 6,
    },
    { status: "failed", reason: "provider_dropped", providerStatus: 200, count: 3 },
    { status: "unknown", reason: "worker_stopped", providerStatus: 0, count: 2 },
    { status: "failed", reason: "no_answer", providerStatus: 0, count: 1 },
  ]);
  expect(seen.byMarket).toMatchObject([
    { key: "DE", sent: 60, launches: 8, channelExpired: 6, failed: 4 },
    { key: "US", sent: 20, launches: 0, channelExpired: 0 },
  ]);
  expect(seen.byLanguage.map((part) => part.key)).toEqual(["de-DE", "en-US"]);
  expect(seen.launchesByHour).toEqual([
    { hour: new Date("2026-11-22T10:00:00Z"), count: 7 },
    { hour: new Date("2026-11-22T12:00:00Z"), count: 1 },
  ]);
});

test("without tracking the launch rate is absent, not zero; before a send both are (P-73)", async () => {
  const ctx = await insertPublisher(database.db);
  const untracked = await insertNotification(ctx, { frozenCount: 10 });
  await addCells(ctx, untracked.id, [{ status: codes.sent, count: 10 }]);
  const draft = await insertNotification(ctx, { isTracked: true });
  expect(await notificationStatistics(ctx, { id: untracked.id })).toMatchObject({
    deliveryRate: 1,
    launchRate: null,
    sending: 0,
  });
  expect(await notificationStatistics(ctx, { id: draft.id })).toMatchObject({
    deliveryRate: null,
    launchRate: null,
    sending: 0,
    population: null,
    frozen: null,
  });
});

test("the list's rates are the details' rates, in one query", async () => {
  const ctx = await insertPublisher(database.db);
  const one = await insertNotification(ctx, { frozenCount: 100, isTracked: true });
  const two = await insertNotification(ctx, { frozenCount: 100 });
  await addCells(ctx, one.id, allKinds);
  const rates = await ratesFor(ctx, [one.id, two.id]);
  const { deliveryRate, launchRate, sent, launches, skipped } = await notificationStatistics(ctx, {
    id: one.id,
  });
  expect(rates.get(one.id)).toMatchObject({ deliveryRate, launchRate, sent, launches, skipped });
  expect(rates.has(two.id)).toBe(false);
  expect((await ratesFor(ctx, [])).size).toBe(0);
});

test("another publisher's notification is as missing as one that never was (checklist 21)", async () => {
  const ctx = await insertPublisher(database.db);
  const foreign = await insertPublisher(database.db);
  const row = await insertNotification(foreign, { frozenCount: 1 });
  await addCells(foreign, row.id, [{ status: codes.sent, count: 1 }]);
  const missing = notificationStatistics(ctx, { id: 999_999_999 });
  await expect(missing).rejects.toMatchObject({ code: "not_found" });
  await expect(notificationStatistics(ctx, { id: row.id })).rejects.toThrow(
    (await missing.catch((error: Error) => error)).toString().replace(/^\w+: /, ""),
  );
  expect((await ratesFor(ctx, [row.id])).size).toBe(0);
});
