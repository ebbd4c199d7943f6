import { type SQL, sql } from "drizzle-orm";
import {
  type AttributeValue,
  acquisitionChannels,
  acquisitionTypes,
  ageGroups,
  churnLevels,
  codeOf,
  deviceTypeValues,
  genders,
  storeClients,
  underAgeCode,
} from "@/server/customers/attributes";
import { type AttributeId, attributeOf, type Condition, type Rule, windowDays } from "./grammar";

/**
 * The one place where a rule becomes SQL: a predicate over app_customers c, used by the count, the snapshot and
 * the preview. Columns come from this file, values only as parameters (T16).
 */

const dayMs = 86_400_000;

/** S-14 and S-15: not a criterion anybody can lift. */
export const eligible = sql`(c.is_eligible and c.age_group <> ${underAgeCode}::smallint)`;

/** Everything of a rule: eligible, and at least one condition of every filter. */
export function ruleSql(rule: Rule, at: Date): SQL {
  return sql.join([eligible, ...filterSql(rule, at)], sql` and `);
}

/** One predicate per filter, without the eligibility. Never null. */
export function filterSql({ filters }: Rule, at: Date): SQL[] {
  return filters.map((conditions) => {
    const any = conditions.map((condition) => conditionSql(condition, at));
    return sql`(${sql.join(any, sql` or `)})`;
  });
}

export const columns: Record<AttributeId, SQL> = {
  age_group: sql`c.age_group`,
  gender: sql`c.gender`,
  market: sql`c.market`,
  acquired_at: sql`c.acquired_at`,
  add_on_acquired_at: sql`c.add_on_acquired_at`,
  acquisition_type: sql`c.acquisition_type`,
  device_type: sql`c.device_type`,
  campaign_id: sql`c.campaign_id`,
  referrer_domain: sql`c.referrer_domain`,
  store_page_viewed_at: sql`c.store_page_viewed_at`,
  store_client: sql`c.store_client`,
  channel: sql`c.channel`,
  last_used_at: sql`c.last_used_at`,
  sessions_30d: sql`c.sessions30d`,
  minutes_30d: sql`c.minutes30d`,
  has_rated: sql`c.rating`,
  rating: sql`c.rating`,
  churn: sql`c.churn`,
  store_acquisitions: sql`c.store_acquisitions`,
  has_purchased: sql`c.has_purchased`,
  store_spend: sql`c.store_spend_cents`,
  app_spend: sql`c.app_spend_cents`,
};

export const choiceWords: Partial<Record<AttributeId, readonly AttributeValue[]>> = {
  age_group: ageGroups,
  gender: genders,
  acquisition_type: acquisitionTypes,
  device_type: deviceTypeValues,
  store_client: storeClients,
  channel: acquisitionChannels,
  churn: churnLevels,
};

export function conditionSql(condition: Condition, at: Date): SQL {
  const { attribute, operator } = condition;
  const { kind } = attributeOf(attribute);
  if (operator === "is_not" || operator === "not_within_last") {
    // The exact complement: who has no value is among those that it is not.
    const opposite = operator === "is_not" ? "is" : "within_last";
    return sql`((${positiveSql({ ...condition, operator: opposite }, at)}) is not true)`;
  }
  const predicate = positiveSql(condition, at);
  // Under OR and AND a null counts as false; only dates, markets and texts can be null.
  return kind === "date" || kind === "market" || kind === "text" || kind === "domain"
    ? sql`((${predicate}) is true)`
    : sql`(${predicate})`;
}

function positiveSql(condition: Condition, at: Date): SQL {
  const { attribute, values } = condition;
  const column = columns[attribute];
  switch (attributeOf(attribute).kind) {
    case "choice":
      return choiceSql(condition, column);
    case "market":
      return sql`${column} = any(${arrayText(values)}::bpchar[])`;
    case "text":
    case "domain":
      return sql`${textSql(condition, column)} and ${gatheredSql(at)}`;
    case "date":
      return dateSql(condition, column, at);
    default:
      return amountSql(condition, column);
  }
}

function choiceSql({ attribute, values }: Condition, column: SQL): SQL {
  if (attribute === "has_purchased") return anyOf(values, { "has-bought": column }, column);
  if (attribute === "has_rated")
    return anyOf(values, { yes: sql`${column} > 0` }, sql`${column} > 0`);
  const found = values.map((value) => codeOf(choiceWords[attribute] ?? [], String(value)) ?? -1);
  return found.length === 1
    ? sql`${column} = ${found[0]}::smallint`
    : sql`${column} = any(${arrayText(found)}::smallint[])`;
}

/** For attributes of two words: the one named holds, the other is its opposite. */
function anyOf(values: Condition["values"], yes: Record<string, SQL>, holds: SQL): SQL {
  return sql.join(
    values.map((value) => yes[String(value)] ?? sql`not (${holds})`),
    sql` or `,
  );
}

function textSql({ operator, values }: Condition, column: SQL): SQL {
  const text = String(values[0]);
  return operator === "contains" ? sql`strpos(${column}, ${text}) > 0` : sql`${column} = ${text}`;
}

/** S-13 for what has no date of its own: campaign and referrer are known from the page view or acquisition. */
function gatheredSql(at: Date): SQL {
  const since = stamp(at.getTime() - windowDays * dayMs);
  return sql`(c.store_page_viewed_at >= ${since} or c.acquired_at >= ${since})`;
}

/** Days are UTC days: before and after exclude the day, between includes both. */
function dateSql({ attribute, operator, values }: Condition, column: SQL, at: Date): SQL {
  const within = attributeOf(attribute).isLast90Days
    ? [sql`${column} >= ${stamp(at.getTime() - windowDays * dayMs)}`]
    : [];
  const [first, second = first] = values;
  const parts = [...within];
  if (operator === "within_last") {
    parts.push(sql`${column} >= ${stamp(at.getTime() - Number(first) * dayMs)}`);
  }
  if (operator === "before") parts.push(sql`${column} < ${stamp(dayStart(first))}`);
  if (operator === "after") parts.push(sql`${column} >= ${stamp(dayStart(first) + dayMs)}`);
  if (operator === "between") {
    parts.push(sql`${column} >= ${stamp(dayStart(first))}`);
    parts.push(sql`${column} < ${stamp(dayStart(second) + dayMs)}`);
  }
  return sql.join(parts, sql` and `);
}

function dayStart(day: string | number | undefined): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function stamp(milliseconds: number): SQL {
  return sql`${new Date(milliseconds).toISOString()}::timestamptz`;
}

function amountSql({ attribute, operator, values }: Condition, column: SQL): SQL {
  const [first = 0, second = first] = values.map((value) => sql`${Number(value)}::int`);
  switch (operator) {
    case "more_than":
      return sql`${column} > ${first}`;
    case "less_than":
      return sql`${column} < ${first}`;
    case "at_least":
      return sql`${column} >= ${first}`;
    case "at_most":
      // Never rated is stored as 0 and is no star value.
      return attribute === "rating"
        ? sql`${column} between 1 and ${first}`
        : sql`${column} <= ${first}`;
    case "between":
      return sql`${column} between ${first} and ${second}`;
    default:
      return sql`${column} = ${first}`;
  }
}

/** As one text parameter, so that the statement's text stays the same for any number of values. */
function arrayText(values: readonly (string | number)[]): string {
  return `{${values.join(",")}}`;
}
