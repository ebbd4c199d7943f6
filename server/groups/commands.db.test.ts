import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appCustomers, customerGroups, customers, groupSnapshots } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertNotification, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import {
  createSegment,
  refreshSegment,
  removeSegment,
  updateGroupSettings,
  updateSegment,
} from "./commands";
import type { Rule } from "./grammar";
import { groupFact, listGroups, pickGroups, segmentById } from "./queries";
import { listInput } from "./schema";
import { countSegment, explainSegment } from "./segments/count";
import { overlapWith } from "./segments/overlap";
import { sampleMembers } from "./segments/sample";
import { segmentOverview } from "./segments/statistics";
import { dueSegmentsSql, runSnapshot } from "./tasks";

let database: TestDatabase;
let ctx: Context;
let appId: number;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  appId = (await insertApp(ctx)).id;
});

const male: Rule = { filters: [[{ attribute: "gender", operator: "is", values: ["male"] }]] };
const everyone: Rule = { filters: [] };
const german: Rule = { filters: [[{ attribute: "market", operator: "is", values: ["DE"] }]] };

/** Men and women of Germany, an e-mail each. */
async function insertPeople(men: number, women = 0, owner = ctx, app = appId): Promise<number[]> {
  const rows = await database.db
    .insert(customers)
    .values(
      Array.from({ length: men + women }, (_, n) => ({
        publisherId: owner.publisherId,
        externalId: `${app}/${n}`,
        email: `p${app}.${n}@example.com`,
      })),
    )
    .returning({ id: customers.id });
  await database.db.insert(appCustomers).values(
    rows.map(({ id }, n) => ({
      publisherId: owner.publisherId,
      appId: app,
      customerId: id,
      gender: n < men ? 2 : 1,
      market: "DE",
      deviceType: n % 2,
    })),
  );
  return rows.map(({ id }) => id);
}

const compute = (groupId: number, at = ctx.now) =>
  runSnapshot(database.db, { publisherId: ctx.publisherId, groupId }, at);

async function saved(rule: Rule, name = "Men"): Promise<number> {
  const { id } = await createSegment(ctx, { name, appId, rule });
  await compute(id);
  return id;
}

const later = (hours: number): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + hours * 3_600_000),
});
const list = (input: object = {}) => listGroups(ctx, listInput.parse(input));

test("a segment is usable as soon as it is computed, and not before", async () => {
  await insertPeople(25, 5);
  const { id } = await createSegment(ctx, { name: "Men", appId, rule: male });
  expect(await segmentById(ctx, { id })).toMatchObject({ state: "computing", size: null });
  expect((await groupFact(ctx, id))?.problem).toMatch(/still being computed/);
  await compute(id);
  expect(await segmentById(ctx, { id })).toMatchObject({ state: "usable", size: 25 });
  expect(await groupFact(ctx, id)).toEqual({ id, name: "Men", appId, problem: null });
});

test("saving asks a worker for a snapshot; asking twice is asking once", async () => {
  const { id } = await createSegment(ctx, { name: "Men", appId, rule: male });
  await refreshSegment(ctx, { id });
  const { rows } = await database.pool.query(
    "select payload from graphile_worker._private_jobs where key = $1",
    [`group-snapshot:${ctx.publisherId}:${id}`],
  );
  expect(rows).toEqual([{ payload: { publisherId: ctx.publisherId, groupId: id } }]);
});

test("S-12: the tick asks for segments whose day is over, once", async () => {
  await insertPeople(25);
  const id = await saved(male);
  await database.pool.query("delete from graphile_worker._private_jobs");
  const due = async () => Number((await database.pool.query(dueSegmentsSql)).rows[0]?.count);
  await database.pool.query("update customer_groups set refresh_at = now() + interval '1 hour'");
  expect(await due()).toBe(0);
  await database.db
    .update(customerGroups)
    .set({ refreshAt: sql`now()` })
    .where(and(eq(customerGroups.publisherId, ctx.publisherId), eq(customerGroups.id, id)));
  expect(await due()).toBe(1);
  expect(await due()).toBe(0);
});

test("S-16, S-42: a small segment is inactive and no answer tells its number", async () => {
  await insertPeople(19, 40);
  const id = await saved(male);
  const input = { appId, rule: male };
  expect(await countSegment(ctx, input)).toEqual({ isSmall: true, countedAt: ctx.now });
  expect(await explainSegment(ctx, input)).toEqual({ isSmall: true });
  expect(await segmentOverview(ctx, input)).toEqual({ isSmall: true });
  expect(await sampleMembers(ctx, input)).toEqual({ isSmall: true, members: [] });
  expect(await overlapWith(ctx, { appId, rule: everyone, withId: id })).toEqual({ isSmall: true });
  const segment = await segmentById(ctx, { id });
  expect(segment).toMatchObject({ state: "small", size: null });
  expect(segment.problem).toBe("This group is not active: it is too small to use.");
  const { rows, tabs } = await list({ tab: "inactive" });
  expect(rows.map((row) => [row.id, row.size])).toEqual([[id, null]]);
  expect(tabs).toEqual({ mine: 0, inactive: 1 });
  expect(JSON.stringify([rows, segment, await pickGroups(ctx, { appId })])).not.toMatch(/\b19\b/);
});

