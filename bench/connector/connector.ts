import { type ChildProcess, fork } from "node:child_process";
import { loadavg } from "node:os";
import { argv } from "node:process";
import { type Connection, connect } from "@/db/connect";
import { startThrowaway } from "@/db/embedded-throwaway";
import { migrate } from "@/db/migrate";
import { type Company, insertCompany } from "@/db/testing/company";
import { insertCredentials, insertDue, insertSendable, workerKeys } from "@/db/testing/sendable";
import { startWorkerProcess } from "@/db/testing/worker-process";
import { AppKeyCache } from "@/server/api/callers";
import { createLimits } from "@/server/api/limits";
import { handleApi } from "@/server/api/router";
import { apiRoutes } from "@/server/api/routes";
import { createConnectionKey } from "@/server/connector/connections/commands";
import { pushInput } from "@/server/connector/schema";
import { checkPush } from "@/server/connector/send/check";
import { sendPush } from "@/server/connector/send/send";

/**
 * From a call of SendPushNotification to its request at the provider, idle and behind a notification to many; and
 * how long a group of 100,000 people in four levels takes to open and to accept.
 */

const members = Number(argv[2] ?? 100_000);
const crowd = Number(argv[3] ?? 200_000);
const calls = Number(argv[4] ?? 120);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const clock = () => performance.timeOrigin + performance.now();
const at = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? Number.NaN;
const ms = (value: number) => `${value.toFixed(1)} ms`;

/** 1,000 groups of 100 people in 40 groups in 4 groups in one, each person also in the group above: many ways in. */
async function insertBigGroup({ pool }: Connection, { ctx, app }: Company): Promise<string> {
  const values = [ctx.publisherId, members];
  await pool.query(
    `insert into directory_people (publisher_id, name, email)
     select $1, 'Person ' || n, 'person' || n || '@big.test' from generate_series(1, $2::int) n`,
    values,
  );
  await pool.query(
    `insert into customers (publisher_id, email)
     select $1, 'person' || n || '@big.test' from generate_series(1, $2::int) n`,
    values,
  );
  await pool.query(
    `insert into registrations (publisher_id, app_id, customer_id, install_id, provider, channel, channel_hash,
       secret_hash, language, market, app_version, app_version_key)
     select $1, $2, id, 'big-' || id, 'wns', 'https://db3.notify.windows.com/?token=big' || id,
       sha256(convert_to('big' || id, 'UTF8')), '\\x00', 'en-US', 'DE', '1.0.0.0', 1
     from customers where publisher_id = $1 and email like '%@big.test'`,
    [ctx.publisherId, app.id],
  );
  await pool.query(
    `insert into security_groups (publisher_id, name, email)
     select $1, 'Group ' || n, 'group' || n || '@big.test' from generate_series(0, 1044) n`,
    [ctx.publisherId],
  );
  // 0 = all; 1 to 4; 5 to 44; 45 to 1044.
  await pool.query(
    `with g as (select id, substring(email from 6 for strpos(email, '@') - 6)::int as n from security_groups
       where publisher_id = $1 and email like 'group%@big.test')
     insert into group_groups (publisher_id, group_id, member_group_id)
     select $1, above.id, g.id from g join g above on above.n = case when g.n = 0 then 1044 when g.n <= 4 then 0
       when g.n <= 44 then 1 + g.n % 4 else 5 + g.n % 40 end`,
    [ctx.publisherId],
  );
  await pool.query(
    `with g as (select id, substring(email from 6 for strpos(email, '@') - 6)::int as n from security_groups
       where publisher_id = $1 and email like 'group%@big.test'),
     p as (select id, row_number() over (order by id) as n from directory_people
       where publisher_id = $1 and email like '%@big.test')
     insert into group_people (publisher_id, group_id, person_id)
     select $1, g.id, p.id from p join g on g.n = 45 + p.n % 1000 or g.n = 5 + p.n % 40`,
    [ctx.publisherId],
  );
  await pool.query("vacuum analyze");
  return "group0@big.test";
}

