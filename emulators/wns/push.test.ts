import { beforeEach, describe, expect, it } from "vitest";
import type { Received } from "@/emulators/exchange";
import { emulatorChannel } from "./channel";
import { answerPush } from "./push";
import { createTokens, type Tokens } from "./tokens";

const packageSid = "ms-app://s-1-15-2-1-2-3-4";
let tokens: Tokens;
let token: string;

beforeEach(() => {
  tokens = createTokens();
  token = tokenOf(packageSid);
});

function received(change: Partial<Received>): Received {
  const body = change.body ?? "";
  return {
    seq: 1,
    time: 1_800_000_000_000,
    method: "POST",
    host: "cloud.notify.windows.com",
    target: "/",
    headers: {},
    body,
    bodyBytes: Buffer.byteLength(body),
    ...change,
  };
}

function tokenOf(app: string): string {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: app,
    client_secret: "s",
    scope: "notify.windows.com",
  }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return JSON.parse(tokens.legacy(received({ headers, body })).body ?? "").access_token;
}

function push(headers: Record<string, string | undefined> = {}, change: Partial<Received> = {}) {
  const uri = emulatorChannel({ packageSid, n: 1 });
  return answerPush(
    received({
      target: uri.slice(uri.indexOf("/?")),
      body: "<toast/>",
      headers: {
        authorization: `Bearer ${token}`,
        "content-length": "8",
        "content-type": "text/xml",
        "x-wns-type": "wns/toast",
        ...headers,
      },
      ...change,
    }),
    tokens,
  );
}

describe("WNS's checks", () => {
  it("accept a well-formed toast", () => {
    expect(push()).toMatchObject({ status: 200, accepted: true });
  });

  it.each([
    [405, {}, { method: "GET" }],
    [400, { "transfer-encoding": "chunked", "content-length": undefined }, {}],
    [411, { "content-length": undefined }, {}],
    [401, { authorization: undefined }, {}],
    [401, { authorization: "Bearer x" }, {}],
    [401, { authorization: "Basic abc" }, {}],
    [404, {}, { target: "/?token=foreign" }],
    [400, { "x-wns-type": undefined }, {}],
    [400, { "x-wns-type": "wns/other" }, {}],
    [400, { "content-type": "application/json" }, {}],
    [400, { "x-wns-type": "wns/raw" }, {}],
    [400, { "x-wns-tag": "seventeenletters1" }, {}],
    [400, { "x-wns-group": "with space" }, {}],
    [400, { "x-wns-ttl": "soon" }, {}],
    [400, { "x-wns-cache-policy": "maybe" }, {}],
    [400, { "x-wns-priority": "5" }, {}],
    [400, {}, { body: "", bodyBytes: 0 }],
    [413, {}, { bodyBytes: 5_001 }],
  ] as const)("refuse with %i: %j %j", (status, headers, change) => {
    const answer = push(headers, change);
    expect(answer.status).toBe(status);
    expect(answer.accepted).not.toBe(true);
  });

  it("pass 5000 bytes and any well-formed optional header", () => {
    const headers = {
      "x-wns-tag": "a",
      "x-wns-group": "b",
      "x-wns-ttl": "60",
      "x-wns-priority": "1",
    };
    expect(push(headers, { bodyBytes: 5_000 }).status).toBe(200);
    expect(
      push({ "x-wns-type": "wns/raw", "content-type": "application/octet-stream" }).status,
    ).toBe(200);
  });

  it("drop with an error what asks to suppress a popup", () => {
    const answer = push({ "x-wns-suppresspopup": "true" });
    expect(answer.status).toBe(200);
    expect(answer.headers).toContain("dropped");
    expect(answer.accepted).not.toBe(true);
  });

  it("tell apps apart", () => {
    token = tokenOf("ms-app://s-1-15-2-9");
    expect(push().status).toBe(403);
  });

  it("call a token stale after its time and after all were revoked", () => {
    expect(push({}, { time: 1_800_000_000_000 + 86_400_001 }).status).toBe(401);
    tokens.revokeAll();
    expect(push().status).toBe(401);
  });

  it("say the device's connection only when asked", () => {
    const name = "X-WNS-DeviceConnectionStatus";
    expect(push().headers).not.toContain(name);
    expect(push({ "x-wns-requestforstatus": "true" }).headers).toContain(name);
  });
});

describe("token services", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const ask = (fields: Record<string, string>, headers: Record<string, string> = form) =>
    tokens.legacy(
      received({
        headers,
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: packageSid,
          client_secret: "s",
          scope: "notify.windows.com",
          ...fields,
        }).toString(),
      }),
    );

  it.each([
    [{ client_secret: "wrong" }, "invalid_client"],
    [{ client_secret: "" }, "invalid_client"],
    [{ grant_type: "password" }, "unsupported_grant_type"],
    [{ scope: "https://wns.windows.com/.default" }, "invalid_scope"],
  ])("refuse %j with %s", (fields, error) => {
    const answer = ask(fields as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(error);
  });

  it("want a form", () => {
    expect(ask({}, { "content-type": "application/json" }).status).toBe(400);
  });

  it("know only the apps that were put, with their secret and lifetime", () => {
    tokens.setApps([{ clientId: packageSid, secret: "right", tokenSeconds: 5 }]);
    expect(ask({ client_secret: "s" }).status).toBe(400);
    expect(ask({ client_id: "other", client_secret: "right" }).status).toBe(400);
    expect(JSON.parse(ask({ client_secret: "right" }).body ?? "").expires_in).toBe(5);
  });
});
