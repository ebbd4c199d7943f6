import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deliveryStatusCodes, reasonCodes } from "@/db/enums";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { startEngine } from "@/db/testing/engine";
import {
  type FarSide,
  insertDue,
  insertSendable,
  packageSid,
  startFarSide,
  workerKeys,
} from "@/db/testing/sendable";
import { emulatorChannel } from "@/emulators/wns/channel";
import type { Engine } from "@/server/delivery/engine";
import { freezeNotification, type NotificationRef } from "@/server/delivery/freeze";
import { workSlice } from "@/server/delivery/slice/walk";

/** Channels of another app among an audience (decision 0120). */

let database: TestDatabase;
let farSide: FarSide;
let running: ReturnType<typeof startEngine>;
let engine: Engine;

beforeAll(async () => {
  Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
  database = await testDatabase({ max: 10 });
  farSide = await startFarSide();
});
beforeEach(() => {
  running = startEngine(database, farSide, 1_000);
  engine = running.engine;
  return async () => {
    await running.close();
  };
});
afterAll(async () => {
  await farSide.close();
  await database.close();
});

async function workAll({ publisherId, notificationId }: NotificationRef): Promise<void> {
  const { rows } = await database.pool.query(
    `select id from slices where publisher_id = $1 and notification_id = $2 and status <> 'done' order by id`,
    [publisherId, notificationId],
  );
  for (const { id } of rows) await workSlice(engine, { publisherId, sliceId: id });
}

async function outcomes({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    `select status, reason, count(*)::int as count from deliveries
     where publisher_id = $1 and notification_id = $2 group by 1, 2 order by 1, 2`,
    [publisherId, notificationId],
  );
  return rows;
}

async function notification({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    "select * from notifications where publisher_id = $1 and id = $2",
    [publisherId, notificationId],
  );
  return rows[0];
}

async function resume(ref: NotificationRef): Promise<void> {
  await database.pool.query(
    "update notifications set status = 'sending' where publisher_id = $1 and id = $2",
    [ref.publisherId, ref.notificationId],
  );
}

/** Their channels are another app's, as anybody can register them who has the public app key. */
async function makeForeign(publisherId: number, which: string): Promise<void> {
  const channel = `'https://cloud.notify.windows.com/?token=' || replace(replace(replace(replace(encode(
    '\\xfbfffe'::bytea || convert_to('ok|' || id || '|ms-app://s-1-15-2-9-9-9-9', 'UTF8'), 'base64'),
    E'\\n', ''), '+', '%2b'), '/', '%2f'), '=', '%3d')`;
  await database.pool.query(
    `update registrations set channel = ${channel} where publisher_id = $1 and ${which}`,
    [publisherId],
  );
}

const { sent, failed } = deliveryStatusCodes;
const none = reasonCodes.none;

test("one foreign channel among 200 fails alone: nothing halts, whoever registered it stops nobody", async () => {
  const { ref, ctx } = await insertSendable(database, { devices: 200 });
  await makeForeign(ctx.publisherId, "install_id = 'install-1'");
  await freezeNotification(database.db, ref);
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([
    { status: sent, reason: none, count: 199 },
    { status: failed, reason: reasonCodes.provider_wrong_app, count: 1 },
  ]);
  expect(await notification(ref)).toMatchObject({ status: "completed", pause_reason: null });
});

test("credentials of another app halt and fail nobody, also when their login is accepted", async () => {
  const { ref, ctx } = await insertSendable(database, { devices: 3 });
  await makeForeign(ctx.publisherId, "true");
  await freezeNotification(database.db, ref);
  await database.pool.query(
    "update app_credentials set state = 'accepted', state_at = now() where publisher_id = $1",
    [ctx.publisherId],
  );
  await workAll(ref);
  expect(await notification(ref)).toMatchObject({
    status: "paused",
    pause_reason: expect.stringContaining("belong to another app"),
  });
  expect(await outcomes(ref)).toEqual([]);
});

