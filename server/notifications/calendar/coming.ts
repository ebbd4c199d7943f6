import { and, asc, eq, gte, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { notifications } from "@/db/schema";
import type { Context } from "@/server/context";
import { type AudienceRequest, audienceCandidates } from "../audience-sql";
import type { NotificationRecord } from "../queries";
import { firstSendAt, lastSendAt } from "../schedule-times";
import { audienceSchema, type Schedule } from "../schema";
import { audienceRequest, scheduleOf } from "../sending/request";
import { occurrenceAfter, scheduleOn, startOn } from "../series/occurrences";

/** One send that is planned and not frozen; a repeating notification has one for each run. */
export interface Coming {
  row: NotificationRecord;
  schedule: Schedule;
  /** The day of a run. */
  day: string | null;
  firstAt: Date;
  lastAt: Date;
}

const dayMs = 86_400_000;
/** Local times may begin so long before and end so long after the span that is looked at. */
const longestSendMs = 2 * dayMs;

/** What is scheduled and may send between the two instants, soonest first. */
export async function comingSends(
  ctx: Pick<Context, "db" | "publisherId">,
  span: { from: Date; to: Date; exceptId?: number },
): Promise<Coming[]> {
  const rows = await ctx.db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.publisherId, ctx.publisherId),
        eq(notifications.status, "scheduled"),
        lte(notifications.sendAt, span.to),
        ne(notifications.id, span.exceptId ?? 0),
        or(
          gte(notifications.sendAt, new Date(span.from.getTime() - longestSendMs)),
          sql`${notifications.schedule}->>'repeat' is not null`,
        ),
      ),
    )
    .orderBy(asc(notifications.sendAt));
  return rows
    .flatMap((row) => sendsOf(row, span.to))
    .filter(({ firstAt, lastAt }) => lastAt >= span.from && firstAt <= span.to)
    .sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime());
}

function sendsOf(row: NotificationRecord, to: Date): Coming[] {
  const schedule = scheduleOf(row.schedule);
  if (!schedule.repeat) {
    const firstAt = row.sendAt ?? row.updatedAt;
    return [
      { row, schedule, day: row.occurrenceOn, firstAt, lastAt: endOf(row, schedule, firstAt) },
    ];
  }
  const runs: Coming[] = [];
  let day = row.occurrenceOn ?? undefined;
  while (day !== undefined && startOn(schedule, day) <= to) {
    const own = scheduleOn(schedule, day);
    const firstAt = startOn(schedule, day);
    runs.push({ row, schedule: own, day, firstAt, lastAt: endOf(row, own, firstAt) });
    day = occurrenceAfter(schedule, day);
  }
  return runs;
}

function endOf(row: NotificationRecord, schedule: Schedule, firstAt: Date): Date {
  if (row.template === "update") return new Date(firstAt.getTime() + dayMs);
  return lastSendAt(schedule, firstAt) ?? firstAt;
}

/** (person, source, at) of those who would get it as things stand; source is the caller's number for it. */
export async function eventsOf(
  ctx: Pick<Context, "db" | "publisherId">,
  { row, schedule, firstAt }: Pick<Coming, "row" | "schedule" | "firstAt">,
  source: number,
): Promise<SQL> {
  const audience = audienceSchema.parse(row.audience);
  const subject = { ...row, audience, schedule, notificationId: row.id };
  const start = firstSendAt(schedule, firstAt) ?? firstAt;
  return eventsFrom(await audienceRequest(ctx, subject, start), source);
}

export function eventsFrom(request: AudienceRequest, source: number): SQL {
  return sql`select coalesce(customer_id, -id) as person, ${source}::bigint as source, due_at as at
    from (${audienceCandidates(request)}) candidate where reason = 0`;
}
