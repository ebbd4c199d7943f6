import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { DeviceType } from "../enums";
import { apps } from "./apps";
import { big, instant } from "./columns";
import { publishers } from "./publishers";

/** A person who uses apps of a publisher. */
export const customers = pgTable(
  "customers",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: big().notNull().generatedAlwaysAsIdentity(),
    externalId: text(),
    /** NFKC, lower case. */
    email: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("customers_external_id").on(t.publisherId, t.externalId),
    uniqueIndex("customers_email").on(t.publisherId, t.email),
  ],
);

/**
 * One customer in one app: everything segments look at, narrow and scannable (segments.md 4).
 * Small enums are smallint; their words live with the segment grammar.
 */
export const appCustomers = pgTable(
  "app_customers",
  {
    publisherId: integer().notNull(),
    appId: integer().notNull(),
    customerId: big().notNull(),
    /** 0 unknown, 1 under 17 … see server/customers/attributes.ts. */
    ageGroup: smallint().notNull().default(0),
    gender: smallint().notNull().default(0),
    deviceType: smallint().notNull().default(0),
    acquisitionType: smallint().notNull().default(0),
    storeClient: smallint().notNull().default(0),
    channel: smallint().notNull().default(0),
    churn: smallint().notNull().default(0),
    /** 0 never rated, 1–5. */
    rating: smallint().notNull().default(0),
    market: char({ length: 2 }),
    hasPurchased: boolean().notNull().default(false),
    isOptedOut: boolean().notNull().default(false),
    /** Windows 10 or 11 and a valid account (S-14). */
    isEligible: boolean().notNull().default(true),
    storeAcquisitions: integer().notNull().default(0),
    sessions30d: integer().notNull().default(0),
    minutes30d: integer().notNull().default(0),
    storeSpendCents: integer().notNull().default(0),
    appSpendCents: integer().notNull().default(0),
    acquiredAt: instant(),
    addOnAcquiredAt: instant(),
    storePageViewedAt: instant(),
    lastUsedAt: instant(),
    campaignId: text(),
    referrerDomain: text(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.appId, t.customerId] }),
    index("app_customers_customer").on(t.publisherId, t.customerId),
    foreignKey({
      columns: [t.publisherId, t.appId],
      foreignColumns: [apps.publisherId, apps.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.publisherId, t.customerId],
      foreignColumns: [customers.publisherId, customers.id],
    }).onDelete("cascade"),
  ],
);

/** A physical device, known across the publisher's apps. */
export const devices = pgTable(
  "devices",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: big().notNull().generatedAlwaysAsIdentity(),
    /** What the app calls the device; without one, each installation is its own device. */
    deviceKey: text().notNull(),
    deviceType: text().$type<DeviceType>().notNull().default("unknown"),
    osVersion: text(),
    createdAt: instant().notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("devices_key").on(t.publisherId, t.deviceKey),
  ],
);
