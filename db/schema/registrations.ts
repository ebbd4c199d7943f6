import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ProviderName, RegistrationStatus } from "../enums";
import { apps } from "./apps";
import { big, bytea, instant } from "./columns";
import { customers, devices } from "./customers";

/** One installation of an app on a device with its push channel. */
export const registrations = pgTable(
  "registrations",
  {
    publisherId: integer().notNull(),
    id: big().notNull().generatedAlwaysAsIdentity(),
    appId: integer().notNull(),
    customerId: big(),
    deviceId: big(),
    installId: text().notNull(),
    provider: text().$type<ProviderName>().notNull(),
    /** Byte for byte as the app gave it: WNS URI, Web Push endpoint, token. */
    channel: text().notNull(),
    /** Web Push: p256dh and auth. */
    channelKeys: jsonb().$type<{ p256dh: string; auth: string }>(),
    /** SHA-256 of the channel; null once another installation took the channel over. */
    channelHash: bytea(),
    /** SHA-256 of the secret the device got on its first registration (T2). */
    secretHash: bytea().notNull(),
    language: text().notNull(),
    /** Canonical IANA name, or null when the device reported one nobody knows. */
    timeZone: text(),
    market: char({ length: 2 }).notNull(),
    appVersion: text().notNull(),
    appVersionKey: big().notNull(),
    osVersion: text(),
    status: text().$type<RegistrationStatus>().notNull().default("live"),
    goneReason: text(),
    goneAt: instant(),
    isOptedOut: boolean().notNull().default(false),
    lastActiveAt: instant().notNull().defaultNow(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("registrations_install").on(t.publisherId, t.appId, t.installId),
    uniqueIndex("registrations_channel").on(t.publisherId, t.appId, t.channelHash),
    index("registrations_customer").on(t.publisherId, t.customerId),
    // Without the time of the last use: a renewal changes no index, and Postgres writes the row alone.
    index("registrations_device").on(t.publisherId, t.deviceId),
    index("registrations_created").on(t.publisherId, t.appId, t.createdAt),
    index("registrations_gone").on(t.publisherId, t.appId, t.goneAt).where(sql`status = 'gone'`),
    foreignKey({
      columns: [t.publisherId, t.appId],
      foreignColumns: [apps.publisherId, apps.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.publisherId, t.customerId],
      foreignColumns: [customers.publisherId, customers.id],
    }),
    foreignKey({
      columns: [t.publisherId, t.deviceId],
      foreignColumns: [devices.publisherId, devices.id],
    }),
  ],
);
