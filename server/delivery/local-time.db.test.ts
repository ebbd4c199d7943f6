import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chooseLanguage } from "@/content/languages";
import { reasonOf } from "@/db/enums";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { startEngine } from "@/db/testing/engine";
import { seededRandom } from "@/db/testing/random";
import {
  type FarSide,
  insertCredentials,
  insertCrowd,
  insertDue,
  startFarSide,
  workerKeys,
} from "@/db/testing/sendable";
import { insertApp, insertPublisher, insertRegistration } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { audienceCandidates } from "@/server/notifications/audience-sql";
import { previewSending } from "@/server/notifications/review/reach";
import { emptySchedule, type Schedule } from "@/server/notifications/schema";
import { audienceRequest, type Subject } from "@/server/notifications/sending/request";
import type { Engine } from "./engine";
import { freezeNotification, type NotificationRef } from "./freeze";
import { workSlice } from "./slice/walk";

/** P-27, P-31, H.7, P6: each customer's local time from the dry run to the push service. */

let database: TestDatabase;
let farSide: FarSide;
let running: ReturnType<typeof startEngine>;
let engine: Engine;

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

const hour = 3_600_000;
const content = { defaultLanguage: "en-US", languages: ["en-US", "de"] };

interface Scene {
  ctx: Context;
  appId: number;
  subject: Subject;
  ref: NotificationRef;
}

async function scene(
  schedule: Partial<Schedule>,
  more: { sendAt?: Date; template?: Subject["template"] } = {},
): Promise<Scene> {
  const ctx = { ...(await insertPublisher(database.db)), now: new Date() };
  const { id: appId } = await insertApp(ctx, {
    defaultTimeZone: "Europe/Berlin",
    latestVersion: "2.0.0.0",
    latestVersionKey: 3,
    firstRegisteredAt: ctx.now,
  });
  await insertCredentials(ctx, appId);
  const whole = { ...emptySchedule, immediately: false, ...schedule };
  const template = more.template ?? "rate";
  const ref = await insertDue(ctx, appId, {
    schedule: whole,
    template,
    sendAt: more.sendAt ?? ctx.now,
  });
  const audience = {
    mode: "single",
    appIds: [appId],
    reach: "all",
    customerGroupId: null,
    filters: null,
  } as const;
  const subject = {
    template,
    audience: { ...audience, appIds: [...audience.appIds] },
    notificationId: ref.notificationId,
    schedule: whole,
    holdOutPercent: 0,
  };
  return { ctx, appId, subject, ref };
}

