import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { encodeToken } from "@/content/tracking";
import { type Connection, connect } from "@/db/connect";
import { auditEvents, idempotencyKeys, notifications, registrations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertNotification, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { RateLimiter } from "@/server/rate-limiter";
import { createApiKey, revokeApiKey } from "@/server/settings/commands";
import type { ApiScope } from "@/server/settings/schema";
import { AppKeyCache } from "./callers";
import { readHealth } from "./health";
import { createLimits } from "./limits";
import { listAnswer, notificationAnswer, statisticsAnswer } from "./notification-schema";
import { handleApi } from "./router";
import { apiRoutes } from "./routes";

process.env.HERALD_TRACKING_KEY = "ab".repeat(32);
process.env.HERALD_LOG = "silent";

let database: TestDatabase;
let ingest: Connection;
beforeAll(async () => {
  database = await testDatabase({ max: 12 });
  ingest = connect(database.url, { max: 4, plansOnce: true });
});
afterAll(async () => {
  await ingest.close();
  await database.close();
});

const routes = apiRoutes("https://push.contoso.test");
const allScopes: ApiScope[] = ["notifications:read", "notifications:write", "notifications:send"];

let ctx: Context;
let app: Awaited<ReturnType<typeof insertApp>>;
let limits: ReturnType<typeof createLimits>;
let key: string;

beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  ctx.actor = { kind: "system", name: "test" };
  app = await insertApp(ctx, { firstRegisteredAt: ctx.now, defaultLanguage: "en-US" });
  limits = createLimits();
  key = (await createApiKey(ctx, { name: "CI", scopes: allScopes })).key;
});

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  text?: string | Uint8Array<ArrayBuffer>;
}

function send(path: string, { method = "GET", headers = {}, body, text }: Sent = {}) {
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const type: Record<string, string> =
    payload === undefined ? {} : { "content-type": "application/json" };
  const request = new Request(`http://localhost:3000/api/v1${path}`, {
    method,
    headers: { ...type, ...headers },
    body: payload,
  });
  return handleApi(request, routes, {
    db: database.db,
    ingest: ingest.db,
    now: ctx.now,
    limits,
    appKeys: new AppKeyCache(),
  });
}

