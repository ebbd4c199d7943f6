import fc from "fast-check";
import { expect, test } from "vitest";
import { emailsToCsv, normalizeEmail, parseEmails } from "./email-list";

test.each([
  ["a@x.org b@x.org", "space"],
  ["a@x.org,b@x.org", "comma"],
  ["a@x.org; b@x.org;", "semicolon"],
  ["a@x.org\nb@x.org\r\n", "line break"],
  ["\uFEFFe-mail\r\na@x.org\r\nb@x.org", "a CSV file with its head"],
  ['"a@x.org","b@x.org"', "quoted cells"],
  ["<a@x.org>;<b@x.org>", "angle brackets"],
  ["'a@x.org\n'b@x.org", "the apostrophe of a spreadsheet"],
])("S-03: %j is two addresses (%s)", (text) => {
  expect(parseEmails(text)).toEqual({ emails: ["a@x.org", "b@x.org"], repeated: 0, problems: [] });
});

test("what is no address is named with its line, what comes twice is counted", () => {
  expect(parseEmails("A@x.org\nTom Berg, a@X.org\nb@x@y.org b@x")).toEqual({
    emails: ["a@x.org"],
    repeated: 1,
    problems: [
      { line: 2, text: "Tom" },
      { line: 2, text: "Berg" },
      { line: 3, text: "b@x@y.org" },
      { line: 3, text: "b@x" },
    ],
  });
});

test("the kept address is NFKC and lower case, as customers keep it", () => {
  expect(normalizeEmail("Ｔom@Example.COM")).toBe("tom@example.com");
  expect(normalizeEmail(`${"x".repeat(250)}@a.org`)).toBeUndefined();
  expect(normalizeEmail("email")).toBeUndefined();
});

test("T15: an exported file holds no formula and reads back to the same list", () => {
  const sign = fc.constantFrom("", "=", "+", "-", "＝");
  const address = fc
    .tuple(sign, fc.stringMatching(/^[a-z0-9.+_-]{1,12}$/), fc.stringMatching(/^[a-z]{1,8}$/))
    .map(([start, name, domain]) => `${start}${name}@${domain}.org`)
    .map((text) => normalizeEmail(text) ?? "a@x.org");
  fc.assert(
    fc.property(fc.uniqueArray(address, { minLength: 1, maxLength: 40 }), (emails) => {
      const csv = emailsToCsv(emails);
      for (const line of csv.split("\r\n")) expect(line).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
      expect(parseEmails(csv).emails).toEqual(emails);
    }),
  );
});
