import {
  acquisitionChannels,
  acquisitionTypes,
  ageGroups,
  churnLevels,
  deviceTypeValues,
  genders,
  storeClients,
} from "@/server/customers/attributes";
import type { Condition, Rule } from "../grammar";
import type { Customer } from "./worlds";

/**
 * Who belongs to a rule, decided slowly and one person at a time from the words of segments.md. Shares nothing
 * with rule-sql.ts, so that both being wrong alike is unlikely.
 */

const day = 24 * 60 * 60 * 1000;

export function isMember(person: Customer, rule: Rule, now: Date): boolean {
  if (!person.isEligible) return false; // S-14
  if (person.ageGroup === 1) return false; // S-15
  for (const filter of rule.filters) {
    let isAny = false;
    for (const condition of filter) if (meets(person, condition, now)) isAny = true;
    if (!isAny) return false;
  }
  return true;
}

export function meets(person: Customer, condition: Condition, now: Date): boolean {
  const { operator } = condition;
  if (operator === "is_not") return !meets(person, { ...condition, operator: "is" }, now);
  if (operator === "not_within_last") {
    return !meets(person, { ...condition, operator: "within_last" }, now);
  }
  const [first, second] = condition.values;
  switch (condition.attribute) {
    case "age_group":
      return hasWord(ageGroups, person.ageGroup, condition);
    case "gender":
      return hasWord(genders, person.gender, condition);
    case "acquisition_type":
      return hasWord(acquisitionTypes, person.acquisitionType, condition);
    case "device_type":
      return hasWord(deviceTypeValues, person.deviceType, condition);
    case "store_client":
      return hasWord(storeClients, person.storeClient, condition);
    case "channel":
      return hasWord(acquisitionChannels, person.channel, condition);
    case "churn":
      return hasWord(churnLevels, person.churn, condition);
    case "market":
      return person.market !== null && condition.values.includes(person.market);
    case "has_rated":
      return condition.values.includes(person.rating === 0 ? "no" : "yes");
    case "has_purchased":
      return condition.values.includes(person.hasPurchased ? "has-bought" : "never-bought");
    case "campaign_id":
      return isRecentText(person, person.campaignId, condition, now);
    case "referrer_domain":
      return isRecentText(person, person.referrerDomain, condition, now);
    case "acquired_at":
      return isDate(recent(person.acquiredAt, now), condition, now);
    case "add_on_acquired_at":
      return isDate(recent(person.addOnAcquiredAt, now), condition, now);
    case "store_page_viewed_at":
      return isDate(recent(person.storePageViewedAt, now), condition, now);
    case "last_used_at":
      return isDate(person.lastUsedAt, condition, now);
    case "rating":
      if (person.rating === 0) return false;
      return isAmount(person.rating, operator, [Number(first), Number(second)]);
    case "sessions_30d":
      return isAmount(person.sessions30d, operator, [Number(first), Number(second)]);
    case "minutes_30d":
      return isAmount(person.minutes30d, operator, [Number(first), Number(second)]);
    case "store_acquisitions":
      return isAmount(person.storeAcquisitions, operator, [Number(first), Number(second)]);
    case "store_spend":
      return isAmount(person.storeSpendCents, operator, [Number(first), Number(second)]);
    case "app_spend":
      return isAmount(person.appSpendCents, operator, [Number(first), Number(second)]);
  }
}

function hasWord(
  words: readonly { code: number; id: string }[],
  code: number,
  { values }: Condition,
): boolean {
  const word = words.find((one) => one.code === code)?.id;
  return word !== undefined && values.includes(word);
}

/** S-13 */
function recent(at: Date | null, now: Date): Date | null {
  return at !== null && now.getTime() - at.getTime() <= 90 * day ? at : null;
}

function isRecentText(person: Customer, text: string | null, condition: Condition, now: Date) {
  const isKnown = recent(person.acquiredAt, now) ?? recent(person.storePageViewedAt, now);
  if (text === null || isKnown === null) return false;
  const wanted = String(condition.values[0]);
  return condition.operator === "contains" ? text.includes(wanted) : text === wanted;
}

function isDate(at: Date | null, { operator, values }: Condition, now: Date): boolean {
  if (at === null) return false;
  const [first, second] = values;
  const utcDay = at.toISOString().slice(0, 10);
  switch (operator) {
    case "within_last":
      return now.getTime() - at.getTime() <= Number(first) * day;
    case "before":
      return utcDay < String(first);
    case "after":
      return utcDay > String(first);
    default:
      return utcDay >= String(first) && utcDay <= String(second);
  }
}

function isAmount(has: number, operator: Condition["operator"], [a, b]: [number, number]): boolean {
  if (operator === "more_than") return has > a;
  if (operator === "less_than") return has < a;
  if (operator === "at_least") return has >= a;
  if (operator === "at_most") return has <= a;
  if (operator === "between") return has >= a && has <= b;
  return has === a;
}
