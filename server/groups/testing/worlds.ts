import fc from "fast-check";
import type { appCustomers } from "@/db/schema";
import { type AttributeGrammar, attributes, type Condition, type Rule } from "../grammar";

/** Random customers and random rules for the property tests. */

export type Customer = Required<
  Omit<typeof appCustomers.$inferSelect, "publisherId" | "appId" | "customerId">
>;

export const worldNow = new Date("2026-11-22T14:36:21.000Z");
const day = 86_400_000;
const markets = ["US", "DE", "IN", "BR"];
const campaigns = ["spring", "spring sale", "Spring", "50%_off", "a'b\"c\\d", "{x,y}", "Ωmega"];
const domains = ["news.example.com", "example.com", "blog.example.org"];

/** Around every edge: now, N days ago to the millisecond, and the turn of a UTC day. */
const instant = fc
  .tuple(
    fc.constantFrom(0, 1, 7, 29, 30, 31, 89, 90, 91, 365),
    fc.constantFrom(-day, -1000, -1, 0, 1, 1000),
    fc.boolean(),
  )
  .map(([days, offset, atMidnight]) => {
    const base = worldNow.getTime() - days * day;
    const from = atMidnight ? Math.floor(base / day) * day : base;
    return new Date(from + offset);
  });
const instantOrNone = fc.option(instant, { freq: 3 });
const code = (most: number) => fc.integer({ min: 0, max: most });
const few = fc.constantFrom(0, 1, 5, 10, 999, 1000, 1001);

export const customerArbitrary: fc.Arbitrary<Customer> = fc.record({
  ageGroup: code(5),
  gender: code(2),
  deviceType: code(5),
  acquisitionType: code(11),
  storeClient: code(5),
  channel: code(3),
  churn: code(3),
  rating: code(5),
  market: fc.option(fc.constantFrom(...markets), { freq: 4 }),
  hasPurchased: fc.boolean(),
  isOptedOut: fc.boolean(),
  isEligible: fc.oneof({ arbitrary: fc.constant(true), weight: 5 }, fc.constant(false)),
  storeAcquisitions: few,
  sessions30d: few,
  minutes30d: few,
  storeSpendCents: few,
  appSpendCents: few,
  acquiredAt: instantOrNone,
  addOnAcquiredAt: instantOrNone,
  storePageViewedAt: instantOrNone,
  lastUsedAt: instantOrNone,
  campaignId: fc.option(fc.constantFrom(...campaigns), { freq: 4 }),
  referrerDomain: fc.option(fc.constantFrom(...domains), { freq: 4 }),
});

const dayText = instant.map((at) => at.toISOString().slice(0, 10));
const ascending = <T extends string | number>([a, b]: [T, T]) => (a <= b ? [a, b] : [b, a]);

function valuesFor(grammar: AttributeGrammar, operator: Condition["operator"]) {
  const isDays = operator === "within_last" || operator === "not_within_last";
  if (isDays) return fc.constantFrom(1, 7, 29, 30, 31, 89, 90).map((days) => [days]);
  const one: Record<AttributeGrammar["kind"], fc.Arbitrary<string | number>> = {
    choice: fc
      .constantFrom(...(grammar.values ?? []).map(({ id }) => id), "unknown")
      .filter((id) => grammar.values?.some((value) => value.id === id) ?? false),
    market: fc.constantFrom(...markets, "FR"),
    text: fc.constantFrom(...campaigns, "spr", "%", "_", "'", "\\"),
    domain: fc.constantFrom(...domains, "none.example.com"),
    date: dayText,
    count: fc.constantFrom(0, 1, 5, 6, 999, 1000, 1001, 1_000_000_000),
    money: fc.constantFrom(0, 1, 10, 1000, 1001, 2_000_000_000),
    stars: fc.integer({ min: 1, max: 5 }),
  };
  const value = one[grammar.kind];
  if (operator === "between") return fc.tuple(value, value).map(ascending);
  if (grammar.kind === "choice" || grammar.kind === "market") {
    return fc.uniqueArray(value, { minLength: 1, maxLength: 3 });
  }
  return value.map((only) => [only]);
}

const conditionArbitrary: fc.Arbitrary<Condition> = fc
  .constantFrom(...attributes)
  .chain((grammar) =>
    fc.constantFrom(...grammar.operators).chain((operator) =>
      valuesFor(grammar, operator).map((values) => ({
        attribute: grammar.id,
        operator,
        values,
      })),
    ),
  );

export const ruleArbitrary: fc.Arbitrary<Rule> = fc.record({
  filters: fc.array(fc.array(conditionArbitrary, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
});
