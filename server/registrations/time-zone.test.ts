import { expect, test } from "vitest";
import { canonicalTimeZone } from "./time-zone";

test.each([
  ["Europe/Berlin", "Europe/Berlin"],
  ["europe/berlin", "Europe/Berlin"],
  [" Europe/Berlin ", "Europe/Berlin"],
  ["Europe/Kyiv", "Europe/Kyiv"],
  ["Europe/Kiev", "Europe/Kyiv"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["US/Pacific", "America/Los_Angeles"],
  ["UTC", "UTC"],
  ["Etc/UTC", "UTC"],
  ["GMT", "UTC"],
  ["Australia/Lord_Howe", "Australia/Lord_Howe"],
  ["America/Port-au-Prince", "America/Port-au-Prince"],
  ["Etc/GMT+5", "Etc/GMT+5"],
  ["W. Europe Standard Time", "Europe/Berlin"],
  ["india standard time", "Asia/Kolkata"],
  ["FLE Standard Time", "Europe/Kyiv"],
  ["UTC-11", "Etc/GMT+11"],
])("%s is stored as %s (checklist 16)", (name, zone) => {
  expect(canonicalTimeZone(name)).toBe(zone);
});

test.each([
  "foo5bar",
  "+05:30",
  "-0800",
  "GMT+5",
  "",
  " ",
  "Europe",
  "Europe/Atlantis",
  "Europe/Berlin/Mitte/X",
  "Europe/Berlin; drop table",
  "<b>",
  "local",
  "Z",
  "x".repeat(65),
  "constructor",
  "__proto__",
])("%j is no zone, so nothing is stored for it (P6)", (name) => {
  expect(canonicalTimeZone(name)).toBeNull();
});

test("what comes out goes in again unchanged, for every zone of this platform", () => {
  for (const name of Intl.supportedValuesOf("timeZone")) {
    const zone = canonicalTimeZone(name);
    expect(zone, name).not.toBeNull();
    expect(canonicalTimeZone(zone ?? "")).toBe(zone);
  }
});
