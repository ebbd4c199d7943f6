import { describe, expect, it } from "vitest";
import { judgeAttempts } from "./sign-in-limits";

const now = new Date("2026-11-22T14:30:00Z");
const ago = (minutes: number, succeeded = false) => ({
  at: new Date(now.getTime() - minutes * 60_000),
  succeeded,
});

describe("judgeAttempts (P18)", () => {
  it("leaves four tries after the first wrong one", () => {
    expect(judgeAttempts([], now)).toEqual({ allowed: true, triesLeft: 4 });
  });

  it("leaves none after the fifth and refuses the sixth until the first is 15 minutes old", () => {
    const four = [ago(4), ago(3), ago(2), ago(1)];
    expect(judgeAttempts(four, now)).toEqual({ allowed: true, triesLeft: 0 });
    const retryAt = new Date("2026-11-22T14:40:00Z");
    expect(judgeAttempts([ago(5), ...four], now)).toEqual({ allowed: false, retryAt });
  });

  it("forgets tries that are 15 minutes old", () => {
    const old = [ago(15), ago(16), ago(17), ago(18), ago(19)];
    expect(judgeAttempts(old, now)).toEqual({ allowed: true, triesLeft: 4 });
  });

  it("starts anew after a success", () => {
    const attempts = [ago(5), ago(4), ago(3), ago(2, true), ago(1)];
    expect(judgeAttempts(attempts, now)).toEqual({ allowed: true, triesLeft: 3 });
  });

  it("allows at most 20 wrong tries in any hour", () => {
    const made: { at: Date; succeeded: boolean }[] = [];
    for (let second = 0; second < 3_600; second += 5) {
      const at = new Date(now.getTime() + second * 1000);
      if (judgeAttempts(made, at).allowed) made.push({ at, succeeded: false });
    }
    expect(made.length).toBeLessThanOrEqual(20);
  });
});
