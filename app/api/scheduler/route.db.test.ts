import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertSendable, workerKeys } from "@/db/testing/sendable";
import { connection } from "@/server/db";
import { GET, POST } from "./route";

const secret = "s3cret-of-the-scheduler";
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  Object.assign(process.env, workerKeys, {
    DATABASE_URL: database.url,
    HERALD_SCHEDULER_SECRET: secret,
    HERALD_LOG: "silent",
  });
});
afterAll(async () => {
  await connection().close();
  await database.close();
});

function post(authorization?: string): Promise<Response> {
  const headers: HeadersInit = authorization ? { authorization } : {};
  return POST(new Request("http://localhost/api/scheduler", { method: "POST", headers }));
}

test("without the secret nobody makes the scheduler tick", async () => {
  await insertSendable(database, { devices: 1 });
  expect((await post()).status).toBe(401);
  expect((await post("Bearer wrong")).status).toBe(401);
  expect((await post(secret)).status).toBe(401);
  const { rows } = await database.pool.query("select from graphile_worker.jobs");
  expect(rows).toHaveLength(0);
});

test("one request with the secret is one tick, and health says when and how late", async () => {
  const before = await (await GET()).json();
  expect(before).toMatchObject({ lastTickAt: null, dueNotifications: 1 });
  const answer = await post(`Bearer ${secret}`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ due: 1 });
  const after = await (await GET()).json();
  expect(after.lastTick).toMatchObject({ due: 1 });
  expect(after.oldestDueSeconds).toBeGreaterThan(0);
});
