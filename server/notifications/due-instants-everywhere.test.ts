import { expect, test } from "vitest";
import { seededRandom } from "@/db/testing/random";
import { planZone } from "./due-instants";

/**
 * P6: every zone × every change of its clock 2024–2035 × random local times. The oracle knows nothing of Temporal:
 * it asks Intl for offsets and tries them.
 */

const minute = 60_000;
const day = 1_440 * minute;
const first = Date.UTC(2024, 0, 1);
const last = Date.UTC(2036, 0, 1);
const coarse = 7 * day;

/** Milliseconds that the zone's clock is ahead of UTC at an instant. */
function clockOf(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    const wall = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return wall - at;
  };
}

interface Change {
  at: number;
  before: number;
  after: number;
}

function changesOf(offset: (at: number) => number): Change[] {
  const found: Change[] = [];
  let before = offset(first);
  for (let at = first + coarse; at <= last; at += coarse) {
    const after = offset(at);
    if (after === before) continue;
    let [low, high] = [at - coarse, at];
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / (2 * minute)) * minute;
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, before, after });
    before = after;
  }
  return found;
}

/** The first instant at which the clock shows it; else as if the clock had not been put forward yet. */
function expected(wall: number, { before, after }: Change, offset: (at: number) => number): number {
  const shown = [before, after]
    .map((ahead) => wall - ahead)
    .filter((at) => at + offset(at) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - before;
}

const pad = (value: number) => String(value).padStart(2, "0");

const zones = [...Intl.supportedValuesOf("timeZone"), "UTC", "Asia/Kolkata", "Europe/Kyiv"];

test("P6: in every zone, around every clock change 2024–2035, the send is at its stated time, once", () => {
  const dice = seededRandom(20_260_329);
  const wrong: string[] = [];
  let changes = 0;
  let checked = 0;
  for (const timeZone of zones) {
    const offset = clockOf(timeZone);
    for (const change of changesOf(offset)) {
      changes += 1;
      for (let n = 0; n < 8; n++) {
        // Four hours around the change, on the clock that is about to change.
        const wall = change.at + change.before + Math.floor((dice() - 0.5) * 480) * minute;
        const text = new Date(wall);
        const date = text.toISOString().slice(0, 10);
        const time = `${pad(text.getUTCHours())}:${pad(text.getUTCMinutes())}`;
        const plan = planZone(
          { date, time, whenPassed: "skip" },
          timeZone,
          new Date(wall - 3 * day),
        );
        const right = expected(wall, change, offset);
        checked += 1;
        if (plan.dueAt?.getTime() !== right) wrong.push(`${timeZone} ${date} ${time}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(changes).toBeGreaterThan(2_000);
  expect(checked).toBe(changes * 8);
});
