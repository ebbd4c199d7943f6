import { expect, test } from "vitest";
import { metricCodes } from "@/db/enums";
import { metricsOf, reportTime } from "./reported";

const now = new Date("2026-11-22T10:00:00Z");

test.each([
  ["toast", "shown", ["toast_shown"]],
  ["toast", "activated", ["toast_activated", "toast_shown"]],
  ["toast", "timed_out", ["toast_timed_out", "toast_shown", "action_center_shown"]],
  ["toast", "failed", ["toast_failed"]],
  ["action_center", "dismissed", ["action_center_dismissed", "action_center_shown"]],
  ["action_center", "timed_out", ["action_center_timed_out", "action_center_shown"]],
] as const)("%s %s counts %j: shown is never less than what happened (P-76)", (...given) => {
  const [surface, action, metrics] = given;
  expect(metricsOf(surface, action)).toEqual(metrics.map((metric) => metricCodes[metric]));
});

test.each([
  [undefined, "2026-11-22T10:00:00.000Z"],
  ["2026-11-23T10:00:00Z", "2026-11-22T10:00:00.000Z"],
  ["2020-01-01T00:00:00Z", "2026-10-23T10:00:00.000Z"],
  ["2026-11-21T12:00:00+02:00", "2026-11-21T10:00:00.000Z"],
])("a report of %s is of %s: an app's clock may be wrong (P13)", (at, stored) => {
  expect(reportTime(at, now).toISOString()).toBe(stored);
});
