import { expect, test } from "vitest";
import type { SendPlan } from "./types";
import { offsetOf, placesOf, planLines } from "./words";

const at = new Date("2027-03-28T01:30:00Z");
const plan: SendPlan = {
  kind: "local",
  firstAt: at,
  lastAt: at,
  expiresAt: null,
  instants: [],
  zoneCount: 3,
  passed: { devices: 0, whenPassed: "skip" },
  clockChanges: [],
  unknownZoneDevices: 0,
  quiet: null,
};
const words = {
  count: (value: number, noun: string) =>
    `${value.toLocaleString("en-US")} ${noun}${value === 1 ? "" : "s"}`,
  number: (value: number) => value.toLocaleString("en-US"),
  utcDay: () => "28 Mar 2027",
  appNames: "Contoso Runner",
};
const wall = { date: "2027-03-28", time: "02:30" };
const lines = (part: Partial<SendPlan>) => planLines({ ...plan, ...part }, wall, words);
const gap = (timeZone: string, devices: number, clock = "03:30") =>
  ({ timeZone, change: "skipped", at, clock, devices }) as const;

test("a time that does not exist is told with the devices that get it later", () => {
  const clockChanges = [
    gap("Europe/Berlin", 40_000),
    gap("Europe/Paris", 1_207),
    gap("X", 1, "03:00"),
  ];
  expect(lines({ clockChanges })).toEqual([
    "In 2 zones 02:30 does not exist on 28 Mar 2027. 41,207 devices get it at 03:30 instead.",
    "In 1 zone 02:30 does not exist on 28 Mar 2027. 1 device gets it at 03:00 instead.",
  ]);
});

test("a time that comes twice uses the first", () => {
  const twice = { ...gap("Europe/Berlin", 3), change: "repeated" } as const;
  expect(lines({ clockChanges: [twice] })).toEqual([
    "In 1 zone 02:30 comes twice on 28 Mar 2027; the first is used.",
  ]);
});

test("passed times, quiet hours and unknown zones are told with their devices", () => {
  expect(
    lines({
      passed: { devices: 2, whenPassed: "next_day" },
      quiet: { from: "22:00", to: "08:00", devices: 1 },
      unknownZoneDevices: 212,
    }),
  ).toEqual([
    "No zone changes its clock at this time.",
    "The time has passed for 2 devices, which get it a day later.",
    "1 device waits for the end of quiet hours, 22:00 to 08:00 on their own clock.",
    "212 devices report no known zone and follow the default zone of Contoso Runner.",
  ]);
});

test("places and offsets are written as on the screen", () => {
  expect(
    placesOf([{ timeZone: "Asia/Tokyo" }, { timeZone: "Asia/Seoul" }, { timeZone: "X" }]),
  ).toBe("Tokyo, Seoul");
  expect(offsetOf("Asia/Kolkata", at)).toBe("UTC+5:30");
  expect(offsetOf("America/New_York", at)).toBe("UTC−4");
  expect(offsetOf("foo5bar", at)).toBe("");
});
