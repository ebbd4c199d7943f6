import { expect, test } from "vitest";
import { parsePayload } from "@/content/parse";
import { serialize } from "@/content/serialize";
import { isError, validatePayload } from "@/content/validate";
import { addInto, addTo, withBinding } from "./add";

function read(xml: string) {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error("The test's XML is broken.");
  return parsed.document;
}

const toast =
  '<toast><visual><binding template="ToastGeneric"><text>Hi</text></binding></visual></toast>';

test("the first button brings its actions element (P-49)", () => {
  const added = addInto(read(toast), "actions", { name: "action" });
  expect(added && serialize(added.document)).toContain(
    '<actions><action content="" arguments=""/></actions></toast>',
  );
});

test("new columns come with a column and a text, so that Windows shows them (P-48)", () => {
  const added = addTo(read(toast), [0, 0], { name: "group" });
  expect(added?.path).toEqual([0, 0, 1]);
  const xml = added ? serialize(added.document) : "";
  expect(xml).toContain("<group><subgroup><text/></subgroup></group>");
  expect(validatePayload(xml).problems.filter(isError)).toEqual([]);
});

test("a new progress bar is one that Windows accepts (P-48)", () => {
  const added = addTo(read(toast), [0, 0], { name: "progress" });
  const xml = added ? serialize(added.document) : "";
  expect(validatePayload(xml).problems.filter(isError)).toEqual([]);
});

test("a toast without visual gets one with a binding", () => {
  const made = withBinding(read("<toast/>"));
  expect(made && serialize(made.document)).toBe(
    '<toast><visual><binding template="ToastGeneric"/></visual></toast>',
  );
});
