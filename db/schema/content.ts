import { sql } from "drizzle-orm";
import {
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
import type { NotificationKind, TemplateId, TestStatus } from "../enums";
import { apps } from "./apps";
import { big, instant } from "./columns";
import type { Json } from "./notifications";
import { publishers } from "./publishers";

/** A publisher's own notifications to start from, beside the seven. Shape: content/notification-content.ts. */
export const savedTemplates = pgTable(
  "saved_templates",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    kind: text().$type<NotificationKind>().notNull(),
    /** Of the seven: the one its notification was made from, whose rules still hold. */
    template: text().$type<TemplateId>().notNull(),
    content: jsonb().$type<Json>().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("saved_templates_name").on(t.publisherId, sql`lower(${t.name})`),
  ],
);

/** One push of a draft to one device, outside of every statistic. */
export const testPushes = pgTable(
  "test_pushes",
  {
    publisherId: integer().notNull(),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    appId: integer().notNull(),
    registrationId: big().notNull(),
    kind: text().$type<NotificationKind>().notNull(),
    language: text().notNull(),
    /** Emptied once it was sent. */
    content: jsonb().$type<Json>(),
    status: text().$type<TestStatus>().notNull().default("waiting"),
    outcome: text(),
    httpStatus: smallint(),
    /** The provider's own words, or why nobody was asked. */
    detail: text(),
    bytes: integer(),
    requestedBy: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    answeredAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    index("test_pushes_created").on(t.publisherId, t.createdAt),
    foreignKey({
      columns: [t.publisherId, t.appId],
      foreignColumns: [apps.publisherId, apps.id],
    }).onDelete("cascade"),
  ],
);
