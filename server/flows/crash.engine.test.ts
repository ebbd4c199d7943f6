import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertEmulatedFlow, owner, post } from "@/db/testing/flows";
import { type FarSide, startFarSide, workerKeys } from "@/db/testing/sendable";
import { startWorkerProcess, type WorkerProcess } from "@/db/testing/worker-process";
import { tick } from "@/server/delivery/scheduler";

/** Real workers, killed with kill -9 while flows run: every event is one push, none is lost. */

let database: TestDatabase;
let farSide: FarSide;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
  database = await testDatabase({ max: 6 });
  farSide = await startFarSide({ keep: 2_000 });
});
afterAll(async () => {
  for (const worker of workers) if (worker.isAlive()) await worker.terminate();
  await farSide.close();
  await database.close();
});

const events = 60;
const kills = 2;

test("workers killed in the middle of runs send each event's push once (P2, P16)", async () => {
  const flow = await insertEmulatedFlow(database);
  for (let n = 0; n < events; n += 1) {
    const body = JSON.stringify({ id: `event-${n}`, owner });
    const answer = await post(database.db, new Date(), {
      ...{ id: flow.flowId, secret: flow.secret },
      body,
    });
    expect(answer.status).toBe(202);
  }
  for (let kill = 1; kill <= kills; kill += 1) {
    const worker = start();
    await until(async () => (await ended()) >= kill * 5 || (await ended()) === events);
    worker.kill();
    await until(async () => !worker.isAlive());
  }
  start();
  await until(async () => {
    await unlockNow();
    await tick(database);
    return (await ended()) === events && (await seen()).size === events;
  });
  const { rows } = await database.db.execute<{ pushes: string; messages: string }>(sql`
    select count(*) as pushes, count(distinct message) as messages from pushes
    where publisher_id = ${flow.ctx.publisherId}`);
  expect(rows[0]).toEqual({ pushes: String(events), messages: String(events) });
});

function start(): WorkerProcess {
  const options = { databaseUrl: database.url, emulatorPort: farSide.port };
  const worker = startWorkerProcess({ ...options, name: `flow-${workers.length}` });
  workers.push(worker);
  return worker;
}

async function ended(): Promise<number> {
  const { rows } = await database.db.execute<{ n: string }>(
    sql`select count(*) as n from flow_runs where status = 'sent'`,
  );
  return Number(rows[0]?.n);
}

/** The tick waits 20 s before it takes jobs back; a test need not. */
async function unlockNow(): Promise<void> {
  await database.db.execute(sql`
    update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'
    where locked_at is not null and not exists (
      select from pg_stat_activity a where strpos(a.application_name, locked_by) > 0)`);
}

async function seen(): Promise<Set<string>> {
  const answer = await fetch(`http://127.0.0.1:${farSide.port}/__emulator/requests`);
  const text = await answer.text();
  return new Set([...text.matchAll(/Case (event-\d+)/g)].map((match) => match[1] ?? ""));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 200));
}
