import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { keyPairOf, parseEndpoint, serverKeyLength } from "@/emulators/web-push/subscription";
import { analyzeOverview } from "@/server/analyze/queries";
import { analyzeInput } from "@/server/analyze/schema";
import { appOfPublicKey } from "@/server/apps/queries";
import type { Context } from "@/server/context";
import { notificationStatistics } from "@/server/deliveries/queries";
import { groupFact } from "@/server/groups/queries";
import { listNotifications } from "@/server/notifications/list/list";
import { listInput } from "@/server/notifications/list/schema";
import { verifyPassword } from "@/server/publishers/passwords";
import { verifyAudit } from "@/server/settings/audit";
import { hashOfKey } from "@/server/settings/keys";
import { demoNotifications } from "./catalog";
import { seedDemo } from "./main";

let database: TestDatabase;
let ctx: Context;
const password = "correct horse battery";
const apiKey = "whatever the environment says";
const now = new Date();

beforeAll(async () => {
  const keys = generateKeyPairSync("x25519");
  process.env.HERALD_SEALING_PUBLIC_KEY = keys.publicKey
    .export({ format: "der", type: "spki" })
    .toString("base64");
  database = await testDatabase();
  await seedDemo(database.url, { password, apiKey, people: 600, now });
  const { rows } = await database.pool.query(
    "select m.publisher_id from members m join accounts a on a.id = m.account_id where a.email = $1",
    ["owner@demo.test"],
  );
  ctx = {
    db: database.db,
    now,
    publisherId: rows[0].publisher_id,
    actor: { kind: "system", name: "Test" },
  };
});
afterAll(() => database.close());

async function countOf(text: string): Promise<number> {
  const { rows } = await database.pool.query(text);
  return Number(rows[0].n);
}

test("a second start adds nothing", async () => {
  const before = await countOf("select count(*) as n from registrations");
  expect(await seedDemo(database.url, { password: "other", apiKey: "other" })).toBe(false);
  expect(await countOf("select count(*) as n from registrations")).toBe(before);
});

test("the demo members sign in with the given password, the API key is stored as a hash", async () => {
  const { rows } = await database.pool.query(
    "select email, password_hash from accounts order by email",
  );
  expect(rows.map(({ email }) => email)).toEqual([
    "analyst@demo.test",
    "manager@demo.test",
    "marketer@demo.test",
    "owner@demo.test",
    "owner@other.test",
  ]);
  expect(await verifyPassword(rows[3].password_hash, password)).toBe(true);
  const keys = await database.pool.query("select publisher_id, key_hash from api_keys");
  expect(keys.rows).toEqual([{ publisher_id: ctx.publisherId, key_hash: hashOfKey(apiKey) }]);
});

test("the second publisher is empty", async () => {
  const other = `select count(*) as n from notifications where publisher_id <> ${ctx.publisherId}`;
  expect(await countOf(other)).toBe(0);
  expect(await countOf("select count(*) as n from publishers")).toBe(2);
});

test("the list shows 67 completed, 37 of them replayed, 4 scheduled and 8 drafts", async () => {
  const { tabs } = await listNotifications(ctx, listInput.parse({}));
  expect(tabs).toEqual({ all: 79, drafts: 8, scheduled: 4, "in-progress": 0, completed: 67 });
});

test("segments are computed, and notifications of the past went to them", async () => {
  const { rows } = await listNotifications(ctx, listInput.parse({ q: "winter event is live" }));
  expect(rows[0]?.groupName).toBe("Active in the last 30 days");
  const { ledger } = await notificationStatistics(ctx, { id: rows[0]?.id ?? 0 });
  expect(ledger.find(({ reason }) => reason === "not_in_group")?.count).toBeGreaterThan(0);
  const { problem } = (await groupFact(ctx, rows[0]?.customerGroupId ?? 0)) ?? {};
  expect(problem).toBeNull();
});

test("a scheduled notification tells about how many it will reach", async () => {
  const { rows } = await listNotifications(ctx, listInput.parse({ tab: "scheduled" }));
  for (const row of rows) {
    expect(row.isEstimate).toBe(true);
    expect(row.recipients).toBeGreaterThan(100);
  }
});

test("every past notification reconciles: population = frozen + Σ reasons, frozen = Σ statuses", async () => {
  const { rows } = await listNotifications(ctx, listInput.parse({ tab: "completed", size: 100 }));
  for (const { id, name, isTracked } of rows) {
    const found = await notificationStatistics(ctx, { id });
    const excluded = found.ledger
      .filter(({ stage }) => stage === "freeze")
      .reduce((sum, { count }) => sum + count, 0);
    const ended = found.sent + found.channelExpired + found.failed + found.unknown + found.skipped;
    expect([name, found.population]).toEqual([name, (found.frozen ?? 0) + excluded]);
    expect([name, ended, found.sending]).toEqual([name, found.frozen, 0]);
    expect(found.launches).toBeLessThanOrEqual(found.sent);
    expect(found.launchRate === null).toBe(!isTracked);
  }
});

