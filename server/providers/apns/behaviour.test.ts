import { verify } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parsePayload } from "@/content/parse";
import { fillTracked, stripLaunchToken } from "@/content/tracking";
import { type ApnsState, emulatorApnsToken } from "@/emulators/apns/channel";
import { startTableEmulator, type TableEmulator } from "@/emulators/testing/far-side";
import type { Outcome, PushAuth, PushMessage } from "@/server/providers/provider";
import { createSender, type Sender } from "@/server/providers/send";
import { signToken } from "@/server/providers/signed-token";
import { apnsTestCredentials, signingPublicKeys } from "@/server/providers/testing/keys";
import { type ApnsCredentials, apnsCredentialsSchema } from "./credentials";
import { createApns } from "./index";
import { apnsVerdicts, readApnsOutcome } from "./outcome";

/** P7 for APNs: every reason of Apple's table, and what HTTP/2 sessions may do besides. */

const host = "api.push.apple.com";
const { topic } = apnsTestCredentials;
const minute = 60_000;

let far: TableEmulator;
let sender: Sender;
let apns: ReturnType<typeof createApns>;
let auth: PushAuth;

beforeAll(async () => {
  far = await startTableEmulator();
});
afterAll(() => far.close());

beforeEach(async () => {
  await far.reset();
  sender = createSender({ reroute: { host: "127.0.0.1", port: far.port }, deadlineMs: 600 });
  apns = createApns();
  auth = await authorize();
});
afterEach(() => sender.close());

async function authorize(credentials = apnsTestCredentials, now = Date.now()): Promise<PushAuth> {
  const result = await apns.authorize(credentials, sender.exchange, now);
  if (result.kind !== "ready") throw new Error(`No token: ${JSON.stringify(result)}`);
  return result.auth;
}

function payloadOf(isTracked = false): string {
  const parsed = parsePayload(
    '<toast launch="action=open"><visual><binding template="ToastGeneric"><text>Hi</text><text>There</text></binding></visual></toast>',
  );
  if (!parsed.ok) throw new Error("The test's toast is malformed");
  const { document } = parsed;
  const rendered = apns.render({ document, language: "en-US", isTracked, tag: "n1" });
  return rendered ? fillTracked(rendered, new Uint8Array(26)) : "";
}

const message = (): PushMessage => ({ kind: "toast", payload: payloadOf() });
const tokenOf = (state: ApnsState, n = 1) => emulatorApnsToken({ topic, state, n });

function push(token: string, what = message()): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = apns.request(what, { channel: token }, auth);
    sender.send(request, (answer) => resolve(apns.outcome(answer, Date.now())));
  });
}

