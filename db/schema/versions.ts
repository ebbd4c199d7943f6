import { foreignKey, index, integer, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { big, instant } from "./columns";
import { customers } from "./customers";
import type { Json } from "./notifications";
import { registrations } from "./registrations";

/**
 * What was, so that Why? can tell the values a decision was made on: written by triggers (migrations) when a value
 * changes, only what changed, by column name. The value at an instant is that of the first row after it, else
 * today's. Last use counts as changed when its UTC day does.
 */
export const appCustomerVersions = pgTable(
  "app_customer_versions",
  {
    publisherId: integer().notNull(),
    appId: integer().notNull(),
    customerId: big().notNull(),
    id: big().notNull().generatedAlwaysAsIdentity(),
    /** Until when it was so. */
    until: instant().notNull(),
    was: jsonb().$type<Json>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.customerId, t.appId, t.id] }),
    index("app_customer_versions_until").on(t.until),
    foreignKey({
      columns: [t.publisherId, t.customerId],
      foreignColumns: [customers.publisherId, customers.id],
    }).onDelete("cascade"),
  ],
);

/** Of a registration: language, zone, market, version, state, opt-out, and whose device it was. */
export const registrationVersions = pgTable(
  "registration_versions",
  {
    publisherId: integer().notNull(),
    registrationId: big().notNull(),
    id: big().notNull().generatedAlwaysAsIdentity(),
    until: instant().notNull(),
    was: jsonb().$type<Json>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.registrationId, t.id] }),
    index("registration_versions_until").on(t.until),
    foreignKey({
      columns: [t.publisherId, t.registrationId],
      foreignColumns: [registrations.publisherId, registrations.id],
    }).onDelete("cascade"),
  ],
);
