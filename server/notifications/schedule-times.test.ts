import { expect, test } from "vitest";
import { expiresAtOf, firstSendAt, lastSendAt, utcDateTime, utcInstant } from "./schedule-times";
import type { Schedule } from "./schema";

const now = new Date("2026-11-22T14:32:00Z");
const base: Schedule = {
  immediately: false,
  date: "2026-11-27",
  time: "09:00",
  zone: "local",
  whenPassed: "send_now",
  neverExpires: false,
  expiryDate: "2026-11-30",
  expiryTime: "23:59",
  repeat: null,
};
const iso = (at: Date | undefined) => at?.toISOString().slice(0, 16);

test("local time begins fourteen hours before UTC's and ends twelve after it (H.6)", () => {
  expect(iso(firstSendAt(base, now))).toBe("2026-11-26T19:00");
  expect(iso(lastSendAt(base, now))).toBe("2026-11-27T21:00");
});

test("local time that has begun somewhere begins now", () => {
  const today = { ...base, date: "2026-11-22", time: "20:00" };
  expect(firstSendAt(today, now)).toEqual(now);
});

test("UTC and at once have one instant", () => {
  const utc = { ...base, zone: "utc" as const };
  expect([iso(firstSendAt(utc, now)), iso(lastSendAt(utc, now))]).toEqual([
    "2026-11-27T09:00",
    "2026-11-27T09:00",
  ]);
  expect(firstSendAt({ ...base, immediately: true }, now)).toEqual(now);
});

test("expiry is UTC, and none when it never expires (P-31)", () => {
  expect(iso(expiresAtOf(base))).toBe("2026-11-30T23:59");
  expect(expiresAtOf({ ...base, neverExpires: true })).toBeUndefined();
});

test.each([
  ["2026-02-29", "10:00"],
  ["2026-13-01", "10:00"],
  [null, "10:00"],
  ["2026-02-28", null],
])("%s %s is no instant", (date, time) => {
  expect(utcInstant(date, time)).toBeUndefined();
});

test("instants are written with their zone", () => {
  expect(utcDateTime(new Date("2026-09-07T05:04:00Z"))).toBe("7 Sep 2026, 05:04 UTC");
});
