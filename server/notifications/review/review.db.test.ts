import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { apps, notifications, publishers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Context } from "@/server/context";
import { createNotification, updateDraft } from "../drafts";
import { draftOf } from "../queries";
import type { Audience, Schedule } from "../schema";
import { previewAudience } from "./reach";
import { reviewNotification } from "./review";

let database: TestDatabase;
let ctx: Context;
let appId: number;
const now = new Date("2026-11-22T12:00:00Z");

interface Device {
  language?: string;
  timeZone?: string | null;
  market?: string;
  status?: "live" | "gone";
  isOptedOut?: boolean;
}

async function register(devices: Device[]): Promise<void> {
  for (const [n, device] of devices.entries()) {
    const { language = "en-US", timeZone = "UTC", market = "US" } = device;
    await database.pool.query(
      `insert into registrations (publisher_id, app_id, install_id, provider, channel, secret_hash,
         language, time_zone, market, app_version, app_version_key, status, is_opted_out)
       values ($1, $2, $3, 'wns', 'https://x', '', $4, $5, $6, '1.0', 1, $7, $8)`,
      [
        ctx.publisherId,
        appId,
        `install-${n}`,
        language,
        timeZone,
        market,
        device.status ?? "live",
        device.isOptedOut ?? false,
      ],
    );
  }
}

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  const [publisher] = await database.db.insert(publishers).values({ name: "P" }).returning();
  const publisherId = publisher?.id ?? 0;
  const [app] = await database.db
    .insert(apps)
    .values({
      publisherId,
      name: "Contoso Runner",
      publicKey: "k",
      storeId: "9N",
      firstRegisteredAt: now,
      defaultTimeZone: "Europe/Berlin",
    })
    .returning();
  appId = app?.id ?? 0;
  ctx = {
    db: database.db,
    now,
    publisherId,
    actor: { kind: "member", accountId: 1, name: "Ana", role: "marketer" },
  };
});

async function draftWith(schedule: Partial<Schedule> = {}, audience: Partial<Audience> = {}) {
  const row = await createNotification(ctx, { template: "rate", appId });
  const draft = draftOf(row);
  await updateDraft(ctx, {
    id: row.id,
    revision: 1,
    changes: {
      schedule: { ...draft.schedule, ...schedule },
      audience: { ...draft.audience, ...audience },
    },
  });
  return row.id;
}

const local = { immediately: false, date: "2026-11-27", time: "09:00", zone: "local" } as const;

test("the dry run's parts add up: population = frozen + Σ reasons, frozen = Σ send times = Σ languages", async () => {
  await register([
    { language: "de-DE", timeZone: "Europe/Berlin", market: "DE" },
    { language: "de-AT", timeZone: "Europe/Vienna", market: "AT" },
    { timeZone: "Asia/Kolkata" },
    { timeZone: null },
    { status: "gone" },
    { isOptedOut: true },
  ]);
  const review = await reviewNotification(ctx, { id: await draftWith(local) });
  const sum = (rows: { devices?: number; count?: number }[]) =>
    rows.reduce((total, row) => total + (row.devices ?? row.count ?? 0), 0);
  expect(review.reach).toMatchObject({ population: 6, frozen: 4, people: 4 });
  expect(sum(review.reach.reasons)).toBe(2);
  expect(sum(review.plan?.instants ?? [])).toBe(4);
  expect(sum(review.languages)).toBe(4);
  expect(review.plan).toMatchObject({ kind: "local", unknownZoneDevices: 1 });
  expect(review.plan?.instants.map(({ at, devices }) => [at.toISOString(), devices])).toEqual([
    ["2026-11-27T03:30:00.000Z", 1],
    ["2026-11-27T08:00:00.000Z", 3],
  ]);
});

test("a zone whose time has passed follows the author's choice and is counted (H.7)", async () => {
  await register([{ timeZone: "Asia/Tokyo" }, { timeZone: "America/New_York" }]);
  const at = { ...local, date: "2026-11-22", whenPassed: "skip" } as const;
  const review = await reviewNotification(ctx, { id: await draftWith(at) });
  expect(review.plan?.passed).toEqual({ devices: 1, whenPassed: "skip" });
  expect(review.plan?.instants.map(({ at }) => at.toISOString())).toEqual([
    "2026-11-22T14:00:00.000Z",
  ]);
  expect(review.warnings.map(({ code }) => code)).toContain("send.passed-somewhere");
});

