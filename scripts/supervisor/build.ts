import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "./start-error";

const folders = ["app", "components", "content", "server", "db", "sdk", "emulators", "public"];
const files = [
  "package-lock.json",
  "tsconfig.json",
  "next.config.ts",
  "instrumentation.ts",
  "proxy.ts",
];
const isTest = /\.(test|spec)\.tsx?$/;
const progressEveryMs = 15_000;

function sourcesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !isTest.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Follows from everything that goes into the pages, so that a pull or an edit builds again. */
export function sourceHash(root: string): string {
  const all = [
    ...folders.flatMap((folder) => sourcesIn(join(root, folder))),
    ...files.map((file) => join(root, file)).filter((file) => existsSync(file)),
  ].sort();
  const hash = createHash("sha256").update(process.version);
  for (const file of all) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

const stampOf = (root: string) => join(root, ".next", "herald-build");

export function isBuilt(root: string): boolean {
  const stamp = stampOf(root);
  if (!existsSync(stamp) || !existsSync(join(root, ".next", "BUILD_ID"))) return false;
  return readFileSync(stamp, "utf8").trim() === sourceHash(root);
}

type Running = { child: ChildProcess; output: Promise<{ code: number | null; text: string }> };

function runBuild(root: string, environment: NodeJS.ProcessEnv): Running {
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: root,
    env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const keep = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const output = new Promise<{ code: number | null; text: string }>((done) => {
    child.once("close", (code) => done({ code, text }));
  });
  return { child, output };
}

export type Build = { pid?: number; done: Promise<void>; cancel(): void };

/** Builds the pages unless they are as the sources are; says how long it takes. */
export function buildIfStale(
  root: string,
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Build {
  if (isBuilt(root)) return { done: Promise.resolve(), cancel: () => undefined };
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const hash = sourceHash(root);
  say("Building the pages (about a minute; only after a change)…");
  const { child, output } = runBuild(root, environment);
  const progress = setInterval(() => say(`  still building, ${seconds()} s`), progressEveryMs);
  const done = output.then(({ code, text }) => {
    clearInterval(progress);
    if (code !== 0 || !existsSync(join(root, ".next", "BUILD_ID"))) {
      throw new StartError(
        `${text.trim()}\n\nThe pages could not be built; the reason stands above. Mend it and start again.`,
      );
    }
    mkdirSync(join(root, ".next"), { recursive: true });
    writeFileSync(stampOf(root), `${hash}\n`);
    say(`Built in ${seconds()} s.`);
  });
  return { pid: child.pid, done, cancel: () => child.kill("SIGTERM") };
}
