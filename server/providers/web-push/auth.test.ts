import { createECDH } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { senderOf } from "@/emulators/web-push/vapid";
import { createVapidCache, type VapidAuth } from "./auth";
import type { WebPushCredentials } from "./credentials";

const now = Date.UTC(2026, 10, 22, 12);
const hourMs = 3_600_000;
const exchange = () => Promise.reject(new Error("VAPID asks nobody"));

function newCredentials(): WebPushCredentials {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url");
  const secret = pair.getPrivateKey().toString("base64url");
  return { flow: "vapid", publicKey, secret, subject: "mailto:push@contoso.test" };
}

let cache: ReturnType<typeof createVapidCache>;
let credentials: WebPushCredentials;
beforeEach(() => {
  cache = createVapidCache();
  credentials = newCredentials();
});

async function ready(at = now, of = credentials): Promise<VapidAuth> {
  const result = await cache.authorize(of, exchange, at);
  if (result.kind !== "ready") throw new Error(JSON.stringify(result));
  return result.auth as VapidAuth;
}

test("the statement is signed for one push service and for less than a day (RFC 8292)", async () => {
  const auth = await ready();
  const sender = senderOf(auth.headerFor("https://fcm.googleapis.com"));
  expect(sender).toEqual({
    publicKey: credentials.publicKey,
    audience: "https://fcm.googleapis.com",
    expiresAt: now + 12 * hourMs,
  });
});

test("each push service gets its own, signed once", async () => {
  const auth = await ready();
  const header = auth.headerFor("https://web.push.apple.com");
  expect((await ready(now + hourMs)).headerFor("https://web.push.apple.com")).toBe(header);
  expect(auth.headerFor("https://fcm.googleapis.com")).not.toBe(header);
});

test("it is renewed an hour before it ends", async () => {
  const auth = await ready();
  expect(await ready(now + 11 * hourMs - 1)).toBe(auth);
  expect(await ready(now + 11 * hourMs)).not.toBe(auth);
});

test("what was called stale is made anew once, however many say so", async () => {
  const auth = await ready();
  cache.forget(credentials, auth);
  const renewed = await ready();
  expect(renewed.headerFor("https://a.test")).not.toBe(auth.headerFor("https://a.test"));
  cache.forget(credentials, auth);
  expect(await ready()).toBe(renewed);
});

test("no app sends in another's name", async () => {
  const other = newCredentials();
  const mine = senderOf((await ready()).headerFor("https://a.test"));
  const theirs = senderOf((await ready(now, other)).headerFor("https://a.test"));
  expect(mine?.publicKey).toBe(credentials.publicKey);
  expect(theirs?.publicKey).toBe(other.publicKey);
});

test.each([
  ["of another pair", () => newCredentials().secret],
  ["of zeros", () => Buffer.alloc(32).toString("base64url")],
])("a private key %s halts instead of burning the audience", async (_, secret) => {
  const result = await cache.authorize({ ...credentials, secret: secret() }, exchange, now);
  expect(result).toMatchObject({ kind: "halted", reason: "provider_unauthorized" });
});
