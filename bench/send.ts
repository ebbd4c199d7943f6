import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Connection, connect } from "@/db/connect";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { insertDue, insertSendable, workerKeys } from "@/db/testing/sendable";
import type { Context } from "@/server/context";
import { measureBareClient, startEmulatorProcess } from "./send-client";

/**
 * How fast does a notification go out, everything recorded, against the bare HTTP client posting the same bytes
 * to the same emulator over as many connections? Real worker, real Postgres with the product's settings.
 */

const connections = 64;

export interface SendReading {
  registrations: number;
  /** From the first request at the provider to the last record. */
  perSecond: number;
  barePerSecond: number;
  ratio: number;
  freezeMs: number;
  firstRequestMs: number;
  totalSeconds: number;
  workerPeakMb: number;
  /** Processor time per delivery, which a busy machine stretches less than the wall clock; Linux only. */
  workerMicroseconds: number;
  postgresMicroseconds: number;
  bareMicroseconds: number;
}

interface Scene {
  connection: Connection;
  emulatorPort: number;
  worker: ChildProcess;
  postmaster: number;
  ctx: Context;
  appId: number;
}

export interface SendBench {
  registrations: number;
  rounds: number;
}

export async function measureSend(bench: SendBench): Promise<SendReading[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "herald-bench-"));
  // Closed as mkdtemp makes it, root's Postgres would keep its files outside, where nobody removes them.
  chmodSync(dataDir, 0o755);
  Object.assign(process.env, workerKeys);
  const database = await startEmbedded({ dataDir });
  const emulator = await startEmulatorProcess();
  const connection = connect(database.url, { max: 4, statementTimeoutMs: 0, name: "bench" });
  let worker: ChildProcess | undefined;
  try {
    await migrate(database.url);
    const { ctx, appId } = await insertSendable(connection, {
      devices: bench.registrations,
      notification: { status: "draft" },
    });
    await connection.pool.query("vacuum analyze");
    worker = startWorker(database.url, emulator.port);
    const scene = {
      connection,
      emulatorPort: emulator.port,
      worker,
      postmaster: database.pid,
      ctx,
      appId,
    };
    const readings: SendReading[] = [];
    for (let round = 0; round < bench.rounds; round++)
      readings.push(await measureRound(scene, bench));
    return readings;
  } finally {
    await stopped(worker);
    await connection.close();
    await emulator.stop();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function startWorker(databaseUrl: string, emulatorPort: number): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "server/delivery/main.ts"], {
    env: {
      ...process.env,
      ...workerKeys,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      EMULATOR_PORT: String(emulatorPort),
      HERALD_DEMO: "1",
      HERALD_LOG: "warn",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

async function stopped(worker: ChildProcess | undefined): Promise<void> {
  if (!worker || worker.exitCode !== null) return;
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGTERM");
  await ended;
}

/** The bare client first, then the same number of deliveries by the engine: the machine's other work weighs on both. */
async function measureRound(scene: Scene, { registrations }: SendBench): Promise<SendReading> {
  const bare = await measureBareClient({
    emulatorPort: scene.emulatorPort,
    count: Math.min(registrations, 100_000),
    connections,
    payload: () => sampleBody,
  });
  await ask(scene, "DELETE", "requests");
  const cpu = readCpu(scene);
  const started = performance.now();
  const ref = await insertDue(scene.ctx, scene.appId);
  await scene.connection.pool.query(
    "select graphile_worker.add_job('freeze', json_build_object('publisherId', $1::int, 'notificationId', $2::bigint))",
    [ref.publisherId, ref.notificationId],
  );
  const first = await until(async () => (await ask(scene, "GET", "count")).total > 0, 5);
  await until(() => isFinished(scene, ref.notificationId), 50);
  const used = readCpu(scene);
  const row = await readFigures(scene, ref.notificationId);
  const sendingSeconds = row.totalSeconds - (first - started) / 1_000;
  const perSecond = registrations / sendingSeconds;
  return {
    registrations,
    perSecond,
    barePerSecond: bare.perSecond,
    ratio: perSecond / bare.perSecond,
    freezeMs: row.freezeMs,
    firstRequestMs: first - started,
    totalSeconds: row.totalSeconds,
    workerMicroseconds: (used.worker - cpu.worker) / registrations,
    postgresMicroseconds: (used.postgres - cpu.postgres) / registrations,
    bareMicroseconds: bare.cpuMicrosecondsEach,
    workerPeakMb: peakMemoryMb(scene.worker.pid ?? 0),
  };
}

/** As many bytes as the fixture's toast with its token. */
const sampleBody = `<toast launch="action=open;__ntk=${"A".repeat(40)}"><visual lang="en-US"><binding template="ToastGeneric"><text>Evening puzzle</text><text>Your puzzle is ready.</text></binding></visual></toast>`;

async function ask({ emulatorPort }: Scene, method: string, name: string) {
  const answer = await fetch(`http://127.0.0.1:${emulatorPort}/__emulator/${name}`, { method });
  const text = await answer.text();
  return (text === "" ? { total: 0 } : JSON.parse(text)) as { total: number };
}

async function until(isSo: () => Promise<boolean>, everyMs: number): Promise<number> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, everyMs));
  return performance.now();
}

