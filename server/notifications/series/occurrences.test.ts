import { expect, test } from "vitest";
import { emptySchedule, type Schedule } from "../schema";
import { nextStart, occurrenceAfter, scheduleOn, startOn, turnAt } from "./occurrences";

const series = (part: Partial<Schedule>): Schedule => ({
  ...emptySchedule,
  immediately: false,
  date: "2026-11-27",
  time: "09:00",
  ...part,
});

function firstDays(schedule: Schedule, count: number): string[] {
  const days = [schedule.date ?? ""];
  while (days.length < count) {
    const next = occurrenceAfter(schedule, days.at(-1) ?? "");
    if (next === undefined) break;
    days.push(next);
  }
  return days;
}

test.each([
  ["day", "2026-12-30", ["2026-12-30", "2026-12-31", "2027-01-01"]],
  ["week", "2026-12-30", ["2026-12-30", "2027-01-06", "2027-01-13"]],
  ["month", "2027-01-31", ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]],
  ["month", "2028-01-30", ["2028-01-30", "2028-02-29", "2028-03-30"]],
] as const)(
  "every %s from %s: a month that is too short gives its last day",
  (every, date, days) => {
    const schedule = series({ date, repeat: { every, until: null } });
    expect(firstDays(schedule, days.length)).toEqual(days);
  },
);

test("the last day counts, and then it ends", () => {
  const schedule = series({ repeat: { every: "day", until: "2026-11-29" } });
  expect(firstDays(schedule, 9)).toEqual(["2026-11-27", "2026-11-28", "2026-11-29"]);
});

test("a day in between leads to the next in the row", () => {
  const schedule = series({ date: "2027-01-31", repeat: { every: "month", until: null } });
  expect(occurrenceAfter(schedule, "2027-03-15")).toBe("2027-03-31");
});

test("an expiry left behind under “never expires” does not stop the runs", () => {
  const left = { ...series({}), neverExpires: true, expiryDate: "2026-02-30", expiryTime: null };
  expect(scheduleOn(left, "2026-12-04")).toMatchObject({ date: "2026-12-04", expiryDate: null });
});

test("each run has its own date and an expiry as long after it", () => {
  const schedule = series({
    neverExpires: false,
    expiryDate: "2026-11-28",
    expiryTime: "23:59",
    repeat: { every: "week", until: null },
  });
  expect(scheduleOn(schedule, "2026-12-04")).toMatchObject({
    date: "2026-12-04",
    expiryDate: "2026-12-05",
    repeat: null,
  });
});

test("a run in local time starts fourteen hours before its time in UTC", () => {
  const repeat = { every: "day", until: null } as const;
  const local = series({ zone: "local", repeat });
  expect(startOn(local, "2026-11-28").toISOString()).toBe("2026-11-27T19:00:00.000Z");
  expect(startOn(series({ repeat }), "2026-11-28").toISOString()).toBe("2026-11-28T09:00:00.000Z");
});

test("after an outage only the latest of the missed runs is due", () => {
  const schedule = series({ repeat: { every: "day", until: null } });
  const turn = turnAt(schedule, "2026-11-27", new Date("2026-11-30T10:00:00Z"));
  expect(turn).toEqual({
    day: "2026-11-30",
    missed: ["2026-11-27", "2026-11-28", "2026-11-29"],
    next: "2026-12-01",
  });
  expect(turnAt(schedule, "2026-11-27", new Date("2026-11-27T09:00:00Z"))).toMatchObject({
    day: "2026-11-27",
    missed: [],
  });
});

test("after a pause it goes on with the first run still to come", () => {
  const schedule = series({ repeat: { every: "week", until: "2026-12-11" } });
  const at = (text: string) => nextStart(schedule, "2026-11-27", new Date(text));
  expect(at("2026-11-20T00:00:00Z")).toBe("2026-11-27");
  expect(at("2026-11-28T00:00:00Z")).toBe("2026-12-04");
  expect(at("2026-12-12T00:00:00Z")).toBeUndefined();
});
