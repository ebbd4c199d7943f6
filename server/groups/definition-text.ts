import { type AttributeGrammar, attributeOf, type Condition, type Rule } from "./grammar";

/**
 * A rule as people read it (segments.md 3): `Age group == 18 to 24 && Gender == Male`. Parentheses stand where
 * && would otherwise bind tighter.
 */
export function definitionText({ filters }: Rule): string {
  if (filters.length === 0) return "Every eligible customer";
  return filters
    .map((conditions) => {
      const isAlone = conditions.length === 1;
      const text = conditions.map((one) => conditionText(one, !isAlone)).join(" || ");
      const isOr = !isAlone || joinOf(conditions[0]) === " || ";
      return isOr && filters.length > 1 ? `(${text})` : text;
    })
    .join(" && ");
}

/** How the values of one condition are joined; undefined = it has one. */
function joinOf(condition: Condition | undefined): string | undefined {
  if (!condition || condition.operator === "between" || condition.values.length < 2) {
    return undefined;
  }
  return condition.operator === "is_not" ? " && " : " || ";
}

const signs = {
  is: "==",
  is_not: "!=",
  contains: "contains",
  before: "<",
  after: ">",
  more_than: ">",
  less_than: "<",
  at_least: ">=",
  at_most: "<=",
} as const;

export function conditionText(condition: Condition, hasNeighbours = false): string {
  const grammar = attributeOf(condition.attribute);
  const words = condition.values.map((value) => valueText(grammar, value));
  const { operator } = condition;
  if (operator === "within_last" || operator === "not_within_last") {
    const days = condition.values[0] === 1 ? "day" : "days";
    return `${grammar.label} ${operator === "within_last" ? "<=" : ">"} ${condition.values[0]} ${days} ago`;
  }
  if (operator === "between") return `${words[0]} <= ${grammar.label} <= ${words[1]}`;
  const join = joinOf(condition);
  const text = words.map((word) => `${grammar.label} ${signs[operator]} ${word}`).join(join ?? "");
  return join === " && " && hasNeighbours ? `(${text})` : text;
}

const regionNames = new Intl.DisplayNames("en", { type: "region" });
const amount = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  trailingZeroDisplay: "stripIfInteger",
});

export function valueText(grammar: AttributeGrammar, value: string | number): string {
  switch (grammar.kind) {
    case "choice":
      return grammar.values?.find(({ id }) => id === value)?.label ?? String(value);
    case "market":
      return regionNames.of(String(value)) ?? String(value);
    case "text":
    case "domain":
      return JSON.stringify(value);
    case "money":
      return amount.format(Number(value) / 100);
    case "count":
      return Number(value).toLocaleString("en-US");
    default:
      return String(value);
  }
}