test("the rollup is what its rows say, cell by cell", async () => {
  const differing = `
    with counted as (
      select d.notification_id, d.app_id, date_trunc('hour', d.at, 'UTC') as hour, r.market, d.language,
        r.app_version, d.status, d.reason, count(*) as n
      from deliveries d join registrations r on r.publisher_id = d.publisher_id and r.id = d.registration_id
      group by 1, 2, 3, 4, 5, 6, 7, 8
      union all
      select l.notification_id, r.app_id, date_trunc('hour', l.at, 'UTC'), r.market, 'en-US',
        r.app_version, 101, 0, count(*)
      from launches l join registrations r on r.publisher_id = l.publisher_id and r.id = l.registration_id
      group by 1, 2, 3, 4, 6
      union all
      select i.notification_id, d.app_id, date_trunc('hour', d.at, 'UTC'), r.market, '', '', i.metric, 0, count(*)
      from interactions i
      join deliveries d using (publisher_id, notification_id, registration_id)
      join registrations r on r.publisher_id = i.publisher_id and r.id = i.registration_id
      group by 1, 2, 3, 4, 7
    ),
    kept as (
      select notification_id, app_id, hour, market, language, app_version, status, reason, count::bigint as n
      from rollup
    )
    select count(*) as n from (
      (select * from counted except select * from kept) union all (select * from kept except select * from counted)
    ) x`;
  expect(await countOf(differing)).toBe(0);
  expect(await countOf("select count(*) as n from launches")).toBeGreaterThan(0);
});

test("twelve months of toasts have their interactions, each less than what was sent (P-75, P-78)", async () => {
  const overview = await analyzeOverview(ctx, analyzeInput.parse({ period: "12m" }));
  const { now: sums } = overview;
  expect(sums.toastActivated).toBeGreaterThan(0);
  expect(sums.centerActivated).toBeGreaterThan(0);
  const ends = sums.toastActivated + sums.toastDismissed + sums.toastTimedOut + sums.toastFailed;
  expect(ends).toBeLessThanOrEqual(sums.trackedSent);
  expect(sums.centerShown).toBe(sums.toastTimedOut);
  const months = await countOf(
    "select count(distinct date_trunc('month', day)) as n from rollup_days where toast_activated > 0",
  );
  expect(months).toBeGreaterThanOrEqual(12);
});

test("nothing lies in the future and no job is left behind for the past", async () => {
  const later = `select (select count(*) from deliveries where at > now())
    + (select count(*) from launches where at > now())
    + (select count(*) from interactions where at > now())
    + (select count(*) from registrations where created_at > now() or last_active_at > now()) as n`;
  expect(await countOf(later)).toBe(0);
  expect(await countOf("select count(*) as n from graphile_worker.jobs")).toBe(0);
});

test("channels are ones the emulator answers, each of its own", async () => {
  const odd = `select count(*) as n from registrations
    where provider = 'wns' and channel !~ '^https://cloud\\.notify\\.windows\\.com/\\?token=%2b%2f%2f%2b'`;
  expect(await countOf(odd)).toBe(0);
  expect(await countOf("select count(*) - count(distinct channel) as n from registrations")).toBe(
    0,
  );
});

test("the apps can be chosen and their public keys name them", async () => {
  const { rows } = await database.pool.query(
    "select id, public_key, first_registered_at from apps order by id",
  );
  expect(rows).toHaveLength(3);
  for (const { id, public_key, first_registered_at } of rows) {
    expect(await appOfPublicKey(database.db, public_key)).toMatchObject({ appId: id });
    expect(first_registered_at).not.toBeNull();
  }
});

test("the audit log of the demo is whole", async () => {
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true });
});

test("every replayed notification is one of the last sixty days", () => {
  expect(Math.max(...demoNotifications.map(({ daysAgo }) => daysAgo))).toBeLessThan(60);
});

test("some customers of one app have it in a browser, whose keys the emulator knows", async () => {
  const { rows } = await database.pool.query(
    `select r.channel, r.channel_keys as keys, k.identity ->> 'publicKey' as key
     from registrations r join app_credentials k using (publisher_id, app_id, provider)
     where r.provider = 'webpush'`,
  );
  expect(rows.length).toBeGreaterThan(100);
  for (const { channel, keys, key } of rows) {
    const url = new URL(channel);
    const known = parseEndpoint(url.host, url.pathname + url.search);
    expect(known?.serverKey).toBe(key.slice(0, serverKeyLength));
    expect(keyPairOf(known?.n ?? -1).publicKey.toString("base64url")).toBe(keys.p256dh);
  }
});
