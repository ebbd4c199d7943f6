import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEvents, customers, launches } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import {
  insertApp,
  insertNotification,
  insertPublisher,
  insertRegistration,
} from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { launchesByLocalHour } from "@/server/deliveries/local-hours";
import { sendTimeline } from "@/server/deliveries/timeline";
import { download } from "@/server/trpc/download";
import { exportDeliveries } from "./deliveries";

let database: TestDatabase;
let ctx: Context;
let id: number;

beforeAll(async () => {
  database = await testDatabase();
  ctx = await insertPublisher(database.db);
  const { id: appId } = await insertApp(ctx);
  id = (await insertNotification(ctx, { isTracked: true, frozenAt: ctx.now, frozenCount: 3 })).id;
  const [person] = await ctx.db
    .insert(customers)
    .values({ publisherId: ctx.publisherId, externalId: "=HYPERLINK(1)", email: "a@b.test" })
    .returning();
  const zones = ["Asia/Kolkata", "America/New_York", null];
  for (const [place, timeZone] of zones.entries()) {
    const { id: registrationId } = await insertRegistration(ctx, appId, {
      timeZone,
      customerId: place === 0 ? person?.id : null,
    });
    await database.pool.query(
      `insert into deliveries (publisher_id, notification_id, registration_id, app_id, at, status, reason,
         provider_status, attempts, language) values ($1, $2, $3, $4, '2026-11-22T09:00:00Z', 1, 0, 200, 1, 'en-US')`,
      [ctx.publisherId, id, registrationId, appId],
    );
    const at = new Date("2026-11-22T09:40:00Z");
    const key = { publisherId: ctx.publisherId, notificationId: id, registrationId };
    await ctx.db.insert(launches).values({ ...key, at, activationType: "foreground" });
  }
});
afterAll(() => database.close());

async function textOf(format: "csv" | "ndjson"): Promise<string> {
  let text = "";
  for await (const part of await exportDeliveries(ctx, { id, format })) text += part;
  return text;
}

test("CSV has a line per delivery, no formula, no e-mail and no channel (T15, T6)", async () => {
  const text = await textOf("csv");
  const lines = text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(
    ",'=HYPERLINK(1),2026-11-22T09:00:00.000Z,sent,none,200,1,wns,en-US,DE,",
  );
  expect(text).not.toMatch(/a@b\.test|notify\.windows/);
});

test("NDJSON has the same as objects", async () => {
  const rows = (await textOf("ndjson"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({ status: "sent", launchedAt: "2026-11-22T09:40:00.000Z" });
});

test("an export is noted in the audit log, another publisher's notification is missing (checklist 38, 21)", async () => {
  await textOf("csv");
  const events = await ctx.db.select().from(auditEvents);
  expect(events.at(-1)).toMatchObject({
    action: "deliveries.exported",
    target: `notification ${id}`,
  });
  const foreign = await insertPublisher(database.db);
  await expect(exportDeliveries(foreign, { id, format: "csv" })).rejects.toThrow(/no such/);
});

test.each(["analyst", "marketer"] as const)(
  "a member who is %s may export as the role says (T6)",
  async (role) => {
    const session = { publisherId: ctx.publisherId, role, accountId: 1, name: "Ana" };
    const request = new Request(`http://h/api/exports?notification=${id}&format=ndjson`);
    const scene = { db: ctx.db, now: ctx.now, requestId: "r", session } as never;
    if (role === "analyst") {
      await expect(download(request, scene, {})).rejects.toThrow(/Analysts can’t/);
      return;
    }
    const answer = await download(request, scene, {});
    expect(answer.headers.get("content-disposition")).toContain(`deliveries-${id}.ndjson`);
    expect((await answer.text()).trimEnd().split("\n")).toHaveLength(3);
  },
);

test("launches are counted by the hour on each customer's clock, half-hour zones too", async () => {
  const hours = await launchesByLocalHour(ctx, { id });
  expect(hours.filter(({ count }) => count > 0)).toEqual([
    { hour: 4, count: 1 },
    { hour: 9, count: 1 },
    { hour: 15, count: 1 },
  ]);
});

test("the timeline tells what happened in order", async () => {
  const { events } = await sendTimeline(ctx, { id });
  const steps = events.map(({ what }) => what);
  expect(steps.indexOf("first_sent")).toBeLessThan(steps.indexOf("first_launch"));
  expect(steps).toEqual(expect.arrayContaining(["created", "frozen", "first_sent", "last_launch"]));
});
