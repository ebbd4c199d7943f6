import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Role } from "../enums";
import { big, bytea, instant } from "./columns";

/** The tenant. */
export const publishers = pgTable("publishers", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  /** Synthetic data: the frame says so on every page. */
  isSample: boolean().notNull().default(false),
  /** Below this delivery rate (0 to 1) the list warns. */
  deliveryRateGoal: smallint().notNull().default(90),
  /** S-16: with fewer members a segment is Small: no number is shown and it can't be used. */
  smallGroupSize: integer().notNull().default(20),
  /** S-11: a new or changed segment can be used 24 hours later, as in Partner Center. */
  segmentsWaitADay: boolean().notNull().default(false),
  /** P-08: at most so many notifications per person in any window of so many minutes; null = no cap. */
  frequencyCapCount: smallint(),
  frequencyCapMinutes: integer(),
  /** "22:00" to "08:00" on the customer's own clock; null = none. Nothing but connector pushes is sent then. */
  quietFrom: text(),
  quietTo: text(),
  createdAt: instant().notNull().defaultNow(),
});

/** A person who signs in; may be a member of several publishers. Not a tenant table. */
export const accounts = pgTable(
  "accounts",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** NFKC, lower case. */
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id; null for people who only use the identity provider. */
    passwordHash: text(),
    oidcSubject: text(),
    isDisabled: boolean().notNull().default(false),
    preferences: jsonb().$type<AccountPreferences>().notNull().default({}),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("accounts_email").on(t.email),
    uniqueIndex("accounts_oidc").on(t.oidcSubject),
  ],
);

export interface AccountPreferences {
  /** IANA zone shown instead of UTC. */
  timeZone?: string;
  theme?: "light" | "dark" | "system";
  singleKeys?: boolean;
}

export const members = pgTable(
  "members",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    accountId: integer()
      .notNull()
      .references(() => accounts.id),
    role: text().$type<Role>().notNull(),
    isDisabled: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.accountId] }),
    index("members_account").on(t.accountId),
  ],
);

/** One row per sign-in, looked at on each request: sign-out, disabling and role changes bite at once. */
export const sessions = pgTable(
  "sessions",
  {
    /** SHA-256 of the random session id inside the signed cookie. */
    idHash: bytea().primaryKey(),
    accountId: integer()
      .notNull()
      .references(() => accounts.id),
    /** The publisher this session looks at. */
    publisherId: integer(),
    createdAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [index("sessions_account").on(t.accountId)],
);

/** Failed sign-ins per account and address, for delays that strangers cannot turn into a lock-out. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    emailHash: bytea().notNull(),
    addressHash: bytea().notNull(),
    succeeded: boolean().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (t) => [
    index("sign_in_attempts_email").on(t.emailHash, t.at),
    index("sign_in_attempts_address").on(t.addressHash, t.at),
  ],
);

/** API keys: shown once, stored as SHA-256; the key itself carries the publisher id. */
export const apiKeys = pgTable(
  "api_keys",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    /** First characters, for people and secret scanners. */
    prefix: text().notNull(),
    keyHash: bytea().notNull(),
    scopes: text().array().notNull(),
    /** A key of this connection opens nothing else. */
    connectionId: integer(),
    /** A replaced key works a while longer. */
    expiresAt: instant(),
    createdBy: integer().references(() => accounts.id),
    createdAt: instant().notNull().defaultNow(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("api_keys_hash").on(t.publisherId, t.keyHash),
  ],
);

/** Who did what. Insert only; each row's hash covers the one before (T20). */
export const auditEvents = pgTable(
  "audit_events",
  {
    publisherId: integer().notNull(),
    id: big().notNull().generatedAlwaysAsIdentity(),
    at: instant().notNull().default(sql`clock_timestamp()`),
    actor: text().notNull(),
    action: text().notNull(),
    /** For example "notification 42". */
    target: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    hash: bytea().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    foreignKey({ columns: [t.publisherId], foreignColumns: [publishers.id] }),
  ],
);
