import { createVerify } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parsePayload } from "@/content/parse";
import { fillTracked, stripLaunchToken } from "@/content/tracking";
import { emulatorFcmToken, type FcmState } from "@/emulators/fcm/channel";
import { startTableEmulator, type TableEmulator } from "@/emulators/testing/far-side";
import type { Outcome, PushAuth, PushMessage } from "@/server/providers/provider";
import { createSender, type Sender } from "@/server/providers/send";
import {
  fcmTestCredentials,
  signingPublicKeys,
  testProject,
} from "@/server/providers/testing/keys";
import { tokenRequest } from "./auth";
import { fcmInputSchema } from "./credentials";
import { createFcm } from "./index";
import { readFcmOutcome } from "./outcome";

/** P7 for FCM HTTP v1: every documented answer over real HTTP, and what is written for it. */

const host = "fcm.googleapis.com";
const document = (xml: string) => {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error("The test's toast is malformed");
  return parsed.document;
};
const toast = document(
  '<toast launch="action=open" scenario="urgent"><visual><binding template="ToastGeneric"><text>Hi "you"</text><text>New {line}</text><image placement="hero" src="https://cdn.test/a.png"/></binding></visual><actions><action content="Play" arguments="go=1"/></actions></toast>',
);

let far: TableEmulator;
let sender: Sender;
let fcm: ReturnType<typeof createFcm>;
let auth: PushAuth;

beforeAll(async () => {
  far = await startTableEmulator();
});
afterAll(() => far.close());

beforeEach(async () => {
  await far.reset();
  sender = createSender({ reroute: { host: "127.0.0.1", port: far.port }, deadlineMs: 400 });
  fcm = createFcm();
  auth = await authorize();
});
afterEach(() => sender.close());

async function authorize(): Promise<PushAuth> {
  const result = await fcm.authorize(fcmTestCredentials, sender.exchange, Date.now());
  if (result.kind !== "ready") throw new Error(`No token: ${JSON.stringify(result)}`);
  return result.auth;
}

function payloadOf(isTracked = false): string {
  const rendered = fcm.render({ document: toast, language: "en-US", isTracked, tag: "n1" });
  if (!rendered) throw new Error("Nothing was rendered");
  return fillTracked(rendered, new Uint8Array(26));
}

const message = (): PushMessage => ({ kind: "toast", payload: payloadOf() });
const tokenOf = (state: FcmState, project = testProject) =>
  emulatorFcmToken({ project, state, n: 1 });

function push(token: string, what = message()): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = fcm.request(what, { channel: token }, auth);
    sender.send(request, (answer) => resolve(fcm.outcome(answer, Date.now())));
  });
}

