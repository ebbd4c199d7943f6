import { describe, expect, it, test } from "vitest";
import { emulatorSubscription } from "@/emulators/web-push/subscription";
import { UnusableTargetError } from "@/server/providers/provider";
import { freshEphemeral } from "./encrypt";
import { buildWebPushRequest, refuseChannel } from "./request";

const auth = { header: "", expiresAt: 0, headerFor: (origin: string) => `vapid for ${origin}` };
const { endpoint, keys } = emulatorSubscription({ n: 5 });
const target = { channel: endpoint, keys };

function build(message: object = {}, to = target) {
  return buildWebPushRequest({ kind: "toast", payload: "{}", ...message }, to, {
    auth,
    ephemeral: freshEphemeral(),
  });
}

describe("endpoints (T3, P12)", () => {
  it.each([
    "https://fcm.googleapis.com/fcm/send/abc:def-_",
    "https://fcm.googleapis.com:443/wp/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYA%2bx%3d",
    "https://web.push.apple.com/QGf",
    "https://FCM.googleapis.com/fcm/send/a",
  ])("%s is a push service's", (url) => {
    expect(refuseChannel(url)).toBeUndefined();
  });

  it.each([
    "http://fcm.googleapis.com/fcm/send/a",
    "https://fcm.googleapis.com",
    "https://fcm.googleapis.com.evil.test/a",
    "https://evil.test/fcm.googleapis.com/a",
    "https://xfcm.googleapis.com/a",
    "https://fcm.googleapis.com@evil.test/a",
    "https://user@fcm.googleapis.com/a",
    "https://fcm.googleapis.com:8443/a",
    "https://fcm.googleapis.com./a",
    "https://127.0.0.1/fcm.googleapis.com/",
    "https://[::1]/fcm.googleapis.com/",
    "https://169.254.169.254/?x=.notify.windows.com/",
    "https://notify.windows.com/w/?token=a",
    "https://xnotify.windows.com/w/?token=a",
    "https://evil.test\\.push.apple.com/",
    "https://web.push.apple.com\t/a",
    "https://web.push.apple.com/a b",
    "https://web.push.apple.com/a\r\nX: y",
    "https://ｆcm.googleapis.com/a",
    `https://fcm.googleapis.com/${"a".repeat(2_048)}`,
  ])("%s is refused, and a request for it is never built", (url) => {
    expect(refuseChannel(url)).toBe("channel_host_refused");
    expect(() => build({}, { channel: url, keys })).toThrow();
  });

  it("keys are held against the curve when a device registers", () => {
    expect(refuseChannel(endpoint, keys)).toBeUndefined();
    const offCurve = Buffer.from(keys.p256dh, "base64url").fill(9, 1);
    const bad = { p256dh: offCurve.toString("base64url"), auth: keys.auth };
    expect(refuseChannel(endpoint, bad)).toBe("channel_keys_refused");
    expect(refuseChannel(endpoint, { ...keys, auth: "AAAA" })).toBe("channel_keys_refused");
    expect(() => build({}, { channel: endpoint, keys: bad })).toThrow(UnusableTargetError);
  });
});

test("a registration without keys cannot be asked", () => {
  expect(() => build({}, { channel: endpoint } as typeof target)).toThrow(UnusableTargetError);
});

test("the request is RFC 8030's, and the URL goes out as it came", () => {
  const request = build({ ttlSeconds: 90.7, replacementId: "n1c", isUrgent: true });
  expect(request.url).toBe(endpoint);
  expect(request.headers).toEqual({
    Authorization: "vapid for https://fcm.googleapis.com",
    "Content-Type": "application/octet-stream",
    "Content-Encoding": "aes128gcm",
    "Content-Length": String((request.body as Buffer).length),
    TTL: "90",
    Urgency: "high",
    Topic: "n1c",
  });
});

test.each([
  [undefined, "2419200"],
  [0, "1"],
  [1e9, "2419200"],
])("a life of %s seconds is said as %s", (ttlSeconds, ttl) => {
  expect(build({ ttlSeconds }).headers).toMatchObject({ TTL: ttl, Urgency: "normal" });
});

test("the statement is for the origin, whatever the path holds", () => {
  const edge = emulatorSubscription({ service: "edge" });
  const upper = { ...edge, channel: edge.endpoint.replace("https://wns2", "https://WNS2") };
  expect(build({}, upper).headers.Authorization).toBe(
    "vapid for https://wns2-par02p.notify.windows.com",
  );
});

test.each(["", "with space", "x".repeat(33), "a\r\nb"])("the topic %j is refused", (id) => {
  expect(() => build({ replacementId: id })).toThrow();
});
