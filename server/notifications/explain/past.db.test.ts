import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appCustomers, customers, devices, registrations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertDue } from "@/db/testing/sendable";
import { insertApp, insertPublisher, insertRegistration } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { freezeNotification } from "@/server/delivery/freeze";
import { createSegment, updateSegment } from "@/server/groups/commands";
import type { Rule } from "@/server/groups/grammar";
import { createKnownGroup } from "@/server/groups/known/commands";
import { runSnapshot } from "@/server/groups/tasks";
import { explainNotification } from "./explain";

/** Why? reads what was, not what is. */

let database: TestDatabase;
let ctx: Context;
let appId: number;
beforeAll(async () => {
  database = await testDatabase();
  ctx = { ...(await insertPublisher(database.db)), now: new Date() };
  await database.pool.query("update publishers set small_group_size = 1");
  appId = (await insertApp(ctx, { firstRegisteredAt: ctx.now })).id;
});
afterAll(() => database.close());

async function person(name: string, values: Partial<typeof appCustomers.$inferInsert>) {
  const { publisherId } = ctx;
  const [customer] = await database.db
    .insert(customers)
    .values({ publisherId, externalId: name, email: `${name}@example.com` })
    .returning();
  const customerId = customer?.id ?? 0;
  await database.db.insert(appCustomers).values({ publisherId, appId, customerId, ...values });
  const { id } = await insertRegistration(ctx, appId, { customerId, language: "de-DE" });
  return { customerId, registrationId: id };
}

const rule: Rule = {
  filters: [
    [{ attribute: "gender", operator: "is", values: ["male"] }],
    [
      { attribute: "age_group", operator: "is", values: ["18-24"] },
      { attribute: "sessions_30d", operator: "more_than", values: [5] },
    ],
  ],
};

async function sentTo(customerGroupId: number, filters: null | { languages: string[] } = null) {
  const audience = {
    mode: "single" as const,
    appIds: [appId],
    reach: "all" as const,
    customerGroupId,
    filters: filters && { ...filters, timeZones: [] },
  };
  const ref = await insertDue(ctx, appId, { audience });
  await freezeNotification(database.db, ref);
  return (q: string) => explainNotification(ctx, { id: ref.notificationId, q });
}

test("the conditions, the values and the rule's version are those of the freeze", async () => {
  await person("raj", { gender: 2, sessions30d: 9 });
  const { customerId, registrationId } = await person("tom", {
    gender: 1,
    sessions30d: 3,
    ageGroup: 2,
  });
  const { id } = await createSegment(ctx, { name: "Men", appId, rule });
  await runSnapshot(database.db, { publisherId: ctx.publisherId, groupId: id }, new Date());
  const why = await sentTo(id, { languages: ["de"] });

  // Everything is otherwise now: the person, the device, the rule.
  const changed = { gender: 2, sessions30d: 40, ageGroup: 5 };
  await database.db
    .update(appCustomers)
    .set(changed)
    .where(eq(appCustomers.customerId, customerId));
  await database.db
    .update(registrations)
    .set({ language: "fr-FR", status: "gone" })
    .where(eq(registrations.id, registrationId));
  await updateSegment(ctx, { id, name: "Everybody", rule: { filters: [] }, ruleVersion: 1 });
  await runSnapshot(database.db, { publisherId: ctx.publisherId, groupId: id }, new Date());

  const [one] = (await why("tom")).explanations;
  expect(one).toMatchObject({ verdict: "held_back", reason: "not_in_group" });
  const group = one?.checks.find(({ key }) => key === "group");
  expect(group?.state).toBe("deciding");
  expect(group?.detail[0]).toContain("version 1 of its rule");
  expect(group?.filters).toEqual([
    [{ text: "Gender == Male", isMet: false, value: "Female" }],
    [
      { text: "Age group == 18 to 24", isMet: null, value: null },
      { text: "Sessions in 30 days > 5", isMet: false, value: 3 },
    ],
  ]);
  const [raj] = (await why("raj")).explanations;
  expect(raj?.checks.find(({ key }) => key === "group")?.filters?.[0]?.[0]?.isMet).toBe(true);
  expect(raj?.checks.find(({ key }) => key === "filters")?.detail).toEqual([
    "de-DE, Europe/Berlin; chosen: de",
  ]);
});

