import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  appCustomers,
  auditEvents,
  customers,
  deliveries,
  devices,
  registrations,
} from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import {
  insertApp,
  insertNotification,
  insertPublisher,
  insertRegistration,
} from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { createKnownGroup } from "@/server/groups/known/commands";
import { noteAcquisition, notePurchase, noteRating, noteUsage } from "./events";
import { listPeople } from "./find";
import { personById } from "./overview";
import { exportPerson, removePerson } from "./person";

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

const externalId = "tom";
const rowOf = async () =>
  (await database.db.select().from(appCustomers).where(eq(appCustomers.appId, appId)))[0];

test("purchases add up, also for somebody new; ratings, use and acquisitions replace", async () => {
  await notePurchase(ctx, { externalId, appId, amountCents: 500, isAddOn: false });
  await notePurchase(ctx, { externalId, appId, amountCents: 250, isAddOn: true });
  await noteRating(ctx, { externalId, appId, stars: 2 });
  await noteRating(ctx, { externalId, appId, stars: 5 });
  await noteUsage(ctx, { externalId, appId, sessions30d: 4 });
  await noteUsage(ctx, { externalId, appId, at: "2026-01-01T00:00:00.000Z" });
  await noteAcquisition(ctx, { externalId, appId, acquisitionType: "trial", campaignId: "spring" });
  expect(await rowOf()).toMatchObject({
    hasPurchased: true,
    storeSpendCents: 750,
    appSpendCents: 750,
    storeAcquisitions: 2,
    addOnAcquiredAt: ctx.now,
    rating: 5,
    sessions30d: 4,
    lastUsedAt: ctx.now,
    acquiredAt: ctx.now,
    acquisitionType: 2,
    campaignId: "spring",
  });
});

test("a sum never grows beyond its column", async () => {
  for (const _ of [1, 2]) {
    await notePurchase(ctx, { externalId, appId, amountCents: 2_000_000_000, isAddOn: false });
  }
  expect((await rowOf())?.storeSpendCents).toBe(2_000_000_000);
});

async function insertTom() {
  const { publisherId } = ctx;
  const [customer] = await database.db
    .insert(customers)
    .values({ publisherId, externalId, email: "tom@example.com" })
    .returning();
  const [device] = await database.db
    .insert(devices)
    .values({ publisherId, deviceKey: "toms-pc" })
    .returning();
  const customerId = customer?.id ?? 0;
  await database.db.insert(appCustomers).values({ publisherId, appId, customerId, rating: 3 });
  const ids = { customerId, deviceId: device?.id };
  return { ...ids, registration: await insertRegistration(ctx, appId, ids) };
}

