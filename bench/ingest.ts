import { type ChildProcess, fork, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Pool } from "undici";
import { encodeToken } from "@/content/tracking";
import { type Connection, connect } from "@/db/connect";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { insertDue, insertSendable, workerKeys } from "@/db/testing/sendable";
import { buildIfStale } from "@/scripts/supervisor/build";
import type { Context } from "@/server/context";
import { issueTokens } from "@/server/deliveries/tracking-token";
import { startEmulatorProcess } from "./send-client";

/**
 * How many registrations, launches and interactions does the real web process take a second, and how long does the
 * slowest of a hundred wait, while a notification is being sent? Against node:http with one insert per call
 * (bench/ingest-bare.ts), in the same run, under the same send. The caller, the worker, Postgres and the emulator share
 * the machine with it.
 */
const devices = Number(process.argv[2] ?? 100_000);
const seconds = Number(process.argv[3] ?? 8);
const callers = Number(process.argv[4] ?? 32);
const profileFolder = process.argv[5];
const batch = 20;

interface Scene {
  connection: Connection;
  ctx: Context;
  appId: number;
  appKey: string;
  tokens: string[];
  postmaster: number;
}

interface Call {
  method: "PUT" | "POST";
  path: string;
  body: string;
  /** Of the installation that calls. */
  secret?: string;
  /** Told the answer's body. */
  keep?(text: string): void;
}

interface Reading {
  perSecond: number;
  p50: number;
  p99: number;
  refused: number;
  /** Milliseconds of CPU a call: hardly changed by what else the machine does. Postgres': with the worker's. */
  processMs: number;
  postgresMs: number;
}

/** A server under test: where it listens, and its process. */
interface Target {
  url: string;
  pid: number;
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "herald-ingest-"));
  chmodSync(dataDir, 0o755);
  Object.assign(process.env, workerKeys);
  if (!existsSync(".next/BUILD_ID"))
    await buildIfStale(process.cwd(), process.env, console.log).done;
  const database = await startEmbedded({ dataDir });
  const emulator = await startEmulatorProcess();
  const connection = connect(database.url, { max: 4, statementTimeoutMs: 0, name: "bench" });
  const children: ChildProcess[] = [];
  try {
    await migrate(database.url);
    children.push(
      startProcess(["--import", "tsx", "server/delivery/main.ts"], database.url, emulator.port),
    );
    const scene = { ...(await prepare(connection)), postmaster: database.pid };
    const web = await startWeb(database.url, children);
    const bare = await startBare(database.url, children);
    await measureAll(scene, { web, bare });
  } finally {
    for (const child of children) await stopped(child);
    await connection.close();
    await emulator.stop();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A notification that everybody has, so that there is something to launch. */
async function prepare(connection: Connection): Promise<Omit<Scene, "postmaster">> {
  const { ctx, appId, ref } = await insertSendable(connection, {
    devices,
    notification: { isTracked: true },
  });
  await connection.pool.query("vacuum analyze");
  await freeze(connection, ref);
  await finished(connection, ctx, ref.notificationId);
  const { rows } = await connection.pool.query<{ id: number }>(
    "select registration_id as id from deliveries where publisher_id = $1 and notification_id = $2",
    [ctx.publisherId, ref.notificationId],
  );
  const key = await connection.pool.query("select public_key from apps where id = $1", [appId]);
  const tokens = rows.map(({ id }) =>
    encodeToken(issueTokens(ref, [Number(id)], workerKeys.HERALD_TRACKING_KEY)),
  );
  return { connection, ctx, appId, appKey: key.rows[0].public_key, tokens };
}

async function freeze(
  connection: Connection,
  ref: { publisherId: number; notificationId: number },
) {
  await connection.pool.query(
    "select graphile_worker.add_job('freeze', json_build_object('publisherId', $1::int, 'notificationId', $2::bigint))",
    [ref.publisherId, ref.notificationId],
  );
}

async function finished(connection: Connection, ctx: Context, id: number): Promise<void> {
  for (;;) {
    const { rows } = await connection.pool.query(
      "select 1 from notifications where publisher_id = $1 and id = $2 and finished_at is not null",
      [ctx.publisherId, id],
    );
    if (rows.length > 0) return;
    await wait(200);
  }
}

async function measureAll(scene: Scene, { web, bare }: { web: Target; bare: Target }) {
  // Once all were used they are reported again, which counts nothing but costs nearly the same.
  let used = 0;
  const token = () => scene.tokens[used++ % scene.tokens.length] ?? "";
  const launch = (): Call => ({
    method: "POST",
    path: "/api/v1/launches",
    body: JSON.stringify({ token: token(), activationType: "foreground" }),
  });
  const interactions = (): Call => ({
    method: "POST",
    path: "/api/v1/interactions",
    body: JSON.stringify({
      interactions: Array.from({ length: batch }, () => ({
        token: token(),
        surface: "toast",
        action: "activated",
      })),
    }),
  });
  let n = 0;
  const registration = (): Call => {
    n += 1;
    const install = n;
    return {
      method: "PUT",
      path: `/api/v1/registrations/bench-install-${install}`,
      body: device(install),
      keep: (text) => known.push({ install, secret: JSON.parse(text).registrationSecret }),
    };
  };
  const known: { install: number; secret: string }[] = [];
  let at = 0;
  // Every start of an app is one (K-01).
  const renewal = (): Call => {
    const { install, secret } = known[at++ % known.length] ?? { install: 0, secret: "" };
    return {
      method: "PUT",
      path: `/api/v1/registrations/bench-install-${install}`,
      body: device(install),
      secret,
    };
  };
  const bareReading = await underSend(scene, bare, launch);
  say("bare node:http and insert", bareReading);
  const launches = await underSend(scene, web, launch);
  say("launches", launches, bareReading);
  say("registrations, new", await underSend(scene, web, registration), bareReading);
  say("registrations, renewed", await underSend(scene, web, renewal), bareReading);
  n = 0;
  const reports = await underSend(scene, web, interactions);
  say(`interactions, ${batch} a call`, reports, bareReading);
  console.log(`interactions: ${(reports.perSecond * batch).toFixed(0)} reports/s`);
  const idle = await load(scene, bare, launch);
  say("bare, nothing being sent", idle);
  say("launches, nothing being sent", await load(scene, web, launch), idle);
  n = 1e6;
  say("registrations, new, nothing being sent", await load(scene, web, registration), idle);
}

function device(n: number): string {
  return JSON.stringify({
    channel: { type: "wns", uri: `https://db3.notify.windows.com/?token=bench-${n}` },
    ...{ language: "de-DE", timeZone: "Europe/Berlin", market: "DE", appVersion: "1.2.0.0" },
    ...{ userId: `player-${n}`, deviceType: "pc" },
  });
}

function say(name: string, one: Reading, bare?: Reading): void {
  const ratio = bare ? ` | ratio to bare ${(one.perSecond / bare.perSecond).toFixed(2)}` : "";
  const refused = one.refused > 0 ? ` | REFUSED ${one.refused}` : "";
  console.log(
    `${name}: ${one.perSecond.toFixed(0)}/s | p50 ${one.p50.toFixed(1)} ms, p99 ${one.p99.toFixed(1)} ms${ratio}${refused}` +
      ` | CPU a call: process ${one.processMs.toFixed(2)} ms, Postgres ${one.postgresMs.toFixed(2)} ms`,
  );
}

/** The load, from the first to the last call beside a send to every device. */
async function underSend(scene: Scene, target: Target, call: () => Call): Promise<Reading> {
  const { connection, ctx, appId } = scene;
  const ref = await insertDue(ctx, appId);
  await freeze(connection, ref);
  await wait(1_000);
  const reading = await load(scene, target, call);
  await finished(connection, ctx, ref.notificationId);
  return reading;
}

async function load(scene: Scene, target: Target, call: () => Call): Promise<Reading> {
  const pool = new Pool(target.url, { connections: callers, pipelining: 1 });
  const headers = { "content-type": "application/json", "x-app-key": scene.appKey };
  const times: number[] = [];
  let refused = 0;
  const before = await cpuOf(scene, target);
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < until) {
        const from = performance.now();
        const { secret, keep, ...request } = call();
        const own = secret ? { ...headers, authorization: `Bearer ${secret}` } : headers;
        const { statusCode, body } = await pool.request({ ...request, headers: own });
        if (keep) keep(await body.text());
        else await body.dump();
        times.push(performance.now() - from);
        if (statusCode >= 300) refused += 1;
      }
    }),
  );
  const took = (performance.now() - started) / 1_000;
  const after = await cpuOf(scene, target);
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    ...{ perSecond: times.length / took, p50: at(0.5), p99: at(0.99), refused },
    processMs: (after.process - before.process) / times.length,
    postgresMs: (after.postgres - before.postgres) / times.length,
  };
}

