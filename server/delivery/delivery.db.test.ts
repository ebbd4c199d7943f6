import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deliveryStatusCodes, reasonCodes } from "@/db/enums";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { type FarSide, insertSendable, startFarSide, workerKeys } from "@/db/testing/sendable";
import { createSender, type Sender } from "@/server/providers/send";
import { Engine, engineDefaults } from "./engine";
import { freezeNotification, type NotificationRef } from "./freeze";
import { workSlice } from "./slice/walk";

let database: TestDatabase;
let farSide: FarSide;
let sender: Sender;
let engine: Engine;

beforeAll(async () => {
  Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
  database = await testDatabase({ max: 10 });
  farSide = await startFarSide();
});
beforeEach(async () => {
  await farSide.call("DELETE", "requests");
  await farSide.setFaults([]);
  sender = createSender({ reroute: { host: "127.0.0.1", port: farSide.port }, deadlineMs: 1_000 });
  engine = new Engine({
    ...engineDefaults,
    connection: { db: database.db, pool: database.pool, close: async () => undefined },
    sender,
    owner: `test-${Math.random().toString(36).slice(2)}`,
    shard: 0,
  });
  return async () => {
    await engine.close();
    await sender.close();
  };
});
afterAll(async () => {
  await farSide.close();
  await database.close();
});

async function openSlices({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    `select id, due_at, attempt, status, length, recorded, intent, retry_reason from slices
     where publisher_id = $1 and notification_id = $2 and status <> 'done' order by id`,
    [publisherId, notificationId],
  );
  return rows;
}

/** Works on everything that is due, as jobs would. */
async function workAll(ref: NotificationRef): Promise<void> {
  for (const { id } of await openSlices(ref)) {
    await workSlice(engine, { publisherId: ref.publisherId, sliceId: id });
  }
}

async function outcomes({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query<{ status: number; reason: number; count: number }>(
    `select status, reason, count(*)::int as count from deliveries
     where publisher_id = $1 and notification_id = $2 group by 1, 2 order by 1, 2`,
    [publisherId, notificationId],
  );
  const { rows: counted } = await database.pool.query(
    `select status, reason, sum(count)::int as count from rollup
     where publisher_id = $1 and notification_id = $2 group by 1, 2 order by 1, 2`,
    [publisherId, notificationId],
  );
  expect(counted).toEqual(rows);
  return rows;
}

async function notification({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    "select * from notifications where publisher_id = $1 and id = $2",
    [publisherId, notificationId],
  );
  return rows[0];
}

test("a notification goes to everyone frozen, once, and is completed when recorded = frozen (P3)", async () => {
  const { ref } = await insertSendable(database, { devices: 2_345 });
  const frozen = await freezeNotification(database.db, ref);
  expect(frozen).toEqual({ population: 2_345, frozen: 2_345, slices: 3 });
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([
    { status: deliveryStatusCodes.sent, reason: reasonCodes.none, count: 2_345 },
  ]);
  expect(await notification(ref)).toMatchObject({ status: "completed", frozen_count: 2_345 });
  expect(await farSide.duplicates()).toMatchObject({ accepted: 2_345, duplicates: 0 });
});
