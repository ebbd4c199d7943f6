import { createECDH } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { FaultAction } from "@/emulators/faults";
import { type Emulator, startEmulator } from "@/emulators/server";
import { emulatorSubscription, type SubscriptionState } from "@/emulators/web-push/subscription";
import type { Outcome, PushAuth, PushMessage } from "@/server/providers/provider";
import { createSender, type Sender } from "@/server/providers/send";
import type { WebPushCredentials } from "./credentials";
import { plaintextLimit } from "./encrypt";
import { createWebPush } from "./index";

/** P7 for Web Push over real HTTP; the far side opens what it receives with the subscription's own key. */

const deadlineMs = 400;
const pair = createECDH("prime256v1");
const publicKey = pair.generateKeys("base64url");
const credentials: WebPushCredentials = {
  flow: "vapid",
  publicKey,
  secret: pair.getPrivateKey().toString("base64url"),
  subject: "mailto:push@contoso.test",
};
const message: PushMessage = { kind: "toast", payload: '{"title":"Grüße 🦢;__ntk=abc"}' };

let emulator: Emulator;
let folder: string;
let sender: Sender;
let auth: PushAuth;
const webPush = createWebPush();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "herald-behaviour-"));
  emulator = await startEmulator({ port: 0, dataFolder: folder, log: "compact", keep: 1_000 });
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await control("DELETE", "requests");
  sender = createSender({ reroute: { host: "127.0.0.1", port: emulator.port }, deadlineMs });
  const result = await webPush.authorize(credentials, sender.exchange, Date.now());
  if (result.kind !== "ready") throw new Error(JSON.stringify(result));
  auth = result.auth;
});
afterEach(async () => {
  await control("DELETE", "faults");
  await sender.close();
});

async function control(method: string, path: string, body?: unknown): Promise<Response> {
  const url = `http://127.0.0.1:${emulator.port}/__emulator/${path}`;
  const response = await fetch(url, { method, body: JSON.stringify(body) });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response;
}

type Wanted = Parameters<typeof emulatorSubscription>[0];

function push(wanted: Wanted = {}, what = message): Promise<Outcome> {
  const { endpoint, keys } = emulatorSubscription({ applicationServerKey: publicKey, ...wanted });
  return new Promise((resolve) => {
    const request = webPush.request(what, { channel: endpoint, keys }, auth);
    sender.send(request, (answer) => resolve(webPush.outcome(answer, Date.now())));
  });
}

async function pushUnder(action: FaultAction): Promise<Outcome> {
  await control("PUT", "faults", [{ action }]);
  const outcome = await push();
  const [rule] = (await (await control("GET", "faults")).json()) as { struck: number }[];
  expect(rule?.struck, "the fault happened, once").toBe(1);
  return outcome;
}

async function seen() {
  const lines = (await (await control("GET", "requests")).text()).split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

test.each(["chrome", "firefox", "edge", "safari"] as const)(
  "what is sent to %s opens in the browser, every byte of it",
  async (service) => {
    for (let n = 0; n < 4; n += 1) {
      expect(await push({ service, n })).toMatchObject({ kind: "sent", status: 201 });
    }
    const bodies = (await seen()).map(({ body }) => body);
    expect(bodies).toEqual(Array(4).fill(message.payload));
    expect((await seen())[0]).toMatchObject({ provider: "webpush", notification: "abc" });
  },
);

test.each([
  ["ok", "sent", 201],
  ["expired", "channel_expired", 410],
  ["unknown", "channel_expired", 404],
  ["throttled", "retry", 429],
  ["refused", "rejected", 403],
  ["error", "retry", 500],
  ["unavailable", "retry", 503],
] satisfies [SubscriptionState, Outcome["kind"], number][])(
  "a subscription that is %s becomes %s (%i)",
  async (state, kind, status) => {
    expect(await push({ state })).toMatchObject({ kind, status });
  },
);

test("a subscription made with another key is refused and stops nobody else", async () => {
  const outcome = await push({ applicationServerKey: `B${"x".repeat(86)}` });
  expect(outcome).toMatchObject({ kind: "rejected", reason: "provider_wrong_app" });
});

test("a statement that is too old asks for a new one", async () => {
  const dayBeforeYesterday = Date.now() - 2 * 86_400_000;
  const old = await createWebPush().authorize(credentials, sender.exchange, dayBeforeYesterday);
  if (old.kind === "ready") auth = old.auth;
  expect(await push()).toMatchObject({ kind: "stale_auth" });
});

test("the longest payload passes, one byte more does not", async () => {
  const of = (bytes: number) => ({ ...message, payload: "x".repeat(bytes) });
  expect((await push({}, of(plaintextLimit))).kind).toBe("sent");
  expect(await push({}, of(plaintextLimit + 1))).toMatchObject({ reason: "provider_too_large" });
});

test.each([
  [{ status: 429, headers: { "Retry-After": "1000000000" } }, "retry"],
  [{ status: 307, headers: { Location: "https://fcm.googleapis.com/x" } }, "rejected"],
  [{ reset: "after" }, "unknown"],
  [{ halfClose: "before" }, "unknown"],
  [{ hang: true }, "unknown"],
  [{ drip: { part: "body", everyMs: 20 } }, "unknown"],
  [{ hugeBody: 300 * 1024 ** 2 }, "unknown"],
  [{ gzip: 4 * 1024 ** 2 }, "sent"],
] satisfies [FaultAction, Outcome["kind"]][])(
  "%j becomes %s within the deadline (P7, RELIABILITY 0.4)",
  async (action, kind) => {
    const started = performance.now();
    const memory = process.memoryUsage().rss;
    const outcome = await pushUnder(action);
    expect(outcome.kind).toBe(kind);
    expect(performance.now() - started).toBeLessThan(deadlineMs + 2_000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(100 * 1024 ** 2);
    if (outcome.kind === "retry") expect(outcome.afterMs).toBe(3_600_000);
  },
);
