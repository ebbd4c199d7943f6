import fc from "fast-check";
import { expect, it } from "vitest";
import { repeatedName } from "./repeated-name";

it.each([
  ['{"a":1,"a":2}', ["a"]],
  ['{"params":{"CaseID":1,"x":[],"CaseID":2}}', ["params", "CaseID"]],
  ['{"params" : {"a":1},\n"params"\t:{"b":1}}', ["params"]],
  ['[{"a":1},{"b":1,"b":1}]', ["1", "b"]],
  ['{"a":{"b":[[],{"c":0,"c":0}]}}', ["a", "b", "1", "c"]],
  ['{"CaseID":1,"Case\\u0049D":2}', ["CaseID"]],
  ['{"\\"":1,"\\"":2}', ['"']],
])("%s has a name twice, and where", (text, place) => {
  expect(repeatedName(text)).toEqual(place);
});

it.each([
  "{}",
  "7",
  '"a:a"',
  '{"a":{"a":{"a":1}}}',
  '[{"a":1},{"a":1}]',
  '{"a":"\\"a\\":1,","b":"{\\"a\\":1,\\"a\\":2}"}',
  '{"key":"key","value":"key"}',
])("%s has no name twice", (text) => {
  expect(repeatedName(text)).toBeUndefined();
});

it("says nothing of what JSON.stringify writes", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(repeatedName(text)).toBeUndefined();
      expect(repeatedName(JSON.stringify(JSON.parse(text), null, 2))).toBeUndefined();
    }),
  );
});
