import { sql } from "drizzle-orm";
import {
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
import { big, bytea, instant } from "../columns";
import { publishers } from "../publishers";

type Json = Record<string, unknown>;

/** Trigger → condition → SendPushNotification. The definition of each version is kept: runs name theirs. */
export const flows = pgTable(
  "flows",
  {
    publisherId: integer()
      .notNull()
      .references(() => publishers.id),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    /** flw_…: what senders of webhooks write into the address; carries the publisher's id. */
    publicId: text().notNull(),
    name: text().notNull(),
    isOn: boolean().notNull().default(false),
    /** Why Herald turned it off. */
    offReason: text(),
    version: integer().notNull().default(1),
    definition: jsonb().$type<Json>().notNull(),
    /** definition.trigger.kind, for the look-ups of triggers. */
    trigger: text().notNull(),
    failuresInARow: smallint().notNull().default(0),
    /** Schedules: when it is due next. */
    nextAt: instant(),
    /** Segments: the snapshot whose members have been seen. */
    seenSnapshotId: big(),
    createdBy: text().notNull(),
    updatedBy: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("flows_public_id").on(t.publisherId, t.publicId),
    index("flows_due").on(t.nextAt).where(sql`is_on`),
    index("flows_trigger").on(t.publisherId, t.trigger).where(sql`is_on`),
  ],
);

export const flowVersions = pgTable(
  "flow_versions",
  {
    publisherId: integer().notNull(),
    flowId: integer().notNull(),
    version: integer().notNull(),
    definition: jsonb().$type<Json>().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.flowId, t.version] }),
    foreignKey({
      columns: [t.publisherId, t.flowId],
      foreignColumns: [flows.publisherId, flows.id],
    }).onDelete("cascade"),
  ],
);

/** A signing secret is derived from the installation's key and this salt; at most two live ones. */
export const flowSecrets = pgTable(
  "flow_secrets",
  {
    publisherId: integer().notNull(),
    id: big().notNull().generatedAlwaysAsIdentity(),
    flowId: integer().notNull(),
    salt: bytea().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    index("flow_secrets_flow").on(t.publisherId, t.flowId),
    foreignKey({
      columns: [t.publisherId, t.flowId],
      foreignColumns: [flows.publisherId, flows.id],
    }).onDelete("cascade"),
  ],
);

/** One event that started a flow, and what became of it. */
export const flowRuns = pgTable(
  "flow_runs",
  {
    publisherId: integer().notNull(),
    id: big().notNull().generatedAlwaysAsIdentity(),
    flowId: integer().notNull(),
    /** The version it ran, or will run. */
    version: integer().notNull(),
    /** One event, one run: a signed request by its time and body, a schedule by its instant, … */
    eventKey: text().notNull(),
    /** webhook, schedule, segment, purchase, test or replay. */
    cause: text().notNull(),
    replayOf: big(),
    /** Values of the trigger, flat. */
    input: jsonb().$type<Json>().notNull(),
    status: text().notNull().default("waiting"),
    /** Each row of the condition as it was found. */
    evaluated: jsonb().$type<unknown[]>(),
    /** What a person reads: why it was skipped or failed. */
    detail: text(),
    /** psh_… of what was sent, to how many. */
    pushId: text(),
    people: integer(),
    devices: integer(),
    notFound: integer(),
    /** Hash of recipients, message and parameters: the same again and again is a loop. */
    pushHash: bytea(),
    attempts: smallint().notNull().default(0),
    createdAt: instant().notNull().defaultNow(),
    finishedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.publisherId, t.id] }),
    uniqueIndex("flow_runs_event").on(t.publisherId, t.flowId, t.eventKey),
    index("flow_runs_recent").on(t.publisherId, t.flowId, t.createdAt.desc()),
    index("flow_runs_waiting").on(t.createdAt).where(sql`status = 'waiting'`),
    foreignKey({
      columns: [t.publisherId, t.flowId],
      foreignColumns: [flows.publisherId, flows.id],
    }).onDelete("cascade"),
  ],
);
