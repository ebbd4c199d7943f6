import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertDue } from "@/db/testing/sendable";
import { insertApp, insertPublisher, insertRegistration } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import {
  cancelNotification,
  pauseNotification,
  resumeNotification,
} from "@/server/notifications/commands";
import { emptySchedule, type Schedule } from "@/server/notifications/schema";
import { makeDueRun } from "@/server/notifications/series/runs";
import { freezeLeadMinutes, freezeNotification, type NotificationRef } from "./freeze";
import { tick } from "./scheduler";

/** Daily, weekly, monthly: every run is a notification of its own, and there is never a second one of a day. */

let database: TestDatabase;
let ctx: Context;
let appId: number;

beforeAll(async () => {
  process.env.HERALD_LOG = "error";
  database = await testDatabase({ max: 10 });
});
afterAll(() => database.close());
beforeEach(async () => {
  ctx = { ...(await insertPublisher(database.db)), now: new Date() };
  appId = (await insertApp(ctx, { firstRegisteredAt: ctx.now })).id;
  for (let n = 0; n < 5; n++) await insertRegistration(ctx, appId, { timeZone: "UTC" });
});

const day = 86_400_000;
const dateOf = (offset: number) => new Date(Date.now() + offset * day).toISOString().slice(0, 10);

/** Repeats daily at midnight UTC; its next run is that of `next` days from now. */
async function series(next: number, part: Partial<Schedule> = {}): Promise<NotificationRef> {
  const schedule: Schedule = {
    ...emptySchedule,
    immediately: false,
    date: dateOf(-10),
    time: "00:00",
    repeat: { every: "day", until: null },
    ...part,
  };
  return insertDue(ctx, appId, {
    schedule,
    occurrenceOn: dateOf(next),
    sendAt: new Date(`${dateOf(next)}T00:00:00Z`),
    holdOutPercent: 1,
  });
}

const makeRun = (ref: NotificationRef) => makeDueRun(database.db, ref, freezeLeadMinutes);

async function runsOf({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    `select id, name, status, occurrence_on::text as day, send_at, schedule, hold_out_percent, frozen_count::int
     from notifications where publisher_id = $1 and series_id = $2 order by occurrence_on`,
    [publisherId, notificationId],
  );
  return rows;
}

async function rowOf({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    "select status, occurrence_on::text as day, send_at, frozen_at from notifications where publisher_id = $1 and id = $2",
    [publisherId, notificationId],
  );
  return rows[0];
}

test("a due run becomes a notification of its own, and the series waits for the next day", async () => {
  const ref = await series(0);
  expect(await makeRun(ref)).toBe(true);
  const [run] = await runsOf(ref);
  expect(run).toMatchObject({
    day: dateOf(0),
    status: "scheduled",
    hold_out_percent: 1,
    schedule: { date: dateOf(0), time: "00:00", repeat: null },
    send_at: new Date(`${dateOf(0)}T00:00:00Z`),
  });
  expect(await rowOf(ref)).toMatchObject({ status: "scheduled", day: dateOf(1), frozen_at: null });
  const own = { publisherId: ref.publisherId, notificationId: Number(run.id) };
  expect(await freezeNotification(database.db, own)).toMatchObject({ population: 5 });
  const { rows: apps } = await database.pool.query(
    "select app_id from notification_apps where notification_id = $1",
    [run.id],
  );
  expect(apps).toEqual([{ app_id: appId }]);
});

test("the series itself is never frozen, and nothing is made before its time", async () => {
  expect(await freezeNotification(database.db, await series(0))).toBeUndefined();
  const later = await series(1);
  expect(await makeRun(later)).toBe(false);
  expect(await runsOf(later)).toEqual([]);
});

test("many at once make one run (P4)", async () => {
  const ref = await series(0);
  const made = await Promise.all(Array.from({ length: 8 }, () => makeRun(ref)));
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await runsOf(ref)).toHaveLength(1);
});

test("a day that was made is not made again, even if the series forgot it (unique key)", async () => {
  const ref = await series(0);
  await makeRun(ref);
  await database.pool.query(
    "update notifications set occurrence_on = $2, send_at = now() where id = $1",
    [ref.notificationId, dateOf(0)],
  );
  await makeRun(ref);
  expect(await runsOf(ref)).toHaveLength(1);
  expect(await rowOf(ref)).toMatchObject({ day: dateOf(1) });
  await expect(
    database.pool.query(
      `insert into notifications (publisher_id, name, kind, template, audience, schedule, content, created_by,
         updated_by, series_id, occurrence_on)
       select publisher_id, name, kind, template, audience, schedule, content, created_by, updated_by,
         series_id, occurrence_on from notifications where series_id = $1`,
      [ref.notificationId],
    ),
  ).rejects.toThrow(/notifications_occurrence/);
});

test("after an outage of four days only the last run is sent, the others are on record", async () => {
  const ref = await series(-4);
  await makeRun(ref);
  expect((await runsOf(ref)).map((run) => run.day)).toEqual([dateOf(0)]);
  const { rows } = await database.pool.query(
    "select details from audit_events where publisher_id = $1 and action = 'notification.runs_missed'",
    [ref.publisherId],
  );
  expect(rows).toEqual([{ details: { days: [-4, -3, -2, -1].map(dateOf) } }]);
});

test("a run that has expired meanwhile is not made", async () => {
  const ref = await series(-1, {
    repeat: { every: "week", until: null },
    date: dateOf(-1),
    neverExpires: false,
    expiryDate: dateOf(-1),
    expiryTime: "00:30",
  });
  await makeRun(ref);
  expect(await runsOf(ref)).toEqual([]);
  expect(await rowOf(ref)).toMatchObject({ day: dateOf(6) });
});

test("with its last day the series is completed", async () => {
  const ref = await series(0, { repeat: { every: "day", until: dateOf(0) } });
  await makeRun(ref);
  expect(await runsOf(ref)).toHaveLength(1);
  expect(await rowOf(ref)).toMatchObject({ status: "completed" });
});

test("paused it makes no runs; resumed it goes on with the next one", async () => {
  const ref = await series(0);
  const id = ref.notificationId;
  await pauseNotification(ctx, { id });
  expect(await makeRun(ref)).toBe(false);
  await resumeNotification(ctx, { id });
  expect(await makeRun(ref)).toBe(false);
  expect(await rowOf(ref)).toMatchObject({ status: "scheduled", day: dateOf(1) });
  expect((await rowOf(ref)).send_at).toEqual(new Date(`${dateOf(1)}T00:00:00Z`));
});

test("cancelled it makes no more runs; those it made stay", async () => {
  const ref = await series(0);
  await makeRun(ref);
  await cancelNotification(ctx, { id: ref.notificationId });
  await database.pool.query("update notifications set send_at = now() where id = $1", [
    ref.notificationId,
  ]);
  expect(await makeRun(ref)).toBe(false);
  expect(await runsOf(ref)).toMatchObject([{ status: "scheduled" }]);
});

test("the tick finds a series that is due", async () => {
  const ref = await series(0);
  await tick({ pool: database.pool });
  const { rows } = await database.pool.query(
    "select key from graphile_worker.jobs where key = $1",
    [`freeze:${ref.publisherId}:${ref.notificationId}`],
  );
  expect(rows).toHaveLength(1);
});