describe("what APNs answers", () => {
  it.each([
    ["ok", "sent", 200],
    ["unregistered", "channel_expired", 410],
    ["expired", "channel_expired", 410],
    ["throttled", "retry", 429],
    ["updates", "retry", 429],
    ["error", "retry", 500],
    ["unavailable", "retry", 503],
    ["shutdown", "retry", 503],
  ] as const)("a device that is %s becomes %s (%i)", async (state, kind, status) => {
    expect(await push(tokenOf(state))).toMatchObject({ kind, status });
  });

  it.each([
    ["BadCollapseId", 400, "disputed"],
    ["BadDeviceToken", 400, "disputed"],
    ["BadExpirationDate", 400, "disputed"],
    ["BadMessageId", 400, "disputed"],
    ["BadPriority", 400, "disputed"],
    ["BadTopic", 400, "halted"],
    ["DeviceTokenNotForTopic", 400, "disputed"],
    ["DuplicateHeaders", 400, "disputed"],
    ["IdleTimeout", 400, "retry"],
    ["InvalidPushType", 400, "disputed"],
    ["MissingDeviceToken", 400, "disputed"],
    ["MissingTopic", 400, "halted"],
    ["PayloadEmpty", 400, "disputed"],
    ["TopicDisallowed", 400, "halted"],
    ["BadCertificate", 403, "halted"],
    ["BadCertificateEnvironment", 403, "halted"],
    ["BadEnvironmentKeyInToken", 403, "halted"],
    ["BadEnvironmentKeyIdInToken", 403, "halted"],
    ["ExpiredProviderToken", 403, "stale_auth"],
    ["Forbidden", 403, "halted"],
    ["InvalidProviderToken", 403, "halted"],
    ["MissingProviderToken", 403, "halted"],
    ["UnrelatedKeyIdInToken", 403, "halted"],
    ["BadPath", 404, "disputed"],
    ["MethodNotAllowed", 405, "disputed"],
    ["ExpiredToken", 410, "channel_expired"],
    ["Unregistered", 410, "channel_expired"],
    ["PayloadTooLarge", 413, "rejected"],
    ["TooManyProviderTokenUpdates", 429, "retry"],
    ["TooManyRequests", 429, "retry"],
    ["InternalServerError", 500, "retry"],
    ["ServiceUnavailable", 503, "retry"],
    ["Shutdown", 503, "retry"],
  ])("%s (%i) becomes %s", (reason, status, kind) => {
    expect(Object.keys(apnsVerdicts)).toContain(reason);
    const body = JSON.stringify({ reason });
    expect(
      readApnsOutcome({ kind: "answer", status, statusText: "", headers: {}, body }, 0),
    ).toMatchObject({ kind });
  });

  it.each([
    [404, "rejected"],
    [410, "rejected"],
    [403, "halted"],
    [418, "rejected"],
    [502, "unknown"],
    [204, "unknown"],
  ])("a bare %i becomes %s: only Apple's own word expires a device", (status, kind) => {
    const answer = { kind: "answer", status, statusText: "", headers: {}, body: "" } as const;
    expect(readApnsOutcome(answer, 0)).toMatchObject({ kind });
    const odd = { ...answer, body: '{"reason":"constructor"}' };
    expect(readApnsOutcome(odd, 0)).toMatchObject({ kind });
  });

  it("tokens of the sandbox are none in production, and the other way round", async () => {
    const token = emulatorApnsToken({ topic, n: 1, environment: "sandbox" });
    expect(await push(token)).toMatchObject({ kind: "disputed", reason: "apns_token_unknown" });
    auth = await authorize({ ...apnsTestCredentials, environment: "sandbox" });
    expect(await push(token)).toMatchObject({ kind: "sent" });
    expect((await far.seen()).map((one) => one.host)).toEqual([host, "api.sandbox.push.apple.com"]);
  });

  it("another app's devices halt", async () => {
    auth = await authorize({ ...apnsTestCredentials, topic: "com.contoso.other" });
    expect(await push(tokenOf("ok"))).toMatchObject({
      kind: "disputed",
      reason: "apns_wrong_topic",
    });
  });

  it("a key that Apple does not know halts", async () => {
    auth = await authorize({ ...apnsTestCredentials, keyId: "WRONGKEY01" });
    expect(await push(tokenOf("ok"))).toMatchObject({ kind: "halted", reason: "apns_key_refused" });
  });
});

