import {
  char,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
} from "drizzle-orm/pg-core";
import { big, instant } from "./columns";

/** One column per delivery status and metric (db/enums.ts); what proves an unknown delivery is kept apart. */
const counts = () => ({
  sent: integer().notNull(),
  channelExpired: integer().notNull(),
  failed: integer().notNull(),
  unknown: integer().notNull(),
  skipped: integer().notNull(),
  launched: integer().notNull(),
  launchedOfUnknown: integer().notNull(),
  toastShown: integer().notNull(),
  toastActivated: integer().notNull(),
  toastDismissed: integer().notNull(),
  toastTimedOut: integer().notNull(),
  toastFailed: integer().notNull(),
  actionCenterShown: integer().notNull(),
  actionCenterActivated: integer().notNull(),
  actionCenterDismissed: integer().notNull(),
  actionCenterTimedOut: integer().notNull(),
  actionCenterFailed: integer().notNull(),
});

/** The rollup summed by notification; kept by triggers of the rollup, in the same transaction. */
export const rollupTotals = pgTable(
  "rollup_totals",
  {
    publisherId: integer().notNull(),
    notificationId: big().notNull(),
    shard: smallint().notNull(),
    ...counts(),
  },
  (t) => [primaryKey({ columns: [t.publisherId, t.notificationId, t.shard] })],
);

/** The rollup summed by day (UTC), app and market; kept by the same triggers. */
export const rollupDays = pgTable(
  "rollup_days",
  {
    publisherId: integer().notNull(),
    day: date({ mode: "string" }).notNull(),
    appId: integer().notNull(),
    market: char({ length: 2 }).notNull(),
    shard: smallint().notNull(),
    ...counts(),
    /** Of sent: toasts, and those of them whose launches and interactions are reported. */
    toastsSent: integer().notNull(),
    trackedSent: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.publisherId, t.day, t.appId, t.market, t.shard] })],
);

/** What the recount found: the rollup against the rows it stands for, and its sums against the rollup. */
export const recounts = pgTable(
  "recounts",
  {
    publisherId: integer().notNull(),
    at: instant().notNull(),
    tookMs: integer().notNull(),
    notifications: integer().notNull(),
    differenceCount: integer().notNull(),
    /** The first of them: server/analyze/recount.ts Difference[]. */
    differences: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.publisherId, t.at] }), index("recounts_at").on(t.at)],
);