/** Milliseconds of CPU so far: the server's, and all of Postgres' with what its ended connections used. */
async function cpuOf({ connection, postmaster }: Scene, { pid }: Target) {
  const { rows } = await connection.pool.query<{ pid: number }>("select pid from pg_stat_activity");
  return {
    process: cpuMs(pid),
    postgres: rows.reduce((sum, row) => sum + cpuMs(row.pid), cpuMs(postmaster, 13)),
  };
}

/** Linux counts in hundredths of a second; elsewhere nothing is known. */
function cpuMs(pid: number, first = 11): number {
  if (process.platform !== "linux") return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[first]) + Number(fields[first + 1])) * 10;
}

function startProcess(args: string[], databaseUrl: string, emulatorPort: number): ChildProcess {
  return spawn(process.execPath, args, {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      EMULATOR_PORT: String(emulatorPort),
      HERALD_DEMO: "1",
      HERALD_LOG: "warn",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

async function startWeb(databaseUrl: string, children: ChildProcess[]): Promise<Target> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const profile = profileFolder ? ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`] : [];
  const web = spawn(
    process.execPath,
    [...profile, join("node_modules", "next", "dist", "bin", "next"), "start", "-p", String(port)],
    {
      env: {
        ...process.env,
        NODE_ENV: "production",
        DATABASE_URL: databaseUrl,
        NEXTAUTH_URL: url,
        NEXTAUTH_SECRET: "of the bench",
        HERALD_LOG: "warn",
      },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  children.push(web);
  for (;;) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return { url, pid: web.pid ?? 0 };
    await wait(200);
  }
}

async function startBare(databaseUrl: string, children: ChildProcess[]): Promise<Target> {
  const bare = fork("bench/ingest-bare.ts", {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  children.push(bare);
  const port = await new Promise<number>((resolve) =>
    bare.once("message", (message) => resolve((message as { port: number }).port)),
  );
  return { url: `http://127.0.0.1:${port}`, pid: bare.pid ?? 0 };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

await main();
