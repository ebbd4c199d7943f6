import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { reasonOf } from "@/db/enums";
import { customers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { startEngine } from "@/db/testing/engine";
import {
  type FarSide,
  insertCredentials,
  insertCrowd,
  insertDue,
  startFarSide,
  workerKeys,
} from "@/db/testing/sendable";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import type { Engine } from "./engine";
import { freezeNotification, type NotificationRef } from "./freeze";
import { workSlice } from "./slice/walk";

/** P-08: the frequency cap at the freeze and again when a slice starts; hold-out at the freeze. */

let database: TestDatabase;
let farSide: FarSide;
let running: ReturnType<typeof startEngine>;
let engine: Engine;
let ctx: Context;
let appId: number;

beforeAll(async () => {
  Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
  database = await testDatabase({ max: 10 });
  farSide = await startFarSide();
  running = startEngine(database, farSide);
  engine = running.engine;
});
afterAll(async () => {
  await running.close();
  await farSide.close();
  await database.close();
});

const devices = 12;

/** A cap of one in 30 minutes; the first three devices are one person's. */
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  const { publisherId } = ctx;
  appId = (await insertApp(ctx, { firstRegisteredAt: ctx.now })).id;
  await insertCredentials(ctx, appId);
  await insertCrowd(database.pool, { publisherId, appId, count: devices });
  const [person] = await database.db
    .insert(customers)
    .values({ publisherId, externalId: "ana" })
    .returning();
  await database.pool.query(
    `update registrations set customer_id = $2
     where publisher_id = $1 and install_id in ('install-1', 'install-2', 'install-3')`,
    [publisherId, person?.id],
  );
  await setCap(1, 30);
});

async function setCap(count: number | null, minutes: number | null): Promise<void> {
  await database.pool.query(
    "update publishers set frequency_cap_count = $2, frequency_cap_minutes = $3 where id = $1",
    [ctx.publisherId, count, minutes],
  );
}

async function sendOne(values: Parameters<typeof insertDue>[2] = {}): Promise<NotificationRef> {
  const ref = await insertDue(ctx, appId, values);
  await freezeNotification(database.db, ref);
  await work(ref);
  return ref;
}

async function work({ publisherId, notificationId }: NotificationRef): Promise<void> {
  const { rows } = await database.pool.query<{ id: number }>(
    "select id from slices where publisher_id = $1 and notification_id = $2 and status <> 'done'",
    [publisherId, notificationId],
  );
  for (const { id } of rows) await workSlice(engine, { publisherId, sliceId: id });
}

/** population = frozen + Σ reasons, and what became of the frozen. */
async function ledger({ publisherId, notificationId }: NotificationRef) {
  const values = [publisherId, notificationId];
  const { rows: frozen } = await database.pool.query(
    "select population::int, frozen_count::int, status from notifications where publisher_id = $1 and id = $2",
    values,
  );
  const { rows: out } = await database.pool.query<{ reason: number; count: number }>(
    `select reason, sum(count)::int as count from exclusions
     where publisher_id = $1 and notification_id = $2 group by 1`,
    values,
  );
  const { rows: ends } = await database.pool.query<{ reason: number; count: number }>(
    `select reason, count(*)::int as count from deliveries
     where publisher_id = $1 and notification_id = $2 group by 1`,
    values,
  );
  const named = (rows: { reason: number; count: number }[]) =>
    Object.fromEntries(rows.map(({ reason, count }) => [reasonOf(reason), count]));
  const [row] = frozen;
  expect(row.population).toBe(row.frozen_count + out.reduce((sum, { count }) => sum + count, 0));
  return { ...row, out: named(out), ends: named(ends) };
}

test("who just had one falls out of the next at the freeze (P-08)", async () => {
  const first = await sendOne();
  expect(await ledger(first)).toMatchObject({ frozen_count: 12, ends: { none: 12 } });
  const second = await sendOne();
  expect(await ledger(second)).toMatchObject({
    population: 12,
    frozen_count: 0,
    out: { frequency_cap: 12 },
    status: "sending",
  });
});

test("the cap is per person: a notification on one device counts for all of them", async () => {
  const { publisherId } = ctx;
  const first = await sendOne();
  await database.pool.query(
    `delete from deliveries d using registrations r
     where d.publisher_id = $1 and d.notification_id = $2 and r.publisher_id = $1
       and r.id = d.registration_id and r.install_id <> 'install-2'`,
    [publisherId, first.notificationId],
  );
  const second = await sendOne();
  expect(await ledger(second)).toMatchObject({
    out: { frequency_cap: 3 },
    ends: { none: 9 },
    status: "completed",
  });
});

