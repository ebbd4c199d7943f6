import { expect, test } from "vitest";
import { requireReviewed } from "./drift";

const changed = (before: [number, string], after: [number, string]) => () =>
  requireReviewed(
    { devices: before[0], digest: before[1] },
    { devices: after[0], digest: after[1] },
  );

test("the same audience is sent", () => {
  expect(changed([404_880, "a"], [404_880, "a"])).not.toThrow();
});

test("an audience that changed says by how many (T21)", () => {
  expect(changed([404_880, "a"], [406_084, "b"])).toThrow(
    "The audience changed by 1,204 since you looked. Run again.",
  );
  expect(changed([404_880, "a"], [403_676, "b"])).toThrow("1,204");
});

test("of many, one in a thousand may come or go meanwhile", () => {
  expect(changed([404_880, "a"], [405_284, "b"])).not.toThrow();
  expect(changed([404_880, "a"], [405_285, "b"])).toThrow("405");
});

test("of fewer than a thousand nobody may be another", () => {
  expect(changed([999, "a"], [1_000, "b"])).toThrow("changed by 1 since");
  expect(changed([999, "a"], [999, "b"])).toThrow("The audience changed since you looked.");
});