const withKey = (more: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${key}`, ...more },
});
const withApp = (secret?: string) => ({
  headers: {
    "x-app-key": app.publicKey,
    ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
  },
});

const registration = {
  channel: { type: "wns", uri: "https://db3.notify.windows.com/?token=abc" },
  userId: "user-1",
  language: "de-AT",
  timeZone: "Europe/Vienna",
  market: "AT",
  appVersion: "1.0.0.0",
};
const put = (id: string, secret?: string, body: unknown = registration) =>
  send(`/registrations/${id}`, { method: "PUT", ...withApp(secret), body });

const create = (body: unknown, headers: Record<string, string> = {}) =>
  send("/notifications", { method: "POST", ...withKey(headers), body });

describe("apps", () => {
  test("an installation registers with 201, renews with 200 and leaves with 204 (DESIGN 6)", async () => {
    const first = await put("install-1");
    expect(first.status).toBe(201);
    const { registrationSecret } = await first.json();
    const second = await put("install-1", registrationSecret);
    expect(second.status).toBe(200);
    expect(await second.json()).toEqual({
      registrationId: expect.any(Number),
      changed: false,
      timeZone: "Europe/Vienna",
    });
    const left = await send("/registrations/install-1", {
      method: "DELETE",
      ...withApp(registrationSecret),
    });
    expect(left.status).toBe(204);
    expect(await left.text()).toBe("");
  });

  test("without the secret an existing installation answers 401, and says how to go on", async () => {
    await put("install-1");
    for (const answer of [
      await put("install-1"),
      await put("install-1", "wrong"),
      await send("/registrations/install-1", { method: "DELETE", ...withApp() }),
      await send("/registrations/install-9", { method: "DELETE", ...withApp("wrong") }),
    ]) {
      expect(answer.status).toBe(401);
      expect((await answer.json()).error).toMatchObject({
        code: "unauthorized",
        details: [{ field: "Authorization" }],
      });
    }
  });

  test.each(["", "apk_1_doesnotexist0000000000", "nonsense", "apk_zzzzzzz_0000000000000000000000"])(
    "the app key %j opens nothing",
    async (appKey) => {
      const headers = { "x-app-key": appKey };
      const answer = await send("/registrations/install-1", {
        method: "PUT",
        headers,
        body: registration,
      });
      expect(answer.status).toBe(401);
      expect((await answer.json()).error.details).toMatchObject([{ field: "X-App-Key" }]);
    },
  );

  test("an API key is no app key and an app key is no API key", async () => {
    const asApp = await send("/launches", {
      method: "POST",
      headers: { "x-app-key": key },
      body: {},
    });
    const asKey = await send("/notifications", {
      headers: { authorization: `Bearer ${app.publicKey}` },
    });
    expect([asApp.status, asKey.status]).toEqual([401, 401]);
  });

  const { market: _, ...noMarket } = registration;
  const malformed: [string, unknown, number][] = [
    ["a missing field", noMarket, 400],
    ["a field too many", { ...registration, isAdmin: true }, 400],
    ["a channel of no known type", { ...registration, channel: { type: "fax" } }, 400],
    [
      "a channel type that is not enabled",
      { ...registration, channel: { type: "apns", token: "x" } },
      422,
    ],
    ["numbers for words", { ...registration, language: 7 }, 400],
    [
      "a foreign host",
      { ...registration, channel: { type: "wns", uri: "https://evil.example/x" } },
      422,
    ],
    ["NUL in text", { ...registration, userId: "a\u0000b" }, 400],
    ["half a character", { ...registration, userId: "\ud800" }, 400],
    ["a list", [registration], 400],
    ["null", null, 400],
    ["text", "registration", 400],
  ];
  test.each(malformed)("a registration with %s is refused (P14)", async (_name, body, status) => {
    const answer = await put("install-1", undefined, body);
    expect(answer.status).toBe(status);
    expect((await answer.json()).error.message.length).toBeGreaterThan(5);
    const mine = eq(registrations.publisherId, ctx.publisherId);
    expect(await database.db.$count(registrations, mine)).toBe(0);
  });

  test.each(["a", "x".repeat(129), "a b c d e f g h", "%00%00%00%00%00%00%00%00", "ünïcödé-id"])(
    "%j is no installation id, so there is no such registration",
    async (id) => {
      expect((await put(id)).status).toBe(404);
    },
  );

  test("a forged launch is answered like a good one; a text that is no token is refused (P13)", async () => {
    const token = encodeToken(new Uint8Array(26).fill(7));
    const forged = await send("/launches", { method: "POST", ...withApp(), body: { token } });
    expect(forged.status).toBe(202);
    const broken = await send("/launches", {
      method: "POST",
      ...withApp(),
      body: { token: "short" },
    });
    expect(broken.status).toBe(400);
  });

  test("what apps report runs on connections that plan their statements once", async () => {
    const { rows } = await ingest.pool.query("show plan_cache_mode");
    expect(rows).toEqual([{ plan_cache_mode: "force_generic_plan" }]);
    const usual = await database.pool.query("show plan_cache_mode");
    expect(usual.rows).toEqual([{ plan_cache_mode: "auto" }]);
  });

  test("apps in browsers may call: preflight and answers carry the headers, notifications do not", async () => {
    const preflight = await send("/launches", { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-app-key");
    expect((await put("install-1")).headers.get("access-control-allow-origin")).toBe("*");
    const refused = await send("/launches", { method: "POST", body: {} });
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    const forPrograms = await send("/notifications", { method: "OPTIONS" });
    expect(forPrograms.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("beyond the limits an app or an address is told to wait (P14, T1)", async () => {
    limits.app = new RateLimiter({ perSecond: 1, burst: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await put(`install-${i}`)).status);
    expect(statuses).toEqual([201, 201, 429]);
    const refused = await put("install-3");
    expect(refused.headers.get("retry-after")).toBe("1");
    limits.address = new RateLimiter({ perSecond: 0.1, burst: 0 });
    expect((await send("/openapi.json")).status).toBe(429);
  });
});

describe("the door", () => {
  test("an unknown path is 404 and a known one with another method 405 with Allow", async () => {
    expect((await send("/nothing/here")).status).toBe(404);
    expect((await send("")).status).toBe(404);
    const wrong = await send("/registrations/install-1", { ...withApp() });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("PUT, DELETE, OPTIONS");
  });

  test("an address that is not encoded correctly is 400", async () => {
    expect((await send("/registrations/%E0%A4%A")).status).toBe(400);
    expect((await send("/notifications/%ff/send", { method: "POST" })).status).toBe(400);
  });

  test.each([
    ["text/plain", 415],
    ["multipart/form-data; boundary=x", 415],
    ["application/x-www-form-urlencoded", 415],
    ["application/jsonp", 415],
    ["application/json; charset=utf-8", 201],
  ])("a body of type %s answers %d", async (type, status) => {
    const answer = await send("/registrations/install-1", {
      method: "PUT",
      headers: { "x-app-key": app.publicKey, "content-type": type },
      text: JSON.stringify(registration),
    });
    expect(answer.status).toBe(status);
  });

  test("a compressed body is refused", async () => {
    const answer = await send("/registrations/install-1", {
      method: "PUT",
      headers: { "x-app-key": app.publicKey, "content-encoding": "gzip" },
      body: registration,
    });
    expect(answer.status).toBe(415);
  });

  test("what stops a body is said: its depth, its encoding", async () => {
    const deep = await send("/launches", {
      method: "POST",
      ...withApp(),
      text: `${"[".repeat(20)}${"]".repeat(20)}`,
    });
    expect((await deep.json()).error.message).toMatch(/nested too deep/);
    const latin = Buffer.from(JSON.stringify({ ...registration, userId: "Zoë" }), "latin1");
    const foreign = await send("/registrations/install-1", {
      method: "PUT",
      ...withApp(),
      text: new Uint8Array(latin),
    });
    expect(foreign.status).toBe(400);
    expect((await foreign.json()).error.message).toMatch(/UTF-8/);
  });

  test.each([
    ["broken JSON", "{", 400],
    ["nothing", "", 400],
    ["twenty levels", `${"[".repeat(20)}${"]".repeat(20)}`, 400],
    ["20,000 levels", "[".repeat(20_000), 413],
    ["17 KB", JSON.stringify({ x: "y".repeat(17_000) }), 413],
    ["a name that is a trap", '{"__proto__": {"x": 1}}', 400],
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400],
  ])("%s is refused (T1)", async (_, text, status) => {
    const answer = await send("/launches", { method: "POST", ...withApp(), text });
    expect(answer.status).toBe(status);
  });

  test("a body without a length is cut off at the limit", async () => {
    let given = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1;
        controller.enqueue(new Uint8Array(8_192));
      },
    });
    const request = new Request("http://localhost/api/v1/launches", {
      method: "POST",
      headers: { "x-app-key": app.publicKey, "content-type": "application/json" },
      body,
      duplex: "half",
    } as RequestInit);
    const tools = {
      db: database.db,
      ingest: ingest.db,
      now: ctx.now,
      limits,
      appKeys: new AppKeyCache(),
    };
    expect((await handleApi(request, routes, tools)).status).toBe(413);
    expect(given).toBeLessThan(10);
  });

  test("every answer has a request id and is never cached", async () => {
    for (const path of ["/openapi.json", "/nothing"]) {
      const { headers } = await send(path);
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  test("a database that is away is 503 with Retry-After, without inner words (P8)", async () => {
    const away = connect("postgres://nobody@127.0.0.1:1/none");
    const tools = {
      db: away.db,
      ingest: away.db,
      now: ctx.now,
      limits,
      appKeys: new AppKeyCache(),
    };
    const request = new Request("http://localhost/api/v1/notifications", withKey());
    const answer = await handleApi(request, routes, tools);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.text()).not.toMatch(/select|ECONN|127/i);
    expect(await readHealth(away.db)).toEqual({
      status: "unavailable",
      database: "unavailable",
      schema: "unknown",
    });
    await away.close();
  });

  test("health is ready on a migrated database and says when the schema is behind", async () => {
    expect(await readHealth(database.db)).toEqual({
      status: "ready",
      database: "ok",
      schema: "current",
    });
    const behind = { status: "unavailable", schema: "behind" };
    const looked = database.db.transaction(async (old) => {
      await old.execute("delete from drizzle.__drizzle_migrations");
      expect(await readHealth(old)).toMatchObject(behind);
      await old.execute("drop schema drizzle cascade");
      expect(await readHealth(old)).toMatchObject(behind);
      throw new Error("Looked.");
    });
    await expect(looked).rejects.toThrow("Looked.");
  });
});

describe("notifications", () => {
  test("a program makes, reads, changes and lists drafts with the wizard's rules", async () => {
    const made = await create({ template: "rate", appId: app.id, name: "Rate us" });
    expect(made.status).toBe(201);
    const draft = notificationAnswer.parse(await made.json());
    expect(draft).toMatchObject({ name: "Rate us", status: "draft", createdBy: "CI" });
    const read = await send(`/notifications/${draft.id}`, withKey());
    expect(await read.json()).toEqual(JSON.parse(JSON.stringify(draft)));
    const changed = await send(`/notifications/${draft.id}`, {
      method: "PATCH",
      ...withKey(),
      body: { revision: draft.revision, name: "Please rate us" },
    });
    expect(await changed.json()).toMatchObject({ name: "Please rate us" });
    const stale = await send(`/notifications/${draft.id}`, {
      method: "PATCH",
      ...withKey(),
      body: { revision: draft.revision, name: "Too late" },
    });
    expect(stale.status).toBe(409);
    const list = listAnswer.parse(
      await (await send("/notifications?tab=drafts&size=10", withKey())).json(),
    );
    expect(list).toMatchObject({ total: 1, notifications: [{ id: draft.id }] });
    const statistics = await send(`/notifications/${draft.id}/statistics`, withKey());
    expect(statisticsAnswer.parse(await statistics.json())).toMatchObject({ sent: 0 });
  });

  test("a draft may be made whole in one call, and is sent and cancelled", async () => {
    const made = await create({
      template: "blank-toast",
      appId: app.id,
      content: {
        defaultLanguage: "en-US",
        document:
          '<toast launch="a"><visual><binding template="ToastGeneric"><text>Hello</text></binding></visual></toast>',
        translations: {},
        trackLaunches: true,
      },
    });
    const draft = notificationAnswer.parse(await made.json());
    expect(draft).toMatchObject({ isTracked: true, revision: 2 });
    const sent = await send(`/notifications/${draft.id}/send`, { method: "POST", ...withKey() });
    expect(sent.status).toBe(202);
    expect(await sent.json()).toMatchObject({ status: "scheduled" });
    const again = await send(`/notifications/${draft.id}/send`, { method: "POST", ...withKey() });
    expect(again.status).toBe(409);
    const cancelled = await send(`/notifications/${draft.id}/cancel`, {
      method: "POST",
      ...withKey(),
      body: {},
    });
    expect(await cancelled.json()).toMatchObject({ status: "cancelled" });
  });

  test("a draft that breaks a rule is not sent: 422 with the field (P-62)", async () => {
    const made = await create({ template: "feedback", name: "No package name" });
    const { id } = await made.json();
    const answer = await send(`/notifications/${id}/send`, { method: "POST", ...withKey() });
    expect(answer.status).toBe(422);
    expect((await answer.json()).error.details.length).toBeGreaterThan(0);
  });

  test("each call needs its scope, and a revoked key fails at once (T7)", async () => {
    const reader = await createApiKey(ctx, { name: "R", scopes: ["notifications:read"] });
    const headers = { authorization: `Bearer ${reader.key}` };
    const body = { template: "rate" };
    expect((await send("/notifications", { headers })).status).toBe(200);
    expect((await send("/notifications", { method: "POST", headers, body })).status).toBe(403);
    const sending = await send("/notifications/1/send", { method: "POST", headers });
    expect(sending.status).toBe(403);
    await revokeApiKey(ctx, { id: reader.id });
    expect((await send("/notifications", { headers })).status).toBe(401);
  });

  test("another publisher's notification is as missing as one that never was (checklist 21)", async () => {
    const foreign = await insertPublisher(database.db);
    const theirs = await insertNotification(foreign);
    const calls: [string, string][] = [
      ["GET", ""],
      ["PATCH", ""],
      ["POST", "/send"],
      ["POST", "/cancel"],
      ["GET", "/statistics"],
    ];
    for (const [method, rest] of calls) {
      const body = method === "PATCH" ? { revision: 1, name: "x" } : undefined;
      const answers = await Promise.all(
        [theirs.id, 999_999_999_999].map((id) =>
          send(`/notifications/${id}${rest}`, { method, ...withKey(), body }),
        ),
      );
      expect(answers.map((answer) => answer.status)).toEqual([404, 404]);
      const texts = await Promise.all(answers.map((answer) => answer.text()));
      expect(texts[0]).toBe(texts[1]);
    }
    const [row] = await database.db
      .select()
      .from(notifications)
      .where(eq(notifications.id, theirs.id));
    expect(row).toEqual(theirs);
  });

  test.each(["0", "-1", "1.5", "abc", "9".repeat(16), "1%20", "%00"])(
    "notification %j is missing, not an error",
    async (id) => {
      expect((await send(`/notifications/${id}`, withKey())).status).toBe(404);
    },
  );

  test.each(["size=7", "page=0", "sort=evil", "tab=x", "unknown=1", "appId=1e999", "q=%00"])(
    "the query %s is refused",
    async (query) => {
      expect((await send(`/notifications?${query}`, withKey())).status).toBe(400);
    },
  );
});

describe("Idempotency-Key (P15)", () => {
  const body = { template: "rate", name: "Once" };
  const mine = () => eq(notifications.publisherId, ctx.publisherId);

  test("50 calls at once with one key do one deed and answer the same, or 409 while it runs", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => create(body, { "idempotency-key": "k1" })),
    );
    const done = answers.filter((answer) => answer.status === 201);
    expect(answers.every((answer) => [201, 409].includes(answer.status))).toBe(true);
    const texts = await Promise.all(done.map((answer) => answer.text()));
    expect(new Set(texts).size).toBe(1);
    expect(await database.db.$count(notifications, mine())).toBe(1);
    const later = await create(body, { "idempotency-key": "k1" });
    expect([later.status, await later.text()]).toEqual([201, texts[0]]);
    expect(later.headers.get("idempotency-replayed")).toBe("true");
  });

  test("the same key with another body is 422, for another deed it is another key", async () => {
    const made = await create(body, { "idempotency-key": "k1" });
    const other = await create({ ...body, name: "Twice" }, { "idempotency-key": "k1" });
    expect(other.status).toBe(422);
    const { id } = await made.json();
    const cancel = await send(`/notifications/${id}/cancel`, {
      method: "POST",
      ...withKey({ "idempotency-key": "k1" }),
    });
    expect(cancel.status).toBe(409);
    expect((await cancel.json()).error.message).not.toMatch(/Idempotency/);
  });

  test("a refused call leaves its key free", async () => {
    const refused = await create({ ...body, appId: 999_999 }, { "idempotency-key": "k1" });
    expect(refused.status).toBe(404);
    expect((await create(body, { "idempotency-key": "k1" })).status).toBe(201);
  });

  test("two publishers may use the same key", async () => {
    await create(body, { "idempotency-key": "k1" });
    const other: Context = {
      ...(await insertPublisher(database.db)),
      actor: { kind: "system", name: "test" },
    };
    const { key: otherKey } = await createApiKey(other, { name: "CI", scopes: allScopes });
    const answer = await send("/notifications", {
      method: "POST",
      headers: { authorization: `Bearer ${otherKey}`, "idempotency-key": "k1" },
      body,
    });
    expect(answer.headers.get("idempotency-replayed")).toBeNull();
    expect(answer.status).toBe(201);
  });

  test("after 24 hours a key is new again, and old ones are cleared away", async () => {
    await create(body, { "idempotency-key": "k1" });
    await create(body, { "idempotency-key": "k2" });
    ctx = { ...ctx, now: new Date(ctx.now.getTime() + 25 * 3_600_000) };
    await create({ ...body, name: "Another day" }, { "idempotency-key": "k1" });
    const left = await database.db
      .select({ key: idempotencyKeys.key })
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.publisherId, ctx.publisherId));
    expect(left).toEqual([{ key: "k1" }]);
    expect(await database.db.$count(notifications, mine())).toBe(3);
  });

  test("a deed whose process died left nothing, so the repeated call does it once", async () => {
    const died = database.db.transaction(async () => {
      const { idempotently } = await import("@/server/idempotency");
      await idempotently(ctx, { scope: "POST /notifications", key: "k1", body }, async (inner) => {
        await insertNotification(inner);
        throw new Error("killed");
      });
    });
    await expect(died).rejects.toThrow("killed");
    expect((await create(body, { "idempotency-key": "k1" })).status).toBe(201);
    expect(await database.db.$count(notifications, mine())).toBe(1);
  });

  test.each(["", "x".repeat(256), "two words"])("%j is no key", async (name) => {
    expect((await create(body, { "idempotency-key": name })).status).toBe(400);
  });

  test("what an API key did is in the audit log under its name", async () => {
    await create(body);
    const rows = await database.db
      .select({ actor: auditEvents.actor, action: auditEvents.action })
      .from(auditEvents)
      .where(eq(auditEvents.publisherId, ctx.publisherId));
    expect(rows).toContainEqual({
      actor: expect.stringMatching(/^CI \(API key \d+\)$/),
      action: "notification.created",
    });
  });
});
