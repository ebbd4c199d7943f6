import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import {
  type FarSide,
  insertSendable,
  type SendableOptions,
  startFarSide,
  workerKeys,
} from "@/db/testing/sendable";
import { startWorkerProcess, type WorkerProcess } from "@/db/testing/worker-process";
import { engineDefaults } from "./engine";
import type { NotificationRef } from "./freeze";
import { tick } from "./scheduler";

/** Real workers, really killed. The oracle is the far side's log, not our tables. */

let database: TestDatabase;
let farSide: FarSide;
let workers: WorkerProcess[] = [];
let ticking: NodeJS.Timeout;

const seed = Number(process.env.HERALD_TEST_SEED ?? Date.now() % 1_000_000);
const random = generator(seed);
/** What one dead worker may leave in doubt. */
const perKill = engineDefaults.window * engineDefaults.slots;

beforeAll(async () => {
  Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
  process.stdout.write(`HERALD_TEST_SEED=${seed}\n`);
  database = await testDatabase({ max: 6 });
  farSide = await startFarSide();
  // The web process' part: it finds what dead workers leave behind.
  ticking = setInterval(() => void tick({ pool: database.pool }).catch(() => undefined), 500);
});
beforeEach(async () => {
  await farSide.call("DELETE", "requests");
  await farSide.setFaults([{ match: { host: "*.notify.windows.com" }, action: { delayMs: 10 } }]);
  return async () => {
    await Promise.all(workers.filter((worker) => worker.isAlive()).map((one) => one.terminate()));
    workers = [];
  };
});
afterAll(async () => {
  clearInterval(ticking);
  await farSide.close();
  await database.close();
});

/** mulberry32: the same moments for the same seed, as far as processes allow. */
function generator(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function addWorker(): WorkerProcess {
  const worker = startWorkerProcess({
    databaseUrl: database.url,
    emulatorPort: farSide.port,
    name: `worker-${workers.length}`,
  });
  workers.push(worker);
  return worker;
}

async function totals({ publisherId, notificationId }: NotificationRef) {
  const { rows } = await database.pool.query(
    `select
       (select status from notifications where publisher_id = $1 and id = $2) as status,
       (select count(*) from deliveries where publisher_id = $1 and notification_id = $2) as recorded,
       (select count(*) from deliveries where publisher_id = $1 and notification_id = $2 and status = 1) as sent,
       (select count(*) from deliveries where publisher_id = $1 and notification_id = $2 and status = 4) as unknown,
       (select coalesce(sum(count), 0) from rollup where publisher_id = $1 and notification_id = $2) as counted`,
    [publisherId, notificationId],
  );
  const row = rows[0];
  return {
    status: row.status as string,
    recorded: row.recorded as number,
    sent: row.sent as number,
    unknown: row.unknown as number,
    counted: Number(row.counted),
  };
}

async function finished(ref: NotificationRef, withinMs = 60_000) {
  const deadline = Date.now() + withinMs;
  let last = 0;
  for (;;) {
    const now = await totals(ref);
    expect(now.recorded).toBeGreaterThanOrEqual(last);
    last = now.recorded;
    if (now.status === "completed" || Date.now() > deadline) return now;
    await pause(100);
  }
}

/** Does something to the workers each time the far side has accepted so many more. */
async function disturb(devices: number, times: number, deed: () => Promise<void>): Promise<void> {
  for (let done = 0; done < times; done++) {
    const target = ((done + random()) * devices * 0.9) / times;
    while ((await farSide.count()).accepted < target) await pause(5);
    await pause(random() * 20);
    await deed();
  }
}

async function killOne(): Promise<void> {
  const alive = workers.filter((worker) => worker.isAlive());
  alive[Math.floor(random() * alive.length)]?.kill();
  addWorker();
}

async function sendUnderKills(options: SendableOptions, kills: number) {
  const { ref } = await insertSendable(database, options);
  addWorker();
  addWorker();
  await disturb(options.devices, kills, killOne);
  return finished(ref);
}

test("workers killed at random moments lose nobody and ask nobody twice (P1, P2, P3)", async () => {
  const devices = 20_000;
  const kills = 10;
  const end = await sendUnderKills({ devices }, kills);
  const { accepted, duplicates } = await farSide.duplicates();
  expect({ ...end, duplicates }).toMatchObject({
    status: "completed",
    recorded: devices,
    counted: devices,
    duplicates: 0,
  });
  expect(end.sent + end.unknown).toBe(devices);
  expect(end.unknown).toBeLessThanOrEqual(kills * perKill);
  expect(accepted).toBeGreaterThanOrEqual(end.sent);
  expect(accepted).toBeLessThanOrEqual(end.sent + end.unknown);
});

test("at least once does ask twice after a kill, which proves that the test above would see it", async () => {
  const devices = 6_000;
  const notification = { semantics: "at_least_once" as const };
  const end = await sendUnderKills({ devices, notification }, 4);
  const { distinct, duplicates } = await farSide.duplicates();
  expect(end).toMatchObject({ status: "completed", sent: devices, unknown: 0 });
  expect(distinct).toBe(devices);
  expect(duplicates).toBeGreaterThan(0);
});

test("workers asked to stop finish their windows: nothing unknown, nobody twice (P28)", async () => {
  const devices = 12_000;
  const { ref } = await insertSendable(database, { devices });
  addWorker();
  await disturb(devices, 3, async () => {
    const old = workers.find((worker) => worker.isAlive());
    addWorker();
    const exit = await old?.terminate();
    expect(exit?.code).toBe(0);
    expect(exit?.tookMs).toBeLessThan(15_000);
  });
  expect(await finished(ref)).toMatchObject({ status: "completed", sent: devices, unknown: 0 });
  expect(await farSide.duplicates()).toMatchObject({ accepted: devices, duplicates: 0 });
});

test("a worker whose database connections break goes on by itself (P8)", async () => {
  const devices = 12_000;
  const { ref } = await insertSendable(database, { devices });
  addWorker();
  const cuts = 4;
  await disturb(devices, cuts, async () => {
    await database.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'worker-%' or application_name like 'pool-%'",
    );
  });
  const end = await finished(ref);
  expect(end).toMatchObject({ status: "completed", recorded: devices, counted: devices });
  expect(end.unknown).toBeLessThanOrEqual(cuts * perKill);
  expect(await farSide.duplicates()).toMatchObject({ duplicates: 0 });
});

test("a worker does not outlive its supervisor", async () => {
  const worker = addWorker();
  await pause(1_500);
  expect(await worker.disconnect()).toBe(0);
});