const credentials = (publisherId: number, values: string) =>
  database.pool.query(`update app_credentials set ${values} where publisher_id = ${publisherId}`);

/** As if their pause were over. */
async function workWaiting(ref: NotificationRef): Promise<void> {
  await database.pool.query(
    "update slices set due_at = now() where publisher_id = $1 and notification_id = $2",
    [ref.publisherId, ref.notificationId],
  );
  await workAll(ref);
}

test("any number of foreign channels waits for a push to prove the credentials, then fails alone", async () => {
  const { ref, ctx, appId } = await insertSendable(database, { devices: 60 });
  await makeForeign(ctx.publisherId, "true");
  await credentials(ctx.publisherId, "state = 'accepted', push_accepted_at = now()");
  await freezeNotification(database.db, ref);
  await workAll(ref);
  await workWaiting(ref);
  expect(await notification(ref)).toMatchObject({ status: "sending", pause_reason: null });
  expect(await outcomes(ref)).toEqual([]);

  // Somebody else's push, of whatever notification, is what settles it.
  const { rows } = await database.pool.query(
    "update registrations set channel = $2 where publisher_id = $1 and install_id = 'install-60' returning id",
    [ctx.publisherId, emulatorChannel({ packageSid: packageSid(appId), n: 60 })],
  );
  expect(rows).toHaveLength(1);
  const optOut = (which: string) =>
    database.pool.query(
      `update registrations set is_opted_out = ${which} where publisher_id = ${ctx.publisherId}`,
    );
  await optOut("install_id <> 'install-60'");
  const proof = await insertDue(ctx, appId);
  await freezeNotification(database.db, proof);
  await workAll(proof);
  await engine.close();
  expect(await outcomes(proof)).toEqual([{ status: sent, reason: none, count: 1 }]);
  await optOut("false");
  await workWaiting(ref);
  expect(await outcomes(ref)).toEqual([
    { status: sent, reason: none, count: 1 },
    { status: failed, reason: reasonCodes.provider_wrong_app, count: 59 },
  ]);
  expect(await notification(ref)).toMatchObject({ status: "completed" });
});

test("credentials that stop working in the middle halt after a minute of doubt, and nobody has failed", async () => {
  const { ref, ctx } = await insertSendable(database, { devices: 60 });
  await makeForeign(ctx.publisherId, "true");
  await credentials(ctx.publisherId, "state = 'accepted', push_accepted_at = now()");
  await freezeNotification(database.db, ref);
  await workAll(ref);
  await credentials(ctx.publisherId, "doubted_at = doubted_at - interval '61 seconds'");
  await workWaiting(ref);
  expect(await notification(ref)).toMatchObject({
    status: "paused",
    pause_reason: expect.stringContaining("belong to another app"),
  });
  expect(await outcomes(ref)).toEqual([]);
});

test("channels held by a halt are judged alone once another push proves the credentials", async () => {
  const { ref, ctx, appId } = await insertSendable(database, { devices: 26 });
  await makeForeign(ctx.publisherId, "install_id <> 'install-26'");
  const optOut = (which: string) =>
    database.pool.query(
      `update registrations set is_opted_out = ${which} where publisher_id = ${ctx.publisherId}`,
    );
  await optOut("install_id = 'install-26'");
  await freezeNotification(database.db, ref);
  await workAll(ref);
  expect(await notification(ref)).toMatchObject({ status: "paused" });
  await resume(ref);
  await workAll(ref);
  expect(await notification(ref)).toMatchObject({ status: "paused" });
  expect(await outcomes(ref)).toEqual([]);
  await optOut("install_id <> 'install-26'");
  const proof = await insertDue(ctx, appId);
  await freezeNotification(database.db, proof);
  await workAll(proof);
  await engine.close();
  await optOut("false");
  await resume(ref);
  await workAll(ref);
  expect(await outcomes(ref)).toEqual([
    { status: failed, reason: reasonCodes.provider_wrong_app, count: 25 },
  ]);
});