describe("sessions", () => {
  it("carry many pushes at once over one connection", async () => {
    const what = message();
    await sender.close();
    sender = createSender({ reroute: { host: "127.0.0.1", port: far.port } });
    const outcomes = await Promise.all(
      Array.from({ length: 300 }, (_, n) => push(tokenOf("ok", n), what)),
    );
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["sent"]));
    expect(await far.seen()).toHaveLength(300);
  });

  it.each([{ refuseStream: true }, { goaway: "before" }] as const)(
    "%j proves that nothing was looked at: it goes out once more by itself",
    async (action) => {
      // A session's first stream cannot be left out: GOAWAY 0 means something else to Node.
      expect(await push(tokenOf("ok", 1))).toMatchObject({ kind: "sent" });
      await far.control("PUT", "faults", [{ match: { host, untilCount: 1 }, action }]);
      expect(await push(tokenOf("ok", 2))).toMatchObject({ kind: "sent" });
      await far.expectStruck();
      expect((await far.seen()).map(({ status }) => status)).toEqual([200, 0, 200]);
    },
  );

  it("a far side that refuses every stream is asked twice and then left to the retries", async () => {
    await far.plan(host, { refuseStream: true });
    expect(await push(tokenOf("ok"))).toMatchObject({ kind: "retry" });
    await far.expectStruck(2);
  });

  it.each([
    [{ reset: "before" }],
    [{ reset: "after" }],
    [{ goaway: "after" }],
    [{ halfClose: "after" }],
    [{ hang: true }],
    [{ drip: { part: "body", everyMs: 20 } }],
    [{ hugeBody: 1_000_000 }],
  ] as const)(
    "under %j a push may have arrived and is Unknown, never sent again",
    async (action) => {
      await far.plan(host, action);
      const started = performance.now();
      expect(await push(tokenOf("ok"))).toMatchObject({ kind: "unknown" });
      expect(performance.now() - started).toBeLessThan(1_500);
      await far.expectStruck(1);
    },
  );

  it("a lost session takes along what was on it, and the next push gets a new one", async () => {
    await far.control("PUT", "faults", [
      { match: { host, untilCount: 1, afterCount: 0 }, action: { reset: "after" } },
    ]);
    expect(await push(tokenOf("ok", 1))).toMatchObject({ kind: "unknown" });
    expect(await push(tokenOf("ok", 2))).toMatchObject({ kind: "sent" });
  });

  it("nobody there: nothing was written, so it may be tried again", async () => {
    const nowhere = createSender({ reroute: { host: "127.0.0.1", port: 1 }, deadlineMs: 400 });
    const outcome = await new Promise<Outcome>((resolve) => {
      const request = apns.request(message(), { channel: tokenOf("ok") }, auth);
      nowhere.send(request, (answer) => resolve(apns.outcome(answer, 0)));
    });
    expect(outcome).toMatchObject({ kind: "retry", reason: "connection_refused" });
    await nowhere.close();
  });
});

describe("what is written", () => {
  it("carries topic, kind, priority, expiry, a new id and the replacement id", async () => {
    const payload = payloadOf(true);
    const what: PushMessage = { kind: "toast", payload, ttlSeconds: 60, replacementId: "n1" };
    await push(tokenOf("ok"), what);
    const [request] = await far.seen();
    const headers = Object.fromEntries(pairs(request?.headers ?? []));
    expect(request?.url).toBe(`/3/device/${tokenOf("ok")}`);
    expect(headers).toMatchObject({
      "apns-topic": topic,
      "apns-push-type": "alert",
      "apns-priority": "10",
      "apns-collapse-id": "n1",
    });
    expect(headers["apns-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(headers["apns-expiration"]) - Date.now() / 1_000).toBeGreaterThan(55);
    const body = JSON.parse(request?.body ?? "");
    expect(body.aps).toEqual({ alert: { title: "Hi", body: "There" }, sound: "default" });
    expect(stripLaunchToken(body.launch)).toMatchObject({ original: "action=open" });
  });

  it.each(["", "abc", "../3/device/x", `${"ab".repeat(32)}?x`, "g".repeat(64), "a".repeat(65)])(
    "“%s” is no device token and is never asked for",
    (token) => expect(apns.refuseChannel(token)).toBe("channel_host_refused"),
  );
});

function pairs(list: string[]): [string, string][] {
  return list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] ?? ""]] : []));
}

