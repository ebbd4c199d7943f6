import { expect, test } from "vitest";
import { formatDateTime, formatInstant, formatUtcDay } from "@/components/ui/format";
import { emptySchedule, type Schedule } from "@/server/notifications/schema";
import { plannedTimeText, sendTimeText } from "./send-time";

/** A reader in Auckland, thirteen hours ahead: days of the schedule must not become the next ones. */
const timeZone = "Pacific/Auckland";
const format = {
  utcDay: formatUtcDay,
  dateTime: (at: Date) => formatDateTime(at, timeZone),
  instant: (at: Date) => formatInstant(at, timeZone),
} as Parameters<typeof sendTimeText>[1];

function row(schedule: Partial<Schedule>, sendAt: string, occurrenceOn: string | null = null) {
  const whole = { ...emptySchedule, immediately: false, date: "2026-11-27", time: "09:00" };
  const given = { ...whole, ...schedule };
  const common = { status: "scheduled", template: "rate", occurrenceOn, sendAt: new Date(sendAt) };
  return { ...common, schedule: given, draft: { schedule: given } } as never;
}

const weekly = { repeat: { every: "week", until: null } } as const;

test.each([
  ["UTC", {}, "2026-11-27T09:00Z", null, "27 Nov 2026, 22:00"],
  ["local", { zone: "local" }, "2026-11-26T19:00Z", null, "27 Nov 2026, 09:00 local"],
  [
    "weekly, UTC",
    weekly,
    "2026-12-04T09:00Z",
    "2026-12-04",
    "Every Friday · next 4 Dec 2026, 22:00",
  ],
  [
    "weekly, local",
    { ...weekly, zone: "local" },
    "2026-12-03T19:00Z",
    "2026-12-04",
    "Every Friday · next 4 Dec 2026, 09:00 local",
  ],
] as const)("the send time as a reader elsewhere sees it: %s", (_, schedule, sendAt, day, text) => {
  const one = row(schedule, sendAt, day);
  expect(sendTimeText(one, format)).toBe(text);
  const hasZone = text.endsWith("local") ? text : `${text} Auckland`;
  expect(plannedTimeText(one, format)).toBe(hasZone);
});
