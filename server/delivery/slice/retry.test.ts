import fc from "fast-check";
import { expect, test } from "vitest";
import { maximumAttempts, retryDelayMs } from "./retry";

test("a retry never comes sooner than the provider said, and never before a second (P7)", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: maximumAttempts - 1 }),
      fc.integer({ min: 0, max: 3_600_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, afterMs, random) => {
        const delay = retryDelayMs({ attempts, afterMs }, random) ?? 0;
        expect(delay).toBeGreaterThanOrEqual(Math.max(1_000, afterMs));
        expect(delay).toBeLessThanOrEqual(Math.max(1_000, afterMs) * 1.25 + 1);
      },
    ),
  );
});

test("without a word from the provider the pause doubles", () => {
  const pauses = [1, 2, 3, 4].map((attempts) => retryDelayMs({ attempts }, 0));
  expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000]);
});

test("nobody is asked a sixth time, and a throttled channel not a third time", () => {
  expect(retryDelayMs({ attempts: maximumAttempts }, 0)).toBeUndefined();
  expect(retryDelayMs({ attempts: 1, once: true }, 0)).toBeDefined();
  expect(retryDelayMs({ attempts: 2, once: true }, 0)).toBeUndefined();
});

test("nobody is asked after the notification's expiry", () => {
  expect(retryDelayMs({ attempts: 1, afterMs: 5_000, leftMs: 5_000 }, 0)).toBeUndefined();
  expect(retryDelayMs({ attempts: 1, afterMs: 5_000, leftMs: 5_001 }, 0)).toBe(5_000);
});

test("a hostile Retry-After parks nobody for longer than about an hour", () => {
  expect(retryDelayMs({ attempts: 1, afterMs: 1e12 }, 1)).toBe(4_500_000);
});
