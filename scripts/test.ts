import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { env as given } from "node:process";
import { fileURLToPath } from "node:url";
import { startThrowaway } from "@/db/embedded-throwaway";
import { buildIfStale } from "./supervisor/build";
import { findBrowser } from "./testing/browser";
import { type Portal, startPortal } from "./testing/portal";
import { type Count, countPlaywright, countVitest } from "./testing/reports";
import { runNode, stopEverything } from "./testing/run";

/** npm test: everything, in the order in which a failure is cheapest to find. */

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const reports = mkdtempSync(join(tmpdir(), "herald-reports-"));
const total: Count = { passed: 0, failed: 0 };

/** What a developer's shell sets for npm start must not steer the tests. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const names = Object.keys(given).filter(
    (name) => !/^(HERALD_|NEXTAUTH_)/.test(name) && !["PORT", "DATABASE_URL"].includes(name),
  );
  return Object.fromEntries(names.map((name) => [name, given[name]])) as NodeJS.ProcessEnv;
}

const environment = cleanEnvironment();
const modules = (path: string) => join(root, "node_modules", path);

async function stage(name: string, work: () => Promise<Count>): Promise<boolean> {
  process.stdout.write(`\n── ${name} ──\n`);
  const started = Date.now();
  let count: Count;
  try {
    count = await work();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    count = { passed: 0, failed: 1 };
  }
  total.passed += count.passed;
  total.failed += count.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)\n`);
  return count.failed === 0;
}

const one = (isOk: boolean): Count => ({ passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 });

async function check(...parameters: string[]): Promise<Count> {
  return one(await runNode(parameters, environment));
}

async function vitest(project: string, extra: Record<string, string> = {}): Promise<Count> {
  const report = join(reports, `${project}.json`);
  const isOk = await runNode(
    [
      ...[modules("vitest/vitest.mjs"), "run", "--project", project, "--passWithNoTests"],
      ...["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`],
    ],
    { ...environment, ...extra },
  );
  return countVitest(report, isOk);
}

async function build(): Promise<Count> {
  await buildIfStale(root, environment, (line) => process.stdout.write(`${line}\n`)).done;
  return one(true);
}

async function endToEnd(): Promise<Count> {
  const browser = findBrowser(root);
  const portal: Portal = await startPortal(environment);
  const report = join(reports, "e2e.json");
  try {
    const isOk = await runNode(
      [modules("@playwright/test/cli.js"), "test", "--pass-with-no-tests"],
      {
        ...environment,
        ...portal.environment,
        CHROMIUM_PATH: browser,
        HERALD_E2E_REPORT: report,
      },
    );
    return countPlaywright(report, isOk);
  } finally {
    await portal.stop();
  }
}

/** A type error fails the build as well, and says so a minute later. */
async function onDatabase(typesHold: boolean): Promise<boolean> {
  const server = await startThrowaway();
  const extra = { HERALD_TEST_DATABASE_URL: server.url };
  try {
    await stage("database", () => vitest("database", extra));
    const isBuilt = typesHold && (await stage("build", build));
    await stage("engine", () => vitest("engine", extra));
    return isBuilt;
  } finally {
    await server.close();
  }
}

async function main(): Promise<void> {
  await stage("format and lint", () => check(modules("@biomejs/biome/bin/biome"), "check", "."));
  const typesHold = await stage("types", () => check(modules("typescript/bin/tsc"), "--noEmit"));
  await stage("structure", () => check("--import", "tsx", "scripts/check-structure.ts"));
  await stage("unit", () => vitest("unit"));
  const isBuilt = await onDatabase(typesHold).catch((error) =>
    stage("database server", () => Promise.reject(error)),
  );
  if (isBuilt) await stage("end to end", endToEnd);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, async () => {
    await stopEverything();
    rmSync(reports, { recursive: true, force: true });
    process.exit(130);
  });
}

process.chdir(root);
await main();
rmSync(reports, { recursive: true, force: true });
const line = `${total.passed} passed, ${total.failed} failed\n`;
process.stdout.write(`\n${line}`, () => process.exit(total.failed === 0 ? 0 : 1));
