import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { GroupKind } from "../enums";
import { apps } from "./apps";
import { big, instant } from "./columns";
import type { Json } from "./notifications";
import { publishers } from "./publishers";

/** What a notification can target: a segment (rule of one app, S-10) or a list of e-mails (S-03). */
export const customerGroups = pgTable(
  "customer_groups",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    kind: text().$type<GroupKind>().notNull(),
    name: text().notNull(),
    /** Segments only. */
    appId: integer(),
    /** Shape: server/groups/grammar.ts. */
    rule: jsonb().$type<Json>(),
    /** Counts every change of the rule; a snapshot says which one it was made of. */
    ruleVersion: integer().notNull().default(1),
    /** S-11: the 24 hours of a publisher who wants them run from here. */
    ruleChangedAt: instant().notNull().defaultNow(),
    /** S-16: enough members, as of the snapshot. Known user groups are always active. */
    isActive: boolean().notNull().default(false),
    /** Members as of the snapshot; never shown below the publisher's small group size. */
    size: big(),
    snapshotId: big(),
    computedAt: instant(),
    /** When the next snapshot is due; the tick looks here (S-12). */
    refreshAt: instant(),
    createdAt: instant().notNull().defaultNow(),
    createdBy: text().notNull(),
    updatedAt: instant().notNull().defaultNow(),
    updatedBy: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    index("customer_groups_refresh").on(t.refreshAt).where(sql`kind = 'segment'`),
    foreignKey({
      columns: [t.publisherId, t.appId],
      foreignColumns: [apps.publisherId, apps.id],
    }).onDelete("cascade"),
  ],
);

/** S-03: 1 to 10,000 a group. NFKC, lower case, as in customers. */
export const knownGroupEmails = pgTable(
  "known_group_emails",
  {
    publisherId: integer().notNull(),
    groupId: integer().notNull(),
    email: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.groupId, t.email] }),
    foreignKey({
      columns: [t.publisherId, t.groupId],
      foreignColumns: [customerGroups.publisherId, customerGroups.id],
    }).onDelete("cascade"),
  ],
);

/** A segment's membership as computed at an instant, with the rule it was computed by. */
export const groupSnapshots = pgTable(
  "group_snapshots",
  {
    publisherId: integer().notNull(),
    id: big().notNull().generatedAlwaysAsIdentity(),
    groupId: integer().notNull(),
    ruleVersion: integer().notNull(),
    rule: jsonb().$type<Json>().notNull(),
    size: big().notNull(),
    computedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    index("group_snapshots_group").on(t.publisherId, t.groupId, t.computedAt),
    foreignKey({
      columns: [t.publisherId, t.groupId],
      foreignColumns: [customerGroups.publisherId, customerGroups.id],
    }).onDelete("cascade"),
  ],
);

/** Its members, ids ascending, ≤ 1,000 a row. */
export const groupSnapshotMembers = pgTable(
  "group_snapshot_members",
  {
    publisherId: integer().notNull(),
    snapshotId: big().notNull(),
    firstId: big().notNull(),
    lastId: big().notNull(),
    customerIds: big().array().notNull(),
    count: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.snapshotId, t.firstId] }),
    foreignKey({
      columns: [t.publisherId, t.snapshotId],
      foreignColumns: [groupSnapshots.publisherId, groupSnapshots.id],
    }).onDelete("cascade"),
  ],
);
