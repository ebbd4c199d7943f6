import { describe, expect, it } from "vitest";
import type { PushAnswer } from "@/server/providers/provider";
import { readWnsOutcome } from "./outcome";

const now = Date.UTC(2026, 10, 22, 12);

function read(status: number, headers: Record<string, string> = {}, statusText = "") {
  return readWnsOutcome({ kind: "answer", status, statusText, headers, body: "" }, now);
}

function fail(failure: Extract<PushAnswer, { kind: "failure" }>["failure"], written: boolean) {
  return readWnsOutcome({ kind: "failure", failure, written }, now);
}

describe("200", () => {
  it.each(["x-wns-status", "x-wns-notificationstatus"])("is sent when %s says received", (name) => {
    expect(read(200, { [name]: " Received ", "x-wns-msg-id": "1A" })).toEqual({
      kind: "sent",
      status: 200,
      messageId: "1A",
    });
  });

  it.each(["x-wns-status", "x-wns-notificationstatus"])("is lost when %s says dropped", (name) => {
    expect(read(200, { [name]: "dropped" })).toMatchObject({
      kind: "rejected",
      reason: "provider_dropped",
    });
  });

  it("is lost when either of two headers says so", () => {
    const both = { "x-wns-status": "received", "x-wns-notificationstatus": "dropped" };
    expect(read(200, both).kind).toBe("rejected");
  });

  it("is tried once more later when the channel is throttled", () => {
    expect(read(200, { "x-wns-status": "channelthrottled", "retry-after": "7" })).toMatchObject({
      kind: "retry",
      reason: "provider_channel_throttled",
      afterMs: 7_000,
      once: true,
    });
  });

  it.each([{}, { "x-wns-status": "queued" }])("is unknown, not sent, with %j", (headers) => {
    expect(read(200, headers as Record<string, string>)).toMatchObject({
      kind: "unknown",
      reason: "provider_unexpected",
    });
  });
});

describe("every other status of the protocol", () => {
  it.each([
    [400, "disputed", "provider_bad_request"],
    [403, "disputed", "provider_wrong_app"],
    [404, "channel_expired", "provider_channel_unknown"],
    [405, "rejected", "provider_method"],
    [406, "retry", "provider_throttled"],
    [410, "channel_expired", "provider_channel_expired"],
    [413, "rejected", "provider_too_large"],
    [429, "retry", "provider_throttled"],
    [500, "retry", "provider_error"],
    [503, "retry", "provider_unavailable"],
    [201, "unknown", "provider_unexpected"],
    [302, "rejected", "provider_unexpected"],
    [411, "rejected", "provider_unexpected"],
    [502, "unknown", "provider_unexpected"],
    [504, "unknown", "provider_unexpected"],
  ])("%i is %s with %s", (status, kind, reason) => {
    expect(read(status)).toMatchObject({ kind, status, reason });
  });

  it("401 asks for a new token", () => {
    expect(read(401)).toEqual({ kind: "stale_auth", status: 401 });
  });

  it.each([406, 500, 503])("%i honours Retry-After as seconds and as a date", (status) => {
    const date = new Date(now + 30_000).toUTCString();
    expect(read(status, { "retry-after": "9" })).toMatchObject({ afterMs: 9_000 });
    expect(read(status, { "retry-after": date })).toMatchObject({ afterMs: 30_000 });
    expect(read(status, { "x-wns-continue-after": "11" })).toMatchObject({ afterMs: 11_000 });
    expect(read(status)).toMatchObject({ afterMs: undefined });
  });

  it("410 about our domain stops everything and expires no channel", () => {
    const blocked = { kind: "halted", status: 410, reason: "provider_domain_blocked" };
    expect(read(410, {}, "Domain Blocked")).toMatchObject(blocked);
    expect(read(410, { "x-wns-error-description": "The domain is blocked" }, "Gone")).toMatchObject(
      blocked,
    );
    expect(read(410, {}, "Gone").kind).toBe("channel_expired");
  });

  it("keeps what a problem report needs", () => {
    const outcome = read(400, {
      "x-wns-error-description": "Bad header",
      "x-wns-debug-trace": "BN1",
      "x-wns-msg-id": "2B",
      "ms-cv": "c.0",
    });
    expect(outcome).toMatchObject({ detail: "Bad header; trace BN1; message 2B; MS-CV c.0" });
  });
});

describe("no answer", () => {
  it.each(["reset", "timeout", "too_large", "tls", "refused"] as const)(
    "%s after a byte was written is unknown and never tried again (P2)",
    (failure) => {
      expect(fail(failure, true)).toMatchObject({ kind: "unknown", reason: "no_answer" });
    },
  );

  it.each([
    ["refused", "connection_refused"],
    ["tls", "connection_refused"],
    ["timeout", "no_answer"],
    ["reset", "no_answer"],
  ] as const)("%s before the first byte may be tried again", (failure, reason) => {
    expect(fail(failure, false)).toMatchObject({ kind: "retry", status: 0, reason });
  });
});
