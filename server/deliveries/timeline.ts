import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { auditEvents, notifications } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";

/** One thing that happened to a notification. by: who did it, or nobody. */
export interface TimelineEvent {
  at: Date;
  what:
    | "created"
    | "scheduled"
    | "frozen"
    | "started"
    | "first_sent"
    | "paused"
    | "resumed"
    | "cancelled"
    | "finished"
    | "first_launch"
    | "last_launch";
  by: string | null;
  count: number | null;
}

export interface SendTimeline {
  events: TimelineEvent[];
  /** Deliveries recorded by hour, or by day where the rollup keeps days. */
  recorded: { hour: Date; count: number }[];
}

const deeds = {
  "notification.scheduled": "scheduled",
  "notification.paused": "paused",
  "notification.resumed": "resumed",
  "notification.cancelled": "cancelled",
} as const;
type Deed = keyof typeof deeds;
const mostEvents = 200;

/** From draft to the last launch, in order. Of the notification's own row, the audit log and the rollup. */
export async function sendTimeline(
  ctx: Pick<Context, "db" | "publisherId">,
  { id }: { id: number },
): Promise<SendTimeline> {
  const isIt = and(eq(notifications.publisherId, ctx.publisherId), eq(notifications.id, id));
  const [row] = await ctx.db.select().from(notifications).where(isIt);
  if (!row) throw notFound("notification");
  const [done, ends, recorded] = await Promise.all([
    deedsOf(ctx, id),
    firstAndLast(ctx, id),
    recordedByHour(ctx, id),
  ]);
  const own = (what: TimelineEvent["what"], at: Date | null, more: Partial<TimelineEvent> = {}) =>
    at ? [{ at: new Date(at), what, by: null, count: null, ...more }] : [];
  const events: TimelineEvent[] = [
    ...own("created", row.createdAt, { by: row.createdBy }),
    ...done,
    ...own("frozen", row.frozenAt, { count: row.frozenCount }),
    ...own("first_sent", ends.sent),
    ...own("finished", row.finishedAt, { count: row.frozenCount }),
    ...own("first_launch", ends.firstLaunch),
    ...own("last_launch", ends.lastLaunch),
  ];
  return { events: events.sort((a, b) => a.at.getTime() - b.at.getTime()), recorded };
}

async function deedsOf(
  ctx: Pick<Context, "db" | "publisherId">,
  id: number,
): Promise<TimelineEvent[]> {
  const rows = await ctx.db
    .select({ at: auditEvents.at, action: auditEvents.action, by: auditEvents.actor })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.publisherId, ctx.publisherId),
        eq(auditEvents.target, `notification ${id}`),
        inArray(auditEvents.action, Object.keys(deeds)),
      ),
    )
    .orderBy(asc(auditEvents.id))
    .limit(mostEvents);
  return rows.map(({ at, action, by }) => ({ at, what: deeds[action as Deed], by, count: null }));
}

interface Ends extends Record<string, unknown> {
  sent: Date | null;
  firstLaunch: Date | null;
  lastLaunch: Date | null;
}

async function firstAndLast(ctx: Pick<Context, "db" | "publisherId">, id: number): Promise<Ends> {
  const isIts = sql`publisher_id = ${ctx.publisherId} and notification_id = ${id}`;
  const { rows } = await ctx.db.execute<Ends>(sql`
    select (select min(at) from deliveries where ${isIts} and status = 1) as sent,
      (select min(at) from launches where ${isIts}) as "firstLaunch",
      (select max(at) from launches where ${isIts}) as "lastLaunch"`);
  return rows[0] ?? { sent: null, firstLaunch: null, lastLaunch: null };
}

async function recordedByHour(ctx: Pick<Context, "db" | "publisherId">, id: number) {
  const { rows } = await ctx.db.execute<{ hour: Date | string; count: number }>(sql`
    select hour, sum(count)::float8 as count from rollup
    where publisher_id = ${ctx.publisherId} and notification_id = ${id} and status <= 5
    group by 1 order by 1`);
  return rows.map(({ hour, count }) => ({ hour: new Date(hour), count }));
}
