import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { customers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertDue } from "@/db/testing/sendable";
import { insertApp, insertPublisher, insertRegistration } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { scheduleNotification } from "../commands";
import { createNotification, updateDraft } from "../drafts";
import { draftOf } from "../queries";
import { reviewNotification } from "../review/review";
import { emptySchedule, type Schedule } from "../schema";
import { sendCalendar } from "./calendar";

/** P-08, T21: who gets several so close, and a Send that names what was looked at. */

let database: TestDatabase;
let ctx: Context;
let appId: number;
let ids: number[];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Four devices of three people: Ana has two. */
beforeEach(async () => {
  ctx = { ...(await insertPublisher(database.db)), now: new Date() };
  const app = await insertApp(ctx, { firstRegisteredAt: ctx.now, storeId: "9NBLGGH4RUNR" });
  appId = app.id;
  const [ana] = await database.db
    .insert(customers)
    .values({ publisherId: ctx.publisherId, externalId: "ana" })
    .returning();
  ids = [];
  for (const customerId of [ana?.id, ana?.id, undefined, undefined]) {
    ids.push((await insertRegistration(ctx, appId, { customerId, timeZone: "UTC" })).id);
  }
});

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);

function at(instant: Date): Partial<Schedule> {
  const text = instant.toISOString();
  return { immediately: false, date: text.slice(0, 10), time: text.slice(11, 16) };
}

async function scheduled(minutes: number, name: string, part: Partial<Schedule> = {}) {
  const schedule = { ...emptySchedule, ...at(minutesFromNow(minutes)), ...part };
  const sendAt = new Date(`${schedule.date}T${schedule.time}:00Z`);
  const occurrenceOn = schedule.repeat ? schedule.date : null;
  return insertDue(ctx, appId, { name, schedule, sendAt, occurrenceOn, estimatedCount: 4 });
}

async function draft(minutes?: number) {
  const row = await createNotification(ctx, { template: "rate", appId });
  if (minutes === undefined) return { id: row.id, revision: row.revision };
  const schedule = { ...draftOf(row).schedule, ...at(minutesFromNow(minutes)) };
  const { revision } = await updateDraft(ctx, { id: row.id, revision: 1, changes: { schedule } });
  return { id: row.id, revision };
}

async function collisionsOf(id: number) {
  const review = await reviewNotification(ctx, { id });
  const warning = review.warnings.find(({ code }) => code === "reach.second");
  return { ...review.collisions, message: warning?.message };
}

test("people who get another notification within half an hour are counted, whatever their devices (P-08)", async () => {
  await scheduled(140, "Sale");
  const { id } = await draft(120);
  expect(await collisionsOf(id)).toMatchObject({
    people: 3,
    others: [{ name: "Sale", people: 3 }],
    message:
      "3 people get “Sale” within 30 minutes of this. More often than that is easily felt as intrusive.",
  });
});

test.each([
  [89, 0],
  [91, 3],
  [149, 3],
  [151, 0],
])(
  "one %i minutes from now and one 120 minutes from now share %i people",
  async (minutes, people) => {
    // Whole minutes on both clocks.
    await scheduled(minutes, "Other");
    const { id } = await draft(120);
    expect((await collisionsOf(id)).people).toBe(people);
  },
);

test("the publisher's cap is the measure where there is one", async () => {
  await database.pool.query(
    "update publishers set frequency_cap_count = 2, frequency_cap_minutes = 1440 where id = $1",
    [ctx.publisherId],
  );
  await scheduled(300, "First");
  const { id } = await draft(120);
  expect((await collisionsOf(id)).people).toBe(0);
  await scheduled(400, "Second");
  expect(await collisionsOf(id)).toMatchObject({ people: 3, count: 2, minutes: 1_440 });
});

test("a run of a repeating notification counts on its day", async () => {
  await scheduled(10, "Daily", { repeat: { every: "day", until: null } });
  const near = await draft(10 + 2 * 1_440);
  expect(await collisionsOf(near.id)).toMatchObject({ people: 3, others: [{ name: "Daily" }] });
  const far = await draft(10 + 2 * 1_440 + 240);
  expect((await collisionsOf(far.id)).people).toBe(0);
});

test("the calendar lists what is planned and counts people who get two or more in any such time", async () => {
  await scheduled(60, "One");
  await scheduled(80, "Two");
  await scheduled(600, "Three", { repeat: { every: "day", until: null } });
  const calendar = await sendCalendar(ctx, { days: 1 });
  expect(calendar.entries.map(({ name, devices }) => [name, devices])).toEqual([
    ["One", 4],
    ["Two", 4],
    ["Three", 4],
  ]);
  expect(calendar.crowding.map(({ minutes, people }) => [minutes, people])).toEqual([
    [30, 3],
    [1_440, 3],
  ]);
});

test("with nothing close to anything nobody is crowded", async () => {
  await scheduled(60, "One");
  const { crowding, entries } = await sendCalendar(ctx, { days: 7 });
  expect(entries).toHaveLength(1);
  expect(crowding.every(({ people, byDay }) => people === 0 && byDay.length === 0)).toBe(true);
});

test("another publisher's calendar is empty", async () => {
  await scheduled(60, "One");
  const stranger = { ...(await insertPublisher(database.db)), now: new Date() };
  expect((await sendCalendar(stranger, { days: 7 })).entries).toEqual([]);
});

test.each([undefined, 120])(
  "Send is void when the audience is not the reviewed one (T21), send in %s min",
  async (minutes) => {
    const { id, revision } = await draft(minutes);
    const { reach } = await reviewNotification(ctx, { id });
    const reviewed = { devices: reach.frozen, digest: reach.digest };
    await database.pool.query("update registrations set is_opted_out = true where id = $1", [
      ids[0],
    ]);
    await expect(scheduleNotification(ctx, { id, revision, reviewed })).rejects.toMatchObject({
      code: "conflict",
      message: "The audience changed by 1 since you looked. Run again.",
    });
    await database.pool.query("update registrations set is_opted_out = (id = $1)", [ids[1]]);
    const one = { devices: 3, digest: "1" };
    await expect(scheduleNotification(ctx, { id, revision, reviewed: one })).rejects.toThrow(
      "The audience changed since you looked.",
    );
    await database.pool.query("update registrations set is_opted_out = false");
    const row = await scheduleNotification(ctx, { id, revision, reviewed });
    expect(row.status).toBe("scheduled");
  },
);

test("Send without a reviewed audience takes whoever it is now, as the API does", async () => {
  const { id, revision } = await draft();
  expect((await scheduleNotification(ctx, { id, revision })).status).toBe("scheduled");
});

test("a send in local time stands from its first to its last zone that has devices", async () => {
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await insertRegistration(ctx, appId, { timeZone: "Asia/Tokyo" });
  const firstAt = new Date(`${day}T00:00:00Z`);
  // As Send stores it: when the first zone on Earth reaches the time.
  const sendAt = new Date(firstAt.getTime() - 5 * 3_600_000);
  const schedule = {
    ...emptySchedule,
    immediately: false,
    date: day,
    time: "09:00",
    zone: "local" as const,
  };
  await insertDue(ctx, appId, { name: "Morning", schedule, sendAt });
  const { entries } = await sendCalendar(ctx, { days: 7 });
  expect(entries).toMatchObject([
    { firstAt, lastAt: new Date(`${day}T09:00:00Z`), local: { date: day, time: "09:00" } },
  ]);
});
