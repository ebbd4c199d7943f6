import { expect, it } from "vitest";
import type { FlowSchedule } from "@/server/flows/schema";
import { nextTime } from "./next-time";

const berlin = "Europe/Berlin";

it.each<[string, FlowSchedule, string, string]>([
  [
    "every 15 minutes",
    { unit: "minutes", every: 15 },
    "2026-11-22T10:07:00Z",
    "2026-11-22T10:15:00.000Z",
  ],
  [
    "at the very minute the next one",
    { unit: "minutes", every: 15 },
    "2026-11-22T10:15:00Z",
    "2026-11-22T10:30:00.000Z",
  ],
  [
    "daily, today",
    { unit: "day", time: "09:00", zone: berlin },
    "2026-11-22T07:00:00Z",
    "2026-11-22T08:00:00.000Z",
  ],
  [
    "daily, tomorrow",
    { unit: "day", time: "09:00", zone: berlin },
    "2026-11-22T08:00:00Z",
    "2026-11-23T08:00:00.000Z",
  ],
  [
    "Mondays and Fridays",
    { unit: "week", days: [1, 5], time: "09:00", zone: berlin },
    "2026-11-23T09:00:00Z",
    "2026-11-27T08:00:00.000Z",
  ],
  [
    "the 31st of a shorter month",
    { unit: "month", day: 31, time: "09:00", zone: "UTC" },
    "2027-02-01T00:00:00Z",
    "2027-02-28T09:00:00.000Z",
  ],
  [
    "a time that does not exist moves forward",
    { unit: "day", time: "02:30", zone: berlin },
    "2027-03-28T00:00:00Z",
    "2027-03-28T01:30:00.000Z",
  ],
  [
    "a time that comes twice is its first",
    { unit: "day", time: "02:30", zone: berlin },
    "2026-10-24T22:00:00Z",
    "2026-10-25T00:30:00.000Z",
  ],
  [
    "and is not due again at its second",
    { unit: "day", time: "02:30", zone: berlin },
    "2026-10-25T00:30:00Z",
    "2026-10-26T01:30:00.000Z",
  ],
])("%s", (_name, schedule, after, next) => {
  expect(nextTime(schedule, new Date(after)).toISOString()).toBe(next);
});
