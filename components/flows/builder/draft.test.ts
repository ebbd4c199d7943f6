import { expect, it } from "vitest";
import { emptyDefinition } from "@/server/flows/schema";
import { draftOf, isBehind } from "./draft";

it("a draft keeps the version it was made from, so that a colleague's save is not overwritten", () => {
  const saved = { name: "Cases", definition: emptyDefinition, version: 3 };
  const mine = { ...draftOf(saved, undefined), name: "Mine" };
  expect(isBehind(saved, mine)).toBe(false);
  const theirs = { ...saved, name: "Theirs", version: 4 };
  expect(draftOf(theirs, mine)).toEqual({ ...mine, version: 3 });
  expect(isBehind(theirs, mine)).toBe(true);
  expect(isBehind(theirs, undefined)).toBe(false);
  expect(draftOf(theirs, undefined)).toMatchObject({ name: "Theirs", version: 4 });
});
