import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import { labelOf } from "@/server/customers/attributes";
import { appCustomersAt } from "@/server/customers/people/past";
import { conditionText } from "../definition-text";
import { attributeOf, type Condition, type Rule } from "../grammar";
import { choiceWords, columns, conditionSql, eligible } from "../rule-sql";

/** One condition of a rule and one person. */
export interface EvaluatedCondition {
  text: string;
  isMet: boolean;
  /** What it looked at; null = nothing is known. */
  value: string | number | Date | null;
  /** False for age: neither the value nor whether it was met may be shown to anybody. */
  isTold: boolean;
}

export interface Evaluated {
  /** S-14, S-15: the rule looks at nobody else. */
  isEligible: boolean;
  filters: EvaluatedCondition[][];
}

export interface Evaluation {
  appId: number;
  rule: Rule;
  /** When the rule was applied: values and days are those of that instant. */
  at: Date;
  customerIds: number[];
}

type Row = Record<string, unknown> & { customerId: string; isEligible: boolean };

/** Each condition of a rule for a few people, on the values of then, by the predicates of the snapshot itself. */
export async function evaluateRule(
  ctx: Pick<Context, "db" | "publisherId">,
  { appId, rule, at, customerIds }: Evaluation,
): Promise<Map<number, Evaluated>> {
  const conditions = rule.filters.flat();
  if (customerIds.length === 0) return new Map();
  const met = conditions.map((one) => sql`${conditionSql(one, at)}`);
  const values = conditions.map(({ attribute }) => sql`to_jsonb(${columns[attribute]})`);
  const arrays = sql`array[${sql.join([...met, sql`true`], sql`, `)}]::boolean[] as met,
    jsonb_build_array(${sql.join(values, sql`, `)}) as values`;
  const people = appCustomersAt({ publisherId: ctx.publisherId, appId, customerIds }, at);
  const { rows } = await ctx.db.execute<Row & { met: boolean[]; values: unknown[] }>(sql`
    select c.customer_id as "customerId", ${eligible} as "isEligible", ${arrays}
    from (${people}) c`);
  return new Map(rows.map((row) => [Number(row.customerId), evaluatedOf(rule, row)]));
}

function evaluatedOf(
  rule: Rule,
  row: { isEligible: boolean; met: boolean[]; values: unknown[] },
): Evaluated {
  let place = -1;
  const filters = rule.filters.map((filter) =>
    filter.map((condition): EvaluatedCondition => {
      place += 1;
      const isTold = condition.attribute !== "age_group";
      return {
        text: conditionText(condition),
        isMet: row.met[place] ?? false,
        value: isTold ? wordsOf(condition, row.values[place]) : null,
        isTold,
      };
    }),
  );
  return { isEligible: row.isEligible, filters };
}

/** In words; dates stay instants, for the reader's zone. */
function wordsOf({ attribute }: Condition, value: unknown): EvaluatedCondition["value"] {
  if (value === null || value === undefined) return null;
  if (attribute === "has_rated") return value === 0 ? "No" : "Yes";
  if (attribute === "rating" && value === 0) return null;
  if (typeof value === "boolean") return value ? "Has bought" : "Has never bought";
  const words = choiceWords[attribute];
  if (words) return labelOf(words, Number(value));
  const { kind } = attributeOf(attribute);
  if (kind === "date") return new Date(String(value));
  if (kind === "money") return `$${(Number(value) / 100).toFixed(2)}`;
  return typeof value === "number" ? value : String(value).trim();
}
