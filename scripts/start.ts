import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { env as given } from "node:process";
import { fileURLToPath } from "node:url";
import { parentOf } from "@/db/embedded-processes";
import { type Env, parseEnv } from "@/server/env";
import { loadSecrets, type Secrets, secretsForWeb } from "./secrets";
import { type Build, buildIfStale } from "./supervisor/build";
import { Child, type ChildPlan } from "./supervisor/children";
import { migrateDatabase, openDatabase, type RunningDatabase } from "./supervisor/database";
import type { Demo } from "./supervisor/demo";
import { claimDataFolder, endLeftovers, removePid, writePid } from "./supervisor/pid-files";
import { requireFreePort } from "./supervisor/ports";
import { untilReady } from "./supervisor/ready";
import { StartError } from "./supervisor/start-error";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const isDev = process.argv.includes("--dev");
const childPatienceMs = 15_000;
const parentCheckMs = 1_000;

type Settings = {
  dataDir: string;
  port: number;
  emulatorPort: number;
  isDemo: boolean;
  url: string;
  values: Env;
};

type Running = { children: Child[]; database?: Promise<RunningDatabase>; build?: Build };

const running: Running = { children: [] };
let isStopping = false;
let claimedDataDir: string | undefined;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readEnvironment(): Env {
  try {
    return parseEnv(given);
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error });
  }
}

async function readSettings(): Promise<Settings> {
  const values = readEnvironment();
  const dataDir = resolve(values.HERALD_DATA);
  const isDemo = values.HERALD_DEMO === "1";
  try {
    mkdirSync(join(dataDir, "run"), { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `Herald cannot write to its data folder ${dataDir} (${why}). Make it writable, or set HERALD_DATA to another folder.`,
    );
  }
  claimDataFolder(dataDir);
  claimedDataDir = dataDir;
  const ended = await endLeftovers(dataDir, root);
  if (ended > 0) say(`Ended ${ended} process(es) that an earlier start had left.`);
  const port = await requireFreePort(values.PORT, "PORT");
  const emulatorPort = isDemo
    ? await requireFreePort(values.EMULATOR_PORT, "EMULATOR_PORT")
    : values.EMULATOR_PORT;
  const url = values.HERALD_URL ?? `http://localhost:${port}`;
  return { dataDir, port, emulatorPort, isDemo, url, values };
}

function sharedEnvironment(settings: Settings, databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: isDev ? "development" : "production",
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: settings.url,
    PORT: String(settings.port),
    EMULATOR_PORT: String(settings.emulatorPort),
    HERALD_DATA: settings.dataDir,
    HERALD_DEMO: settings.isDemo ? "1" : "0",
    HERALD_LOG: given.HERALD_LOG || "warn",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

function plans(settings: Settings, shared: Record<string, string>, secrets: Secrets): ChildPlan[] {
  const next = join("node_modules", "next", "dist", "bin", "next");
  const typescript = ["--import", "tsx"];
  const web: ChildPlan = {
    name: "web",
    arguments: [next, isDev ? "dev" : "start", "-p", String(settings.port)],
    environment: { ...shared, ...secretsForWeb(secrets), HERALD_SEALING_PRIVATE_KEY: undefined },
  };
  const workers = Array.from({ length: settings.values.HERALD_WORKERS }, (_, index) => ({
    name: `worker-${index + 1}`,
    arguments: [...typescript, "server/delivery/main.ts"],
    environment: { ...shared, ...secrets, HERALD_WORKER_NAME: `worker-${index + 1}` },
  }));
  const emulator: ChildPlan = {
    name: "emulator",
    arguments: [...typescript, "emulators/main.ts"],
    environment: { ...shared, EMULATOR_DATA: join(settings.dataDir, "emulator") },
  };
  const audience: ChildPlan = {
    name: "audience",
    arguments: [...typescript, "db/seed/audience.ts"],
    environment: { ...shared, ...secrets },
  };
  const demo = settings.isDemo ? [emulator, audience] : [];
  return [...demo.slice(0, 1), web, ...workers, ...demo.slice(1)];
}

async function stopAll(): Promise<void> {
  running.build?.cancel();
  await Promise.all(running.children.map((child) => child.stop(childPatienceMs)));
  // A signal may come while the database is still starting: then it is stopped once it is there.
  const database = await running.database?.catch(() => undefined);
  await database?.stop();
  if (claimedDataDir) removePid(claimedDataDir, "supervisor");
}

async function leave(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await stopAll();
  process.exit(code);
}

function stopOnSignals(): void {
  let asked = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      asked += 1;
      if (asked > 1) for (const child of running.children) child.kill();
      else say("Stopping…");
      void leave(0);
    });
  }
  if (!given.npm_lifecycle_event || process.platform === "win32") return;
  // npm may be killed without a word to us; a supervisor nobody can reach would hold the port for ever.
  const line = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const atStart = line();
  setInterval(() => (line() === atStart ? undefined : void leave(0)), parentCheckMs).unref();
}

function announce(settings: Settings, demo: Demo | undefined): void {
  say("");
  say(`Herald is ready at ${settings.url}`);
  if (!demo) return;
  say(`  Sign in as owner@demo.test with the password ${demo.password}`);
  say(`  API key of the demo publisher: ${demo.apiKey}`);
  say(
    `  All data is synthetic; pushes go to the emulator at http://localhost:${settings.emulatorPort}`,
  );
}

function startBuild({ dataDir }: Settings): Build {
  const build = buildIfStale(root, given, say);
  if (build.pid) writePid(dataDir, "build", build.pid);
  // Fails later, at its await; until then the database is made ready beside it.
  build.done.catch(() => undefined).finally(() => removePid(dataDir, "build"));
  return build;
}

/** Loaded only here: the seed's modules read the environment that was just completed. */
async function openDemoOf({ dataDir, values }: Settings, databaseUrl: string): Promise<Demo> {
  const { openDemo } = await import("./supervisor/demo");
  return openDemo(dataDir, values, databaseUrl);
}

async function start(): Promise<void> {
  const settings = await readSettings();
  const secrets = loadSecrets(settings.dataDir, given);
  process.chdir(root);
  if (!isDev) running.build = startBuild(settings);
  running.database = openDatabase(settings.values.DATABASE_URL, settings.dataDir, say);
  const { url } = await running.database;
  await migrateDatabase(url);
  const shared = sharedEnvironment(settings, url);
  // The seed works through the server's own modules, which read the environment.
  Object.assign(given, shared, secrets);
  const demo = settings.isDemo ? await openDemoOf(settings, url) : undefined;
  await running.build?.done;
  if (isStopping) return;
  const isVerbose = given.HERALD_LOG === "debug" || isDev;
  const context = { root, dataDir: settings.dataDir, isVerbose, say };
  running.children = plans(settings, shared, secrets).map((plan) => new Child(plan, context));
  for (const child of running.children) child.start();
  await untilReady(settings.port, () => isStopping, say);
  if (!isStopping) announce(settings, demo);
}

stopOnSignals();
start().catch(async (error: unknown) => {
  if (isStopping) return;
  const isExpected = error instanceof StartError;
  process.stderr.write(`${isExpected ? error.message : String((error as Error).stack ?? error)}\n`);
  await leave(1);
});
