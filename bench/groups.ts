import { loadavg } from "node:os";
import { argv } from "node:process";
import { sql } from "drizzle-orm";
import { type Connection, connect } from "@/db/connect";
import { startThrowaway } from "@/db/embedded-throwaway";
import { migrate } from "@/db/migrate";
import { customerGroups } from "@/db/schema";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { importStream } from "@/server/customers/import/import";
import type { Rule } from "@/server/groups/grammar";
import { countSegment, explainSegment } from "@/server/groups/segments/count";
import { takeSnapshot } from "@/server/groups/segments/snapshots";
import { segmentOverview } from "@/server/groups/segments/statistics";

/** Five conditions over N app customers: count, waterfall, statistics, snapshot; and lines imported a second. */

const people = Number(argv[2] ?? 1_000_000);
const rounds = Number(argv[3] ?? 40);

const rule: Rule = {
  filters: [
    [{ attribute: "age_group", operator: "is", values: ["18-24", "25-34"] }],
    [{ attribute: "market", operator: "is", values: ["US", "DE"] }],
    [{ attribute: "last_used_at", operator: "within_last", values: [30] }],
    [{ attribute: "has_purchased", operator: "is", values: ["never-bought"] }],
    [{ attribute: "store_spend", operator: "more_than", values: [1000] }],
  ],
};

async function fill({ db }: Connection, ctx: Context, appId: number): Promise<void> {
  await db.execute(sql`
    insert into customers (publisher_id, external_id)
    select ${ctx.publisherId}::int, 'person ' || n from generate_series(1, ${people}::int) n`);
  await db.execute(sql`
    insert into app_customers (publisher_id, app_id, customer_id, age_group, gender, device_type, churn, rating,
      market, has_purchased, is_eligible, sessions30d, store_spend_cents, acquired_at, last_used_at, campaign_id)
    select ${ctx.publisherId}::int, ${appId}::int, id, floor(random() * 6), floor(random() * 3),
      floor(random() * 6), floor(random() * 4), floor(random() * 6),
      (array['US', 'DE', 'IN', 'BR', 'FR', 'JP'])[1 + floor(random() * 6)::int], random() < 0.3,
      random() < 0.95, random() * 60, random() * 5000, now() - random() * interval '400 days',
      now() - random() * interval '120 days', case when random() < 0.2 then 'spring' end
    from customers where publisher_id = ${ctx.publisherId}`);
  await db.execute(sql`vacuum analyze app_customers`);
}

/** The same question as somebody would write it by hand: the number alone, and with its waterfall. */
function handWritten(ctx: Context, appId: number) {
  const conditions = [
    sql`is_eligible and age_group <> 1`,
    sql`age_group in (2, 3)`,
    sql`market in ('US', 'DE')`,
    sql`last_used_at >= now() - interval '30 days'`,
    sql`not has_purchased`,
    sql`store_spend_cents > 1000`,
  ];
  const of = sql`from app_customers where publisher_id = ${ctx.publisherId} and app_id = ${appId}`;
  const upTo = (n: number) => sql.join(conditions.slice(0, n), sql` and `);
  const steps = conditions.map((_, n) => sql`count(*) filter (where ${upTo(n + 1)})`);
  return {
    number: sql`select count(*) ${of} and ${upTo(conditions.length)}`,
    waterfall: sql`select count(*), ${sql.join(steps, sql`, `)} ${of}`,
  };
}

interface Timed {
  name: string;
  run(): Promise<unknown>;
  times: number[];
}

const at = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0;

/** In turns, so that a busy moment of the machine meets all of them. */
async function race(runners: Timed[]): Promise<void> {
  for (let round = -2; round < rounds; round += 1) {
    for (const { run, times } of runners) {
      const startedAt = performance.now();
      await run();
      if (round >= 0) times.push(performance.now() - startedAt);
    }
  }
}

