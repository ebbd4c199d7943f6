import { describe, expect, it } from "vitest";
import type { PushAnswer } from "@/server/providers/provider";
import { readTokenAnswer } from "@/server/providers/token-answer";
import { createWnsTokens, tokenRequest, wnsLifetimes } from "./auth";
import type { WnsCredentials } from "./credentials";

const now = 1_800_000_000_000;
const legacy: WnsCredentials = {
  flow: "legacy",
  packageSid: "ms-app://S-1-15-2-1",
  secret: "a&b+c",
};
const entra: WnsCredentials = { flow: "entra", tenantId: "t", clientId: "c", secret: "s" };

function answer(status: number, body: unknown, headers: Record<string, string> = {}): PushAnswer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { kind: "answer", status, statusText: "", headers, body: text };
}

/** A token service that counts its calls and answers in order, the last for ever. */
function serviceOf(...answers: PushAnswer[]) {
  const service = {
    calls: 0,
    async exchange() {
      const said = answers[Math.min(service.calls, answers.length - 1)];
      service.calls += 1;
      return said as PushAnswer;
    },
  };
  return service;
}

const read = (said: PushAnswer) => readTokenAnswer(said, now, wnsLifetimes);

const granted = (token: string, expires_in?: unknown) =>
  answer(200, { access_token: token, expires_in });

describe("token requests", () => {
  it("asks Windows Live for the Package SID, percent-encoded", () => {
    const request = tokenRequest(legacy);
    expect(request.url).toBe("https://login.live.com/accesstoken.srf");
    expect(request.body).toBe(
      "grant_type=client_credentials&client_id=ms-app%3A%2F%2FS-1-15-2-1&client_secret=a%26b%2Bc&scope=notify.windows.com",
    );
  });

  it("asks Entra at the tenant's address", () => {
    const request = tokenRequest({ ...entra, tenantId: "a/b" });
    expect(request.url).toBe("https://login.microsoftonline.com/a%2Fb/oauth2/v2.0/token");
    expect(new URLSearchParams(request.body).get("scope")).toBe("https://wns.windows.com/.default");
  });
});

describe("token answers", () => {
  it.each([
    [86_400, 86_400_000],
    ["86399", 86_399_000],
    [undefined, 86_400_000],
    ["soon", 86_400_000],
    [-5, 86_400_000],
    [1e12, 7 * 86_400_000],
  ])("reads expires_in %j", (expiresIn, lifetime) => {
    expect(read(granted("t", expiresIn))).toEqual({
      kind: "ready",
      auth: { header: "Bearer t", expiresAt: now + lifetime },
    });
  });

  it.each([400, 401, 403, 404])("halts when %i refuses the credentials", (status) => {
    const said = answer(status, { error: "invalid_client", error_description: "Wrong\r\nsecret" });
    expect(read(said)).toEqual({
      kind: "halted",
      reason: "provider_unauthorized",
      detail: "invalid_client: Wrong secret",
    });
  });

  it.each([302, 408, 429, 500, 503])("tries again later after %i", (status) => {
    expect(read(answer(status, "", { "retry-after": "4" }))).toMatchObject({
      kind: "retry",
      reason: "provider_unavailable",
      afterMs: 4_000,
    });
  });

  it("tries again when Entra says so in a 400", () => {
    const said = answer(400, { error: "temporarily_unavailable" });
    expect(read(said).kind).toBe("retry");
  });

  it.each([
    "",
    "[]",
    "{}",
    '{"access_token":5}',
    '{"access_token":"a b"}',
    '{"access_token":"a\\r\\nX: 1"}',
  ])("takes no token from %s", (body) => {
    expect(read(answer(200, body))).toMatchObject({ kind: "retry" });
  });

  it("tries again after a failure even if something was written: asking twice harms nobody", () => {
    const lost: PushAnswer = { kind: "failure", failure: "reset", written: true };
    expect(read(lost)).toEqual({
      kind: "retry",
      reason: "no_answer",
      detail: "reset",
    });
  });
});

describe("the token cache", () => {
  it("asks once for fifty at the same time", async () => {
    const cache = createWnsTokens();
    const service = serviceOf(granted("one"));
    const results = await Promise.all(
      Array.from({ length: 50 }, () => cache.authorize(legacy, service.exchange, now)),
    );
    expect(service.calls).toBe(1);
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  });

  it("keeps apps and secrets apart", async () => {
    const cache = createWnsTokens();
    const service = serviceOf(granted("one"), granted("two"), granted("three"));
    await cache.authorize(legacy, service.exchange, now);
    await cache.authorize({ ...legacy, secret: "new" }, service.exchange, now);
    await cache.authorize(entra, service.exchange, now);
    expect(service.calls).toBe(3);
  });

  it("renews five minutes before the end, not before", async () => {
    const cache = createWnsTokens();
    const service = serviceOf(granted("one", 3_600), granted("two", 3_600));
    await cache.authorize(legacy, service.exchange, now);
    await cache.authorize(legacy, service.exchange, now + 3_299_000);
    expect(service.calls).toBe(1);
    const renewed = await cache.authorize(legacy, service.exchange, now + 3_300_000);
    expect(renewed).toMatchObject({ auth: { header: "Bearer two" } });
  });

  it("goes on with a good token while the service is down, and stops when it has ended", async () => {
    const cache = createWnsTokens();
    const service = serviceOf(granted("one", 3_600), answer(503, ""));
    await cache.authorize(legacy, service.exchange, now);
    const late = await cache.authorize(legacy, service.exchange, now + 3_400_000);
    expect(late).toMatchObject({ kind: "ready", auth: { header: "Bearer one" } });
    const ended = await cache.authorize(legacy, service.exchange, now + 3_600_001);
    expect(ended.kind).toBe("retry");
  });

  it("says so when the secret was revoked before the token ends", async () => {
    const cache = createWnsTokens();
    const service = serviceOf(granted("one", 3_600), answer(400, { error: "invalid_client" }));
    await cache.authorize(legacy, service.exchange, now);
    const late = await cache.authorize(legacy, service.exchange, now + 3_400_000);
    expect(late.kind).toBe("halted");
  });

  it("forgets only the token that was called stale", async () => {
    const cache = createWnsTokens();
    const service = serviceOf(granted("one"), granted("two"), granted("three"));
    const first = await cache.authorize(legacy, service.exchange, now);
    if (first.kind !== "ready") {
      throw new Error("no token");
    }
    cache.forget(legacy, first.auth);
    await cache.authorize(legacy, service.exchange, now);
    cache.forget(legacy, first.auth);
    const third = await cache.authorize(legacy, service.exchange, now);
    expect(third).toMatchObject({ auth: { header: "Bearer two" } });
    expect(service.calls).toBe(2);
  });

  it("asks again after a refusal: the secret may have been corrected at the other end", async () => {
    const cache = createWnsTokens();
    const service = serviceOf(answer(400, { error: "invalid_client" }), granted("one"));
    expect((await cache.authorize(legacy, service.exchange, now)).kind).toBe("halted");
    expect((await cache.authorize(legacy, service.exchange, now)).kind).toBe("ready");
  });
});
