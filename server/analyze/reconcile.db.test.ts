import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { encodeToken } from "@/content/tracking";
import type { Database } from "@/db/connect";
import { recounts, rollup } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertNotification, insertPublisher } from "@/db/testing-rows";
import { notificationRoutes } from "@/server/api/notification-routes";
import type { Context } from "@/server/context";
import { reportInteractions, reportLaunch } from "@/server/deliveries/commands";
import { notificationStatistics } from "@/server/deliveries/queries";
import { issueTokens } from "@/server/deliveries/tracking-token";
import { exportNotifications } from "@/server/notifications/list/export";
import { listNotifications } from "@/server/notifications/list/list";
import { listInput } from "@/server/notifications/list/schema";
import { exportAnalyze } from "./export";
import { foldRollup } from "./fold";
import { analyzeByMarket, analyzeOverTime, analyzeOverview } from "./queries";
import { compareDays, compareNotifications, recountPublisher } from "./recount";
import { analyzeInput } from "./schema";

process.env.HERALD_TRACKING_KEY = "ab".repeat(32);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ max: 14 });
});
afterAll(() => database.close());

const devices = 120;
/** Noon, so that an hour or two before is the same day. */
const now = new Date(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`);
let ctx: Context;
let appId: number;
let notificationId: number;
let ids: number[];

beforeEach(async () => {
  ctx = { ...(await insertPublisher(database.db)), now };
  appId = (await insertApp(ctx)).id;
  const sent = { status: "completed" as const, sendAt: now, frozenAt: now };
  notificationId = (
    await insertNotification(ctx, { isTracked: true, frozenCount: devices, ...sent })
  ).id;
  const { rows } = await database.pool.query<{ id: number }>(
    `insert into registrations (publisher_id, app_id, install_id, provider, channel, channel_hash, secret_hash,
       language, time_zone, market, app_version, app_version_key, last_active_at)
     select $1, $2::int, 'i' || n, 'wns', 'c' || n, sha256(convert_to($2::int || 'c' || n, 'UTF8')), '\\x00', 'en-US', 'UTC',
       (array['DE', 'US', 'SG'])[1 + n % 3], '1.0', 1, now() from generate_series(1, $3::int) n returning id`,
    [ctx.publisherId, appId, devices],
  );
  ids = rows.map(({ id }) => id);
});

/** One window as record.ts writes it: deliveries and their cells in one transaction, in a shard of its own. */
async function record(part: number[], shard: number, at = now): Promise<void> {
  await database.pool.query(
    `with delivery as (
       insert into deliveries (publisher_id, notification_id, registration_id, app_id, at, status, reason,
         provider_status, attempts, language)
       select $1::int, $2::bigint, r.id, $3::int, $6::timestamptz, case when r.id % 10 = 0 then 3 else 1 end, case when r.id % 10 = 0 then 108 else 0 end,
         200, 1, 'en-US' from registrations r where r.publisher_id = $1::int and r.id = any($4::bigint[])
       returning registration_id, status, reason)
     insert into rollup (publisher_id, notification_id, app_id, hour, market, language, app_version, provider, status,
       reason, shard, count)
     select $1::int, $2::bigint, $3::int, date_trunc('hour', $6::timestamptz, 'UTC'), r.market, 'en-US', r.app_version, 'wns', d.status,
       d.reason, $5::smallint, count(*)
     from delivery d join registrations r on r.publisher_id = $1::int and r.id = d.registration_id
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
     on conflict (publisher_id, notification_id, app_id, hour, market, language, app_version, provider, status, reason,
       shard)
     do update set count = rollup.count + excluded.count`,
    [ctx.publisherId, notificationId, appId, part, shard, at],
  );
}

const tokenOf = (id: number) =>
  encodeToken(issueTokens({ publisherId: ctx.publisherId, notificationId }, [id]));

/** What the device of a registration does; the last digit decides. */
async function report(id: number): Promise<void> {
  const token = tokenOf(id);
  const kind = id % 4;
  if (kind === 0) await reportLaunch(ctx, { appId, token, activationType: "foreground" });
  await reportInteractions(ctx, {
    appId,
    interactions: [
      { token, surface: "toast", action: kind === 0 ? "activated" : "timed_out" },
      ...(kind === 1
        ? [{ token, surface: "action_center" as const, action: "activated" as const }]
        : []),
    ],
  });
}

/** The same numbers, as each surface tells them, by one snapshot. */
async function surfaces(inner: Context) {
  const input = analyzeInput.parse({});
  const list = (await listNotifications(inner, listInput.parse({ tab: "all" }))).rows[0];
  const details = await notificationStatistics(inner, { id: notificationId });
  const { now: sums } = await analyzeOverview(inner, input);
  const { days } = await analyzeOverTime(inner, input);
  const markets = await analyzeByMarket(inner, input);
  const sumOf = (rows: { sent: number; launched: number }[]) => ({
    sent: rows.reduce((all, { sent }) => all + sent, 0),
    launches: rows.reduce((all, { launched }) => all + launched, 0),
  });
  return {
    details: { sent: details.sent, launches: details.launches },
    list: {
      sent: Math.round((list?.deliveryRate ?? 0) * (details.sent + details.failed)),
      launches: Math.round((list?.launchRate ?? 0) * details.sent),
    },
    analyze: { sent: sums.sent, launches: sums.launched },
    overTime: sumOf(days),
    byMarket: sumOf(markets),
  };
}

async function expectAgreement(db: Database): Promise<void> {
  const inner = { ...ctx, db };
  const { details, ...others } = await surfaces(inner);
  for (const [name, counts] of Object.entries(others))
    expect([name, counts]).toEqual([name, details]);
  const isNone = await db.$count(rollup, eq(rollup.publisherId, ctx.publisherId));
  if (isNone === 0) return;
  expect(await compareNotifications(db, ctx.publisherId, [notificationId])).toEqual([]);
  expect(await compareDays(db, ctx.publisherId)).toEqual([]);
}

async function inSnapshot(work: (db: Database) => Promise<void>): Promise<void> {
  await database.db.transaction((tx) => work(tx as Database), {
    isolationLevel: "repeatable read",
  });
}

test("list = details = Analyze = recount at every moment of a send, with reports replayed 100 times and out of order (P3, P13)", async () => {
  const windows = Array.from({ length: 12 }, (_, place) => ids.slice(place * 10, place * 10 + 10));
  let isSending = true;
  const watcher = (async () => {
    for (let looks = 0; isSending || looks < 3; looks += 1) await inSnapshot(expectAgreement);
  })();
  const sender = Promise.all(
    [0, 1, 2].map(async (worker) => {
      for (const window of windows.filter((_, place) => place % 3 === worker))
        await record(window, worker);
    }),
  );
  const reporters = Promise.all(
    Array.from({ length: 100 }, async (_, turn) => {
      const from = (turn * 7) % ids.length;
      const turned = [...ids.slice(from), ...ids.slice(0, from)].slice(0, 24);
      await Promise.all((turn % 2 ? turned : turned.reverse()).map(report));
    }),
  );
  await Promise.all([sender, reporters]);
  await Promise.all(ids.map(report));
  isSending = false;
  await watcher;

  const isSent = (id: number) => id % 10 !== 0;
  const launched = ids.filter((id) => isSent(id) && id % 4 === 0).length;
  const inCenter = ids.filter((id) => isSent(id) && id % 4 !== 0).length;
  const details = await notificationStatistics(ctx, { id: notificationId });
  expect(details).toMatchObject({ sent: ids.filter(isSent).length, launches: launched });
  const { now: sums } = await analyzeOverview(ctx, analyzeInput.parse({}));
  expect(sums).toMatchObject({ toastActivated: launched, centerShown: inCenter });
});

test("CSV and API say what the details say", async () => {
  await record(ids, 0);
  await Promise.all(ids.map(report));
  const details = await notificationStatistics(ctx, { id: notificationId });
  const csv = await exportAnalyze(ctx, analyzeInput.parse({}));
  const lines = csv
    .trimEnd()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","));
  const column = (place: number) => lines.reduce((sum, line) => sum + Number(line[place]), 0);
  expect([column(3), column(5)]).toEqual([details.sent, details.launches]);
  const listed = await exportNotifications(ctx, { tab: "all", q: "", sort: "name" });
  expect(listed).toContain(`,${details.deliveryRate},${details.launchRate}\r\n`);
  const route = notificationRoutes.find(({ path }) => path === "/notifications/{id}/statistics");
  const call = { params: { id: notificationId }, query: undefined, body: undefined };
  const reply = await route?.run(ctx, { ...call, secret: undefined });
  expect(reply?.body).toEqual(details);
});

test("folding shards and old hours changes no number", async () => {
  const old = new Date(now.getTime() - 100 * 86_400_000);
  const recent = new Date(now.getTime() - 5 * 86_400_000);
  for (const [place, at] of [old, recent, now].entries())
    for (const shard of [0, 1, 2]) {
      const from = place * 40 + shard * 13;
      await record(ids.slice(from, from + 13), shard, new Date(at.getTime() - shard * 3_600_000));
    }
  const year = analyzeInput.parse({ period: "12m" });
  const before = await analyzeByMarket(ctx, year);
  const rows = await ctx.db.$count(rollup, eq(rollup.publisherId, ctx.publisherId));
  expect(await foldRollup(ctx.db, ctx.publisherId, now)).toBeGreaterThan(0);
  expect(await foldRollup(ctx.db, ctx.publisherId, now)).toBe(0);
  expect(await analyzeByMarket(ctx, year)).toEqual(before);
  expect(await ctx.db.$count(rollup, eq(rollup.publisherId, ctx.publisherId))).toBeLessThan(rows);
  const { differences } = await recountPublisher(ctx.db, ctx.publisherId, now);
  expect(differences).toEqual([]);
  const hours = await ctx.db.execute(sql`select count(*)::int as n from rollup
    where publisher_id = ${ctx.publisherId} and hour < now() - interval '90 days' and hour <> date_trunc('day', hour, 'UTC')`);
  expect(hours.rows[0]?.n).toBe(0);
});

test("the recount finds a number that is not what its rows say, keeps it and shows it (checklist 6)", async () => {
  await record(ids, 0);
  expect(
    (await recountPublisher(ctx.db, ctx.publisherId, new Date(now.getTime() - 1_000))).differences,
  ).toEqual([]);
  await database.pool.query(
    "update rollup set count = count + 1 where publisher_id = $1 and status = 1 and market = 'SG'",
    [ctx.publisherId],
  );
  const { differences } = await recountPublisher(ctx.db, ctx.publisherId, now);
  expect(differences).toMatchObject([{ where: "rows" }]);
  await database.pool.query(
    "update rollup_days set launched = launched + 5 where publisher_id = $1 and market = 'DE'",
    [ctx.publisherId],
  );
  expect(await compareDays(ctx.db, ctx.publisherId)).toMatchObject([{ where: "days" }]);
  const { recount } = await analyzeOverview(ctx, analyzeInput.parse({}));
  expect(recount).toMatchObject({ notifications: 1, differenceCount: 1 });
  expect(await ctx.db.$count(recounts, eq(recounts.publisherId, ctx.publisherId))).toBe(2);
});

test("the sums are of one publisher", async () => {
  await record(ids, 0);
  const other = { ...(await insertPublisher(database.db)), now };
  const { now: sums } = await analyzeOverview(other, analyzeInput.parse({}));
  expect(sums.sent).toBe(0);
  expect(await analyzeByMarket(other, analyzeInput.parse({}))).toEqual([]);
});

test("app and market filter everything (P-79)", async () => {
  await record(ids, 0);
  const inGermany = analyzeInput.parse({ markets: ["DE"] });
  const markets = await analyzeByMarket(ctx, inGermany);
  expect(markets.map(({ market }) => market)).toEqual(["DE"]);
  const { now: sums } = await analyzeOverview(ctx, inGermany);
  expect(sums.sent).toBe(markets[0]?.sent);
  const elsewhere = await analyzeOverview(ctx, analyzeInput.parse({ appIds: [appId + 1] }));
  expect(elsewhere.now.sent).toBe(0);
});
