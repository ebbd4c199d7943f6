import { loadavg } from "node:os";
import { argv } from "node:process";
import { sql } from "drizzle-orm";
import { type Connection, connect } from "@/db/connect";
import { startThrowaway } from "@/db/embedded-throwaway";
import { migrate } from "@/db/migrate";
import { customerGroups, type notifications } from "@/db/schema";
import { insertApp, insertNotification, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import type { Rule } from "@/server/groups/grammar";
import { takeSnapshot } from "@/server/groups/segments/snapshots";
import { explainNotification } from "@/server/notifications/explain/explain";

/** Why? of random people at N deliveries: of sent, held back and waiting ones, and in advance. */

const deliveries = Number(argv[2] ?? 10_000_000);
const rounds = Number(argv[3] ?? 400);
const people = Math.min(1_000_000, deliveries);
const finished = Math.max(1, Math.round(deliveries / people));

const rule: Rule = {
  filters: [
    [{ attribute: "gender", operator: "is", values: ["male", "unknown"] }],
    [{ attribute: "sessions_30d", operator: "more_than", values: [2] }],
    [{ attribute: "last_used_at", operator: "within_last", values: [60] }],
  ],
};

interface Scene {
  ctx: Context;
  appId: number;
  firstRegistration: number;
}

/** Every tenth person has something that changed since the freeze. */
async function insertPeople(connection: Connection): Promise<Scene> {
  const ctx = { ...(await insertPublisher(connection.db)), now: new Date() };
  const appId = (await insertApp(ctx, { firstRegisteredAt: ctx.now })).id;
  const { publisherId } = ctx;
  const run = (text: ReturnType<typeof sql>) => connection.db.execute(text);
  await run(sql`insert into customers (publisher_id, external_id, email)
    select ${publisherId}::int, 'person-' || n, 'person-' || n || '@example.com'
    from generate_series(1, ${people}::int) n`);
  await run(sql`insert into app_customers (publisher_id, app_id, customer_id, gender, sessions30d, last_used_at)
    select publisher_id, ${appId}::int, id, id % 3, id % 20, now() - random() * interval '90 days'
    from customers where publisher_id = ${publisherId}`);
  await run(sql`insert into registrations (publisher_id, app_id, customer_id, install_id, provider, channel,
      secret_hash, language, time_zone, market, app_version, app_version_key, status)
    select ${publisherId}::int, ${appId}::int, id, 'install-' || id, 'wns', 'https://db3.notify.windows.com/',
      '\\x00', (array['en-US', 'de-DE', 'fr-FR'])[1 + id % 3], 'Europe/Berlin', 'DE', '1.0.0.0', 1,
      case when id % 25 = 0 then 'gone' else 'live' end
    from customers where publisher_id = ${publisherId} order by id`);
  const { rows } = await connection.db.execute<{ first: string }>(
    sql`select min(id) as first from registrations where publisher_id = ${publisherId}`,
  );
  return { ctx, appId, firstRegistration: Number(rows[0]?.first) };
}

async function changeSome({ db }: Connection, { ctx }: Scene): Promise<void> {
  await db.execute(sql`update app_customers set gender = 1 + gender % 2
    where publisher_id = ${ctx.publisherId} and customer_id % 10 = 0 and customer_id % 7 = 0`);
  await db.execute(sql`update registrations set language = 'pt-BR'
    where publisher_id = ${ctx.publisherId} and id % 10 = 0 and id % 7 = 0`);
}

async function insertGroup({
  ctx,
  appId,
}: Scene): Promise<{ groupId: number; snapshotId: number }> {
  const by = { createdBy: "bench", updatedBy: "bench" };
  const [group] = await ctx.db
    .insert(customerGroups)
    .values({
      publisherId: ctx.publisherId,
      kind: "segment",
      name: "Some",
      appId,
      rule: { ...rule },
      ...by,
    })
    .returning();
  const groupId = group?.id ?? 0;
  const ref = { publisherId: ctx.publisherId, groupId };
  await ctx.db.transaction((tx) => takeSnapshot(tx, ref, new Date()));
  const { rows } = await ctx.db.execute<{ id: string }>(
    sql`select snapshot_id as id from customer_groups where id = ${groupId}`,
  );
  return { groupId, snapshotId: Number(rows[0]?.id) };
}

/** A million deliveries each; without their indexes, which are made once at the end. */
async function insertFinished({ db }: Connection, scene: Scene, ids: number[]): Promise<void> {
  const { ctx, appId } = scene;
  for (const id of ids) {
    await db.execute(sql`insert into deliveries (publisher_id, notification_id, registration_id, app_id, at,
        status, reason, provider_status, attempts, language)
      select ${ctx.publisherId}::int, ${id}::bigint, r, ${appId}::int, now() - interval '1 day',
        case when r % 30 = 0 then 3 else 1 end, case when r % 30 = 0 then 112 else 0 end,
        case when r % 30 = 0 then 503 else 200 end, 1, 'en-US'
      from generate_series(${scene.firstRegistration}::bigint, ${scene.firstRegistration + people - 1}::bigint) r`);
  }
}

async function withoutIndexes(connection: Connection, fill: () => Promise<void>): Promise<void> {
  const { rows } = await connection.pool.query<{ name: string; text: string }>(
    "select conname as name, pg_get_constraintdef(oid) as text from pg_constraint where conrelid = 'deliveries'::regclass and contype = 'p'",
  );
  const key = rows[0];
  if (!key) throw new Error("deliveries has no primary key.");
  await connection.pool.query(`alter table deliveries drop constraint "${key.name}"`);
  await connection.pool.query("drop index deliveries_registration");
  await fill();
  await connection.pool.query("set maintenance_work_mem = '512MB'");
  await connection.pool.query(`alter table deliveries add constraint "${key.name}" ${key.text}`);
  await connection.pool.query(
    "create index deliveries_registration on deliveries (publisher_id, registration_id, at desc)",
  );
  await connection.pool.query("vacuum analyze");
}

/** Frozen, nobody asked yet: 1,000 slices for a million, a fifth held back. */
async function insertUnderWay({ db }: Connection, scene: Scene, id: number): Promise<void> {
  const { ctx, appId, firstRegistration } = scene;
  const pieces = (rest: ReturnType<typeof sql>) => sql`
    select array_agg(r order by r) as ids from (
      select r, row_number() over (order by r) / 1000 as piece
      from generate_series(${firstRegistration}::bigint, ${firstRegistration + people - 1}::bigint) r where ${rest}
    ) numbered group by piece`;
  await db.execute(sql`insert into slices (publisher_id, notification_id, app_id, due_at, registration_ids, length)
    select ${ctx.publisherId}::int, ${id}::bigint, ${appId}::int, now(), ids, cardinality(ids)
    from (${pieces(sql`r % 5 > 0`)}) p`);
  await db.execute(sql`insert into exclusions (publisher_id, notification_id, reason, first_id, last_id, registration_ids, count)
    select ${ctx.publisherId}::int, ${id}::bigint, 1, ids[1], ids[cardinality(ids)], ids, cardinality(ids)
    from (${pieces(sql`r % 5 = 0`)}) p`);
}

const at = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0;

async function time(
  name: string,
  ask: (n: number) => Promise<unknown>,
  reach = false,
): Promise<void> {
  const times: number[] = [];
  for (let round = -20; round < rounds; round += 1) {
    const n = 1 + Math.floor(Math.random() * people);
    const startedAt = performance.now();
    await ask(n);
    if (round >= 0) times.push(performance.now() - startedAt);
  }
  const verdict = reach
    ? at(times, 0.95) <= 50
      ? "   reached (50 ms)"
      : "   NOT reached (50 ms)"
    : "";
  console.log(
    `  ${name.padEnd(44)} p50 ${at(times, 0.5).toFixed(1).padStart(6)} ms   p95 ${at(times, 0.95).toFixed(1).padStart(6)} ms${verdict}`,
  );
}

async function measure(scene: Scene, ids: { finished: number[]; underWay: number; draft: number }) {
  const { ctx } = scene;
  const why = (id: number, q: string) =>
    explainNotification({ ...ctx, now: new Date() }, { id, q });
  const some = () => ids.finished[Math.floor(Math.random() * ids.finished.length)] ?? 0;
  await time("by hand: the delivery alone, by the person's id", (n) =>
    ctx.db.execute(sql`select d.* from customers c
      join registrations r on r.publisher_id = c.publisher_id and r.customer_id = c.id
      join deliveries d on d.publisher_id = r.publisher_id and d.notification_id = ${some()}
        and d.registration_id = r.id
      where c.publisher_id = ${ctx.publisherId} and c.external_id = ${`person-${n}`}`),
  );
  await time("sent or failed, by customer id", (n) => why(some(), `person-${n}`), true);
  await time("sent or failed, by e-mail", (n) => why(some(), `person-${n}@example.com`), true);
  await time(
    "waiting or held back, while it is sent",
    (n) => why(ids.underWay, `person-${n}`),
    true,
  );
  await time("in advance, from a draft", (n) => why(ids.draft, `person-${n}`), true);
  await time("nobody of this name", (n) => why(some(), `nobody-${n}`), true);
}

const server = await startThrowaway({ shared_buffers: "512MB", jit: "off", max_wal_size: "8GB" });
const connection = connect(server.url, { max: 4, statementTimeoutMs: 0, name: "bench" });
try {
  await migrate(server.url);
  const startedAt = performance.now();
  const scene = await insertPeople(connection);
  const group = await insertGroup(scene);
  const audience = {
    mode: "single",
    appIds: [scene.appId],
    reach: "all",
    customerGroupId: group.groupId,
    filters: { languages: ["en", "de"], timeZones: [] },
  };
  const schedule = { immediately: true };
  const insert = async (values: Partial<typeof notifications.$inferInsert>) =>
    (await insertNotification(scene.ctx, { audience, schedule, ...values })).id;
  const frozen = { frozenAt: new Date(), groupSnapshotId: group.snapshotId };
  const done: number[] = [];
  for (let n = 0; n < finished; n += 1) {
    done.push(await insert({ ...frozen, status: "completed", finishedAt: new Date() }));
  }
  const underWay = await insert({ ...frozen, status: "sending" });
  const draft = await insert({});
  await withoutIndexes(connection, async () => {
    await insertFinished(connection, scene, done);
    await insertUnderWay(connection, scene, underWay);
    await changeSome(connection, scene);
  });
  console.log(
    `  ${(finished * people).toLocaleString("en")} deliveries, ${people.toLocaleString("en")} people, made in ${Math.round((performance.now() - startedAt) / 1000)} s, ${rounds} questions each, load ${loadavg()[0]?.toFixed(1)}`,
  );
  await measure(scene, { finished: done, underWay, draft });
} finally {
  await connection.close();
  await server.close();
}