test("one person is exported with everything but keys", async () => {
  const { registration } = await insertTom();
  const text = JSON.stringify(await exportPerson(ctx, { externalId }));
  for (const part of ["tom@example.com", "toms-pc", '"rating":3', registration.installId]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain(registration.channel);
  expect(text).not.toContain("secret");
  const events = await database.db.select().from(auditEvents);
  expect(events.map(({ action }) => action)).toContain("customer.exported");
});

test("a person is found by id, e-mail, device or installation, and by how they begin", async () => {
  const { customerId, registration } = await insertTom();
  for (const q of ["tom", "TOM@example.com", "to", "tom@ex", registration.installId, ""]) {
    const { people } = await listPeople(ctx, { q });
    expect(people, q).toMatchObject([
      { id: customerId, externalId, apps: ["Contoso Chess"], devices: 1 },
    ]);
  }
  expect((await listPeople(ctx, { q: "nobody" })).people).toEqual([]);
});

test("a person's page has apps, devices, lists and outcomes, and no age", async () => {
  const { customerId, registration } = await insertTom();
  await createKnownGroup(ctx, { name: "Testers", emails: ["tom@example.com"] });
  const { id: notificationId } = await insertNotification(ctx, { name: "Evening puzzle" });
  const common = { publisherId: ctx.publisherId, notificationId, appId, at: ctx.now };
  const rest = { status: 3, reason: 112, providerStatus: 503, attempts: 5, language: "en-US" };
  await database.db
    .insert(deliveries)
    .values({ ...common, ...rest, registrationId: registration.id });
  const person = await personById(ctx, { id: customerId });
  expect(person).toMatchObject({
    externalId,
    email: "tom@example.com",
    apps: [{ name: "Contoso Chess", rating: 3 }],
    installations: [{ installId: registration.installId, status: "live" }],
    groups: [{ name: "Testers" }],
    received: [{ name: "Evening puzzle", status: "failed", reason: "provider_unavailable" }],
  });
  expect(JSON.stringify(person)).not.toMatch(/ageGroup/i);
});

test("one person is removed everywhere; the installation stays as a number that gets nothing", async () => {
  const { registration } = await insertTom();
  expect(await removePerson(ctx, { externalId })).toEqual({ devices: 1 });
  expect(await rowOf()).toBeUndefined();
  expect(await database.db.$count(devices, eq(devices.publisherId, ctx.publisherId))).toBe(0);
  const [left] = await database.db
    .select()
    .from(registrations)
    .where(eq(registrations.id, registration.id));
  expect(left).toMatchObject({ status: "gone", channel: "", customerId: null, channelHash: null });
  expect(left?.installId).not.toContain(registration.installId);
  await expect(exportPerson(ctx, { externalId })).rejects.toThrow("There is no such customer.");
  const { rows } = await database.pool.query(
    "select from registration_versions where publisher_id = $1 union all select from app_customer_versions where publisher_id = $1",
    [ctx.publisherId],
  );
  expect(rows).toEqual([]);
  const events = JSON.stringify(await database.db.select().from(auditEvents));
  expect(events).toContain("customer.removed");
  expect(events).not.toMatch(/"tom|tom@/);
});

test("the connector's directory and recipients name a person no more, and were in the export", async () => {
  await insertTom();
  const { publisherId } = ctx;
  const { id: appOfPush } = await insertApp(ctx);
  await database.pool.query(
    `with link as (
       insert into connections (publisher_id, app_id, public_id, name, created_by)
       values ($1, $2, 'con_removed', 'Shop', 'test') returning id),
     push as (
       insert into pushes (publisher_id, public_id, connection_id, source, message, opens_app, params, created_at, created_by)
       select $1, 'psh_removed', id, 'api', 'Hello', false, '{}', now(), 'test' from link returning id),
     people as (
       insert into directory_people (publisher_id, name, email)
       values ($1, 'Tom Smith', 'tom@example.com'), ($1, 'Ann', 'ann@example.com'))
     insert into push_recipients (publisher_id, push_id, position, recipient, kind, name)
     select $1, id, n, (array['Tom@Example.com', 'ann@example.com', 'tom'])[n], 'person', 'Somebody' || n
     from push, generate_series(1, 3) n`,
    [publisherId, appOfPush],
  );
  expect(await exportPerson(ctx, { externalId })).toMatchObject({
    directory: [{ name: "Tom Smith" }],
    pushRecipients: [{ recipient: "Tom@Example.com" }, { recipient: "tom" }],
  });
  await removePerson(ctx, { externalId });
  const { rows } = await database.pool.query(
    "select recipient, name from push_recipients where publisher_id = $1 order by position",
    [publisherId],
  );
  expect(rows).toEqual([
    { recipient: "removed", name: null },
    { recipient: "ann@example.com", name: "Somebody2" },
    { recipient: "removed", name: null },
  ]);
  const left = await database.pool.query(
    "select name from directory_people where publisher_id = $1",
    [publisherId],
  );
  expect(left.rows).toEqual([{ name: "Ann" }]);
});

test("the wall between publishers: a foreign person is a missing one", async () => {
  const { customerId } = await insertTom();
  const stranger = await insertPublisher(database.db);
  await expect(exportPerson(stranger, { externalId })).rejects.toThrow("no such customer");
  await expect(removePerson(stranger, { externalId })).rejects.toThrow("no such customer");
  await expect(personById(stranger, { id: customerId })).rejects.toThrow("no such customer");
  for (const q of ["tom", "tom@example.com", "t", "toms-pc", ""]) {
    expect((await listPeople(stranger, { q })).people).toEqual([]);
  }
  await expect(noteRating(stranger, { externalId, appId, stars: 1 })).rejects.toThrow(
    "no such app",
  );
  expect((await rowOf())?.rating).toBe(3);
});