test("the language that decided is the one the device had", async () => {
  const { registrationId } = await person("ines", { gender: 2, sessions30d: 9 });
  const { id } = await createKnownGroup(ctx, { name: "Testers", emails: ["ines@example.com"] });
  const why = await sentTo(id, { languages: ["fr"] });
  await database.db
    .update(registrations)
    .set({ language: "fr-FR" })
    .where(eq(registrations.id, registrationId));
  const [one] = (await why("ines")).explanations;
  expect(one).toMatchObject({ verdict: "held_back", reason: "language_filter" });
  const filters = one?.checks.find(({ key }) => key === "filters");
  expect(filters).toMatchObject({
    state: "deciding",
    detail: ["de-DE, Europe/Berlin; chosen: fr"],
  });
  expect(one?.checks.find(({ key }) => key === "group")?.detail[0]).toContain("names this address");
});

test("a renewal that changes nothing keeps no version; use counts once a day", async () => {
  const { customerId, registrationId } = await person("uma", {
    lastUsedAt: new Date("2026-11-20T10:00:00Z"),
  });
  const versions = async () => {
    const { rows } = await database.pool.query(
      `select (select count(*) from app_customer_versions where customer_id = $1)
        + (select count(*) from registration_versions where registration_id = $2) as n`,
      [customerId, registrationId],
    );
    return Number(rows[0].n);
  };
  const use = (lastUsedAt: string) =>
    database.db
      .update(appCustomers)
      .set({ lastUsedAt: new Date(lastUsedAt) })
      .where(eq(appCustomers.customerId, customerId));
  await database.db
    .update(registrations)
    .set({ lastActiveAt: new Date(), language: "de-DE" })
    .where(eq(registrations.id, registrationId));
  await use("2026-11-20T18:00:00Z");
  expect(await versions()).toBe(0);
  await use("2026-11-21T00:00:00Z");
  expect(await versions()).toBe(1);
});

test("several apps: which app was used later is named", async () => {
  const other = (await insertApp(ctx, { name: "Contoso Golf" })).id;
  const { customerId, registrationId } = await person("zoe", {});
  const [device] = await database.db
    .insert(devices)
    .values({ publisherId: ctx.publisherId, deviceKey: "d:zoes-pc" })
    .returning();
  const deviceId = device?.id;
  const lastActiveAt = new Date("2026-11-19T10:00:00Z");
  await database.db
    .update(registrations)
    .set({ deviceId, lastActiveAt })
    .where(eq(registrations.id, registrationId));
  const later = new Date("2026-11-20T10:00:00Z");
  await insertRegistration(ctx, other, { customerId, deviceId, lastActiveAt: later });
  const audience = {
    mode: "multiple" as const,
    appIds: [appId, other],
    reach: "last_active" as const,
    customerGroupId: null,
    filters: null,
  };
  const ref = await insertDue(ctx, appId, { audience });
  const why = async () =>
    (await explainNotification(ctx, { id: ref.notificationId, q: "zoes-pc" })).explanations;
  const before = await why();
  expect(before.map(({ verdict }) => verdict)).toEqual(["would_hold_back", "would_send"]);
  await freezeNotification(database.db, ref);
  const [held, sent] = await why();
  expect(held).toMatchObject({ verdict: "held_back", reason: "other_app_more_recent" });
  expect(held?.checks.find(({ state }) => state === "deciding")?.detail).toEqual([
    "Contoso Golf was used later, ",
    later,
  ]);
  expect(sent?.verdict).toBe("queued");
});
