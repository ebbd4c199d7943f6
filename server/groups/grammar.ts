import { z } from "zod";
import {
  type AttributeValue,
  acquisitionChannels,
  acquisitionTypes,
  ageGroups,
  churnLevels,
  deviceTypeValues,
  genders,
  storeClients,
  underAgeCode,
} from "@/server/customers/attributes";

/**
 * What a segment's rule may say (segments.md 4), as data: builder, schema, definition text, SQL and the tests'
 * oracle all read this table. A rule is a conjunction of disjunctions; nothing nests deeper.
 */

export const categories = [
  { id: "demographic", label: "Demographic" },
  { id: "acquisitions", label: "Acquisitions" },
  { id: "acquisition_source", label: "Acquisition source" },
  { id: "usage", label: "Usage" },
  { id: "rating", label: "Rating" },
  { id: "churn", label: "Churn prediction" },
  { id: "store_acquisitions", label: "Store acquisitions" },
  { id: "store_purchases", label: "Store purchases" },
  { id: "store_spend", label: "Store spend" },
] as const;
export type CategoryId = (typeof categories)[number]["id"];

export const operatorLabels = {
  is: "is",
  is_not: "is not",
  contains: "contains",
  before: "before",
  after: "after",
  between: "between",
  within_last: "within last",
  not_within_last: "not within last",
  more_than: "more than",
  less_than: "less than",
  at_least: "at least",
  at_most: "at most",
} as const;
export type OperatorId = keyof typeof operatorLabels;
const operatorIds = Object.keys(operatorLabels) as [OperatorId, ...OperatorId[]];

/** What an attribute's value is, and so which field the builder shows. Money is in cents. */
export type ValueKind =
  | "choice"
  | "market"
  | "text"
  | "domain"
  | "date"
  | "count"
  | "money"
  | "stars";

export interface AttributeGrammar {
  id: string;
  label: string;
  category: CategoryId;
  kind: ValueKind;
  operators: readonly OperatorId[];
  /** Of a choice. */
  values?: readonly Pick<AttributeValue, "id" | "label">[];
  /** S-13: only what was gathered in the last 90 days counts. */
  isLast90Days?: boolean;
}

const equality = ["is", "is_not"] as const;
const instants = ["within_last", "not_within_last", "before", "after", "between"] as const;
const amounts = ["more_than", "less_than", "between"] as const;

export const attributes = [
  {
    id: "age_group",
    label: "Age group",
    category: "demographic",
    kind: "choice",
    operators: equality,
    // S-15: younger than 17 is never offered.
    values: ageGroups.filter(({ code }) => code !== underAgeCode),
  },
  {
    id: "gender",
    label: "Gender",
    category: "demographic",
    kind: "choice",
    operators: equality,
    values: genders,
  },
  {
    id: "market",
    label: "Market",
    category: "demographic",
    kind: "market",
    operators: equality,
  },
  {
    id: "acquired_at",
    label: "App acquisition date",
    category: "acquisitions",
    kind: "date",
    operators: instants,
    isLast90Days: true,
  },
  {
    id: "add_on_acquired_at",
    label: "Add-on acquisition date",
    category: "acquisitions",
    kind: "date",
    operators: instants,
    isLast90Days: true,
  },
  {
    id: "acquisition_type",
    label: "Acquisition type",
    category: "acquisitions",
    kind: "choice",
    operators: equality,
    values: acquisitionTypes,
  },
  {
    id: "device_type",
    label: "Device type",
    category: "acquisitions",
    kind: "choice",
    operators: equality,
    values: deviceTypeValues,
  },
  {
    id: "campaign_id",
    label: "Campaign ID",
    category: "acquisition_source",
    kind: "text",
    operators: [...equality, "contains"],
    isLast90Days: true,
  },
  {
    id: "referrer_domain",
    label: "Referrer URI domain",
    category: "acquisition_source",
    kind: "domain",
    operators: equality,
    isLast90Days: true,
  },
  {
    id: "store_page_viewed_at",
    label: "Store page view date",
    category: "acquisition_source",
    kind: "date",
    operators: instants,
    isLast90Days: true,
  },
  {
    id: "store_client",
    label: "Store client",
    category: "acquisition_source",
    kind: "choice",
    operators: equality,
    values: storeClients,
  },
  {
    id: "channel",
    label: "Channel",
    category: "acquisition_source",
    kind: "choice",
    operators: equality,
    values: acquisitionChannels,
  },
  {
    id: "last_used_at",
    label: "Last used",
    category: "usage",
    kind: "date",
    operators: instants,
  },
  {
    id: "sessions_30d",
    label: "Sessions in 30 days",
    category: "usage",
    kind: "count",
    operators: amounts,
  },
  {
    id: "minutes_30d",
    label: "Minutes in 30 days",
    category: "usage",
    kind: "count",
    operators: amounts,
  },
  {
    id: "has_rated",
    label: "Has rated",
    category: "rating",
    kind: "choice",
    operators: equality,
    values: [
      { id: "yes", label: "Yes" },
      { id: "no", label: "No" },
    ],
  },
  {
    id: "rating",
    label: "Star value",
    category: "rating",
    kind: "stars",
    operators: ["is", "is_not", "at_least", "at_most"],
  },
  {
    id: "churn",
    label: "Likely to churn",
    category: "churn",
    kind: "choice",
    operators: equality,
    values: churnLevels,
  },
  {
    id: "store_acquisitions",
    label: "Number of Store acquisitions",
    category: "store_acquisitions",
    kind: "count",
    operators: amounts,
  },
  {
    id: "has_purchased",
    label: "First-time purchase status",
    category: "store_purchases",
    kind: "choice",
    operators: equality,
    values: [
      { id: "has-bought", label: "Has bought" },
      { id: "never-bought", label: "Has never bought" },
    ],
  },
  {
    id: "store_spend",
    label: "Total Store spend",
    category: "store_spend",
    kind: "money",
    operators: amounts,
  },
  {
    id: "app_spend",
    label: "Total spend in this app",
    category: "store_spend",
    kind: "money",
    operators: amounts,
  },
] as const satisfies readonly AttributeGrammar[];

