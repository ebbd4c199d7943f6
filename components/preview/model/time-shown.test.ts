import { expect, it } from "vitest";
import { timeShown } from "./time-shown";

const now = new Date("2026-11-27T20:00:00Z");

it.each([
  ["2026-11-27T08:00:00Z", "Europe/Berlin", "09:00"],
  ["2026-11-27T08:00:00+01:00", "Europe/Berlin", "08:00"],
  ["2026-11-27T23:30:00Z", "UTC", "23:30"],
  ["2026-11-27T23:30:00Z", "Europe/Berlin", "28.11.26"],
  ["2017-04-15T19:45:00.123Z", "UTC", "15.04.17"],
])("the notification centre shows displayTimestamp %s in %s as %s", (written, timeZone, shown) => {
  expect(timeShown(written, { language: "de", now, timeZone })).toBe(shown);
});

it("shows no time of its own for a timestamp that is missing or can't be read", () => {
  expect(timeShown(undefined, { now })).toBeUndefined();
  expect(timeShown("15.04.2017 noon", { now })).toBeUndefined();
});