function line(name: string, times: number[], baseline?: number[]): void {
  const ratio = baseline ? `   × ${(at(times, 0.5) / at(baseline, 0.5)).toFixed(2)}` : "";
  console.log(
    `  ${name.padEnd(34)} p50 ${at(times, 0.5).toFixed(0).padStart(5)} ms   p95 ${at(times, 0.95).toFixed(0).padStart(5)} ms${ratio}`,
  );
}

async function raceCounts(connection: Connection, ctx: Context, appId: number): Promise<void> {
  const hand = handWritten(ctx, appId);
  const [number, waterfall, count, explained, statistics]: Timed[] = [
    { name: "by hand, the number alone", run: () => connection.db.execute(hand.number), times: [] },
    {
      name: "by hand, with waterfall",
      run: () => connection.db.execute(hand.waterfall),
      times: [],
    },
    { name: "exact count", run: () => countSegment(ctx, { appId, rule }), times: [] },
    { name: "waterfall", run: () => explainSegment(ctx, { appId, rule }), times: [] },
    {
      name: "each filter alone, and shares",
      run: () => segmentOverview(ctx, { appId, rule }),
      times: [],
    },
  ];
  if (!number || !waterfall || !count || !explained || !statistics) return;
  await race([number, waterfall, count, explained, statistics]);
  line(number.name, number.times);
  line(count.name, count.times, number.times);
  line(waterfall.name, waterfall.times);
  line(explained.name, explained.times, waterfall.times);
  line(statistics.name, statistics.times);
}

async function timeSnapshot(ctx: Context, appId: number): Promise<void> {
  for (const [name, of] of [
    ["snapshot of five conditions", rule],
    ["snapshot of everybody", { filters: [] }],
  ] as const) {
    const [group] = await ctx.db
      .insert(customerGroups)
      .values({
        publisherId: ctx.publisherId,
        kind: "segment",
        name,
        appId,
        rule: { ...of },
        createdBy: "bench",
        updatedBy: "bench",
      })
      .returning();
    const ref = { publisherId: ctx.publisherId, groupId: group?.id ?? 0 };
    const startedAt = performance.now();
    const taken = await ctx.db.transaction((tx) => takeSnapshot(tx, ref, ctx.now));
    console.log(
      `  ${name.padEnd(34)} ${(performance.now() - startedAt).toFixed(0).padStart(9)} ms   ${taken?.size} members`,
    );
  }
}

const importedLines = 100_000;

async function timeImport(ctx: Context): Promise<void> {
  const appId = (await insertApp(ctx)).id;
  const text = Array.from({ length: importedLines }, (_, n) =>
    JSON.stringify({
      externalId: `imported ${n}`,
      ageGroup: "25-34",
      market: "DE",
      rating: n % 6,
      lastUsedAt: "2026-11-20T10:00:00Z",
      appSpendCents: n,
    }),
  ).join("\n");
  const bytes = new TextEncoder().encode(text);
  for (const name of ["import of new customers", "the same file again"]) {
    const startedAt = performance.now();
    const body = pieces(bytes);
    const { imported } = await importStream(ctx, { appId, format: "ndjson", body });
    const seconds = (performance.now() - startedAt) / 1000;
    console.log(
      `  ${name.padEnd(34)} ${Math.round(imported / seconds).toLocaleString("en")} lines/s`,
    );
  }
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}

const server = await startThrowaway({ shared_buffers: "512MB", jit: "off" });
const connection = connect(server.url, { max: 4, statementTimeoutMs: 0, name: "bench" });
try {
  await migrate(server.url);
  const ctx = { ...(await insertPublisher(connection.db)), now: new Date() };
  const appId = (await insertApp(ctx)).id;
  await fill(connection, ctx, appId);
  console.log(
    `  ${people.toLocaleString("en")} app customers, ${rounds} rounds, load ${loadavg()[0]?.toFixed(1)}`,
  );
  await raceCounts(connection, ctx, appId);
  await timeSnapshot(ctx, appId);
  await timeImport(ctx);
} finally {
  await connection.close();
  await server.close();
}
