import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  evaluateCondition,
  fieldsOf,
  fillRecipients,
  fillTemplate,
  flattenRecord,
  parseTemplate,
} from "./grammar";
import type { Operator } from "./schema";

describe("texts with values", () => {
  it.each([
    ["Round {round} starts in {minutes} minutes.", "Round 2 starts in 15 minutes."],
    ["{missing|soon}", "soon"],
    ["{empty|never}", "never"],
    ["[{missing}]", "[]"],
    ["{{round} is a brace", "{round} is a brace"],
    ["{list}", "a@b.test, c@d.test"],
    ["{ round }", "2"],
    ["{constructor}{toString}{__proto__}", ""],
    ["{multi}", "one two"],
  ])("%s reads %s", (text, filled) => {
    const fields = {
      ...{ round: 2, minutes: "15", empty: "", list: ["a@b.test", "c@d.test"] },
      multi: "one\ntwo\u0000",
    };
    expect(fillTemplate(text, fields)).toBe(filled);
  });

  it.each([
    ["{round", /no }/],
    ["{1+1}", /not the name/],
    ["{a b}", /not the name/],
    ["{}", /not the name/],
  ])("what is wrong with %s is said, and the text stays", (text, problem) => {
    expect(parseTemplate(text).problem).toMatch(problem);
    expect(fillTemplate(text, { a: 1, b: 2, round: 3 })).toContain("{");
  });

  it("a value that looks like a token is text and is not filled again", () => {
    expect(fillTemplate("{a}", { a: "{b}<x/>&{{", b: "secret" })).toBe("{b}<x/>&{{");
  });

  it("any text without braces stays as it is, any value comes out as it went in", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, value) => {
        const plain = text.replaceAll("{", "");
        const clean = value.replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, "");
        expect(fillTemplate(plain, {})).toBe(plain);
        expect(fillTemplate(`${plain}{v}`, { v: clean })).toBe(`${plain}${clean}`);
      }),
    );
  });

  it("the values of a text are known, each once", () => {
    expect(fieldsOf("{a} {b.c} {a|x}")).toEqual(["a", "b.c"]);
  });
});

describe("recipients", () => {
  it("a list in one value is everybody in it, each once, nobody empty", () => {
    const fields = { team: ["a@b.test", " a@b.test", "c@d.test"], owner: "", who: "e" };
    expect(fillRecipients(["{team}", "{owner}", "{who}@f.test", "c@d.test"], fields)).toEqual([
      "a@b.test",
      "c@d.test",
      "e@f.test",
    ]);
  });
});

describe("a record", () => {
  it("becomes flat values; names that could be more than names are left out", () => {
    const record = JSON.parse(
      '{"a":1,"b":{"c":"x","d":{"e":true}},"f":["p","q"],"g":[1,2],"h":null,"__proto__":{"z":1},"i j":2,"constructor":"k"}',
    );
    expect(flattenRecord(record)).toEqual({
      ...{ a: 1, "b.c": "x", "b.d.e": true, f: ["p", "q"], h: null },
      ...{ constructor: "k" },
      ...JSON.parse('{"__proto__.z":1}'),
    });
  });

  it("is cut at its depth, its length and its number of values", () => {
    const deep = { a: { b: { c: { d: { e: { f: 1 } } } } } };
    expect(flattenRecord(deep)).toEqual({});
    const wide = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [`f${n}`, "x".repeat(9_999)]),
    );
    const fields = flattenRecord(wide);
    expect(Object.keys(fields)).toHaveLength(100);
    expect(fields.f0).toHaveLength(2_000);
  });
});

describe("conditions", () => {
  const fields = { region: "EU", minutes: "15", price: 9.5, tags: ["gold", "old"], none: "" };
  it.each<[string, Operator, string, boolean]>([
    ["region", "is", "eu", true],
    ["region", "is_not", "EU", false],
    ["minutes", "is", "15.0", true],
    ["minutes", "at_most", "15", true],
    ["minutes", "less_than", "15", false],
    ["minutes", "more_than", "9", true],
    ["price", "at_least", "9.5", true],
    ["region", "at_least", "1", false],
    ["region", "less_than", "1", false],
    ["none", "is_empty", "", true],
    ["nowhere", "is_empty", "", true],
    ["region", "is_not_empty", "", true],
    ["region", "starts_with", "e", true],
    ["region", "contains", "u", true],
    ["tags", "contains", "old", true],
    ["tags", "contains", "ol", false],
    ["tags", "not_contains", "new", true],
    ["constructor", "is_empty", "", true],
  ])("%s %s %s: %s", (field, operator, value, holds) => {
    expect(
      evaluateCondition({ mode: "all", rows: [{ field, operator, value }] }, fields).holds,
    ).toBe(holds);
  });

  it("all wants every row, any wants one, none wants nothing", () => {
    const rows = [
      { field: "region", operator: "is" as const, value: "EU" },
      { field: "region", operator: "is" as const, value: "US" },
    ];
    expect(evaluateCondition({ mode: "all", rows }, fields).holds).toBe(false);
    expect(evaluateCondition({ mode: "any", rows }, fields).holds).toBe(true);
    expect(evaluateCondition({ mode: "any", rows: [] }, fields).holds).toBe(true);
  });
});
