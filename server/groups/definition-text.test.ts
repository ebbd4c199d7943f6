import { expect, test } from "vitest";
import { definitionText } from "./definition-text";
import type { Condition } from "./grammar";
import { segmentTemplates } from "./segment-templates";

const age = (...values: string[]): Condition => ({
  attribute: "age_group",
  operator: "is",
  values,
});
const male: Condition = { attribute: "gender", operator: "is", values: ["male"] };
const market = (operator: "is" | "is_not", ...values: string[]): Condition => ({
  attribute: "market",
  operator,
  values,
});
const one = (
  attribute: Condition["attribute"],
  operator: Condition["operator"],
  ...values: (string | number)[]
): Condition => ({ attribute, operator, values });

test.each<[string, Condition[][]]>([
  ["Every eligible customer", []],
  ["Age group == 18 to 24 && Gender == Male", [[age("18-24")], [male]]],
  ["Age group == 50 or over", [[age("50-or-over")]]],
  ["Total Store spend > $10", [[one("store_spend", "more_than", 1000)]]],
  ["Total Store spend > $10.50", [[one("store_spend", "more_than", 1050)]]],
  [
    "Age group == 50 or over && Total Store spend > $10",
    [[age("50-or-over")], [one("store_spend", "more_than", 1000)]],
  ],
  [
    "(Age group == 18 to 24 || Age group == 25 to 34) && Last used <= 30 days ago && First-time purchase status == Has never bought",
    [
      [age("18-24"), age("25-34")],
      [one("last_used_at", "within_last", 30)],
      [one("has_purchased", "is", "never-bought")],
    ],
  ],
  ["Age group == 18 to 24 || Gender == Male", [[age("18-24"), male]]],
  [
    "(Age group == 18 to 24 || Age group == 25 to 34) && Gender == Male",
    [[age("18-24", "25-34")], [male]],
  ],
  ["Market == Germany || Market == France", [[market("is", "DE", "FR")]]],
  [
    "Market != Germany && Market != France && Gender == Male",
    [[market("is_not", "DE", "FR")], [male]],
  ],
  [
    "(Market != Germany && Market != France) || Gender == Male",
    [[market("is_not", "DE", "FR"), male]],
  ],
  ["Last used > 1 day ago", [[one("last_used_at", "not_within_last", 1)]]],
  ["Last used < 2026-09-01", [[one("last_used_at", "before", "2026-09-01")]]],
  ["App acquisition date > 2026-09-01", [[one("acquired_at", "after", "2026-09-01")]]],
  [
    "2026-09-01 <= App acquisition date <= 2026-09-30",
    [[one("acquired_at", "between", "2026-09-01", "2026-09-30")]],
  ],
  ["1,000 <= Sessions in 30 days <= 2,000", [[one("sessions_30d", "between", 1000, 2000)]]],
  ["Star value >= 4", [[one("rating", "at_least", 4)]]],
  ["Star value <= 2", [[one("rating", "at_most", 2)]]],
  ['Campaign ID == "spring \\"sale\\""', [[one("campaign_id", "is", 'spring "sale"')]]],
  [
    'Campaign ID contains "&& Gender == Male"',
    [[one("campaign_id", "contains", "&& Gender == Male")]],
  ],
  ['Referrer URI domain != "example.com"', [[one("referrer_domain", "is_not", "example.com")]]],
])("%s", (text, filters) => {
  expect(definitionText({ filters })).toBe(text);
});

test("every template has a definition of its own", () => {
  const texts = segmentTemplates.map(({ rule }) => definitionText(rule));
  expect(new Set(texts).size).toBe(segmentTemplates.length);
});
