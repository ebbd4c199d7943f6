import { expect, test } from "vitest";
import { isStorable, unstorablePath } from "./storable";

test("whole characters are kept, halves and NUL are not", () => {
  expect(["", "naïve", "👍", "\t\n", "\uFFFD"].every(isStorable)).toBe(true);
  expect(["\u0000", "a\ud83d", "\udc4d\ud83d"].some(isStorable)).toBe(false);
});

test("the field that holds it is named, however deep", () => {
  expect(unstorablePath({ name: "fine", rule: { filters: [["a", "b\u0000"]] } })).toBe(
    "rule.filters.0.1",
  );
  expect(unstorablePath({ names: { "\ud800": 1 } })).toBe("names");
  expect(unstorablePath("\u0000")).toBe("");
  expect(unstorablePath({ at: new Date(), n: 1, none: null, more: undefined })).toBeUndefined();
});