test("S-42: an overlap that leaves too few on one side is Small as a whole", async () => {
  await insertPeople(40, 5);
  const men = await saved(male);
  expect(await overlapWith(ctx, { appId, rule: everyone, withId: men })).toEqual({ isSmall: true });
  await database.pool.query("update app_customers set gender = 2 where publisher_id = $1", [
    ctx.publisherId,
  ]);
  expect(await overlapWith(ctx, { appId, rule: german, withId: men })).toEqual({
    isSmall: false,
    both: 45,
    here: 45,
    there: 45,
  });
});

test("S-40: shares of markets and device types too small to show are nobody's", async () => {
  const ids = await insertPeople(60);
  await database.pool.query(
    "update app_customers set market = 'LI', device_type = 3 where publisher_id = $1 and customer_id = any($2)",
    [ctx.publisherId, ids.slice(0, 3)],
  );
  const overview = await segmentOverview(ctx, { appId, rule: male });
  expect(overview).toMatchObject({ isSmall: false, size: 60, available: 60, alone: [60] });
  if (overview.isSmall) throw new Error("60 is not small.");
  expect(overview.byMarket).toEqual([{ code: "DE", share: 57 / 60 }]);
  expect(overview.byDeviceType.map(({ code }) => code)).not.toContain("3");
});

test("S-17: an inactive segment becomes active by Refresh once it has members", async () => {
  await insertPeople(10);
  const id = await saved(male);
  expect((await segmentById(ctx, { id })).state).toBe("small");
  await insertPeople(10, 0, ctx, (await insertApp(ctx)).id);
  await compute(id);
  expect((await segmentById(ctx, { id })).state).toBe("small");
  await database.pool.query(
    `insert into app_customers (publisher_id, app_id, customer_id, gender)
     select $1, $2, id, 2 from customers where publisher_id = $1 on conflict do nothing`,
    [ctx.publisherId, appId],
  );
  await compute(id);
  expect(await segmentById(ctx, { id })).toMatchObject({ state: "usable", size: 20 });
});

test("S-11: with the publisher's setting a segment waits 24 hours, and an edit starts them anew", async () => {
  await insertPeople(30);
  await updateGroupSettings(ctx, { smallGroupSize: 20, segmentsWaitADay: true });
  const id = await saved(male);
  expect((await groupFact(ctx, id))?.problem).toBe(
    "“Men” can be used from 2026-11-23, 10:00 UTC: a new or changed segment waits 24 hours.",
  );
  expect((await groupFact(later(24), id))?.problem).toBeNull();
  await updateSegment(later(30), { id, name: "All", rule: everyone, ruleVersion: 1 });
  await compute(id, later(30).now);
  expect((await groupFact(later(53), id))?.problem).toMatch(/2026-11-24, 16:00 UTC/);
  expect((await groupFact(later(54), id))?.problem).toBeNull();
});

test("a new name changes neither the rule's version nor its 24 hours", async () => {
  await insertPeople(30);
  const id = await saved(male);
  const changed = await updateSegment(later(5), { id, name: "Guys", rule: male, ruleVersion: 1 });
  expect(changed.ruleVersion).toBe(1);
  expect(await segmentById(ctx, { id })).toMatchObject({ name: "Guys", state: "usable" });
});

test("who edits an older version of the rule is told who changed it", async () => {
  const id = await saved(male);
  await updateSegment(ctx, { id, name: "Men", rule: german, ruleVersion: 1 });
  await expect(
    updateSegment(ctx, { id, name: "Men", rule: everyone, ruleVersion: 1 }),
  ).rejects.toThrow("Ana changed this at 10:00 UTC.");
});

test("a new threshold holds for all segments at once", async () => {
  await insertPeople(30);
  const id = await saved(male);
  await updateGroupSettings(ctx, { smallGroupSize: 31, segmentsWaitADay: false });
  expect((await segmentById(ctx, { id })).state).toBe("small");
  await updateGroupSettings(ctx, { smallGroupSize: 30, segmentsWaitADay: false });
  expect(await segmentById(ctx, { id })).toMatchObject({ state: "usable", size: 30 });
});

