import { describe, expect, test } from "vitest";
import { attributes, type Condition, categories, ruleLimits, ruleSchema } from "./grammar";
import { segmentTemplates } from "./segment-templates";

const good: Condition = { attribute: "gender", operator: "is", values: ["male"] };
const accepts = (filters: unknown) => ruleSchema.safeParse({ filters }).success;
const takes = (attribute: string, operator: string, ...values: unknown[]) =>
  accepts([[{ attribute, operator, values }]]);

test("every category of segments.md 4 has an attribute and every attribute a way to exclude", () => {
  for (const { id } of categories) {
    expect(attributes.some(({ category }) => category === id)).toBe(true);
  }
  const excluding = ["is_not", "not_within_last", "less_than"];
  for (const { operators } of attributes) {
    expect(operators.some((one: string) => excluding.includes(one))).toBe(true);
  }
});

test("S-15: nobody can ask for people younger than 17", () => {
  expect(takes("age_group", "is", "under-17")).toBe(false);
  expect(takes("age_group", "is_not", "under-17")).toBe(false);
});

test("S-13: the attributes of the last 90 days take no longer window", () => {
  expect(takes("acquired_at", "within_last", 90)).toBe(true);
  expect(takes("acquired_at", "within_last", 91)).toBe(false);
  expect(takes("last_used_at", "within_last", 91)).toBe(true);
  expect(attributes.filter((one) => "isLast90Days" in one).map(({ id }) => id)).toEqual([
    "acquired_at",
    "add_on_acquired_at",
    "campaign_id",
    "referrer_domain",
    "store_page_viewed_at",
  ]);
});

test("templates are rules", () => {
  for (const { rule } of segmentTemplates) expect(ruleSchema.parse(rule)).toEqual(rule);
});

describe("what is no rule", () => {
  test.each<[string, unknown]>([
    ["an attribute that does not exist", [[{ ...good, attribute: "shoe_size" }]]],
    ["a name from the prototype", [[{ ...good, attribute: "__proto__" }]]],
    ["a column's name", [[{ ...good, attribute: "c.age_group" }]]],
    ["an operator that does not exist", [[{ ...good, operator: "or 1=1" }]]],
    ["an operator of another kind", [[{ ...good, operator: "more_than" }]]],
    ["a value nobody knows", [[{ ...good, values: ["robot"] }]]],
    ["no value", [[{ ...good, values: [] }]]],
    ["a value twice", [[{ ...good, values: ["male", "male"] }]]],
    ["a filter without conditions", [[]]],
    ["a nested rule", [[{ filters: [[good]] }]]],
    ["deep nesting", [[[[good]]]]],
    ["a key too many", [[{ ...good, sql: "true" }]]],
    ["too many filters", Array.from({ length: ruleLimits.filters + 1 }, () => [good])],
    ["too many conditions in a filter", [Array.from({ length: 11 }, () => good)]],
    ["too many conditions", Array.from({ length: 9 }, () => Array.from({ length: 5 }, () => good))],
    ["too many values", [[{ attribute: "market", operator: "is", values: Array(51).fill("DE") }]]],
    ["a text", "gender is male"],
    ["nothing", null],
  ])("%s", (_, filters) => {
    expect(accepts(filters)).toBe(false);
  });

  test.each<[string, boolean]>([
    ["market de", takes("market", "is", "de")],
    ["market Germany", takes("market", "is", "Germany")],
    ["NUL in a text", takes("campaign_id", "is", "a\u0000b")],
    ["half a pair in a text", takes("campaign_id", "is", "a\ud800")],
    ["blank text", takes("campaign_id", "contains", "  ")],
    ["long text", takes("campaign_id", "is", "x".repeat(101))],
    ["two texts", takes("campaign_id", "is", "a", "b")],
    ["upper-case domain", takes("referrer_domain", "is", "Example.com")],
    ["an address as domain", takes("referrer_domain", "is", "https://example.com/")],
    ["30 February", takes("last_used_at", "before", "2026-02-30")],
    ["a time", takes("last_used_at", "before", "2026-02-03T00:00")],
    ["between the wrong way", takes("last_used_at", "between", "2026-03-02", "2026-03-01")],
    ["between with one", takes("last_used_at", "between", "2026-03-02")],
    ["no days", takes("last_used_at", "within_last", 0)],
    ["half a day", takes("last_used_at", "within_last", 0.5)],
    ["days as text", takes("last_used_at", "within_last", "30")],
    ["NaN", takes("sessions_30d", "more_than", Number.NaN)],
    ["infinitely many", takes("sessions_30d", "more_than", Number.POSITIVE_INFINITY)],
    ["negative money", takes("store_spend", "more_than", -1)],
    ["more money than the column holds", takes("store_spend", "more_than", 2_147_483_648)],
    ["half a cent", takes("store_spend", "more_than", 10.5)],
    ["six stars", takes("rating", "is", 6)],
    ["no star", takes("rating", "at_least", 0)],
  ])("%s", (_, accepted) => {
    expect(accepted).toBe(false);
  });
});