export type AttributeId = (typeof attributes)[number]["id"];
const attributeIds = attributes.map(({ id }) => id) as [AttributeId, ...AttributeId[]];
const byId = new Map<string, AttributeGrammar>(attributes.map((one) => [one.id, one]));

export function attributeOf(id: AttributeId): AttributeGrammar {
  return byId.get(id) as AttributeGrammar;
}

/** T17: no rule grows beyond what one scan bears. */
export const ruleLimits = { filters: 20, conditionsPerFilter: 10, conditions: 40, values: 50 };
export const windowDays = 90;
const mostDays = 3_650;
const mostCount = 1_000_000_000;
const mostCents = 2_000_000_000;
const mostText = 100;

export interface Condition {
  attribute: AttributeId;
  operator: OperatorId;
  /** One or more words of a choice or markets; two for between; else exactly one. */
  values: (string | number)[];
}

/** Filters are joined by AND, the conditions of one by OR. */
export interface Rule {
  filters: Condition[][];
}

/** What is wrong with a condition, as a sentence; undefined = nothing. */
export function problemOf(condition: Condition): string | undefined {
  const grammar = attributeOf(condition.attribute);
  const { operator, values } = condition;
  if (!grammar.operators.includes(operator)) {
    return `${grammar.label} can’t be compared with “${operatorLabels[operator]}”.`;
  }
  const isDays = operator === "within_last" || operator === "not_within_last";
  const takesMany = grammar.kind === "choice" || grammar.kind === "market";
  const wanted = operator === "between" ? 2 : 1;
  if (takesMany ? new Set(values).size < values.length : values.length !== wanted) {
    return takesMany
      ? "Name each value once."
      : `Enter ${wanted === 2 ? "two values" : "a value"}.`;
  }
  const wrong = values
    .map((value) => (isDays ? daysProblem(value, grammar) : valueProblem(value, grammar)))
    .find((problem) => problem !== undefined);
  if (wrong) return wrong;
  const [from, to] = values;
  return operator === "between" && from !== undefined && to !== undefined && from > to
    ? "The first value must not be after the second."
    : undefined;
}

function daysProblem(value: string | number, { isLast90Days, label }: AttributeGrammar) {
  const most = isLast90Days ? windowDays : mostDays;
  return isWhole(value, 1, most)
    ? undefined
    : `${label}: enter 1 to ${most.toLocaleString("en")} days.`;
}

const marketPattern = /^[A-Z]{2}$/;
const domainPattern = /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/;
/** Control characters and halves of pairs: Postgres keeps no NUL and no lone surrogate. */
const controls = /[\p{Cc}\p{Cs}]/u;

const checks: Record<ValueKind, (value: string | number, grammar: AttributeGrammar) => boolean> = {
  choice: (value, { values = [] }) => values.some(({ id }) => id === value),
  market: (value) => typeof value === "string" && marketPattern.test(value),
  text: (value) =>
    typeof value === "string" &&
    value.trim() !== "" &&
    value.length <= mostText &&
    !controls.test(value),
  domain: (value) => typeof value === "string" && domainPattern.test(value),
  date: isDay,
  count: (value) => isWhole(value, 0, mostCount),
  money: (value) => isWhole(value, 0, mostCents),
  stars: (value) => isWhole(value, 1, 5),
};

const wantedWords: Record<ValueKind, string> = {
  choice: "choose a value from the list",
  market: "choose a market",
  text: `enter 1 to ${mostText} characters`,
  domain: "enter a domain in lower case, for example news.example.com",
  date: "choose a day from 1990 to 2100",
  count: "enter a whole number",
  money: "enter an amount of 0 or more",
  stars: "choose 1 to 5 stars",
};

function valueProblem(value: string | number, grammar: AttributeGrammar): string | undefined {
  if (checks[grammar.kind](value, grammar)) return undefined;
  return `${grammar.label}: ${wantedWords[grammar.kind]}.`;
}

function isWhole(value: string | number, least: number, most: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

function isDay(value: string | number): boolean {
  if (typeof value !== "string" || !/^(199\d|20\d\d|2100)-\d\d-\d\d$/.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

const conditionSchema = z
  .strictObject({
    attribute: z.enum(attributeIds),
    operator: z.enum(operatorIds),
    values: z
      .array(z.union([z.string().max(253), z.number()]))
      .min(1)
      .max(ruleLimits.values),
  })
  .superRefine((condition, check) => {
    const message = problemOf(condition);
    if (message) check.addIssue({ code: "custom", message, path: ["values"] });
  });

export const ruleSchema = z
  .strictObject({
    filters: z
      .array(z.array(conditionSchema).min(1).max(ruleLimits.conditionsPerFilter))
      .max(ruleLimits.filters, `Use at most ${ruleLimits.filters} filters.`),
  })
  .refine(({ filters }) => filters.flat().length <= ruleLimits.conditions, {
    message: `Use at most ${ruleLimits.conditions} conditions.`,
  });