async function isFinished({ connection, ctx }: Scene, id: number): Promise<boolean> {
  const { rows } = await connection.pool.query(
    "select status from notifications where publisher_id = $1 and id = $2 and finished_at is not null",
    [ctx.publisherId, id],
  );
  return rows.length > 0;
}

/** By the database's clock. The freeze's own time is not kept; to its first record is what can be seen. */
async function readFigures({ connection, ctx }: Scene, id: number) {
  const { rows } = await connection.pool.query(
    `select extract(epoch from n.finished_at - n.created_at)::float8 as total,
       (select extract(epoch from min(at) - n.frozen_at) from deliveries
        where publisher_id = n.publisher_id and notification_id = n.id)::float8 as freeze,
       (select count(*) from deliveries where publisher_id = n.publisher_id and notification_id = n.id and status = 1) as sent,
       n.frozen_count
     from notifications n where n.publisher_id = $1 and n.id = $2`,
    [ctx.publisherId, id],
  );
  const row = rows[0];
  if (row.sent !== row.frozen_count) throw new Error(`Sent ${row.sent} of ${row.frozen_count}`);
  return { totalSeconds: row.total as number, freezeMs: row.freeze * 1_000 };
}

/** Microseconds so far of the worker and of Postgres with its helpers; 0 where there is no /proc. */
function readCpu({ worker, postmaster }: Scene): { worker: number; postgres: number } {
  if (process.platform !== "linux") return { worker: 0, postgres: 0 };
  let postgres = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const { parent, microseconds } = cpuOf(Number(name));
    if (parent === postmaster) postgres += microseconds;
  }
  return { worker: cpuOf(worker.pid ?? 0).microseconds, postgres };
}

/** Fields 4, 14 and 15 of /proc/PID/stat, counted behind the command's name; a tick is 10 ms. */
function cpuOf(pid: number): { parent: number; microseconds: number } {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return {
      parent: Number(fields[1]),
      microseconds: (Number(fields[11]) + Number(fields[12])) * 10_000,
    };
  } catch (error) {
    // It ended while we were looking.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { parent: 0, microseconds: 0 };
  }
}

/** Linux only; elsewhere 0. */
function peakMemoryMb(pid: number): number {
  if (process.platform !== "linux") return 0;
  const kb = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1];
  return Number(kb ?? 0) / 1_024;
}

export function printSend(readings: SendReading[]): void {
  for (const one of readings) {
    console.log(
      `send ${one.registrations}: ${one.perSecond.toFixed(0)}/s recorded | bare client ${one.barePerSecond.toFixed(0)}/s | ratio ${one.ratio.toFixed(2)} | freeze to first record ${one.freezeMs.toFixed(0)} ms | Send to first request ${one.firstRequestMs.toFixed(0)} ms | Send to last delivery ${one.totalSeconds.toFixed(1)} s | worker ${one.workerMicroseconds.toFixed(0)} µs, Postgres ${one.postgresMicroseconds.toFixed(0)} µs, bare client ${one.bareMicroseconds.toFixed(0)} µs each | worker peak ${one.workerPeakMb.toFixed(0)} MB`,
    );
  }
  const ratio = median(readings.map((one) => one.ratio));
  const cost = median(readings.map((one) => one.workerMicroseconds / one.bareMicroseconds));
  console.log(
    `send: median ratio of rates ${ratio.toFixed(2)} (reach 0.80), of the worker's to the bare client's processor time ${cost.toFixed(2)}`,
  );
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const half = sorted.length / 2;
  const low = sorted[Math.ceil(half) - 1] ?? Number.NaN;
  return (low + (sorted[Math.floor(half)] ?? low)) / 2;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const sizes = (process.argv[2] ?? "100000").split(",").map(Number);
  const rounds = Number(process.argv[3] ?? 3);
  for (const registrations of sizes) printSend(await measureSend({ registrations, rounds }));
}