describe("what FCM answers", () => {
  it.each([
    ["ok", "sent", 200, undefined],
    ["unregistered", "channel_expired", 404, "fcm_unregistered"],
    ["invalid", "channel_expired", 400, "fcm_token_unknown"],
    ["mismatch", "disputed", 403, "fcm_sender_mismatch"],
    ["quota", "retry", 429, "fcm_quota"],
    ["unavailable", "retry", 503, "provider_unavailable"],
    ["internal", "retry", 500, "provider_error"],
    ["thirdparty", "rejected", 401, "fcm_third_party_auth"],
  ] as const)("a token that is %s becomes %s (%i)", async (state, kind, status, reason) => {
    expect(await push(tokenOf(state))).toMatchObject({ kind, status, ...(reason && { reason }) });
  });

  it("waits as long as Retry-After says, a minute for a quota without one, ten seconds for a failure", async () => {
    expect(await push(tokenOf("quota"))).toMatchObject({ afterMs: 2_000 });
    expect(bare(429)).toMatchObject({ kind: "retry", afterMs: 60_000 });
    expect(await push(tokenOf("internal"))).toMatchObject({ afterMs: 10_000 });
  });

  it.each([
    [400, "disputed"],
    [401, "stale_auth"],
    [403, "halted"],
    [404, "rejected"],
    [413, "rejected"],
    [429, "retry"],
    [500, "retry"],
    [502, "unknown"],
    [503, "retry"],
    [504, "unknown"],
    [200, "unknown"],
    [204, "unknown"],
    [307, "rejected"],
  ])("a bare %i becomes %s: only FCM's own word expires a token", (status, kind) => {
    expect(bare(status)).toMatchObject({ kind, status });
  });

  it("the account of another project halts, whatever the devices are", async () => {
    auth = {
      ...auth,
      route: { origin: `https://${host}`, path: "/v1/projects/other/messages:send" },
    };
    expect(await push(tokenOf("ok"))).toMatchObject({ kind: "halted", reason: "fcm_permission" });
  });

  it.each([
    [{ reset: "after" }, "unknown"],
    [{ hang: true }, "unknown"],
    [{ hugeBody: 10_000_000 }, "unknown"],
  ] as const)("the fault %j may have arrived: %s", async (action, kind) => {
    await far.plan(host, action);
    expect(await push(tokenOf("ok"))).toMatchObject({ kind });
    await far.expectStruck();
  });

  it("a stale access token is renewed and sent with once more", async () => {
    await far.control("DELETE", "tokens");
    expect(await push(tokenOf("ok"))).toMatchObject({ kind: "stale_auth" });
    fcm.forget(fcmTestCredentials, auth);
    auth = await authorize();
    expect(await push(tokenOf("ok"))).toMatchObject({ kind: "sent" });
  });
});

function bare(status: number): Outcome {
  return readFcmOutcome({ kind: "answer", status, statusText: "", headers: {}, body: "" }, 0);
}

describe("what is written", () => {
  it("one message for Android, Apple and the app, with what the delivery adds", async () => {
    const payload = payloadOf(true);
    await push(tokenOf("ok"), { kind: "toast", payload, ttlSeconds: 90.9, replacementId: "n1" });
    const [, request] = await far.seen();
    expect(request?.url).toBe(`/v1/projects/${testProject}/messages:send`);
    const sent = JSON.parse(request?.body ?? "").message;
    expect(sent.token).toBe(tokenOf("ok"));
    expect(sent.notification).toEqual({
      title: 'Hi "you"',
      body: "New {line}",
      image: "https://cdn.test/a.png",
    });
    expect(sent.android).toMatchObject({
      ttl: "90s",
      collapse_key: "n1",
      priority: "HIGH",
      notification: { tag: "n1", default_sound: true },
    });
    const now = Date.now() / 1_000;
    expect(Number(sent.apns.headers["apns-expiration"]) - now).toBeGreaterThan(85);
    expect(sent.apns.headers["apns-collapse-id"]).toBe("n1");
    expect(sent.apns.payload.aps["interruption-level"]).toBe("time-sensitive");
    expect(stripLaunchToken(sent.data.launch)).toMatchObject({ original: "action=open" });
    expect(stripLaunchToken(sent.data.action1_launch).token).toBeDefined();
    expect(sent.data.action1).toBe("Play");
  });

  it("a text that looks like our own frame changes nothing of it", () => {
    const evil = document(
      '<toast launch="a"><visual><binding template="ToastGeneric"><text>&quot;apns&quot;:{&quot;headers&quot;:{ $&amp; $1</text></binding></visual></toast>',
    );
    const rendered = fcm.render({ document: evil, language: "en", isTracked: false, tag: "n1" });
    const payload = rendered ? fillTracked(rendered, new Uint8Array(26)) : "";
    const what: PushMessage = { kind: "toast", payload, ttlSeconds: 5 };
    const { body } = fcm.request(what, { channel: tokenOf("ok") }, auth);
    expect(JSON.parse(String(body)).message.notification.title).toBe('"apns":{"headers":{ $& $1');
  });

  it("tiles are none of FCM's", () => {
    const tile = document(
      '<tile><visual><binding template="TileMedium"><text>a</text></binding></visual></tile>',
    );
    expect(
      fcm.render({ document: tile, language: "en", isTracked: false, tag: "n" }),
    ).toBeUndefined();
  });

  it.each(['a"b', "short", "x".repeat(5_000), "ab/cd?ef=1".repeat(5)])(
    "%s is no token and is never asked for",
    (token) => expect(fcm.refuseChannel(token)).toBe("channel_host_refused"),
  );
});