/** "2026-11-23" and "14:05" on a clock in the zone, so many hours from now. */
function wallIn(timeZone: string, hoursFromNow: number): { date: string; time: string } {
  const text = new Date(Date.now() + hoursFromNow * hour).toLocaleString("sv-SE", { timeZone });
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

async function slicesOf({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query<{
    id: number;
    due_at: Date;
    registration_ids: number[];
    status: string;
  }>(
    `select id, due_at, registration_ids, status from slices
     where publisher_id = $1 and notification_id = $2 order by due_at, id`,
    [publisherId, notificationId],
  );
  return rows;
}

async function excluded({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query<{ reason: number; registration_ids: number[] }>(
    "select reason, registration_ids from exclusions where publisher_id = $1 and notification_id = $2",
    [publisherId, notificationId],
  );
  return rows.map((row) => ({
    reason: reasonOf(row.reason),
    ids: row.registration_ids.map(Number),
  }));
}

async function workOn(ref: NotificationRef, ids: number[]): Promise<void> {
  for (const sliceId of ids) await workSlice(engine, { publisherId: ref.publisherId, sliceId });
}

async function delivered({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query<{ id: number; language: string }>(
    `select registration_id as id, language from deliveries
     where publisher_id = $1 and notification_id = $2 and status = 1`,
    [publisherId, notificationId],
  );
  return new Map(rows.map(({ id, language }) => [Number(id), language]));
}

test("a local time is frozen into a slice per app and zone instant; unknown zones follow the app’s default", async () => {
  const wall = wallIn("Europe/Berlin", 30);
  const { ctx, appId, ref } = await scene({ ...wall, zone: "local" });
  const zones = ["Europe/Berlin", "Europe/Paris", null, "foo5bar", "+05:30", "GMT+5"];
  const ids = new Map<string, number>();
  for (const timeZone of [...zones, "America/New_York", "Europe/Kyiv", "W. Europe Standard Time"]) {
    const row = await insertRegistration(ctx, appId, { timeZone });
    ids.set(String(timeZone), row.id);
  }
  await freezeNotification(database.db, ref);
  const slices = await slicesOf(ref);
  const due = new Map(
    slices.flatMap(({ due_at, registration_ids }) =>
      registration_ids.map((id) => [Number(id), due_at.toISOString()] as const),
    ),
  );
  const berlin = due.get(ids.get("Europe/Berlin") ?? 0);
  for (const same of [
    "Europe/Paris",
    "null",
    "foo5bar",
    "+05:30",
    "GMT+5",
    "W. Europe Standard Time",
  ])
    expect([same, due.get(ids.get(same) ?? 0)]).toEqual([same, berlin]);
  expect(new Date(berlin ?? "").toLocaleString("sv-SE", { timeZone: "Europe/Berlin" })).toBe(
    `${wall.date} ${wall.time}:00`,
  );
  expect(new Set(due.values()).size).toBe(3);
  expect(due.size).toBe(9);
});

test("nothing is asked of the provider before the zone’s instant", async () => {
  const { ctx, appId, ref } = await scene({ ...wallIn("UTC", 3), zone: "local" });
  await insertRegistration(ctx, appId, { timeZone: "UTC" });
  await freezeNotification(database.db, ref);
  await workOn(
    ref,
    (await slicesOf(ref)).map(({ id }) => id),
  );
  expect(await delivered(ref)).toEqual(new Map());
});

test("local time is frozen before the first zone’s instant, a UTC send time only when it has come", async () => {
  const inThree = new Date(Date.now() + 3 * 60_000);
  const local = await scene({ ...wallIn("UTC", 30), zone: "local" }, { sendAt: inThree });
  expect(await freezeNotification(database.db, local.ref)).toBeDefined();
  const utc = await scene({ ...wallIn("UTC", 30), zone: "utc" }, { sendAt: inThree });
  expect(await freezeNotification(database.db, utc.ref)).toBeUndefined();
  const far = new Date(Date.now() + 10 * 60_000);
  const early = await scene({ ...wallIn("UTC", 30), zone: "local" }, { sendAt: far });
  expect(await freezeNotification(database.db, early.ref)).toBeUndefined();
});

test.each([
  ["send_now", 0],
  ["next_day", 22],
  ["skip", undefined],
] as const)("H.7: where the time has passed, %s", async (whenPassed, hours) => {
  const { ctx, appId, ref } = await scene({ ...wallIn("UTC", -2), zone: "local", whenPassed });
  const past = await insertRegistration(ctx, appId, { timeZone: "UTC" });
  const ahead = await insertRegistration(ctx, appId, { timeZone: "America/New_York" });
  await freezeNotification(database.db, ref);
  const slices = await slicesOf(ref);
  const dueOf = (id: number) =>
    slices.find(({ registration_ids }) => registration_ids.map(Number).includes(id))?.due_at;
  expect(dueOf(ahead.id)?.getTime()).toBeGreaterThan(Date.now());
  const wait = dueOf(past.id) && Math.round(((dueOf(past.id)?.getTime() ?? 0) - Date.now()) / hour);
  expect(wait === undefined ? undefined : Math.abs(wait)).toBe(hours);
  expect(await excluded(ref)).toEqual(
    hours === undefined ? [{ reason: "zone_passed", ids: [past.id] }] : [],
  );
});

test("a freeze that is minutes late decides as planned, one that is hours late by the clock", async () => {
  const minutesLate = new Date(Date.now() - 20 * 60_000);
  // Ten minutes after the planned start and ten minutes ago.
  const wall = wallIn("UTC", -1 / 6);
  const late = await scene({ ...wall, zone: "local", whenPassed: "skip" }, { sendAt: minutesLate });
  await insertRegistration(late.ctx, late.appId, { timeZone: "UTC" });
  expect(await freezeNotification(database.db, late.ref)).toMatchObject({ frozen: 1 });
  const missed = wallIn("UTC", -5);
  const veryLate = await scene(
    { ...missed, zone: "local", whenPassed: "skip" },
    { sendAt: new Date(Date.now() - 6 * hour) },
  );
  await insertRegistration(veryLate.ctx, veryLate.appId, { timeZone: "UTC" });
  expect(await freezeNotification(database.db, veryLate.ref)).toMatchObject({ frozen: 0 });
  expect(await excluded(veryLate.ref)).toMatchObject([{ reason: "zone_passed" }]);
});

const someZones = [
  ...["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"],
  ...["Pacific/Chatham", "America/St_Johns", "Asia/Kathmandu", "UTC", "Pacific/Kiritimati"],
  ...["Etc/GMT+12", "W. Europe Standard Time", "foo5bar", "Europe/Kyiv"],
];

/** A world of every kind of device; some fall out, each for a reason of its own. */
async function crowd({ ctx, appId }: Scene, seed: number): Promise<void> {
  const dice = seededRandom(seed);
  const one = <T>(values: readonly T[]) => values[Math.floor(dice() * values.length)] as T;
  await insertCrowd(database.pool, { publisherId: ctx.publisherId, appId, count: 60 });
  for (let n = 1; n <= 60; n++) {
    await database.pool.query(
      `update registrations set time_zone = $3, language = $4, status = $5, is_opted_out = $6, app_version_key = $7
       where publisher_id = $1 and install_id = $2`,
      [
        ctx.publisherId,
        `install-${n}`,
        dice() < 0.1 ? null : one(someZones),
        one(["en-US", "de-DE", "de-AT", "fr-FR", "ja"]),
        dice() < 0.05 ? "gone" : "live",
        dice() < 0.05,
        one([1, 2, 3]),
      ],
    );
  }
}

type Planned = Set<string>;
const entry = (id: number, at: Date, language: string) => `${id} ${at.toISOString()} ${language}`;

/** What the dry run says: registration, instant, language. */
async function dryRun({ ctx, subject }: Scene): Promise<Planned> {
  const request = await audienceRequest(ctx, subject, ctx.now);
  const { rows } = await ctx.db.execute<{ id: number; at: string; language: string }>(
    sql`select id, due_at as at, language from (${audienceCandidates(request)}) c where reason = 0`,
  );
  return new Set(
    rows.map(({ id, at, language }) =>
      entry(
        Number(id),
        new Date(at),
        chooseLanguage(language, content.languages, content.defaultLanguage),
      ),
    ),
  );
}

/** The clock is moved by moving the rows: instant after instant becomes due, and what was sent then is noted. */
async function sendUnderVirtualClock(ref: NotificationRef): Promise<Planned> {
  await freezeNotification(database.db, ref);
  const sent: Planned = new Set();
  const known = new Set<number>();
  const slices = await slicesOf(ref);
  for (const instant of new Set(slices.map(({ due_at }) => due_at.getTime()))) {
    const now = slices.filter(({ due_at }) => due_at.getTime() === instant).map(({ id }) => id);
    await database.pool.query(
      "update slices set due_at = now() where publisher_id = $1 and id = any($2::bigint[])",
      [ref.publisherId, now],
    );
    await workOn(
      ref,
      slices.map(({ id }) => id),
    );
    for (const [id, language] of await delivered(ref)) {
      if (known.has(id)) continue;
      known.add(id);
      sent.add(entry(id, new Date(instant), language));
    }
  }
  return sent;
}

test.each([
  ["local", 1, { zone: "local", whenPassed: "send_now" }, 10],
  ["local, a day later", 2, { zone: "local", whenPassed: "next_day" }, -3],
  ["local, not at all", 3, { zone: "local", whenPassed: "skip" }, -3],
  ["local with quiet hours", 4, { zone: "local", whenPassed: "send_now" }, -3],
  ["UTC with quiet hours", 5, { zone: "utc" }, 0],
  ["spread with quiet hours", 6, { immediately: true }, 0],
] as const)(
  "the dry run equals the real send as a set of (registration, instant, language): %s",
  async (name, seed, schedule, hours) => {
    const template = name.startsWith("spread") ? ("update" as const) : ("rate" as const);
    const one = await scene({ ...wallIn("UTC", hours), ...schedule }, { template });
    if (name.includes("quiet")) {
      await database.pool.query(
        "update publishers set quiet_from = '20:00', quiet_to = '08:30' where id = $1",
        [one.ctx.publisherId],
      );
    }
    await crowd(one, seed);
    const counted = await previewSending(one.ctx, one.subject);
    const planned = await dryRun(one);
    const sent = await sendUnderVirtualClock(one.ref);
    expect(sent).toEqual(planned);
    expect(counted.frozen).toBe(planned.size);
    const out = (await excluded(one.ref)).reduce((sum, { ids }) => sum + ids.length, 0);
    expect(planned.size + out).toBe(60);
    expect(counted.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(out);
    const { rows } = await database.pool.query("select status from notifications where id = $1", [
      one.ref.notificationId,
    ]);
    expect(rows).toEqual([{ status: "completed" }]);
  },
);
