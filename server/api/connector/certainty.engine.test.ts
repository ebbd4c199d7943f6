import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect } from "@/db/connect";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { type Company, insertCompany } from "@/db/testing/company";
import { type FarSide, insertCredentials, startFarSide, workerKeys } from "@/db/testing/sendable";
import { startWorkerProcess, type WorkerProcess } from "@/db/testing/worker-process";
import { createConnectionKey } from "@/server/connector/connections/commands";
import { tick } from "@/server/delivery/scheduler";
import { AppKeyCache } from "../callers";
import { createLimits } from "../limits";
import { handleApi } from "../router";
import { apiRoutes } from "../routes";

/** Real workers, really killed; calls through the public API's own door. The oracle is the far side's log. */

let database: TestDatabase;
let ingest: Connection;
let farSide: FarSide;
let company: Company;
let key: string;
const workers: WorkerProcess[] = [];
let ticking: NodeJS.Timeout;

beforeAll(async () => {
  Object.assign(process.env, workerKeys, { HERALD_LOG: "error" });
  database = await testDatabase({ max: 20 });
  ingest = connect(database.url, { max: 2, plansOnce: true });
  farSide = await startFarSide({ log: "full", keep: 200 });
  company = await insertCompany(database.db);
  await insertCredentials(company.ctx, company.app.id);
  const { ctx, connectionId } = company;
  const by = { ...ctx, actor: { kind: "system", name: "test" } } as const;
  key = (await createConnectionKey(by, { id: connectionId, name: "Test" })).key;
  ticking = setInterval(() => void tick({ pool: database.pool }).catch(() => undefined), 500);
});
afterAll(async () => {
  clearInterval(ticking);
  for (const worker of workers) if (worker.isAlive()) await worker.terminate();
  await farSide.close();
  await ingest.close();
  await database.close();
});

const routes = apiRoutes("https://push.contoso.test");

/** One web process more or less: limits and caches of its own. */
function webProcess() {
  const tools = { limits: createLimits(), appKeys: new AppKeyCache() };
  return (
    method: string,
    path: string,
    options: { body?: unknown; idempotencyKey?: string } = {},
  ) => {
    const headers: Record<string, string> = { authorization: `Bearer ${key}` };
    if (options.body !== undefined) headers["content-type"] = "application/json";
    if (options.idempotencyKey) headers["idempotency-key"] = options.idempotencyKey;
    const request = new Request(`http://localhost/api/v1${path}`, {
      ...{ method, headers },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
    const now = new Date();
    return handleApi(request, routes, { ...tools, db: database.db, ingest: ingest.db, now });
  };
}

function addWorker(): WorkerProcess {
  const worker = startWorkerProcess({
    databaseUrl: database.url,
    emulatorPort: farSide.port,
    name: `worker-${workers.length}`,
  });
  workers.push(worker);
  return worker;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until<T>(ask: () => Promise<T | undefined>, ms = 40_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error("It took too long.");
    await pause(50);
  }
}

async function pushCount(): Promise<number> {
  const { rows } = await database.pool.query("select count(*) from pushes");
  return Number(rows[0].count);
}

test("50 identical calls at once, a worker killed in the middle, and a retry: one send (P15)", async () => {
  const { people, groups, connectionId } = company;
  const path = `/connections/${connectionId}/send-push-notification`;
  const body = { recipients: [groups.board.email, people.anna.objectId], message: "Once." };
  // Slow enough that the kill meets pushes on their way.
  await farSide.setFaults([
    { match: { host: "*.notify.windows.com" }, action: { delayMs: 1_500 } },
  ]);
  const doomed = addWorker();
  const calls = await Promise.all(
    Array.from({ length: 50 }, () => webProcess()("POST", path, { body, idempotencyKey: "one" })),
  );
  const statuses = calls.map(({ status }) => status);
  expect(statuses.filter((status) => status !== 202 && status !== 409)).toEqual([]);
  expect(statuses).toContain(202);
  expect(await pushCount()).toBe(1);
  await until(async () => ((await farSide.count()).total > 1 ? true : undefined));
  doomed.kill();
  await until(async () => (doomed.isAlive() ? undefined : true));
  // Its lease ends by itself; a test need not wait for that.
  await database.pool.query("update slices set lease_until = now() where status = 'running'");
  await farSide.setFaults([]);
  addWorker();

  const again = await webProcess()("POST", path, { body, idempotencyKey: "one" });
  expect(again.status).toBe(202);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  const first = await calls.find(({ status }) => status === 202)?.json();
  const answer = await again.json();
  expect(answer).toEqual(first);
  const other = { ...body, message: "Twice." };
  const refused = await webProcess()("POST", path, { body: other, idempotencyKey: "one" });
  expect(refused.status).toBe(422);
  expect(await pushCount()).toBe(1);

  const result = await until(async () => {
    const told = await (await webProcess()("GET", `/pushes/${answer.id}`)).json();
    return told.state === "done" ? told : undefined;
  });
  // At least once: what the dead worker had asked is asked again, under the same replacement id.
  expect(result.totals).toMatchObject({
    people: 4,
    sent: 3,
    sentDevices: 4,
    unknown: 0,
    failed: 0,
  });
  expect(result.recipients).toMatchObject([
    { kind: "group", outcome: "sent", people: 4 },
    { kind: "person", outcome: "sent", devices: 2 },
  ]);
  const { accepted, distinct } = await farSide.duplicates();
  expect(distinct).toBe(4);
  expect(accepted).toBeGreaterThanOrEqual(4);
  const tags = await replacementIds();
  expect(tags.size).toBe(1);
}, 90_000);

test("a key of one connection opens nothing else (T7)", async () => {
  const { ctx, revokedId } = company;
  const call = webProcess();
  const body = { recipients: ["a@b.test"], message: "x" };
  const other = await insertCompany(database.db);
  for (const id of [revokedId, other.connectionId, "con_0000000000"]) {
    const answer = await call("POST", `/connections/${id}/send-push-notification`, { body });
    expect(answer.status).toBe(404);
  }
  expect((await call("GET", "/notifications")).status).toBe(403);
  expect((await call("GET", "/pushes/psh_0000000000")).status).toBe(404);
  expect(ctx.publisherId).not.toBe(other.ctx.publisherId);
});

async function replacementIds(): Promise<Set<string>> {
  const text = await fetch(`http://127.0.0.1:${farSide.port}/__emulator/requests?since=0`);
  const pushes = (await text.text())
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { provider: string; headers: Record<string, string> })
    .filter(({ provider }) => provider === "wns");
  const ids = pushes.map(({ headers }) => {
    const found = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-wns-tag");
    return found?.[1] ?? "none";
  });
  return new Set(ids);
}
