import { expect, it } from "vitest";
import { directoryCsv, readDirectoryCsv } from "./csv";

it("a directory comes back from its own export, formulas made harmless (T15)", () => {
  const people = [
    {
      name: 'Lind, "Anna"',
      email: "anna@contoso.test",
      objectId: "",
      groups: ["Judges", "All staff"],
    },
    { name: "=cmd()", email: "", objectId: "f60ccf6f-7579-4f92-967c-2920473c966b", groups: [] },
  ];
  const csv = directoryCsv(people);
  expect(csv).toContain("'=cmd()");
  expect(readDirectoryCsv(csv)?.map(({ line: _, ...person }) => person)).toEqual(people);
});

it("reads columns in any order, says the line each row starts on, and skips empty ones", () => {
  const csv = '\uFEFFObject ID,Name,Email\r\n,"Two\nlines",a@b.test\r\n,,\r\n,C,c@b.test';
  expect(readDirectoryCsv(csv)).toEqual([
    { line: 2, name: "Two\nlines", email: "a@b.test", objectId: "", groups: [] },
    { line: 5, name: "C", email: "c@b.test", objectId: "", groups: [] },
  ]);
});

it("is no directory without an e-mail or object id column", () => {
  expect(readDirectoryCsv("a,b\n1,2")).toBeUndefined();
});
