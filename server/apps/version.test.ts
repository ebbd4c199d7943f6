import fc from "fast-check";
import { expect, test } from "vitest";
import { isExactVersion, versionKey, versionOfKey } from "./version";

const exact = fc.tuple(
  fc.nat({ max: 4095 }),
  fc.nat({ max: 65_535 }),
  fc.nat({ max: 65_535 }),
  fc.nat({ max: 511 }),
);
const any = fc.tuple(...Array.from({ length: 4 }, () => fc.nat({ max: 65_535 })));

function isBelow(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((part, place) => part !== b[place]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

test("an exact version survives the way into a key and back", () => {
  fc.assert(
    fc.property(exact, (parts) => {
      const version = parts.join(".");
      const key = versionKey(version) ?? -1;
      expect(isExactVersion(version)).toBe(true);
      expect(Number.isSafeInteger(key)).toBe(true);
      expect(versionOfKey(key)).toBe(version);
    }),
  );
});

test("a device is below the latest version exactly when its parts are (P-60)", () => {
  fc.assert(
    fc.property(any, exact, (device, latest) => {
      const below = (versionKey(device.join(".")) ?? 0) < (versionKey(latest.join(".")) ?? 0);
      expect(below).toBe(isBelow(device, latest));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["5", "5.0.0.0"],
  ["5.2", "5.2.0.0"],
  ["2024.11050.29009.0", "2024.11050.29009.0"],
  ["4095.65535.65535.511", "4095.65535.65535.511"],
  ["00005.02", "5.2.0.0"],
])("%s reads back as %s", (version, back) => {
  expect(versionOfKey(versionKey(version) ?? 0)).toBe(back);
});

test.each([
  "",
  " ",
  "v1.2",
  "1.2.3.4.5",
  "1.2-beta",
  "1..2",
  ".1",
  "1.",
  "65536",
  "-1",
  "1e3",
  "１.2",
])("%j is no version", (version) => {
  expect(versionKey(version)).toBeUndefined();
  expect(isExactVersion(version)).toBe(false);
});

test.each(["4096", "1.2.3.512"])(
  "%s may be a device's version but not a publisher's",
  (version) => {
    expect(versionKey(version)).toBeDefined();
    expect(isExactVersion(version)).toBe(false);
  },
);