test("snapshots are rows of at most 1,000 ids; old ones stay where a notification was frozen", async () => {
  const ids = await insertPeople(2_345);
  const id = await saved(male);
  const { rows } = await database.pool.query(
    `select first_id, last_id, count, cardinality(customer_ids) as length from group_snapshot_members
     where publisher_id = $1 order by first_id`,
    [ctx.publisherId],
  );
  expect(rows.map(({ count }) => count)).toEqual([1_000, 1_000, 345]);
  expect(rows.map((row) => row.length)).toEqual([1_000, 1_000, 345]);
  expect([Number(rows[0].first_id), Number(rows[2].last_id)]).toEqual([ids[0], ids.at(-1)]);

  const snapshots = () => database.db.$count(groupSnapshots, eq(groupSnapshots.groupId, id));
  await compute(id, later(24).now);
  expect(await snapshots()).toBe(1);
  await insertNotification(ctx, {
    audience: { customerGroupId: id },
    frozenAt: later(30).now,
    status: "sending",
  });
  await compute(id, later(48).now);
  await compute(id, later(72).now);
  expect(await snapshots()).toBe(2);
});

test("a segment that a notification waits for can't be removed", async () => {
  const id = await saved(male);
  const audience = { customerGroupId: id };
  const waiting = await insertNotification(ctx, { status: "scheduled", audience });
  await expect(removeSegment(ctx, { id })).rejects.toThrow(/“Evening puzzle” is scheduled/);
  await database.pool.query("update notifications set status = 'cancelled' where id = $1", [
    waiting.id,
  ]);
  expect(await removeSegment(ctx, { id })).toEqual({ id });
  expect(await groupFact(ctx, id)).toBeNull();
});

test("a segment whose new members start a flow that is on is not removed", async () => {
  await insertPeople(30);
  const id = await saved(male);
  const trigger = { kind: "segment", groupId: id };
  await database.pool.query(
    `insert into flows (publisher_id, public_id, name, is_on, definition, trigger, created_by, updated_by)
     values ($1, 'flw_1_test', 'Welcome', true, $2, 'segment', 'Ines', 'Ines')`,
    [ctx.publisherId, JSON.stringify({ trigger })],
  );
  await expect(removeSegment(ctx, { id })).rejects.toThrow(/flow “Welcome” starts when/);
  await database.pool.query("update flows set is_on = false where publisher_id = $1", [
    ctx.publisherId,
  ]);
  expect(await removeSegment(ctx, { id })).toEqual({ id });
});

test("the wall between publishers: a foreign group or app is a missing one", async () => {
  await insertPeople(30);
  const id = await saved(male);
  const stranger = await insertPublisher(database.db, "Stranger");
  const foreignApp = (await insertApp(stranger)).id;
  const missing = /There is no such (customer group|app)\./;
  await expect(segmentById(stranger, { id })).rejects.toThrow(missing);
  await expect(
    updateSegment(stranger, { id, name: "X", rule: german, ruleVersion: 1 }),
  ).rejects.toThrow(missing);
  await expect(refreshSegment(stranger, { id })).rejects.toThrow(missing);
  await expect(removeSegment(stranger, { id })).rejects.toThrow(missing);
  await expect(countSegment(stranger, { appId, rule: everyone })).rejects.toThrow(missing);
  await expect(explainSegment(stranger, { appId, rule: everyone })).rejects.toThrow(missing);
  await expect(segmentOverview(stranger, { appId, rule: everyone })).rejects.toThrow(missing);
  await expect(sampleMembers(stranger, { appId, rule: everyone })).rejects.toThrow(missing);
  await expect(
    overlapWith(stranger, { appId: foreignApp, rule: everyone, withId: id }),
  ).rejects.toThrow(missing);
  await expect(createSegment(ctx, { name: "X", appId: foreignApp, rule: male })).rejects.toThrow(
    missing,
  );
  expect(await groupFact(stranger, id)).toBeNull();
  expect((await listGroups(stranger, listInput.parse({}))).total).toBe(0);
  expect(await pickGroups(stranger, { appId })).toEqual([]);
  await updateGroupSettings(stranger, { smallGroupSize: 100, segmentsWaitADay: true });
  expect(await segmentById(ctx, { id })).toMatchObject({ name: "Men", state: "usable", size: 30 });
});

test("the list is searched, sorted and paged; computing and known groups are mine", async () => {
  await insertPeople(30, 10);
  await saved(male, "Beta 100%");
  await saved(german, "alpha");
  await createSegment(ctx, { name: "Gamma", appId, rule: male });
  const names = async (input: object) => (await list(input)).rows.map(({ name }) => name);
  expect(await names({})).toEqual(["alpha", "Beta 100%", "Gamma"]);
  expect(await names({ sort: "-size" })).toEqual(["alpha", "Beta 100%", "Gamma"]);
  expect(await names({ q: "100%" })).toEqual(["Beta 100%"]);
  expect(await names({ q: "_" })).toEqual([]);
  expect(await names({ appId: appId + 1 })).toEqual([]);
  expect((await list({})).rows[0]).toMatchObject({ definition: "Market == Germany", size: 40 });
});
