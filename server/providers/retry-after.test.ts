import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after";

const now = Date.UTC(2026, 10, 22, 12, 0, 0);
const inSeconds = (seconds: number) => new Date(now + seconds * 1_000).toUTCString();

describe("Retry-After", () => {
  it.each([
    ["5", 5_000],
    [" 5 ", 5_000],
    ["0", 1_000],
    ["3600", 3_600_000],
    ["1000000000", 3_600_000],
    ["9".repeat(400), 3_600_000],
    [inSeconds(90), 90_000],
    [inSeconds(-90), 1_000],
    [inSeconds(86_400), 3_600_000],
    ["Sunday, 22-Nov-26 12:00:30 GMT", 30_000],
  ])("reads %s and stays within a second and an hour (T4)", (text, expected) => {
    expect(retryAfterMs(text, now)).toBe(expected);
  });

  it.each([undefined, "", "-1", "1e9", "1.5", "soon", "2026-11-22T12:01:00Z", "0x10", "NaN"])(
    "ignores %s, so that our own back-off decides",
    (text) => {
      expect(retryAfterMs(text, now)).toBeUndefined();
    },
  );
});
