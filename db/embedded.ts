import { spawn } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { Client } from "pg";
import { type Binaries, findBinaries } from "./embedded-binaries";
import { EmbeddedError, explainFailure, lastComplaint } from "./embedded-errors";
import { isPostgresOf, processesIn, readPostmasterFile, untilGone } from "./embedded-processes";
import {
  createCluster,
  databaseUser,
  holdsFiles,
  prepareSite,
  requireUsableFolder,
  type Site,
} from "./embedded-site";

export { EmbeddedError } from "./embedded-errors";

export type EmbeddedOptions = {
  /** HERALD_DATA: the database, its password and its process id live below it. */
  dataDir: string;
  settings?: Record<string, string>;
  /** The port to take if it is free, so that a restarted server keeps its address. */
  port?: number;
};

export type Embedded = {
  url: string;
  pid: number;
  port: number;
  /** Whether a server that was already running was taken over. */
  adopted: boolean;
  stop(): Promise<void>;
};

const readyWithinMs = 60_000;
const freeWithinMs = 20_000;

// JIT off: a five-condition count over 1,000,000 rows took 468 ms on its first run with it, 110 without.
const productSettings: Record<string, string> = {
  jit: "off",
  shared_buffers: "256MB",
  work_mem: "24MB",
  maintenance_work_mem: "128MB",
  effective_cache_size: "1GB",
  max_wal_size: "2GB",
  wal_compression: "pglz",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  synchronous_commit: "on",
  max_connections: "120",
};

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

function urlOf(site: Site, port: number, database = databaseUser): string {
  return `postgres://${databaseUser}:${site.password}@127.0.0.1:${port}/${database}`;
}

type Answer = "ready" | "starting" | "foreign" | "silent";

async function ask(site: Site, port: number): Promise<Answer> {
  const client = new Client({
    connectionString: urlOf(site, port, "postgres"),
    connectionTimeoutMillis: 3000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("select 1 from pg_database where datname = $1", [
      databaseUser,
    ]);
    if (rows.length === 0) await client.query(`create database ${databaseUser}`);
    return "ready";
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (code === "57P03") return "starting";
    return code.startsWith("28") ? "foreign" : "silent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(wanted = 0): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", (error) => (wanted === 0 ? fail(error) : done(freePort())));
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : wanted));
    });
  });
}

/** Takes over a server that outlived its parent, or clears what a killed one left behind. */
async function adopt(site: Site): Promise<{ pid: number; port: number } | undefined> {
  const deadline = Date.now() + freeWithinMs;
  for (;;) {
    const left = readPostmasterFile(site.folder);
    if (left && isPostgresOf(left.pid, site.folder)) {
      const answer = await ask(site, left.port);
      if (answer === "ready") return left;
      if (answer === "foreign") throw ownedByAnother(site, left.pid, "does not take our password");
    } else if (processesIn(site.folder).length === 0) {
      // The dead may stay zombies for long, and Postgres itself would take them for alive.
      rmSync(join(site.folder, "postmaster.pid"), { force: true });
      return undefined;
    }
    if (Date.now() > deadline) {
      const pid = left?.pid ?? processesIn(site.folder)[0] ?? 0;
      throw ownedByAnother(site, pid, "does not answer");
    }
    await pause(50);
  }
}

function ownedByAnother(site: Site, pid: number, how: string): EmbeddedError {
  return new EmbeddedError(
    `Process ${pid} owns the database folder ${site.folder} and ${how}. End it (kill ${pid}) and start again.`,
  );
}

function openLog({ logFile }: Site): number {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, "a", 0o600);
}

function serverArguments(site: Site, port: number, settings: Record<string, string>): string[] {
  const all: Record<string, string> = {
    ...productSettings,
    timezone: "UTC",
    log_timezone: "UTC",
    ...settings,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", site.folder, ...flags];
}

/** Own session and a log file instead of a pipe: Ctrl-C and the parent's death must not reach it. */
async function launch(site: Site, binaries: Binaries, options: EmbeddedOptions) {
  const port = await freePort(options.port);
  const log = openLog(site);
  const child = spawn(binaries.postgres, serverArguments(site, port, options.settings ?? {}), {
    ...site.account,
    cwd: "/",
    detached: process.platform !== "win32",
    stdio: ["ignore", log, log],
    windowsHide: true,
  });
  closeSync(log);
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", () => {
    ended = true;
  });
  child.unref();
  const deadline = Date.now() + readyWithinMs;
  while (!ended && Date.now() < deadline) {
    const answer = await ask(site, port);
    if (answer === "ready") return { pid: child.pid ?? 0, port };
    if (answer === "foreign") break;
    await pause(25);
  }
  if (!ended) child.kill("SIGKILL");
  return undefined;
}

async function launchOrExplain(site: Site, binaries: Binaries, options: EmbeddedOptions) {
  for (let attempt = 1; ; attempt += 1) {
    const running = await launch(site, binaries, options);
    if (running) return running;
    const complaint = lastComplaint(site.logFile);
    // Somebody else may take the free port between the look and the start.
    const isPortTaken = /could not (bind|create any TCP\/IP sockets)/.test(complaint);
    if (!isPortTaken || attempt === 3) throw explainFailure(site.folder, complaint, site.logFile);
  }
}

/** SIGINT is Postgres' fast shutdown: it ends sessions and writes a checkpoint. */
async function stopServer(site: Site, pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ["SIGINT", 15_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (!isPostgresOf(pid, site.folder)) break;
    process.kill(pid, signal);
    if (await untilGone(pid, patienceMs)) break;
  }
  for (const name of ["postgres.pid", "postgres.json"]) {
    rmSync(join(site.dataDir, "run", name), { force: true });
  }
}

function record(site: Site, pid: number, port: number): void {
  const run = join(site.dataDir, "run");
  const details = { url: urlOf(site, port), pid, port, folder: site.folder };
  writeFileSync(join(run, "postgres.json"), `${JSON.stringify(details)}\n`, { mode: 0o600 });
  writeFileSync(join(run, "postgres.pid"), `${pid}\n`);
}

/** Starts the Postgres that Herald brings, or takes over the one an earlier start left running. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const site = prepareSite(resolve(options.dataDir));
  const binaries = findBinaries(site);
  const isNew = !holdsFiles(site.folder);
  if (isNew) createCluster(site, binaries, options.settings?.fsync === "off");
  requireUsableFolder(site);
  if (!site.account) chmodSync(site.folder, 0o700);
  const adopted = isNew ? undefined : await adopt(site);
  const { pid, port } = adopted ?? (await launchOrExplain(site, binaries, options));
  record(site, pid, port);
  return {
    url: urlOf(site, port),
    pid,
    port,
    adopted: adopted !== undefined,
    stop: () => stopServer(site, pid),
  };
}

/** The address that a running start wrote down, for processes that join it later. */
export function runningEmbeddedUrl(dataDir: string): string | undefined {
  const file = join(resolve(dataDir), "run", "postgres.json");
  if (!existsSync(file)) return undefined;
  const { url } = JSON.parse(readFileSync(file, "utf8")) as { url: string };
  return url;
}
