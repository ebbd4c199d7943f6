import { describe, expect, it } from "vitest";
import { createFaults, type FaultMatch, parsePlan } from "./faults";

function strikes(match: FaultMatch, requests: [host: string, target: string][]): boolean[] {
  const faults = createFaults();
  faults.set([{ match, action: { status: 500 } }]);
  return requests.map(([host, target]) => faults.strike(host, target) !== undefined);
}

const times = (count: number) => Array<[string, string]>(count).fill(["h", "/"]);

describe("a fault plan", () => {
  it.each([
    [{ host: "a.b" }, [true, false, false]],
    [{ host: "*.b" }, [true, true, false]],
    [{ path: "/x" }, [true, false, false]],
    [{}, [true, true, true]],
  ])("%j strikes where it says", (match, expected) => {
    expect(
      strikes(match, [
        ["a.b", "/x/y"],
        ["c.b", "/"],
        ["b", "/z/x"],
      ]),
    ).toEqual(expected);
  });

  it.each([
    [{ everyNth: 2 }, "-x-x-x"],
    [{ afterCount: 2 }, "--xxxx"],
    [{ untilCount: 2 }, "xx----"],
    [{ afterCount: 1, untilCount: 3 }, "-xx---"],
    [{ probability: 0 }, "------"],
    [{ probability: 1 }, "xxxxxx"],
  ])("%j strikes when it says", (match, expected) => {
    const seen = strikes(match, times(6)).map((struck) => (struck ? "x" : "-"));
    expect(seen.join("")).toBe(expected);
  });

  it("draws the same lots in every run", () => {
    const first = strikes({ probability: 0.3 }, times(1_000));
    expect(strikes({ probability: 0.3 }, times(1_000))).toEqual(first);
    const share = first.filter(Boolean).length / 1_000;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
  });

  it("lets the first rule that strikes decide and counts each", () => {
    const faults = createFaults();
    faults.set([{ match: { everyNth: 2 }, action: { status: 1 } }, { action: { status: 2 } }]);
    expect([1, 2, 3].map(() => faults.strike("h", "/")?.status)).toEqual([2, 1, 2]);
    expect(faults.report().map(({ seen, struck }) => [seen, struck])).toEqual([
      [3, 1],
      [2, 2],
    ]);
  });

  it.each([
    {},
    [1],
    [{ match: {} }],
    [{ action: { staus: 500 } }],
    [{ match: { hots: "x" }, action: {} }],
    [{ match: {}, action: {}, when: 1 }],
  ])("%j is refused: a misspelt fault would never strike", (plan) => {
    expect(() => parsePlan(plan)).toThrow(TypeError);
  });
});
