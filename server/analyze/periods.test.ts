import { expect, test } from "vitest";
import { daysBetween, daysOf, periodOf } from "./periods";

const today = "2026-11-22";

test.each([
  ["30d", "2026-10-24", 30],
  ["3m", "2026-08-23", 92],
  ["6m", "2026-05-23", 184],
  ["12m", "2025-11-23", 365],
] as const)("%s begins on %s and ends today (P-78)", (period, from, days) => {
  expect(periodOf({ period }, today)).toMatchObject({ from, to: today, days });
});

test("it is compared with as many days right before", () => {
  const period = periodOf({ period: "custom", from: "2026-03-01", to: "2026-03-10" }, today);
  expect(period).toMatchObject({ previousFrom: "2026-02-19", previousTo: "2026-02-28", days: 10 });
  expect(daysBetween(period.previousFrom, period.previousTo)).toBe(10);
});

test.each([
  ["the wrong way round", "2026-03-10", "2026-03-01"],
  ["a day that is none", "2026-02-30", "2026-03-01"],
  ["without an end", "2026-02-20", undefined],
  ["longer than two years", "2020-01-01", "2026-03-01"],
])("a custom range that is %s falls back to 30 days", (_, from, to) => {
  expect(periodOf({ period: "custom", from, to }, today)).toMatchObject({ days: 30, to: today });
});

test("months end where a month ends: three before 31 May are from 1 March", () => {
  expect(periodOf({ period: "3m" }, "2026-05-31").from).toBe("2026-03-01");
});

test("every day of a period is there once, over a change of clocks too", () => {
  const days = daysOf(periodOf({ period: "12m" }, today));
  expect(days).toHaveLength(365);
  expect(new Set(days).size).toBe(365);
  expect(days.at(-1)).toBe(today);
});
