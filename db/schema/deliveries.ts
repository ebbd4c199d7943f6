import { char, index, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { big, instant } from "./columns";

/**
 * What became of one notification for one registration; exactly one row, written at its end.
 * No foreign keys: the hot path writes it in bulk, and the engine's tests prove what a key would.
 */
export const deliveries = pgTable(
  "deliveries",
  {
    publisherId: integer().notNull(),
    notificationId: big().notNull(),
    registrationId: big().notNull(),
    appId: integer().notNull(),
    at: instant().notNull(),
    /** db/enums.ts deliveryStatusCodes and reasonCodes. */
    status: smallint().notNull(),
    reason: smallint().notNull(),
    /** HTTP status of the provider's answer; 0 = none. */
    providerStatus: smallint().notNull(),
    /** How often the provider was asked. */
    attempts: smallint().notNull(),
    /** The language of the content that was sent. */
    language: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.notificationId, t.registrationId] }),
    index("deliveries_registration").on(t.publisherId, t.registrationId, t.at.desc()),
  ],
);

/** The first launch reported for a delivery; more reports of it change nothing (K-28). */
export const launches = pgTable(
  "launches",
  {
    publisherId: integer().notNull(),
    notificationId: big().notNull(),
    registrationId: big().notNull(),
    at: instant().notNull(),
    activationType: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.publisherId, t.notificationId, t.registrationId] })],
);

/** What a customer did with a delivery, each action on each surface once; more reports of it change nothing. */
export const interactions = pgTable(
  "interactions",
  {
    publisherId: integer().notNull(),
    notificationId: big().notNull(),
    registrationId: big().notNull(),
    /** db/enums.ts metricCodes. */
    metric: smallint().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.publisherId, t.notificationId, t.registrationId, t.metric] })],
);

/**
 * The one rollup behind every number: how many, by what. Written in the transaction of the rows it counts.
 * status: deliveryStatusCodes or metricCodes. shard: writers of different shards never wait for each other;
 * readers sum over it.
 */
export const rollup = pgTable(
  "rollup",
  {
    publisherId: integer().notNull(),
    notificationId: big().notNull(),
    appId: integer().notNull(),
    hour: instant().notNull(),
    market: char({ length: 2 }).notNull(),
    language: text().notNull(),
    appVersion: text().notNull(),
    provider: text().notNull(),
    status: smallint().notNull(),
    reason: smallint().notNull(),
    shard: smallint().notNull(),
    count: integer().notNull(),
  },
  (t) => [
    primaryKey({
      columns: [
        t.publisherId,
        t.notificationId,
        t.appId,
        t.hour,
        t.market,
        t.language,
        t.appVersion,
        t.provider,
        t.status,
        t.reason,
        t.shard,
      ],
    }),
    index("rollup_hour").on(t.publisherId, t.hour),
    index("rollup_market").on(t.publisherId, t.market, t.hour),
  ],
);
