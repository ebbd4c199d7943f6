import { expect, test } from "vitest";
import { intervalOf, isClearChange, shareOf } from "./uncertainty";

test("the interval is Wilson's: known values", () => {
  const some = intervalOf(10, 100);
  expect(some?.low).toBeCloseTo(0.0552, 3);
  expect(some?.high).toBeCloseTo(0.1744, 3);
  expect(intervalOf(0, 10)?.low).toBe(0);
  expect(intervalOf(0, 10)?.high).toBeCloseTo(0.2775, 3);
  expect(intervalOf(10, 10)?.high).toBe(1);
  expect(intervalOf(0, 0)).toBeNull();
});

test("more people, a narrower interval", () => {
  const width = (n: number) => {
    const found = intervalOf(n / 10, n);
    return (found?.high ?? 0) - (found?.low ?? 0);
  };
  expect(width(100)).toBeGreaterThan(width(1_000) * 2);
});

test("a change is clear only beyond chance", () => {
  expect(isClearChange({ part: 130, whole: 1_000 }, { part: 120, whole: 1_000 })).toBe(false);
  expect(isClearChange({ part: 13_000, whole: 100_000 }, { part: 12_000, whole: 100_000 })).toBe(
    true,
  );
  expect(isClearChange({ part: 1, whole: 1 }, { part: 0, whole: 0 })).toBe(false);
});

test("nobody has no share, and no share is above all of them", () => {
  expect(shareOf({ part: 0, whole: 0 })).toBeNull();
  expect(shareOf({ part: 3, whole: 2 })).toBe(1);
});
