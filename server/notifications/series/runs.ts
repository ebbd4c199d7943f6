import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { notificationApps, notifications } from "@/db/schema";
import type { Context } from "@/server/context";
import { recordAudit } from "@/server/settings/audit";
import type { NotificationRecord } from "../queries";
import { expiresAtOf } from "../schedule-times";
import { scheduleOf } from "../sending/request";
import { nextStart, scheduleOn, startOn, turnAt } from "./occurrences";

/**
 * A repeating notification sends nothing itself: whenever a run is due it makes an ordinary notification, with an
 * audience, a freeze and statistics of its own, and waits for the next.
 */

interface SeriesRef {
  publisherId: number;
  notificationId: number;
}

/**
 * Makes the run that is due, in one transaction with the step to the next: the row's lock lets one in, and the
 * unique key (series, day) refuses a second run whatever happens (P4).
 * @param leadMinutes local time is made so long before its first send time
 * @returns false when this is no series or nothing of it is due
 */
export async function makeDueRun(
  db: Database,
  { publisherId, notificationId }: SeriesRef,
  leadMinutes: number,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ row: notifications, now: sql`now()`.mapWith(notifications.createdAt) })
      .from(notifications)
      .where(
        and(
          eq(notifications.publisherId, publisherId),
          eq(notifications.id, notificationId),
          eq(notifications.status, "scheduled"),
          sql`${notifications.schedule}->>'repeat' is not null`,
          sql`${notifications.sendAt} <= now() + case when ${notifications.schedule}->>'zone' = 'local'
            then make_interval(mins => ${leadMinutes}::int) else interval '0' end`,
        ),
      )
      .for("update");
    if (!found?.row.occurrenceOn) return false;
    const actor = { kind: "system", name: "Herald" } as const;
    await takeTurn({ db: tx as Database, publisherId, now: found.now, actor }, found.row);
    return true;
  });
}

async function takeTurn(ctx: Context, row: NotificationRecord): Promise<void> {
  const schedule = scheduleOf(row.schedule);
  const { day, missed, next } = turnAt(schedule, row.occurrenceOn ?? "", ctx.now);
  const own = scheduleOn(schedule, day);
  const expiresAt = expiresAtOf(own) ?? null;
  const isOver = expiresAt !== null && expiresAt <= ctx.now;
  if (!isOver) await insertRun(ctx, row, { day, schedule: own, expiresAt });
  if (isOver || missed.length > 0) {
    await recordAudit(ctx, {
      action: "notification.runs_missed",
      target: `notification ${row.id}`,
      details: { days: isOver ? [...missed, day] : missed },
    });
  }
  await goOn(ctx, row, next);
}

/** To the next run, or to the end. */
async function goOn(ctx: Context, row: NotificationRecord, next: string | undefined) {
  await ctx.db
    .update(notifications)
    .set(
      next === undefined
        ? { status: "completed", finishedAt: ctx.now, updatedAt: ctx.now }
        : { occurrenceOn: next, sendAt: startOn(scheduleOf(row.schedule), next) },
    )
    .where(and(eq(notifications.publisherId, ctx.publisherId), eq(notifications.id, row.id)));
}

interface Run {
  day: string;
  schedule: ReturnType<typeof scheduleOn>;
  expiresAt: Date | null;
}

async function insertRun(ctx: Context, series: NotificationRecord, run: Run): Promise<void> {
  const { publisherId, name, kind, template, audience, content, semantics } = series;
  const [row] = await ctx.db
    .insert(notifications)
    .values({
      ...{ publisherId, name, kind, template, audience, content, semantics },
      isTracked: series.isTracked,
      holdOutPercent: series.holdOutPercent,
      priority: series.priority,
      status: "scheduled",
      schedule: run.schedule,
      sendAt: startOn(scheduleOf(series.schedule), run.day),
      expiresAt: run.expiresAt,
      seriesId: series.id,
      occurrenceOn: run.day,
      createdBy: series.createdBy,
      createdAt: ctx.now,
      updatedBy: "Herald",
      updatedAt: ctx.now,
    })
    .onConflictDoNothing({
      target: [notifications.publisherId, notifications.seriesId, notifications.occurrenceOn],
    })
    .returning({ id: notifications.id });
  if (!row) return;
  await ctx.db.execute(sql`
    insert into ${notificationApps} (publisher_id, notification_id, app_id)
    select publisher_id, ${row.id}::bigint, app_id from ${notificationApps}
    where publisher_id = ${publisherId} and notification_id = ${series.id}`);
  const payload = JSON.stringify({ publisherId, notificationId: row.id });
  await ctx.db.execute(
    sql`select graphile_worker.add_job('freeze', ${payload}::json, job_key => ${`freeze:${publisherId}:${row.id}`})`,
  );
}

/** A series that was paused goes on with the first run still to come; those it slept through are not made up for. */
export async function skipSleptThrough(ctx: Context, row: NotificationRecord): Promise<void> {
  const schedule = scheduleOf(row.schedule);
  if (!schedule.repeat || row.occurrenceOn === null) return;
  await goOn(ctx, row, nextStart(schedule, row.occurrenceOn, ctx.now));
}