async function measureGroup(connection: Connection, company: Company): Promise<void> {
  const group = await insertBigGroup(connection, company);
  const { ctx, connectionId } = company;
  const push = pushInput.parse({ recipients: [group], message: "To everybody." });
  const [opened, accepted]: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round++) {
    let started = performance.now();
    const { totals } = await checkPush(ctx, { connectionId, push });
    opened.push(performance.now() - started);
    if (totals.devices !== members) throw new Error(`${totals.devices} devices were found`);
    started = performance.now();
    // Undone again: the engine shall not send it.
    await ctx.db
      .transaction(async (tx) => {
        await sendPush({ ...ctx, db: tx }, { connectionId, source: "api", push });
        accepted.push(performance.now() - started);
        throw new Undone();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
  }
  console.log(
    `${members.toLocaleString("en")} people in 1,045 groups on four levels, each there twice, with a circle:`,
    `opened in ${ms(at(opened, 0.5))} (worst of 5: ${ms(at(opened, 1))}),`,
    `opened and accepted in ${ms(at(accepted, 0.5))}`,
  );
}

class Undone extends Error {}

interface Sink {
  child: ChildProcess;
  port: number;
  seen: Map<string, number>;
}

function startSink(): Promise<Sink> {
  const child = fork("bench/connector/sink.ts", { execArgv: ["--import", "tsx"] });
  const seen = new Map<string, number>();
  return new Promise((resolve) => {
    child.on("message", (told: { port?: number; mark?: string; at?: number }) => {
      if (told.port !== undefined) resolve({ child, port: told.port, seen });
      if (told.mark !== undefined && told.at !== undefined) seen.set(told.mark, told.at);
    });
  });
}

async function caller(connection: Connection, { ctx, connectionId, people }: Company) {
  const by = { ...ctx, actor: { kind: "system", name: "bench" } } as const;
  const { key } = await createConnectionKey(by, { id: connectionId, name: "Bench" });
  const tools = { limits: createLimits(), appKeys: new AppKeyCache() };
  const routes = apiRoutes("https://push.contoso.test");
  const { db } = connection;
  return async (message: string) => {
    const url = `http://localhost/api/v1/connections/${connectionId}/send-push-notification`;
    const request = new Request(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": message,
      },
      body: JSON.stringify({ recipients: [people.ben.objectId], message, openApp: true }),
    });
    const answer = await handleApi(request, routes, { ...tools, db, ingest: db, now: new Date() });
    if (answer.status !== 202) throw new Error(await answer.text());
  };
}

type Call = Awaited<ReturnType<typeof caller>>;

async function measureCalls(name: string, sink: Sink, call: Call): Promise<void> {
  const [answers, arrivals]: [number[], number[]] = [[], []];
  for (let n = 0; n < calls; n++) {
    const mark = `mark-${n}-${name}`;
    const started = clock();
    await call(mark);
    answers.push(clock() - started);
    const deadline = started + 60_000;
    while (!sink.seen.has(mark) && clock() < deadline) await pause(2);
    arrivals.push((sink.seen.get(mark) ?? Number.NaN) - started);
    await pause(80);
  }
  console.log(
    `${name}: 202 after p50 ${ms(at(answers, 0.5))}, p99 ${ms(at(answers, 0.99))};`,
    `at the provider after p50 ${ms(at(arrivals, 0.5))}, p99 ${ms(at(arrivals, 0.99))}, worst ${ms(at(arrivals, 1))}`,
  );
}

async function measureLatency(connection: Connection, company: Company, url: string) {
  const sink = await startSink();
  const { db, pool } = connection;
  const { ctx, appId } = await insertSendable(
    { db, pool },
    { devices: crowd, notification: { status: "draft" } },
  );
  await pool.query("vacuum analyze");
  const worker = startWorkerProcess({ databaseUrl: url, emulatorPort: sink.port, name: "bench" });
  try {
    const call = await caller(connection, company);
    await call("mark-0-warm");
    await pause(3_000);
    await measureCalls("idle", sink, call);
    const ref = await insertDue(ctx, appId);
    await pool.query(
      "select graphile_worker.add_job('freeze', json_build_object('publisherId', $1::int, 'notificationId', $2::bigint))",
      [ref.publisherId, ref.notificationId],
    );
    await pause(2_000);
    await measureCalls("busy", sink, call);
    const { rows } = await pool.query(
      "select finished_at is null as is_sending, (select count(*) from deliveries d where d.notification_id = n.id) as sent from notifications n where id = $1",
      [ref.notificationId],
    );
    const { sent, is_sending } = rows[0];
    console.log(
      `busy = behind a notification to ${crowd.toLocaleString("en")}; at the last call ${Number(sent).toLocaleString("en")} were sent and it was ${is_sending ? "still running" : "FINISHED: use more devices"}`,
    );
  } finally {
    await worker.terminate();
    sink.child.disconnect();
  }
}

Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
const throwaway = await startThrowaway({ jit: "off" });
const url = throwaway.url;
await migrate(url);
const connection = connect(url, { max: 8, statementTimeoutMs: 0, name: "bench" });
const company = await insertCompany(connection.db);
await insertCredentials(company.ctx, company.app.id);
console.log(`load ${loadavg()[0]?.toFixed(1)}`);
await measureLatency(connection, company, url);
await measureGroup(connection, company);
console.log(`load ${loadavg()[0]?.toFixed(1)}`);
await connection.close();
await throwaway.close();