describe("its token", () => {
  it("is asked for with an assertion that the account's key signed, for Google alone", () => {
    const { url, body } = tokenRequest(fcmTestCredentials, 1_000_000);
    expect(url).toBe("https://oauth2.googleapis.com/token");
    const assertion = new URLSearchParams(body).get("assertion") ?? "";
    const [head = "", claims = "", signature = ""] = assertion.split(".");
    const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    expect(read(head)).toEqual({ alg: "RS256", typ: "JWT", kid: "a1b2c3" });
    expect(read(claims)).toEqual({
      iss: fcmTestCredentials.clientEmail,
      scope: "https://www.googleapis.com/auth/firebase.messaging",
      aud: url,
      iat: 1_000,
      exp: 4_600,
    });
    const verify = createVerify("sha256").update(`${head}.${claims}`);
    expect(verify.verify(signingPublicKeys.rsa, Buffer.from(signature, "base64url"))).toBe(true);
  });

  it("is asked for once by fifty at once, and again shortly before it ends", async () => {
    await far.reset();
    fcm = createFcm();
    const now = Date.now();
    const ask = (at: number) => fcm.authorize(fcmTestCredentials, sender.exchange, at);
    await Promise.all(Array.from({ length: 50 }, () => ask(now)));
    expect(await far.seen()).toHaveLength(1);
    await ask(now + 54 * 60_000);
    expect(await far.seen()).toHaveLength(1);
    await ask(now + 56 * 60_000);
    expect(await far.seen()).toHaveLength(2);
  });

  it("is refused for good by invalid_grant, for a while by a failure", async () => {
    const wrong = { ...fcmTestCredentials, privateKeyId: "wrong" };
    expect(await fcm.authorize(wrong, sender.exchange, Date.now())).toMatchObject({
      kind: "halted",
      reason: "provider_unauthorized",
      detail: "invalid_grant: Invalid JWT Signature.",
    });
    await far.plan("oauth2.googleapis.com", { status: 503 });
    fcm = createFcm();
    expect(await fcm.authorize(fcmTestCredentials, sender.exchange, Date.now())).toMatchObject({
      kind: "retry",
      reason: "provider_unavailable",
    });
  });
});

describe("a service account file", () => {
  const file = (changes: object) =>
    JSON.stringify({
      type: "service_account",
      project_id: testProject,
      client_email: fcmTestCredentials.clientEmail,
      private_key_id: "a1",
      private_key: fcmTestCredentials.secret,
      token_uri: "https://evil.example/token",
      ...changes,
    });
  const said = (serviceAccount: string) => {
    const read = fcmInputSchema.safeParse({ serviceAccount });
    return read.success ? undefined : read.error.issues[0]?.message;
  };

  it("is taken as it was downloaded; where tokens come from is not its to say", () => {
    const read = fcmInputSchema.parse({ serviceAccount: file({}) }).serviceAccount;
    expect(Object.keys(read)).toEqual([
      "flow",
      "projectId",
      "clientEmail",
      "privateKeyId",
      "secret",
    ]);
    expect(read.projectId).toBe(testProject);
  });

  it.each([
    ["", /whole JSON/],
    ["[1]", /whole JSON/],
    [file({ type: "authorized_user" }), /type is not service_account/],
    [JSON.stringify({ project_info: {} }), /google-services\.json/],
    [JSON.stringify({ web: {} }), /OAuth client/],
    [file({ private_key: "abc" }), /private_key/],
    [file({ client_email: undefined }), /client_email/],
    [file({ project_id: "../x" }), /project ID/],
  ])("what is wrong with %s is said", (text, pattern) => expect(said(text)).toMatch(pattern));
});
