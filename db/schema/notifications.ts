import { sql } from "drizzle-orm";
import {
  boolean,
  date,
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
import type {
  DeliverySemantics,
  NotificationKind,
  NotificationStatus,
  SliceStatus,
  TemplateId,
} from "../enums";
import { apps } from "./apps";
import { big, instant } from "./columns";
import { publishers } from "./publishers";

/** Shape: server/notifications/schema.ts (draft parts), content/notification-content.ts. Plain JSON here. */
export type Json = Record<string, unknown>;

/** What a marketer drafts and sends. */
export const notifications = pgTable(
  "notifications",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: big().notNull().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    kind: text().$type<NotificationKind>().notNull(),
    template: text().$type<TemplateId>().notNull(),
    status: text().$type<NotificationStatus>().notNull().default("draft"),
    /** Counts every change of the draft; an edit names the revision it started from. */
    revision: integer().notNull().default(1),
    audience: jsonb().$type<Json>().notNull(),
    schedule: jsonb().$type<Json>().notNull(),
    content: jsonb().$type<Json>().notNull(),
    semantics: text().$type<DeliverySemantics>().notNull().default("at_most_once"),
    isTracked: boolean().notNull().default(false),
    /** Per cent of the people who would get it and are held out by a hash of person and notification; 0 = nobody. */
    holdOutPercent: smallint().notNull().default(0),
    /** A run of a repeating notification: whose, and which day of it. */
    seriesId: big(),
    occurrenceOn: date({ mode: "string" }),
    /** Connector pushes go ahead of notifications to many. Smaller is sooner. */
    priority: smallint().notNull().default(0),
    /** First send time; set by Send. */
    sendAt: instant(),
    expiresAt: instant(),
    /** Frozen at: population = frozen + Σ reasons from here on. */
    frozenAt: instant(),
    population: big(),
    frozenCount: big(),
    /** The segment's members at the freeze: Why? tells by which rule and when. */
    groupSnapshotId: big(),
    /** What Send counted for a later send time; shown as "≈" until the freeze. */
    estimatedCount: big(),
    startedAt: instant(),
    finishedAt: instant(),
    pauseReason: text(),
    pausedBy: text(),
    cancelledAt: instant(),
    createdBy: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    updatedBy: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    index("notifications_status").on(t.publisherId, t.status, t.sendAt),
    /** The list: what people wrote, without the pushes of connections. */
    index("notifications_list").on(t.publisherId, t.status).where(sql`priority >= 0`),
    index("notifications_due").on(t.sendAt).where(sql`status = 'scheduled'`),
    // Never two runs of one occurrence, whatever crashes.
    uniqueIndex("notifications_occurrence").on(t.publisherId, t.seriesId, t.occurrenceOn),
  ],
);

/** The apps a notification goes to. */
export const notificationApps = pgTable(
  "notification_apps",
  {
    publisherId: integer().notNull(),
    notificationId: big().notNull(),
    appId: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.notificationId, t.appId] }),
    index("notification_apps_app").on(t.publisherId, t.appId),
    foreignKey({
      columns: [t.publisherId, t.notificationId],
      foreignColumns: [notifications.publisherId, notifications.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.publisherId, t.appId],
      foreignColumns: [apps.publisherId, apps.id],
    }),
  ],
);

/**
 * Up to 1,000 frozen registrations with one due instant: the unit of work (docs/states.md).
 * recorded ≤ intent ≤ length: [0, recorded) have a delivery row, [recorded, intent) were committed to be
 * asked; after a crash those become Unknown.
 */
export const slices = pgTable(
  "slices",
  {
    publisherId: integer().notNull(),
    id: big().notNull().generatedAlwaysAsIdentity(),
    notificationId: big().notNull(),
    appId: integer().notNull(),
    dueAt: instant().notNull(),
    registrationIds: big().array().notNull(),
    length: integer().notNull(),
    status: text().$type<SliceStatus>().notNull().default("pending"),
    intent: integer().notNull().default(0),
    recorded: integer().notNull().default(0),
    /** 0 first try; a retry slice carries how often its registrations were asked before. */
    attempt: smallint().notNull().default(0),
    /** The reason of the answer that led to this retry, for when time runs out. */
    retryReason: smallint(),
    leaseOwner: text(),
    leaseUntil: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    index("slices_open").on(t.publisherId, t.notificationId, t.dueAt).where(sql`status <> 'done'`),
    index("slices_notification").on(t.publisherId, t.notificationId),
    foreignKey({
      columns: [t.publisherId, t.notificationId],
      foreignColumns: [notifications.publisherId, notifications.id],
    }).onDelete("cascade"),
  ],
);

/** Candidates of the population that were not frozen, by their one reason, ids ascending, ≤ 1,000 a row. */
export const exclusions = pgTable(
  "exclusions",
  {
    publisherId: integer().notNull(),
    notificationId: big().notNull(),
    reason: smallint().notNull(),
    firstId: big().notNull(),
    lastId: big().notNull(),
    registrationIds: big().array().notNull(),
    count: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.notificationId, t.reason, t.firstId] }),
    foreignKey({
      columns: [t.publisherId, t.notificationId],
      foreignColumns: [notifications.publisherId, notifications.id],
    }).onDelete("cascade"),
  ],
);

/** Same key and same body = one deed and the same answer (P15). */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    scope: text().notNull(),
    key: text().notNull(),
    bodyHash: text().notNull(),
    status: smallint(),
    answer: jsonb().$type<Json>(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.scope, t.key] }),
    uniqueIndex("idempotency_keys_created").on(t.publisherId, t.createdAt, t.scope, t.key),
  ],
);
