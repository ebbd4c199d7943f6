import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { anyText } from "@/db/testing/any-text";
import { insertApp, insertNotification, insertPublisher } from "@/db/testing-rows";
import { createConnection } from "@/server/connector/connections/commands";
import type { Context } from "@/server/context";
import { RateLimiter } from "@/server/rate-limiter";
import { createApiKey } from "@/server/settings/commands";
import { AppKeyCache } from "./callers";
import { handleApi } from "./router";
import { apiRoutes } from "./routes";

process.env.HERALD_TRACKING_KEY = "ab".repeat(32);
process.env.HERALD_LOG = "silent";

let database: TestDatabase;
let ctx: Context;
let appKey: string;
let apiKey: string;
let notificationId: number;
let connectionId: string;

beforeAll(async () => {
  database = await testDatabase({ max: 8 });
  ctx = { ...(await insertPublisher(database.db)), actor: { kind: "system", name: "fuzz" } };
  const app = await insertApp(ctx);
  appKey = app.publicKey;
  connectionId = (await createConnection(ctx, { name: "Fuzz", appId: app.guid })).id;
  apiKey = (
    await createApiKey(ctx, {
      name: "Fuzz",
      scopes: ["notifications:read", "notifications:write", "notifications:send", "push:send"],
    })
  ).key;
  notificationId = (await insertNotification(ctx)).id;
});
afterAll(() => database.close());

const routes = apiRoutes("http://localhost");
const free = new RateLimiter({ perSecond: 1e9, burst: 1e9 });
const appKeys = new AppKeyCache();

/** What fuzzers find first: ends of ranges, kinds of text, names that are traps. */
const oddValues = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    0,
    2 ** 31,
    2 ** 53,
    1e308,
    "",
    " ",
    "\u0000",
    "\ud800",
    "__proto__",
    "constructor",
    "toString",
    "x".repeat(5_000),
    "9999-99-99",
    "2026-02-30T25:61:61Z",
    "+275760-09-13T00:00:00Z",
    "'; drop table apps; --",
    "＜script＞",
    "٣",
  ),
  anyText({ maxLength: 40 }),
  fc.integer(),
  fc.double(),
  fc.array(fc.anything({ maxDepth: 1 }), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), { maxKeys: 3 }),
);

const schedule = {
  immediately: false,
  date: "2027-01-01",
  time: "10:00",
  zone: "utc",
  whenPassed: "skip",
  neverExpires: false,
  expiryDate: "2027-01-02",
  expiryTime: "10:00",
};
const audience = {
  mode: "single",
  appIds: [1],
  reach: "all",
  customerGroupId: null,
  filters: { languages: ["de"], timeZones: ["Europe/Berlin"] },
};
const content = {
  defaultLanguage: "en-US",
  document: "<toast/>",
  translations: { de: { text: "Hallo" } },
  trackLaunches: true,
};

/** Good calls, in which one or two places then go wrong. */
const goodCalls: { method: string; path: string; body: unknown }[] = [
  {
    method: "PUT",
    path: "/registrations/{x}",
    body: {
      channel: { type: "wns", uri: "https://db3.notify.windows.com/?token=abc" },
      userId: "user",
      language: "de-AT",
      timeZone: "Europe/Vienna",
      market: "AT",
      appVersion: "1.0",
      osVersion: "10",
      deviceType: "pc",
      deviceId: "device",
      optedOut: false,
    },
  },
  {
    method: "POST",
    path: "/launches",
    body: { token: "A".repeat(35), activationType: "foreground", at: "2026-11-22T10:00:00Z" },
  },
  {
    method: "POST",
    path: "/notifications",
    body: { template: "rate", name: "N", audience, schedule, content, semantics: "at_least_once" },
  },
  {
    method: "PATCH",
    path: "/notifications/{id}",
    body: { revision: 1, name: "N", audience, schedule, content },
  },
  { method: "POST", path: "/notifications/{id}/send", body: { revision: 1 } },
  { method: "POST", path: "/notifications/{id}/cancel", body: {} },
  { method: "GET", path: "/notifications", body: {} },
  { method: "GET", path: "/notifications/{id}/statistics", body: {} },
  {
    method: "POST",
    path: "/connections/{id}/send-push-notification",
    body: {
      recipients: ["anna@contoso.test", "f60ccf6f-7579-4f92-967c-2920473c966b"],
      message: "A new case was assigned to you.",
      openApp: true,
      params: [{ key: "CaseID", value: 42 }],
    },
  },
  { method: "GET", path: "/pushes/{id}", body: {} },
];

type Json = Record<string, unknown>;

