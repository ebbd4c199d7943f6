import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { env as given } from "node:process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { isRunning, untilGone } from "@/db/embedded-processes";
import { databaseUrl, onServer } from "@/db/embedded-throwaway";
import { buildIfStale } from "./supervisor/build";
import { freePort } from "./supervisor/ports";
import { Herald, root } from "./testing/herald";

let herald: Herald;

beforeAll(() => buildIfStale(root, given, () => undefined).done, 170_000);

beforeEach(() => {
  herald = new Herald();
});

afterEach(() => herald.discard());

const alive = (pids: number[]) => pids.filter((pid) => isRunning(pid));

async function until(what: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!(await what())) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/** What a start that cannot work says, and that it ends with code 1 and leaves nothing running. */
async function refusal(more: Record<string, string> = {}): Promise<string> {
  await herald.launch(more);
  expect(await herald.ended()).toBe(1);
  const children = Object.entries(herald.pids()).filter(([name]) => name !== "supervisor");
  expect(alive(children.map(([, pid]) => pid))).toEqual([]);
  return herald.output.trim();
}

describe("npm start", () => {
  test("writes its process ids, and TERM ends every child within 15 s (P28)", async () => {
    await herald.launch({ HERALD_WORKERS: "2" });
    await herald.untilReady();
    const pids = herald.pids();
    expect(Object.keys(pids).sort()).toEqual([
      "postgres",
      "supervisor",
      "web",
      "worker-1",
      "worker-2",
    ]);
    expect(alive(Object.values(pids))).toHaveLength(5);
    expect(await herald.health()).toBe(200);
    const asked = Date.now();
    herald.signal("SIGTERM");
    expect(await herald.ended()).toBe(0);
    expect(Date.now() - asked).toBeLessThan(15_000);
    expect(alive(Object.values(pids))).toEqual([]);
    expect(herald.pids()).toEqual({});
  });

  test("leaves nothing behind after its own kill -9 and a new start, which takes the database over", async () => {
    await herald.launch();
    await herald.untilReady();
    const { postgres = 0, web = 0, "worker-1": worker = 0 } = herald.pids();
    herald.signal("SIGKILL");
    expect(await untilGone(web, 15_000)).toBe(true);
    expect(await untilGone(worker, 15_000)).toBe(true);
    expect(isRunning(postgres)).toBe(true);
    await herald.launch();
    await herald.untilReady();
    expect(herald.pid("postgres")).toBe(postgres);
    herald.signal("SIGINT");
    expect(await herald.ended()).toBe(0);
    expect(alive([postgres])).toEqual([]);
  });

  test("works on DATABASE_URL with nothing else changed", async () => {
    const name = `start_${randomBytes(4).toString("hex")}`;
    const server = inject("databaseServerUrl");
    await onServer(server, (client) => client.query(`create database ${name}`));
    await herald.launch({ DATABASE_URL: databaseUrl(server, name) });
    await herald.untilReady();
    expect(herald.pids().postgres).toBeUndefined();
    herald.signal("SIGTERM");
    expect(await herald.ended()).toBe(0);
    await onServer(server, (client) => client.query(`drop database ${name} with (force)`));
  });
});

describe("npm start says in one sentence", () => {
  test("which process has the port, before anything slow is done", async () => {
    const server = createServer().listen(0);
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const said = await refusal({ PORT: String(port) });
    server.close();
    expect(said).toContain(`Port ${port} is taken by`);
    expect(said).toContain(`PORT=${port + 1} npm start`);
    expect(said.split("\n")).toHaveLength(1);
  });

  test("that the database is ahead of the code", async () => {
    const name = `ahead_${randomBytes(4).toString("hex")}`;
    const server = inject("databaseServerUrl");
    const template = inject("databaseTemplate");
    await onServer(server, (client) =>
      client.query(`create database ${name} template ${template}`),
    );
    const url = databaseUrl(server, name);
    await onServer(url, (client) =>
      client.query(
        "insert into drizzle.__drizzle_migrations (hash, created_at) values ('future', 9000000000000)",
      ),
    );
    expect(await refusal({ DATABASE_URL: url })).toMatch(
      /^This database belongs to a newer version/,
    );
    await onServer(server, (client) => client.query(`drop database ${name}`));
  });

  test("that the data folder is broken", async () => {
    await herald.launch();
    await herald.untilReady();
    herald.signal("SIGTERM");
    await herald.ended();
    rmSync(join(herald.dataDir, "postgres", "global", "pg_control"));
    expect(await refusal()).toMatch(/^The database folder .* or move it away/);
  });

  test("that DATABASE_URL leads nowhere, without its password", async () => {
    const port = await freePort();
    const said = await refusal({ DATABASE_URL: `postgres://me:hidden@127.0.0.1:${port}/herald` });
    expect(said).toMatch(/^The database at 127\.0\.0\.1:\d+\/herald cannot be used/);
    expect(said).not.toContain("hidden");
  });

  test("which variable is wrong", async () => {
    expect(await refusal({ PORT: "many" })).toMatch(/^Environment variables are not usable: PORT/);
  });
});

describe("a running Herald", () => {
  let shared: Herald;
  const named = ["postgres", "web", "worker-1"];

  beforeAll(async () => {
    shared = new Herald();
    await shared.launch();
    await shared.untilReady();
  }, 180_000);
  afterAll(() => shared.discard());

  test.runIf(process.platform === "linux")("keeps the key that opens credentials from web", () => {
    const environmentOf = (name: string) =>
      readFileSync(`/proc/${shared.pid(name)}/environ`, "utf8");
    expect(environmentOf("worker-1")).toContain("HERALD_SEALING_PRIVATE_KEY=");
    expect(environmentOf("web")).toContain("HERALD_SEALING_PUBLIC_KEY=");
    expect(environmentOf("web")).not.toContain("HERALD_SEALING_PRIVATE_KEY=");
  });

  test("is not disturbed by a second start on its data folder, which says who has it", async () => {
    await herald.launch({ HERALD_DATA: shared.dataDir });
    expect(await herald.ended()).toBe(1);
    expect(herald.output).toContain(`(process ${shared.pid("supervisor")})`);
    expect(herald.output.trim().split("\n")).toHaveLength(1);
    expect(await shared.health()).toBe(200);
  });

  test("starts again whatever dies: web, a worker, the database (P8)", async () => {
    const before = shared.pids();
    for (const name of named) process.kill(shared.pid(name), "SIGKILL");
    const isBack = () => {
      const now = shared.pids();
      return named.every((name) => now[name] && now[name] !== before[name] && isRunning(now[name]));
    };
    expect(await until(isBack, 15_000)).toBe(true);
    expect(await until(async () => (await shared.health()) === 200, 15_000)).toBe(true);
  });
});
