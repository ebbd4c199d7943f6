import { expect, test } from "vitest";
import { segmentTemplates } from "@/server/groups/segment-templates";
import {
  changedCondition,
  draftOfRule,
  emptyCondition,
  emptyFilter,
  readDraft,
  reduceDraft,
} from "./draft-rule";

const only = (attribute: "gender" | "last_used_at", values: (string | number)[] = []) => ({
  ...changedCondition(emptyCondition(), { attribute }),
  values,
});

test("a saved rule is read back as it was", () => {
  for (const { rule } of segmentTemplates) {
    expect(readDraft(draftOfRule(rule))).toEqual({
      rule,
      places: rule.filters.map((_, place) => place),
      incomplete: [],
    });
  }
});

test("a row that is not complete is left out, and its filter is named", () => {
  const draft = [
    emptyFilter(),
    { key: 1, conditions: [only("gender", ["male"]), emptyCondition()] },
    { key: 2, conditions: [only("last_used_at", [0])] },
  ];
  expect(readDraft(draft)).toEqual({
    rule: { filters: [[{ attribute: "gender", operator: "is", values: ["male"] }]] },
    places: [undefined, 0, undefined],
    incomplete: [1, 2, 3],
  });
});

test("changing a category clears the rest of the row; a lone attribute chooses itself", () => {
  const row = only("gender", ["male"]);
  expect(changedCondition(row, { category: "usage" })).toEqual({
    key: row.key,
    category: "usage",
    values: [],
  });
  expect(changedCondition(row, { category: "churn" })).toMatchObject({
    attribute: "churn",
    operator: "is",
    values: [],
  });
});

test("an operator keeps the value where it still fits", () => {
  const row = only("last_used_at", [30]);
  expect(changedCondition(row, { operator: "not_within_last" }).values).toEqual([30]);
  expect(changedCondition(row, { operator: "before" }).values).toEqual([]);
});

test("the last row of a filter takes the filter with it", () => {
  const draft = [emptyFilter(), emptyFilter()];
  const removed = reduceDraft(draft, { kind: "remove-condition", filter: 0, condition: 0 });
  expect(removed).toEqual([draft[1]]);
  expect(reduceDraft(removed, { kind: "restore", filters: draft })).toEqual(draft);
  const wider = reduceDraft(draft, { kind: "add-or", filter: 1 });
  expect(wider.map(({ conditions }) => conditions.length)).toEqual([1, 2]);
});
