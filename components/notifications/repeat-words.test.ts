import { expect, test } from "vitest";
import { repeatText } from "./repeat-words";

test.each([
  ["day", "2026-11-27", "Every day"],
  ["week", "2026-11-27", "Every Friday"],
  ["week", null, "Every week"],
  ["month", "2026-11-01", "Every month on the 1st"],
  ["month", "2026-11-12", "Every month on the 12th"],
  ["month", "2026-11-23", "Every month on the 23rd"],
  ["month", "2026-12-31", "Every month on the 31st, or its last day"],
] as const)("every %s from %s is “%s”", (every, date, text) => {
  expect(repeatText(every, date)).toBe(text);
});
