import {
  type AttributeId,
  attributeOf,
  attributes,
  type CategoryId,
  type Condition,
  type OperatorId,
  problemOf,
  type Rule,
} from "@/server/groups/grammar";

/** A rule while it is made: rows may be incomplete, and every row and box has a key of its own. */

export interface DraftCondition {
  key: number;
  category?: CategoryId;
  attribute?: AttributeId;
  operator?: OperatorId;
  values: (string | number)[];
}

export interface DraftFilter {
  key: number;
  conditions: DraftCondition[];
}

export type DraftAction =
  | { kind: "add-filter" }
  | { kind: "add-or"; filter: number }
  | { kind: "remove-filter"; filter: number }
  | { kind: "remove-condition"; filter: number; condition: number }
  | { kind: "change"; filter: number; condition: number; changes: Partial<DraftCondition> }
  | { kind: "restore"; filters: DraftFilter[] };

let lastKey = 0;
const nextKey = () => {
  lastKey += 1;
  return lastKey;
};

export const emptyCondition = (): DraftCondition => ({ key: nextKey(), values: [] });
export const emptyFilter = (): DraftFilter => ({ key: nextKey(), conditions: [emptyCondition()] });

export function draftOfRule({ filters }: Rule): DraftFilter[] {
  return filters.map((conditions) => ({
    key: nextKey(),
    conditions: conditions.map((condition) => ({
      ...condition,
      key: nextKey(),
      category: attributeOf(condition.attribute).category,
    })),
  }));
}

/** The condition a row stands for; undefined while it is incomplete. */
export function conditionOf({ attribute, operator, values }: DraftCondition) {
  if (!attribute || !operator || values.length === 0) return undefined;
  const condition: Condition = { attribute, operator, values };
  return problemOf(condition) === undefined ? condition : undefined;
}

export interface DraftReading {
  /** What is counted: rows that are not complete are left out. */
  rule: Rule;
  /** For each box its place in the rule; undefined = it has no complete row. */
  places: (number | undefined)[];
  /** Numbers, from 1, of the boxes with a row that is not complete. */
  incomplete: number[];
}

export function readDraft(draft: DraftFilter[]): DraftReading {
  const rule: Rule = { filters: [] };
  const places: DraftReading["places"] = [];
  const incomplete: number[] = [];
  draft.forEach(({ conditions }, index) => {
    const complete = conditions.map(conditionOf).filter((one) => one !== undefined);
    if (complete.length < conditions.length) incomplete.push(index + 1);
    places.push(complete.length > 0 ? rule.filters.push(complete) - 1 : undefined);
  });
  return { rule, places, incomplete };
}

/** What the four lists of a row hold after one of them was changed. */
export function changedCondition(
  before: DraftCondition,
  changes: Partial<DraftCondition>,
): DraftCondition {
  const { key } = before;
  if (changes.category) return withOnlyAttribute({ key, category: changes.category, values: [] });
  if (changes.attribute) {
    const { category, operators } = attributeOf(changes.attribute);
    return { key, category, attribute: changes.attribute, operator: operators[0], values: [] };
  }
  if (changes.operator) {
    const isSame = before.operator && shapeOf(before.operator) === shapeOf(changes.operator);
    return { ...before, operator: changes.operator, values: isSame ? before.values : [] };
  }
  return { ...before, ...changes };
}

/** A category with one attribute needs no second choice. */
function withOnlyAttribute(condition: DraftCondition): DraftCondition {
  const [first, second] = attributes.filter(({ category }) => category === condition.category);
  return first && !second ? changedCondition(condition, { attribute: first.id }) : condition;
}

/** Operators of one shape take the same values. */
function shapeOf(operator: OperatorId): string {
  if (operator === "between") return "two";
  return operator === "within_last" || operator === "not_within_last" ? "days" : "one";
}

export function reduceDraft(draft: DraftFilter[], action: DraftAction): DraftFilter[] {
  switch (action.kind) {
    case "add-filter":
      return [...draft, emptyFilter()];
    case "restore":
      return action.filters;
    case "remove-filter":
      return draft.filter((_, index) => index !== action.filter);
    case "add-or":
      return onFilter(draft, action.filter, (rows) => [...rows, emptyCondition()]);
    case "remove-condition": {
      const rest = onFilter(draft, action.filter, (rows) =>
        rows.filter((_, index) => index !== action.condition),
      );
      return rest.filter(({ conditions }) => conditions.length > 0);
    }
    case "change":
      return onFilter(draft, action.filter, (rows) =>
        rows.map((row, index) =>
          index === action.condition ? changedCondition(row, action.changes) : row,
        ),
      );
  }
}

function onFilter(
  draft: DraftFilter[],
  place: number,
  change: (rows: DraftCondition[]) => DraftCondition[],
): DraftFilter[] {
  return draft.map((filter, index) =>
    index === place ? { ...filter, conditions: change(filter.conditions) } : filter,
  );
}
