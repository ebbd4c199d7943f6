import { sql } from "drizzle-orm";
import {
  boolean,
  check,
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
import type { DirectorySource, PushSource } from "../enums";
import { apps } from "./apps";
import { big, bytea, instant } from "./columns";
import { notifications } from "./notifications";
import { publishers } from "./publishers";

/** A person of the publisher's directory; customers with the same e-mail or object id are the same person. */
export const directoryPeople = pgTable(
  "directory_people",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: big().notNull().generatedAlwaysAsIdentity(),
    name: text().notNull().default(""),
    /** NFKC, lower case. */
    email: text(),
    /** Of Microsoft Entra ID; lower case, no braces. */
    objectId: text(),
    source: text().$type<DirectorySource>().notNull().default("manual"),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("directory_people_email").on(t.publisherId, t.email),
    uniqueIndex("directory_people_object_id").on(t.publisherId, t.objectId),
    check("directory_people_known", sql`email is not null or object_id is not null`),
  ],
);

export const securityGroups = pgTable(
  "security_groups",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: big().notNull().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    email: text(),
    objectId: text(),
    source: text().$type<DirectorySource>().notNull().default("manual"),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("security_groups_email").on(t.publisherId, t.email),
    uniqueIndex("security_groups_object_id").on(t.publisherId, t.objectId),
    check("security_groups_known", sql`email is not null or object_id is not null`),
  ],
);

/** People who are in a group themselves. */
export const groupPeople = pgTable(
  "group_people",
  {
    publisherId: integer().notNull(),
    groupId: big().notNull(),
    personId: big().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.groupId, t.personId] }),
    index("group_people_person").on(t.publisherId, t.personId),
    foreignKey({
      columns: [t.publisherId, t.groupId],
      foreignColumns: [securityGroups.publisherId, securityGroups.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.publisherId, t.personId],
      foreignColumns: [directoryPeople.publisherId, directoryPeople.id],
    }).onDelete("cascade"),
  ],
);

/** Groups inside a group; circles are allowed, as in a directory. */
export const groupGroups = pgTable(
  "group_groups",
  {
    publisherId: integer().notNull(),
    groupId: big().notNull(),
    memberGroupId: big().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.groupId, t.memberGroupId] }),
    index("group_groups_member").on(t.publisherId, t.memberGroupId),
    foreignKey({
      columns: [t.publisherId, t.groupId],
      foreignColumns: [securityGroups.publisherId, securityGroups.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.publisherId, t.memberGroupId],
      foreignColumns: [securityGroups.publisherId, securityGroups.id],
    }).onDelete("cascade"),
  ],
);

/** Binds callers of SendPushNotification to exactly one app (C-14). Its keys are api_keys with its id. */
export const connections = pgTable(
  "connections",
  {
    publisherId: integer().notNull(),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    /** What callers write into the address, con_…. */
    publicId: text().notNull(),
    appId: integer().notNull(),
    name: text().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    revokedAt: instant(),
    revokedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("connections_public_id").on(t.publisherId, t.publicId),
    foreignKey({
      columns: [t.publisherId, t.appId],
      foreignColumns: [apps.publisherId, apps.id],
    }).onDelete("cascade"),
  ],
);

/** One accepted call of SendPushNotification. */
export const pushes = pgTable(
  "pushes",
  {
    publisherId: integer().notNull(),
    id: big().notNull().generatedAlwaysAsIdentity(),
    /** psh_… */
    publicId: text().notNull(),
    connectionId: integer().notNull(),
    /** What the engine sends; null when nobody can get it. */
    notificationId: big(),
    source: text().$type<PushSource>().notNull(),
    message: text().notNull(),
    opensApp: boolean().notNull(),
    params: jsonb().$type<Record<string, string>>().notNull(),
    createdAt: instant().notNull(),
    createdBy: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("pushes_public_id").on(t.publisherId, t.publicId),
    index("pushes_connection").on(t.publisherId, t.connectionId, t.id.desc()),
    index("pushes_notification").on(t.publisherId, t.notificationId),
    foreignKey({
      columns: [t.publisherId, t.connectionId],
      foreignColumns: [connections.publisherId, connections.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.publisherId, t.notificationId],
      foreignColumns: [notifications.publisherId, notifications.id],
    }),
  ],
);

/** One entry of `recipients`, as it was given, and who it turned out to be. */
export const pushRecipients = pgTable(
  "push_recipients",
  {
    publisherId: integer().notNull(),
    pushId: big().notNull(),
    position: smallint().notNull(),
    recipient: text().notNull(),
    /** person, group or unknown. */
    kind: text().$type<"person" | "group" | "unknown">().notNull(),
    /** The name of then. */
    name: text(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.pushId, t.position] }),
    foreignKey({
      columns: [t.publisherId, t.pushId],
      foreignColumns: [pushes.publisherId, pushes.id],
    }).onDelete("cascade"),
  ],
);

/**
 * The people behind one entry by what was decided when the call was accepted, ≤ 1,000 a row. Arrays as in a
 * frozen audience: 100,000 members are 100 rows. people[i] goes with registrations[i] where a push is sent, so a
 * person with two devices is there twice; otherwise registrations are empty.
 */
export const pushPeople = pgTable(
  "push_people",
  {
    publisherId: integer().notNull(),
    pushId: big().notNull(),
    position: smallint().notNull(),
    /** db/enums.ts pushVerdictCodes. */
    verdict: smallint().notNull(),
    part: integer().notNull(),
    /** Positive: directory_people.id. Negative: the customer of that id, who is in no directory. */
    people: big().array().notNull(),
    registrations: big().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.pushId, t.position, t.verdict, t.part] }),
    foreignKey({
      columns: [t.publisherId, t.pushId],
      foreignColumns: [pushes.publisherId, pushes.id],
    }).onDelete("cascade"),
  ],
);

/** The one directory a publisher takes its people and groups from, and how far that has come. */
export const directorySyncs = pgTable("directory_syncs", {
  publisherId: integer()
    .primaryKey()
    .references(() => publishers.id),
  tenantId: text().notNull(),
  clientId: text().notNull(),
  /** Sealed for the workers. */
  sealedSecret: bytea().notNull(),
  isOn: boolean().notNull().default(true),
  everyMinutes: integer().notNull().default(60),
  /** idle, running, waiting (throttled), failed. */
  state: text().$type<"idle" | "running" | "waiting" | "failed">().notNull().default("idle"),
  /** What a person can do about it. */
  stateReason: text(),
  /** Where the next page is: a nextLink while running, a deltaLink afterwards. */
  peopleLink: text(),
  groupsLink: text(),
  /** The collection that is being read. */
  stage: text().$type<"people" | "groups">().notNull().default("people"),
  pages: integer().notNull().default(0),
  changedPeople: integer().notNull().default(0),
  changedGroups: integer().notNull().default(0),
  startedAt: instant(),
  finishedAt: instant(),
  nextAt: instant(),
  /** Since when everything is read anew: what was not seen since then goes at the end. Null: only changes. */
  fullSince: instant(),
  /** One run at a time; a run that lost its lease writes nothing. */
  leaseOwner: text(),
  leaseUntil: instant(),
  /** Test connection: when it was answered, and what Microsoft said. */
  testedAt: instant(),
  isTestOk: boolean(),
  testAnswer: text(),
  updatedAt: instant().notNull().defaultNow(),
  updatedBy: text().notNull(),
});