describe("the provider token", () => {
  it("is signed with the team's key over its key ID, team and time", async () => {
    const made = await authorize(apnsTestCredentials, 0);
    const [head = "", claims = "", signature = ""] = made.header.slice("bearer ".length).split(".");
    const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    expect(read(head)).toMatchObject({ alg: "ES256", kid: "ABC123DEFG" });
    expect(read(claims)).toMatchObject({ iss: "DEF123GHIJ" });
    const key = { key: signingPublicKeys.p256, dsaEncoding: "ieee-p1363" } as const;
    const text = Buffer.from(`${head}.${claims}`);
    expect(verify("sha256", text, key, Buffer.from(signature, "base64url"))).toBe(true);
  });

  it("is dated to the half hour, so that all workers change it together, twice an hour", async () => {
    const start = Date.UTC(2026, 10, 23, 12, 7);
    const claimsOf = ({ header }: PushAuth) =>
      JSON.parse(Buffer.from(header.split(".")[1] ?? "", "base64url").toString());
    const first = await authorize(apnsTestCredentials, start);
    apns = createApns();
    const another = await authorize(apnsTestCredentials, start + 22 * minute);
    expect(claimsOf(another)).toEqual(claimsOf(first));
    expect(claimsOf(first).iat).toBe(Date.UTC(2026, 10, 23, 12) / 1_000);
    expect((await authorize(apnsTestCredentials, start + 22.9 * minute)).header).toBe(
      another.header,
    );
    const next = await authorize(apnsTestCredentials, start + 23 * minute);
    expect(claimsOf(next).iat).toBe(Date.UTC(2026, 10, 23, 12, 30) / 1_000);
  });

  it("called stale it is made anew, but not within 20 minutes", async () => {
    const half = Date.UTC(2026, 10, 23, 12, 30);
    apns = createApns();
    const first = await authorize(apnsTestCredentials, half);
    apns.forget(apnsTestCredentials, first);
    expect((await authorize(apnsTestCredentials, half + 19 * minute)).header).toBe(first.header);
    const second = await authorize(apnsTestCredentials, half + 21 * minute);
    expect(second.header).not.toBe(first.header);
    expect((await authorize(apnsTestCredentials, half + 29 * minute)).header).toBe(second.header);
  });

  it("changed twice within 20 minutes Apple calls it too many updates", async () => {
    const { teamId: iss, secret } = apnsTestCredentials;
    const kinds: string[] = [];
    for (const minutesAgo of [3, 2, 1]) {
      const iat = Math.floor(Date.now() / 1_000) - minutesAgo * 60;
      const parts = { header: { kid: "UPDATES001" }, claims: { iss, iat } };
      auth = { ...auth, header: `bearer ${signToken("ES256", parts, secret)}` };
      kinds.push((await push(tokenOf("ok"))).kind);
    }
    expect(kinds).toEqual(["sent", "sent", "retry"]);
  });

  it("is one per key, whatever the app", async () => {
    const other: ApnsCredentials = { ...apnsTestCredentials, topic: "com.contoso.chess" };
    const made = await authorize(other);
    expect(made.header).toBe(auth.header);
    expect(made.route?.topic).toBe("com.contoso.chess");
  });
});

describe("credentials", () => {
  const said = (changes: Partial<Record<keyof ApnsCredentials, string>>) => {
    const read = apnsCredentialsSchema.safeParse({ ...apnsTestCredentials, ...changes });
    return read.success ? undefined : read.error.issues[0]?.message;
  };

  it.each([
    [{ keyId: "abc" }, /key ID has 10/],
    [{ teamId: "TOOLONGTEAM" }, /team ID has 10/],
    [{ topic: "runner" }, /bundle ID/],
    [{ secret: "" }, /\.p8/],
    [{ secret: "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----" }, /certificate/],
    [{ secret: apnsTestCredentials.secret.slice(0, 80) }, /not a whole \.p8/],
  ])("what is wrong with %j is said", (changes, pattern) => expect(said(changes)).toMatch(pattern));

  it("are taken with the line ends of any system", () => {
    expect(said({ secret: apnsTestCredentials.secret.replaceAll("\n", "\r\n") })).toBeUndefined();
  });

  it("an RSA key is refused before anything is sent", async () => {
    const secret = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";
    const result = await apns.authorize({ ...apnsTestCredentials, secret }, sender.exchange, 0);
    expect(result).toMatchObject({ kind: "halted", reason: "apns_key_refused" });
  });
});
