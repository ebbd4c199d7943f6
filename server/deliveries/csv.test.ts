import { expect, test } from "vitest";
import { cell } from "./csv";

test.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＠x"])(
  "%j can’t become a formula (T15)",
  (text) => {
    expect(cell(text).replace(/^"/, "")).toMatch(/^'/);
  },
);

test("commas, quotes and line ends are quoted, numbers stay numbers", () => {
  expect([cell('a "b", c'), cell("a\nb"), cell(-1), cell(null)]).toEqual([
    '"a ""b"", c"',
    '"a\nb"',
    "-1",
    "",
  ]);
});
