import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env as given } from "node:process";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "herald-guard-"));
const guard = pathToFileURL(join(import.meta.dirname, "exit-with-parent.mjs")).href;

afterAll(() => rmSync(folder, { recursive: true }));

/** A child as the supervisor starts it, running the given program. */
function startGuarded(name: string, program: string): ChildProcess {
  const file = join(folder, name);
  writeFileSync(file, program);
  return spawn(process.execPath, ["--import", guard, file], {
    env: { ...given, HERALD_SUPERVISOR: String(process.pid) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

const message = (child: ChildProcess) => new Promise((done) => child.once("message", done));
const codeOf = (child: ChildProcess) => new Promise((done) => child.once("exit", done));

test("a child whose supervisor is gone finishes as on SIGTERM and leaves", async () => {
  const child = startGuarded(
    "finishes.mjs",
    `setInterval(() => undefined, 1000);
     process.once("SIGTERM", () => setTimeout(() => process.exit(7), 100));
     process.send("up");`,
  );
  await message(child);
  child.disconnect();
  expect(await codeOf(child)).toBe(7);
});

test("what a child forks keeps its own channel, as next dev and next build need", async () => {
  const child = startGuarded(
    "forks.mjs",
    `import { fork } from "node:child_process";
     if (process.argv[2] === "helper") {
       process.once("message", (text) => process.send(text + " back", () => process.disconnect()));
     } else {
       const helper = fork(process.argv[1], ["helper"]);
       helper.once("message", (text) => process.send(text));
       helper.once("exit", () => process.disconnect());
       setTimeout(() => helper.connected && helper.send("there and"), 500);
     }`,
  );
  const heard: unknown[] = [];
  child.on("message", (text) => heard.push(text));
  await codeOf(child);
  expect(heard).toEqual(["there and back"]);
});
