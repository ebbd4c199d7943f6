import { describe, expect, it, test } from "vitest";
import type { PushAnswer } from "@/server/providers/provider";
import { readWebPushOutcome } from "./outcome";

const now = Date.UTC(2026, 10, 22, 12);

function read(status: number, headers: Record<string, string> = {}, body = "") {
  return readWebPushOutcome({ kind: "answer", status, statusText: "", headers, body }, now);
}

test.each([
  [200, "sent", undefined],
  [201, "sent", undefined],
  [202, "sent", undefined],
  [204, "sent", undefined],
  [206, "unknown", "provider_unexpected"],
  [302, "rejected", "provider_unexpected"],
  [400, "rejected", "provider_bad_request"],
  [401, "stale_auth", undefined],
  [403, "rejected", "provider_wrong_app"],
  [404, "channel_expired", "provider_channel_unknown"],
  [405, "rejected", "provider_method"],
  [406, "retry", "provider_throttled"],
  [410, "channel_expired", "provider_channel_expired"],
  [413, "rejected", "provider_too_large"],
  [418, "rejected", "provider_unexpected"],
  [429, "retry", "provider_throttled"],
  [500, "retry", "provider_error"],
  [502, "unknown", "provider_unexpected"],
  [503, "retry", "provider_unavailable"],
  [504, "unknown", "provider_unexpected"],
])("%i becomes %s (%s)", (status, kind, reason) => {
  const outcome = read(status);
  expect(outcome).toMatchObject({ kind, status });
  expect("reason" in outcome ? outcome.reason : undefined).toBe(reason);
});

test("only the push service's 404 and 410 take a channel out of use (smell 26)", () => {
  const all = Array.from({ length: 500 }, (_, index) => index + 100);
  expect(all.filter((status) => read(status).kind === "channel_expired")).toEqual([404, 410]);
});

describe("Edge's service says in a header what became of a push it took", () => {
  it.each(["x-wns-status", "x-wns-notificationstatus"])("dropped in %s is a loss", (name) => {
    expect(read(201, { [name]: "Dropped" })).toMatchObject({
      kind: "rejected",
      reason: "provider_dropped",
    });
  });

  it("a throttled channel is asked once more", () => {
    const headers = { "x-wns-status": "channelthrottled", "retry-after": "9" };
    expect(read(201, headers)).toMatchObject({ kind: "retry", once: true, afterMs: 9_000 });
  });
});

test("the message's address is its id, the service's words are kept in part", () => {
  expect(read(201, { location: "https://a.test/m/1" })).toMatchObject({
    messageId: "https://a.test/m/1",
  });
  expect(read(400, {}, `no\u0000\n${"x".repeat(400)}`)).toMatchObject({
    detail: `no ${"x".repeat(297)}`,
  });
});

test("no answer is unknown once a byte was written, else it may be asked again (P2)", () => {
  const fail = (written: boolean) =>
    readWebPushOutcome({ kind: "failure", failure: "reset", written } satisfies PushAnswer, now);
  expect(fail(true).kind).toBe("unknown");
  expect(fail(false).kind).toBe("retry");
});
