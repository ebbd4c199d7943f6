import { argv } from "node:process";
import { sql } from "drizzle-orm";
import { type Connection, connect } from "@/db/connect";
import { startThrowaway } from "@/db/embedded-throwaway";
import { migrate } from "@/db/migrate";
import { insertApp, insertNotification, insertPublisher } from "@/db/testing-rows";
import { notificationsBehind } from "@/server/analyze/behind";
import { analyzeByMarket, analyzeOverTime, analyzeOverview } from "@/server/analyze/queries";
import { compareDays } from "@/server/analyze/recount";
import { analyzeInput, behindInput } from "@/server/analyze/schema";
import type { Context } from "@/server/context";
import { listNotifications } from "@/server/notifications/list/list";
import { listInput } from "@/server/notifications/list/schema";

/**
 * How long do Analyze's questions take over twelve months (and the twelve before, for the comparison), at a few and at
 * many deliveries? A notification a day for two years, three apps, 60 markets; deliveries row by row, their
 * counters by shares. Against the same question put to the rollup itself.
 */
const sizes = (argv[2] ?? "100000,1000000").split(",").map(Number);
const rounds = Number(argv[3] ?? 40);
const days = 730;
const markets = 60;

async function fill(connection: Connection, ctx: Context, size: number): Promise<void> {
  const appIds = [];
  for (let app = 0; app < 3; app += 1) appIds.push((await insertApp(ctx)).id);
  const { db } = ctx;
  const model = await insertNotification(ctx, { isTracked: true, status: "completed" });
  await db.execute(sql`
    insert into notifications (publisher_id, name, kind, template, status, audience, schedule, content, is_tracked,
      send_at, frozen_at, frozen_count, created_by, updated_by)
    select publisher_id, 'Day ' || n, kind, template, status, audience, schedule, content, true,
      now() - n * interval '1 day', now() - n * interval '1 day', ${Math.round(size / days)}::bigint, 'bench', 'bench'
    from notifications, generate_series(0, ${days - 1}::int) n where id = ${model.id}`);
  await connection.pool.query(
    `insert into deliveries (publisher_id, notification_id, registration_id, app_id, at, status, reason,
       provider_status, attempts, language)
     select n.publisher_id, n.id, r, ($3::int[])[1 + n.id % 3], n.send_at, case when r % 25 = 0 then 2 else 1 end,
       case when r % 25 = 0 then 100 else 0 end, 200, 1, 'en-US'
     from notifications n cross join generate_series(1, $2::int) r
     where n.publisher_id = $1 and n.send_at is not null`,
    [ctx.publisherId, Math.max(1, Math.round(size / days)), appIds],
  );
  await connection.pool.query(
    `insert into rollup (publisher_id, notification_id, app_id, hour, market, language, app_version, provider, status,
       reason, shard, count)
     select n.publisher_id, n.id, ($3::int[])[1 + n.id % 3], date_trunc('hour', n.send_at, 'UTC') + m.late * interval '1 hour',
       chr(65 + k / 26) || chr(65 + k % 26), m.language, '1.0', 'wns', m.status,
       case when m.status = 2 then 100 else 0 end, 0, ceil($4::float8 / $2 / m.one_in)
     from notifications n cross join generate_series(0, $2::int - 1) k
     cross join (values (1, 1, 'en-US', 0), (2, 25, 'en-US', 0), (111, 1, '', 0), (112, 9, '', 0), (113, 3, '', 0),
       (114, 2, '', 0), (115, 200, '', 0), (121, 2, '', 0), (122, 17, '', 0), (123, 5, '', 0), (101, 14, 'en-US', 0),
       (101, 33, 'en-US', 3)) as m(status, one_in, language, late)
     where n.publisher_id = $1 and n.send_at is not null`,
    [ctx.publisherId, markets, appIds, size / days],
  );
  await connection.pool.query("vacuum analyze");
}

/** Milliseconds, sorted. */
async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b);
}

async function say(name: string, work: () => Promise<unknown>): Promise<number> {
  const times = await timesOf(work);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  console.log(`  ${name}: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms`);
  return at(0.95);
}

async function measure(size: number): Promise<number> {
  const server = await startThrowaway();
  const connection = connect(server.url, { max: 8, statementTimeoutMs: 0, name: "bench" });
  try {
    await migrate(server.url);
    const ctx = { ...(await insertPublisher(connection.db)), now: new Date() };
    const started = performance.now();
    await fill(connection, ctx, size);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    const { rows } = await connection.pool.query(
      "select (select count(*) from deliveries) d, (select count(*) from rollup) r, (select count(*) from rollup_days) s",
    );
    console.log(
      `${rows[0].d} deliveries, ${rows[0].r} rollup rows, ${rows[0].s} day rows (${seconds} s to make)`,
    );
    const differences = await compareDays(connection.db, ctx.publisherId);
    if (differences.length > 0) throw new Error(`${differences.length} sums differ`);
    const input = analyzeInput.parse({ period: "12m" });
    const page = await say("Analyze, its three questions at once, 12 months", () =>
      Promise.all([
        analyzeOverview(ctx, input),
        analyzeOverTime(ctx, input),
        analyzeByMarket(ctx, input),
      ]),
    );
    await say("figures alone", () => analyzeOverview(ctx, input));
    await say("notifications behind one market, 12 months", () =>
      notificationsBehind(ctx, behindInput.parse({ period: "12m", markets: ["AB"] })),
    );
    await say("list of 730 sorted by delivery rate", () =>
      listNotifications(ctx, listInput.parse({ sort: "-deliveryRate" })),
    );
    await say("baseline: figures by market from the rollup itself", () =>
      connection.pool.query(
        `select market, sum(count) filter (where status = 1), sum(count) filter (where status = 112)
         from rollup where publisher_id = $1 and hour > now() - interval '365 days' group by 1`,
        [ctx.publisherId],
      ),
    );
    return page;
  } finally {
    await connection.close();
    await server.close();
  }
}

const pages: number[] = [];
for (const size of sizes) pages.push(await measure(size));
console.log(
  `analyze: p95 of the page ${pages.map((ms) => ms.toFixed(0)).join(" / ")} ms at ${sizes.join(" / ")} deliveries (reach 100 ms, the same)`,
);