test("H.6: whose turn quiet hours put after the expiry is counted under it, and the author is told", async () => {
  await register([{ timeZone: "UTC" }, { timeZone: "Asia/Tokyo" }]);
  await database.pool.query(
    "update publishers set quiet_from = '20:00', quiet_to = '08:00' where id = $1",
    [ctx.publisherId],
  );
  const at = { ...local, zone: "utc", date: "2026-11-27", time: "12:00" } as const;
  const expiry = { neverExpires: false, expiryDate: "2026-11-27", expiryTime: "20:00" };
  const review = await reviewNotification(ctx, { id: await draftWith({ ...at, ...expiry }) });
  expect(review.reach).toMatchObject({ frozen: 1, reasons: [{ reason: "expired", count: 1 }] });
  expect(review.plan?.instants.map(({ at: due }) => due.toISOString())).toEqual([
    "2026-11-27T12:00:00.000Z",
  ]);
  expect(review.errors).toEqual([]);
  expect(review.warnings.find(({ code }) => code === "expiry.some")?.message).toBe(
    "1 device would have its turn only after it has expired, and doesn’t get it.",
  );
});

test("the hours of a clock change are named with their devices", async () => {
  await register([{ timeZone: "Europe/Berlin" }, { timeZone: "Asia/Tokyo" }]);
  const gap = { ...local, date: "2027-03-28", time: "02:30" };
  const review = await reviewNotification(ctx, { id: await draftWith(gap) });
  expect(review.plan?.clockChanges).toEqual([
    {
      timeZone: "Europe/Berlin",
      change: "skipped",
      devices: 1,
      at: new Date("2027-03-28T01:30:00Z"),
      clock: "03:30",
    },
  ]);
});

test("nobody left blocks and names the largest reason", async () => {
  await register([{ status: "gone" }, { status: "gone" }, { isOptedOut: true }]);
  const { errors } = await reviewNotification(ctx, { id: await draftWith() });
  expect(errors.map(({ message }) => message)).toEqual([
    "Nobody would get this. All 3 devices fall out; the largest reason is a channel that is gone.",
  ]);
});

test("one language for an audience of others, a small reach and missing credentials are warnings", async () => {
  await register([{ language: "de-DE" }, { language: "fr-FR" }, { language: "en-GB" }]);
  const { warnings, languages } = await reviewNotification(ctx, { id: await draftWith() });
  expect(warnings.map(({ code }) => code)).toEqual([
    "apps.credentials",
    "reach.small",
    "languages.one",
  ]);
  expect(warnings[2]?.message).toBe(
    "Everyone gets English (United States). 67% of these devices use another language.",
  );
  expect(languages).toContainEqual({
    deviceLanguage: "en-GB",
    contentLanguage: "en-US",
    devices: 1,
    isFallback: false,
  });
});

test.each([
  [-29, true],
  [29, true],
  [-31, false],
  [31, false],
])(
  "P-08: another notification to the same customers %i minutes away warns: %s",
  async (minutes, warns) => {
    await register([{}]);
    const other = await createNotification(ctx, { template: "sale", appId, name: "Winter sale" });
    await database.db
      .update(notifications)
      .set({ status: "completed", sendAt: new Date(now.getTime() + minutes * 60_000) })
      .where(eq(notifications.id, other.id));
    const { warnings } = await reviewNotification(ctx, { id: await draftWith() });
    expect(warnings.some(({ code }) => code === "reach.too-often")).toBe(warns);
  },
);

test("the reach of another publisher's app is nobody", async () => {
  await register([{}]);
  const audience = {
    ...draftOf(await createNotification(ctx, { template: "rate", appId })).audience,
  };
  const stranger = { ...ctx, publisherId: ctx.publisherId + 1_000 };
  const foreign = await previewAudience(stranger, { template: "rate", audience });
  expect([foreign.population, foreign.people]).toEqual([0, 0]);
});
