import fc from "fast-check";
import { expect, test } from "vitest";
import { clockChange, planZone, wallInstant } from "./due-instants";

const iso = (at: Date | undefined) => at?.toISOString().slice(0, 16);

test.each([
  ["2026-11-27", "09:00", "UTC", "2026-11-27T09:00"],
  ["2026-11-27", "09:00", "Asia/Kolkata", "2026-11-27T03:30"],
  ["2026-11-27", "09:00", "Pacific/Kiritimati", "2026-11-26T19:00"],
  ["2026-11-27", "09:00", "Pacific/Honolulu", "2026-11-27T19:00"],
  ["2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:30"],
  ["2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30"],
])(
  "%s %s in %s is %s UTC: a gap moves forward, an overlap takes the first",
  (date, time, zone, utc) => {
    expect(iso(wallInstant(date, time, zone))).toBe(utc);
  },
);

test.each([
  ["2026-03-29", "02:30", "skipped"],
  ["2026-10-25", "02:30", "repeated"],
  ["2026-10-26", "02:30", "none"],
] as const)("%s %s in Berlin is %s", (date, time, change) => {
  expect(clockChange(date, time, "Europe/Berlin")).toBe(change);
});

const nine = { date: "2026-11-22", time: "09:00" };
const from = new Date("2026-11-22T12:00:00Z");

test.each([
  ["send_now", "Asia/Tokyo", "2026-11-22T12:00", true],
  ["skip", "Asia/Tokyo", undefined, true],
  ["next_day", "Asia/Tokyo", "2026-11-23T00:00", true],
  ["next_day", "Europe/Berlin", "2026-11-23T08:00", true],
  ["skip", "America/New_York", "2026-11-22T14:00", false],
] as const)("H.7: %s in %s is due %s", (whenPassed, zone, due, hasPassed) => {
  const plan = planZone({ ...nine, whenPassed }, zone, from);
  expect([iso(plan.dueAt), plan.hasPassed]).toEqual([due, hasPassed]);
});

test("H.7: the next day is never in the past and never more than a day and an hour away", () => {
  const zones = fc.constantFrom(
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Apia",
    "Asia/Kolkata",
  );
  const instants = fc.date({
    min: new Date("2026-11-23T14:00:00Z"),
    max: new Date("2027-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(zones, instants, (zone, now) => {
      const { dueAt } = planZone({ ...nine, whenPassed: "next_day" }, zone, now);
      const wait = (dueAt?.getTime() ?? 0) - now.getTime();
      return wait >= 0 && wait <= 25 * 3_600_000;
    }),
  );
});
