import { expect, test } from "vitest";
import { hashOfKey, newKey, publisherOfKey, shownPrefix } from "./keys";

test("a new key names its publisher and is never the same twice", () => {
  const keys = Array.from({ length: 1_000 }, () => newKey("hk", 46_655));
  expect(new Set(keys).size).toBe(1_000);
  for (const key of keys) {
    expect(key).toMatch(/^hk_zzz_[0-9A-Za-z]{22}$/);
    expect(publisherOfKey("hk", key)).toBe(46_655);
  }
});

test.each([
  "",
  "hk__x",
  "hk_1_short",
  "apk_1_0123456789ABCDEFGHIJKL",
  "hk_0_0123456789ABCDEFGHIJKL",
])("%j names no publisher as an API key", (key) => {
  expect(publisherOfKey("hk", key)).toBeUndefined();
});

test("a publisher id beyond the column's range is none", () => {
  expect(publisherOfKey("hk", "hk_zzzzzzz_0123456789ABCDEFGHIJKL")).toBeUndefined();
});

test("what is shown of a key is its head and four characters; what is stored is its SHA-256", () => {
  expect(shownPrefix("hk_1_abcdefghij")).toBe("hk_1_abcd");
  expect(hashOfKey("hk_1_abc").length).toBe(32);
});
