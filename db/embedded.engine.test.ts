import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { type Embedded, type EmbeddedOptions, startEmbedded } from "./embedded";
import { mayEnter, outsideFolder } from "./embedded-account";
import { isRunning, untilGone } from "./embedded-processes";
import { onServer } from "./embedded-throwaway";

const root = fileURLToPath(new URL("..", import.meta.url));
const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
// Waiting for the disk protects from a power cut only; the test of lost rows waits all the same.
const settings = { shared_buffers: "32MB", fsync: "off" };

const folders: string[] = [];
const parents: ChildProcess[] = [];
let running: Embedded | undefined;

function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "herald-embedded-"));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

async function start(dataDir: string, extra: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  running = await startEmbedded({ dataDir, settings, ...extra });
  return running;
}

/** A parent of its own, so that it can be killed, stopped or run as somebody else. */
async function startInParent(dataDir: string, account: { uid?: number; gid?: number } = {}) {
  const program = join(root, "scripts", "testing", "embedded-parent.ts");
  const parent = spawn(
    process.execPath,
    ["--import", "tsx", program, dataDir, JSON.stringify(settings)],
    { cwd: root, stdio: ["ignore", "pipe", "inherit"], ...account },
  );
  parents.push(parent);
  const line = await new Promise<string>((done, fail) => {
    createInterface({ input: parent.stdout }).once("line", done);
    parent.once("exit", (code) => fail(new Error(`the parent ended with ${code}`)));
  });
  return { parent, ...(JSON.parse(line) as { url: string; pid: number; port: number }) };
}

async function count(url: string): Promise<number> {
  const { rows } = await onServer(url, (client) => client.query("select count(*) from kept"));
  return Number(rows[0].count);
}

async function refusal(dataDir: string): Promise<string> {
  return startEmbedded({ dataDir, settings }).then(
    async (server) => {
      await server.stop();
      return "it started";
    },
    (error: Error) => error.message,
  );
}

afterEach(async () => {
  await running?.stop();
  running = undefined;
  for (const parent of parents.splice(0)) parent.kill("SIGKILL");
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
    rmSync(outsideFolder(folder), { recursive: true, force: true });
  }
});

describe("the embedded Postgres", () => {
  test("keeps its password to its owner and refuses any other", async () => {
    const dataDir = newFolder();
    const { url, pid, port } = await start(dataDir);
    const file = join(dataDir, "secrets", "postgres-password");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, "run", "postgres.pid"), "utf8")).toBe(`${pid}\n`);
    const wrong = new pg.Client(`postgres://herald:guess@127.0.0.1:${port}/herald`);
    await expect(wrong.connect()).rejects.toMatchObject({ code: "28P01" });
    const shown = await onServer(url, (client) =>
      client.query(
        "select current_setting('listen_addresses') as at, current_setting('unix_socket_directories') as sockets, current_setting('jit') as jit, current_setting('password_encryption') as kind",
      ),
    );
    expect(shown.rows[0]).toEqual({
      at: "127.0.0.1",
      sockets: "",
      jit: "off",
      kind: "scram-sha-256",
    });
  });

  test("is taken over by the next start after kill -9 of its parent", async () => {
    const dataDir = newFolder();
    const first = await startInParent(dataDir);
    await onServer(first.url, (client) => client.query("create table kept as select 1 as id"));
    first.parent.kill("SIGKILL");
    await untilGone(first.parent.pid ?? 0, 5_000);
    expect(isRunning(first.pid)).toBe(true);
    const second = await start(dataDir);
    expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port });
    expect(await count(second.url)).toBe(1);
    await second.stop();
    expect(isRunning(first.pid)).toBe(false);
    expect(existsSync(join(dataDir, "run", "postgres.pid"))).toBe(false);
  });

  test("has every acknowledged row after kill -9 of the postmaster under writes", async () => {
    const dataDir = newFolder();
    const first = await start(dataDir, { settings: {} });
    const writer = new pg.Client(first.url);
    writer.on("error", () => undefined);
    await writer.connect();
    await writer.query("create table kept (id int primary key)");
    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await writer.query("insert into kept select $1::int + g from generate_series(1, 100) g", [
          acknowledged,
        ]);
        acknowledged += 100;
        if (acknowledged === 5_000) process.kill(first.pid, "SIGKILL");
      }
    })();
    await expect(writing).rejects.toThrow();
    const second = await start(dataDir, { settings: {}, port: first.port });
    expect(second.adopted).toBe(false);
    expect(second.port).toBe(first.port);
    const rows = await count(second.url);
    expect(acknowledged).toBeGreaterThanOrEqual(5_000);
    // One more insert may have been committed without its answer having arrived.
    expect([acknowledged, acknowledged + 100]).toContain(rows);
  });

  test("starts although the killed postmaster stays a zombie", async () => {
    const dataDir = newFolder();
    const first = await startInParent(dataDir);
    await onServer(first.url, (client) => client.query("create table kept as select 1 as id"));
    first.parent.kill("SIGSTOP");
    process.kill(first.pid, "SIGKILL");
    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await count(second.url)).toBe(1);
  });

  test("starts although a stranger got the process id of the one that was killed", async () => {
    const dataDir = newFolder();
    const first = await start(dataDir);
    const lock = readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8");
    await first.stop();
    const stale = lock.replace(/^\d+/, String(process.pid));
    writeFileSync(join(dataDir, "postgres", "postmaster.pid"), stale);
    expect((await start(dataDir)).adopted).toBe(false);
  });
});

