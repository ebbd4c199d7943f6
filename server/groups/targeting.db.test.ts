import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appCustomers, customerGroups, customers, exclusions, slices } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertDue } from "@/db/testing/sendable";
import { insertApp, insertPublisher, insertRegistration } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { freezeNotification } from "@/server/delivery/freeze";
import { countAudience } from "@/server/notifications/audience-count";
import { draftFacts, requireNotification } from "@/server/notifications/queries";
import { checkDraft } from "@/server/notifications/rules";
import { createSegment, updateSegment } from "./commands";
import type { Rule } from "./grammar";
import { createKnownGroup, updateKnownGroup } from "./known/commands";
import { runSnapshot } from "./tasks";

/** Groups as notifications use them: P-22, S-05, one reason for everyone. */

let database: TestDatabase;
let ctx: Context;
let appId: number;
const registrationOf = new Map<string, number>();

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  await database.pool.query("update publishers set small_group_size = 2 where id = $1", [
    ctx.publisherId,
  ]);
  appId = (await insertApp(ctx, { firstRegisteredAt: ctx.now, latestVersionKey: 9 })).id;
  registrationOf.clear();
  for (const [name, gender] of [
    ["tom", 2],
    ["raj", 2],
    ["ana", 1],
  ] as const) {
    const [row] = await database.db
      .insert(customers)
      .values({ publisherId: ctx.publisherId, externalId: name, email: `${name}@example.com` })
      .returning();
    const customerId = row?.id ?? 0;
    const { publisherId } = ctx;
    await database.db.insert(appCustomers).values({ publisherId, appId, customerId, gender });
    registrationOf.set(name, (await insertRegistration(ctx, appId, { customerId })).id);
  }
  registrationOf.set("nobody", (await insertRegistration(ctx, appId)).id);
});

const male: Rule = { filters: [[{ attribute: "gender", operator: "is", values: ["male"] }]] };
const female: Rule = { filters: [[{ attribute: "gender", operator: "is", values: ["female"] }]] };

const audienceOf = (customerGroupId: number | null, appIds = [appId]) => ({
  mode: appIds.length > 1 ? ("multiple" as const) : ("single" as const),
  appIds,
  reach: "all" as const,
  customerGroupId,
  filters: null,
});

async function segment(rule: Rule): Promise<number> {
  const { id } = await createSegment(ctx, { name: "Men", appId, rule });
  await runSnapshot(database.db, { publisherId: ctx.publisherId, groupId: id }, ctx.now);
  return id;
}

/** Names by what became of them at the freeze. */
async function frozen(groupId: number) {
  const ref = await insertDue(ctx, appId, { audience: audienceOf(groupId) });
  const result = await freezeNotification(database.db, ref);
  expect(result?.population).toBe(4);
  const nameOf = new Map([...registrationOf].map(([name, id]) => [id, name]));
  const sent = await database.db
    .select()
    .from(slices)
    .where(eq(slices.notificationId, ref.notificationId));
  const out = await database.db
    .select()
    .from(exclusions)
    .where(eq(exclusions.notificationId, ref.notificationId));
  return {
    sent: sent.flatMap((row) => row.registrationIds.map((id) => nameOf.get(Number(id)))).sort(),
    notInGroup: out
      .filter(({ reason }) => reason === 1)
      .flatMap((row) => row.registrationIds.map((id) => nameOf.get(Number(id))))
      .sort(),
  };
}

test("P-22: a segment's members get it, everybody else falls out as not in the group", async () => {
  const groupId = await segment(male);
  const input = { audience: audienceOf(groupId), template: "blank-toast" as const };
  expect(await countAudience(ctx, input)).toMatchObject({
    population: 4,
    frozen: 2,
    people: 2,
    byReason: [{ reason: "not_in_group", count: 2 }],
  });
  expect(await frozen(groupId)).toEqual({ sent: ["raj", "tom"], notInGroup: ["ana", "nobody"] });
});

test("S-19: who joins after the snapshot is not in it, who leaves still is", async () => {
  const groupId = await segment(male);
  await database.pool.query(
    "update app_customers set gender = 3 - gender where publisher_id = $1",
    [ctx.publisherId],
  );
  expect((await frozen(groupId)).sent).toEqual(["raj", "tom"]);
});

test("a rule changed after the last snapshot is computed before the freeze uses it", async () => {
  const groupId = await segment(female);
  await updateSegment(ctx, { id: groupId, name: "Men", rule: male, ruleVersion: 1 });
  expect((await frozen(groupId)).sent).toEqual(["raj", "tom"]);
});

test("S-16: a segment that became too small reaches nobody", async () => {
  const groupId = await segment(female);
  const result = await frozen(groupId);
  expect(result).toEqual({ sent: [], notInGroup: ["ana", "nobody", "raj", "tom"] });
});

test("S-05: a known user group is the customers with these addresses, at once after an edit (S-04)", async () => {
  const { id } = await createKnownGroup(ctx, {
    name: "Testers",
    emails: ["TOM@example.com", "stranger@example.com"],
  });
  expect((await frozen(id)).sent).toEqual(["tom"]);
  await updateKnownGroup(ctx, { id, emails: ["ana@example.com", "raj@example.com"] });
  expect((await frozen(id)).sent).toEqual(["ana", "raj"]);
});

test("P-17: with several apps the group takes no part in who gets it", async () => {
  const groupId = await segment(male);
  const other = (await insertApp(ctx)).id;
  const audience = audienceOf(groupId, [appId, other]);
  expect((await countAudience(ctx, { audience, template: "blank-toast" })).frozen).toBe(4);
});

test("a group of another publisher has no members here", async () => {
  const groupId = await segment(male);
  const stranger = await insertPublisher(database.db);
  const theirApp = (await insertApp(stranger)).id;
  await insertRegistration(stranger, theirApp);
  const audience = audienceOf(groupId, [theirApp]);
  expect(await countAudience(stranger, { audience, template: "blank-toast" })).toMatchObject({
    population: 1,
    frozen: 0,
  });
});

async function codesFor(groupId: number, template = "rate" as const, appIds = [appId]) {
  const ref = await insertDue(ctx, appId, {
    template,
    status: "draft",
    audience: audienceOf(groupId, appIds),
    schedule: {
      immediately: true,
      date: null,
      time: null,
      zone: "utc",
      whenPassed: "send_now",
      neverExpires: true,
      expiryDate: null,
      expiryTime: null,
      repeat: null,
    },
  });
  const row = await requireNotification(ctx, ref.notificationId);
  const facts = await draftFacts(ctx, row);
  const draft = { audience: row.audience, schedule: row.schedule, content: row.content };
  const { errors } = checkDraft({ ...row, ...draft } as never, facts);
  return errors.map(({ code }) => code).filter((code) => code.startsWith("group."));
}

test("H.5: Send is refused for a group that is small, of another app or gone", async () => {
  expect(await codesFor(await segment(male))).toEqual([]);
  expect(await codesFor(await segment(female))).toEqual(["group.inactive"]);
  const other = (await insertApp(ctx)).id;
  const { id } = await createSegment(ctx, { name: "Other", appId: other, rule: male });
  expect(await codesFor(id)).toEqual(["group.app"]);
  expect(await codesFor(id + 1_000)).toEqual(["group.unknown"]);
  const stranger = await insertPublisher(database.db);
  const foreign = await createKnownGroup(stranger, { name: "T", emails: ["a@example.com"] });
  expect(await codesFor(foreign.id)).toEqual(["group.unknown"]);
  await database.db.delete(customerGroups).where(eq(customerGroups.id, id));
  expect(await codesFor(id)).toEqual(["group.unknown"]);
});