function mutate(value: unknown, path: number[], odd: unknown): unknown {
  if (typeof value !== "object" || value === null || path.length === 0) return odd;
  const names = Object.keys(value);
  if (names.length === 0) return odd;
  const [first = 0, ...rest] = path;
  const name = names[first % names.length] ?? "";
  const copy = structuredClone(value) as Json;
  copy[name] = mutate(copy[name], rest, odd);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

const mutations = fc.tuple(fc.array(fc.nat({ max: 20 }), { maxLength: 3 }), oddValues);
/** What makes something needs the most to be right, so it is tried the most. */
const making = goodCalls.filter(({ method, path }) =>
  ["PUT /registrations/{x}", "POST /notifications"].includes(`${method} ${path}`),
);
const aGoodCall = fc.oneof(fc.constantFrom(...goodCalls), fc.constantFrom(...making));
const nearlyGood = fc
  .tuple(aGoodCall, fc.option(mutations, { freq: 2 }))
  .map(([good, mutation]) => ({
    ...good,
    body: JSON.stringify(mutation ? mutate(good.body, ...mutation) : good.body),
  }));
const anyhow = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"),
  path: fc.constantFrom(...routes.map((route) => route.path), "/", "/{x}/{x}"),
  body: fc.oneof(
    fc.json(),
    anyText({ maxLength: 200 }),
    fc.constantFrom("", "null", "[]", '""', "[".repeat(17), '{"a":1e999}'),
  ),
});
const segment = fc.oneof(
  fc.constantFrom("1", "0", "%00", "%", "%ff", "..", "install-1", "2147483648", "9".repeat(15)),
  fc.stringMatching(/^[a-z0-9-]{8,20}$/),
  anyText({ maxLength: 20 }).map((text) => text.replace(/[\ud800-\udfff]/g, "?")),
);

const visible = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_.:/ ="), maxLength: 30 });

const calls = fc.record({
  target: fc.oneof({ weight: 3, arbitrary: nearlyGood }, { weight: 2, arbitrary: anyhow }),
  segment,
  hasOddId: fc.boolean(),
  query: fc.oneof(
    fc.constant(""),
    fc.webQueryParameters().map((text) => `?${text}`),
    fc.constantFrom("?q=%00", "?appId=2147483648", "?page=1e5", "?q=%ed%a0%80", "?tab=all&tab=x"),
  ),
  // Mostly right: else so few calls come through that one of 50 runs makes nothing at all.
  type: fc.oneof(
    { weight: 5, arbitrary: fc.constant("application/json") },
    fc.constantFrom("text/plain", "", "multipart/x"),
  ),
  appKey: fc.oneof(fc.constant(true), fc.constant(true), visible),
  bearer: fc.oneof(fc.constant(true), fc.constant(true), visible),
  idempotencyKey: fc.option(visible),
});
type FuzzCall = typeof calls extends fc.Arbitrary<infer T> ? T : never;

function requestOf(call: FuzzCall): Request | undefined {
  const headers = new Headers();
  if (call.type !== "") headers.set("content-type", call.type);
  headers.set("x-app-key", call.appKey === true ? appKey : call.appKey);
  headers.set("authorization", `Bearer ${call.bearer === true ? apiKey : call.bearer}`);
  if (call.idempotencyKey !== null) headers.set("idempotency-key", call.idempotencyKey);
  const { method, body } = call.target;
  const { target } = call;
  const id = target.path.startsWith("/connections") ? connectionId : String(notificationId);
  const path = target.path.replace(/\{(\w+)\}/g, (_, name) =>
    name === "id" && !call.hasOddId ? id : call.segment,
  );
  const url = `http://localhost/api/v1${path}${call.query}`;
  if (!URL.canParse(url)) return undefined;
  const hasBody = !["GET", "HEAD", "OPTIONS"].includes(method);
  return new Request(url, { method, headers, body: hasBody ? Buffer.from(body, "utf8") : null });
}

test("1,500 odd calls: never a 5xx, always our own shape of error (P11)", async () => {
  const seen = new Map<number, number>();
  let slowest = 0;
  await fc.assert(
    fc.asyncProperty(calls, async (call) => {
      const request = requestOf(call);
      if (!request) return;
      const started = performance.now();
      const answer = await handleApi(request, routes, {
        db: database.db,
        ingest: database.db,
        now: ctx.now,
        limits: { app: free, address: free, apiKey: free },
        appKeys,
      });
      slowest = Math.max(slowest, performance.now() - started);
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      expect(answer.status).toBeLessThan(500);
      if (answer.status < 400) return;
      const { error } = await answer.json();
      expect(error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    }),
    { numRuns: 1_500 },
  );
  // The fuzzer reached behind the door, not only its first check.
  for (const status of [200, 201, 202, 400, 401, 404, 405, 415]) {
    expect(seen.get(status) ?? 0, `status ${status}`).toBeGreaterThan(0);
  }
  expect(slowest).toBeLessThan(5_000);
}, 120_000);