describe("the embedded Postgres says in one sentence", () => {
  test("that the folder is not a database", async () => {
    const dataDir = newFolder();
    await (await start(dataDir)).stop();
    rmSync(join(dataDir, "postgres", "PG_VERSION"));
    expect(await refusal(dataDir)).toMatch(/is not a database folder \(PG_VERSION is missing\)/);
  });

  test("that the folder is of another major version", async () => {
    const dataDir = newFolder();
    await (await start(dataDir)).stop();
    writeFileSync(join(dataDir, "postgres", "PG_VERSION"), "17\n");
    expect(await refusal(dataDir)).toMatch(
      /was made by Postgres 17, and Herald brings Postgres 18/,
    );
  });

  test("that the folder is broken", async () => {
    const dataDir = newFolder();
    await (await start(dataDir)).stop();
    rmSync(join(dataDir, "postgres", "global", "pg_control"));
    expect(await refusal(dataDir)).toMatch(/cannot be used .*pg_control.* or move it away/);
  });

  test("that the password is missing or another one", async () => {
    const dataDir = newFolder();
    const password = join(dataDir, "secrets", "postgres-password");
    await (await start(dataDir)).stop();
    writeFileSync(password, "another\n");
    expect(await refusal(dataDir)).toMatch(/has another password than the file/);
    rmSync(password);
    expect(await refusal(dataDir)).toMatch(/its password .* is missing. Put the file back/);
  });

  test("that another process owns the folder", async () => {
    const dataDir = newFolder();
    const { pid } = await start(dataDir);
    const password = join(dataDir, "secrets", "postgres-password");
    const right = readFileSync(password);
    writeFileSync(password, "another\n");
    expect(await refusal(dataDir)).toContain(`Process ${pid} owns the database folder`);
    writeFileSync(password, right);
  });
});

describe.runIf(isRoot)("as root", () => {
  test("the database of a closed home folder lives outside and is found again", async () => {
    const dataDir = newFolder(0o700);
    const first = await start(dataDir);
    await onServer(first.url, (client) => client.query("create table kept as select 1 as id"));
    await first.stop();
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
    expect(statSync(join(outsideFolder(dataDir), "postgres")).mode & 0o777).toBe(0o700);
    expect(await count((await start(dataDir)).url)).toBe(1);
  });

  test("a new clone at the path of a deleted one begins with an empty database", async () => {
    const dataDir = newFolder(0o700);
    const first = await start(dataDir);
    await onServer(first.url, (client) => client.query("create table kept as select 1 as id"));
    await first.stop();
    rmSync(dataDir, { recursive: true });
    mkdirSync(dataDir, { mode: 0o700 });
    const second = await start(dataDir);
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
    await expect(count(second.url)).rejects.toThrow(/"kept" does not exist/);
  });

  test.runIf(mayEnter(root, nobody))("an ordinary user starts it under its own id", async () => {
    const dataDir = newFolder();
    chownSync(dataDir, nobody.uid, nobody.gid);
    const first = await startInParent(dataDir, nobody);
    expect(statSync(join(dataDir, "postgres")).uid).toBe(nobody.uid);
    first.parent.kill("SIGKILL");
    // Root goes on under the folder's owner, whatever account it would have chosen itself.
    expect(await start(dataDir)).toMatchObject({ adopted: true, pid: first.pid });
  });
});
