import { expect, test } from "vitest";
import { emptyHistory, type History, record, redo, undo } from "./history";

const start: History<string> = emptyHistory;

test("undo gives back what was before, redo what was undone", () => {
  const history = record(start, "a", { at: 0 });
  const back = undo(history, "b");
  expect(back?.value).toBe("a");
  expect(back && redo(back.history, "a")?.value).toBe("b");
});

test("typing on in one field is one step, another field or a pause starts a new one", () => {
  const typed = record(record(start, "", { key: "t", at: 1 }), "x", { key: "t", at: 500 });
  expect(typed.past).toEqual([""]);
  expect(record(typed, "xy", { key: "u", at: 600 }).past).toEqual(["", "xy"]);
  expect(record(typed, "xy", { key: "t", at: 5000 }).past).toEqual(["", "xy"]);
});

test("a change after undo forgets what was undone", () => {
  const back = undo(record(start, "a", { at: 0 }), "b");
  const changed = back && record(back.history, "a", { at: 9000 });
  expect(changed?.future).toEqual([]);
  expect(undo(start, "a")).toBeUndefined();
});

test("a change without a key is a step of its own, right after typing too", () => {
  const typed = record(start, "", { key: "xml", at: 1 });
  expect(record(typed, "x", { at: 2 }).past).toEqual(["", "x"]);
});
