import { expect, test } from "vitest";
import { RateLimiter } from "@/server/rate-limiter";

test("a burst goes through, then as many as the rate allows (T1)", () => {
  const limiter = new RateLimiter({ perSecond: 10, burst: 5 });
  const burst = Array.from({ length: 6 }, () => limiter.secondsToWait("a", 1_000));
  expect(burst).toEqual([0, 0, 0, 0, 0, 1]);
  expect(limiter.secondsToWait("a", 1_050)).toBe(1);
  expect(limiter.secondsToWait("a", 1_150)).toBe(0);
});

test("the wait says when a token will be there, and waiting helps", () => {
  const limiter = new RateLimiter({ perSecond: 0.1, burst: 1 });
  expect(limiter.secondsToWait("a", 0)).toBe(0);
  expect(limiter.secondsToWait("a", 0)).toBe(10);
  expect(limiter.secondsToWait("a", 10_000)).toBe(0);
});

test("keys do not share, idle time never saves more than the burst, a clock that jumps back is no gift", () => {
  const limiter = new RateLimiter({ perSecond: 1, burst: 2 });
  expect(limiter.secondsToWait("a", 0)).toBe(0);
  expect(limiter.secondsToWait("b", 0)).toBe(0);
  expect(limiter.secondsToWait("a", 1_000_000)).toBe(0);
  expect(limiter.secondsToWait("a", 1_000_000)).toBe(0);
  expect(limiter.secondsToWait("a", 1_000_000)).toBe(1);
  expect(limiter.secondsToWait("a", 0)).toBe(1);
});

test("a flood of new keys does not grow the memory without end", () => {
  const limiter = new RateLimiter({ perSecond: 0.001, burst: 1 });
  expect(limiter.secondsToWait("first", 0)).toBe(0);
  for (let i = 0; i < 50_000; i += 1) limiter.secondsToWait(`key ${i}`, 0);
  expect(limiter.secondsToWait("first", 0)).toBe(0);
});