test("one device just had it and another of the same person gets it later: the person had one", async () => {
  const first = await sendOne();
  await database.pool.query(
    `update deliveries d set at = now() + interval '2 hours' from registrations r
     where d.notification_id = $1 and r.publisher_id = d.publisher_id
       and r.id = d.registration_id and r.install_id = 'install-2'`,
    [first.notificationId],
  );
  expect(await ledger(await sendOne())).toMatchObject({ out: { frequency_cap: 12 } });
});

test("the window rolls: what is older than it does not count", async () => {
  const first = await sendOne();
  await database.pool.query(
    "update deliveries set at = now() - interval '31 minutes' where notification_id = $1",
    [first.notificationId],
  );
  await database.pool.query(
    "update notifications set finished_at = now() - interval '31 minutes' where id = $1",
    [first.notificationId],
  );
  expect(await ledger(await sendOne())).toMatchObject({ out: {}, ends: { none: 12 } });
});

test("a cap of two lets the second through and holds the third back", async () => {
  await setCap(2, 60);
  expect(await ledger(await sendOne())).toMatchObject({ ends: { none: 12 } });
  expect(await ledger(await sendOne())).toMatchObject({ ends: { none: 12 } });
  expect(await ledger(await sendOne())).toMatchObject({ out: { frequency_cap: 12 } });
});

test("two that are due at once: the second freeze sees what the first one will send", async () => {
  const [one, two] = [await insertDue(ctx, appId), await insertDue(ctx, appId)];
  const frozen = await Promise.all([one, two].map((ref) => freezeNotification(database.db, ref)));
  expect(frozen.map((result) => result?.frozen).sort()).toEqual([0, 12]);
});

test("the cap is looked at again when the slice starts, and the sum still holds", async () => {
  await setCap(null, null);
  const later = await insertDue(ctx, appId);
  await freezeNotification(database.db, later);
  await sendOne();
  await setCap(1, 30);
  await work(later);
  expect(await ledger(later)).toMatchObject({
    frozen_count: 12,
    out: {},
    ends: { frequency_cap: 12 },
    status: "completed",
  });
});

test("without a cap nobody is held back, and connector pushes are never", async () => {
  await setCap(null, null);
  await sendOne();
  expect(await ledger(await sendOne())).toMatchObject({ ends: { none: 12 } });
  await setCap(1, 30);
  const push = await insertDue(ctx, appId, { priority: -10 });
  await setCap(null, null);
  await freezeNotification(database.db, push);
  await setCap(1, 30);
  await work(push);
  expect(await ledger(push)).toMatchObject({ ends: { none: 12 } });
});

test("connector pushes do not count", async () => {
  await sendOne({ priority: -10 });
  expect(await ledger(await sendOne())).toMatchObject({ ends: { none: 12 } });
});

test("the hold-out keeps the same people out, all their devices, and others for another notification", async () => {
  await setCap(null, null);
  await insertCrowdMore(2_000);
  const held = async () => {
    const ref = await insertDue(ctx, appId, { holdOutPercent: 20 });
    await freezeNotification(database.db, ref);
    const { rows } = await database.pool.query<{ id: number; customer_id: number | null }>(
      `select r.id, r.customer_id from exclusions e cross join unnest(e.registration_ids) i (id)
       join registrations r on r.publisher_id = e.publisher_id and r.id = i.id
       where e.publisher_id = $1 and e.notification_id = $2 and e.reason = 10`,
      [ctx.publisherId, ref.notificationId],
    );
    return rows;
  };
  const [first, second] = [await held(), await held()];
  for (const rows of [first, second]) {
    expect(rows.length).toBeGreaterThan(320);
    expect(rows.length).toBeLessThan(480);
    expect([0, 3]).toContain(rows.filter(({ customer_id }) => customer_id !== null).length);
  }
  const known = new Set(first.map(({ id }) => id));
  const both = second.filter(({ id }) => known.has(id)).length;
  // A fifth of a fifth, were they drawn afresh.
  expect(both).toBeLessThan(140);
});

async function insertCrowdMore(count: number): Promise<void> {
  await database.pool.query(
    "delete from registrations where publisher_id = $1 and customer_id is null",
    [ctx.publisherId],
  );
  await database.pool.query(
    "update registrations set install_id = 'own-' || install_id where publisher_id = $1",
    [ctx.publisherId],
  );
  const { id } = await insertApp(ctx, { firstRegisteredAt: ctx.now });
  await insertCrowd(database.pool, { publisherId: ctx.publisherId, appId: id, count });
  await database.pool.query(
    "update registrations set app_id = $3 where publisher_id = $1 and app_id = $2",
    [ctx.publisherId, id, appId],
  );
}
