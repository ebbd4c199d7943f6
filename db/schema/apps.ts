import {
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { CredentialState, ProviderName, Reason } from "../enums";
import { big, bytea, instant } from "./columns";
import { publishers } from "./publishers";

export const apps = pgTable(
  "apps",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    /** What people call the App ID (C-13): a GUID, never a secret. */
    guid: uuid().notNull().defaultRandom(),
    name: text().notNull(),
    storeId: text(),
    packageFamilyName: text(),
    latestVersion: text(),
    /** latestVersion as one comparable number (server/apps/version.ts). */
    latestVersionKey: big(),
    defaultLanguage: text().notNull().default("en-US"),
    defaultTimeZone: text().notNull().default("UTC"),
    /** Only identifies; carries the publisher id so that the look-up stays inside the tenant. */
    publicKey: text().notNull(),
    /** One of the built-in glyphs and a colour, until the publisher uploads a picture. */
    iconGlyph: text().notNull().default("app"),
    iconColor: text().notNull().default("#0F6CBD"),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    /** When the first device registered (P-24): only then the app is offered in the wizard. */
    firstRegisteredAt: instant(),
    firstLaunchAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("apps_guid").on(t.publisherId, t.guid),
    uniqueIndex("apps_public_key").on(t.publisherId, t.publicKey),
  ],
);

export interface TestAnswer {
  at: string;
  /** An outcome's kind, or not_asked when nothing left this machine. */
  kind: string;
  status: number;
  reason?: Reason;
  detail?: string;
  messageId?: string;
  /** Beginning of the answer's body, as it came. */
  body?: string;
  installId: string;
}

export const appCredentials = pgTable(
  "app_credentials",
  {
    publisherId: integer().notNull(),
    appId: integer().notNull(),
    provider: text().$type<ProviderName>().notNull(),
    /** What may be shown: flow, package SID, tenant, client id. */
    identity: jsonb().$type<Record<string, string>>().notNull(),
    /** Sealed for the workers; the web process cannot open it (T19). */
    sealedSecret: bytea().notNull(),
    state: text().$type<CredentialState>().notNull().default("untested"),
    stateReason: text(),
    stateAt: instant(),
    expiresAt: instant(),
    /** A push was accepted with these since they were stored or last refused; a login alone does not say so. */
    pushAcceptedAt: instant(),
    /** Since then so many channels in a row were another app's that it may be these; an accepted push ends it. */
    doubtedAt: instant(),
    /** What the provider said to the last test push. */
    testAnswer: jsonb().$type<TestAnswer>(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.appId, t.provider] }),
    foreignKey({
      columns: [t.publisherId, t.appId],
      foreignColumns: [apps.publisherId, apps.id],
    }).onDelete("cascade"),
  ],
);
