import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { appCustomers, customers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { createApiKey } from "@/server/settings/commands";
import type { ApiScope } from "@/server/settings/schema";
import { AppKeyCache } from "../callers";
import { createLimits } from "../limits";
import { handleApi } from "../router";
import { apiRoutes } from "../routes";

let database: TestDatabase;
let ctx: Context;
let appId: number;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ctx = { ...(await insertPublisher(database.db)), actor: { kind: "system", name: "test" } };
  appId = (await insertApp(ctx)).id;
});

const routes = apiRoutes("http://localhost");
const appKeys = new AppKeyCache();

async function call(
  method: string,
  path: string,
  options: { body?: BodyInit; type?: string; scopes?: ApiScope[]; headers?: object } = {},
) {
  const scopes: ApiScope[] = options.scopes ?? ["customers:read", "customers:write"];
  const { key } = await createApiKey(ctx, { name: "CRM", scopes });
  const request = new Request(`http://localhost/api/v1${path}`, {
    method,
    body: options.body,
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": options.type ?? "application/json",
      ...options.headers,
    },
    duplex: "half",
  } as RequestInit);
  const { db } = database;
  const tools = { db, ingest: db, now: ctx.now, limits: createLimits(), appKeys };
  const answer = await handleApi(request, routes, tools);
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
}

const ndjson = "application/x-ndjson";

test("a stream far beyond the limit of a JSON body is imported", async () => {
  let line = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      line += 1;
      if (line > 4_000) return controller.close();
      const padding = " ".repeat(100);
      controller.enqueue(new TextEncoder().encode(`{"externalId":"p${line}"}${padding}\n`));
    },
  });
  const { status, body: report } = await call("POST", `/customers/import?appId=${appId}`, {
    body,
    type: ndjson,
  });
  expect(status).toBe(200);
  expect(report).toEqual({
    received: 4_000,
    imported: 4_000,
    failed: 0,
    errors: [],
    lastLine: 4_000,
  });
});

test("CSV comes in by its type, other types and foreign apps are refused", async () => {
  const path = `/customers/import?appId=${appId}`;
  const csv = "externalId,rating\na,5\nb,nine\n";
  const imported = await call("POST", path, { body: csv, type: "text/csv; charset=utf-8" });
  expect(imported.body).toMatchObject({ imported: 1, failed: 1, errors: [{ line: 3 }] });
  expect((await call("POST", path, { body: csv })).status).toBe(415);
  const zipped = { "content-encoding": "gzip" };
  expect((await call("POST", path, { body: csv, type: "text/csv", headers: zipped })).status).toBe(
    415,
  );
  const foreign = (await insertApp(await insertPublisher(database.db))).id;
  const there = await call("POST", `/customers/import?appId=${foreign}`, {
    body: csv,
    type: "text/csv",
  });
  expect(there.status).toBe(404);
  expect((await call("POST", "/customers/import", { body: csv, type: "text/csv" })).status).toBe(
    400,
  );
});

test("events of one customer are noted, and a repeated one with its key counts once", async () => {
  const body = JSON.stringify({ appId, amountCents: 499 });
  const headers = { "idempotency-key": "order-1" };
  for (const _ of [1, 2]) {
    const { status } = await call("POST", "/customers/tom%2F1/purchases", { body, headers });
    expect(status).toBe(204);
  }
  const stars = JSON.stringify({ appId, stars: 4 });
  expect((await call("POST", "/customers/tom%2F1/ratings", { body: stars })).status).toBe(204);
  const usage = JSON.stringify({ appId, minutes30d: 12 });
  expect((await call("POST", "/customers/tom%2F1/usage", { body: usage })).status).toBe(204);
  const acquired = JSON.stringify({ appId, acquisitionType: "free" });
  expect((await call("POST", "/customers/tom%2F1/acquisitions", { body: acquired })).status).toBe(
    204,
  );
  const [row] = await database.db.select().from(appCustomers).where(eq(appCustomers.appId, appId));
  expect(row).toMatchObject({ rating: 4, minutes30d: 12, acquisitionType: 1 });
  expect(row?.storeSpendCents).toBe(499);
  const wrong = JSON.stringify({ appId, stars: 6 });
  expect((await call("POST", "/customers/tom%2F1/ratings", { body: wrong })).status).toBe(400);
});

test("a customer is exported and removed; afterwards there is none", async () => {
  await call("POST", `/customers/import?appId=${appId}`, {
    body: '{"externalId":"tom","email":"tom@example.com"}',
    type: ndjson,
  });
  const exported = await call("GET", "/customers/tom");
  expect(exported).toMatchObject({
    status: 200,
    body: { customer: { externalId: "tom", email: "tom@example.com" } },
  });
  expect((await call("DELETE", "/customers/tom")).status).toBe(204);
  expect((await call("GET", "/customers/tom")).status).toBe(404);
  expect(await database.db.$count(customers, eq(customers.publisherId, ctx.publisherId))).toBe(0);
});

test("each call needs its scope (T7)", async () => {
  const calls: [string, string, ApiScope][] = [
    ["POST", `/customers/import?appId=${appId}`, "customers:write"],
    ["POST", "/customers/tom/purchases", "customers:write"],
    ["DELETE", "/customers/tom", "customers:write"],
    ["GET", "/customers/tom", "customers:read"],
  ];
  for (const [method, path, scope] of calls) {
    const scopes: ApiScope[] = ["notifications:send"];
    const answer = await call(method, path, { scopes });
    expect(answer.status, path).toBe(403);
    expect(answer.body.error.message).toContain(scope);
  }
});
