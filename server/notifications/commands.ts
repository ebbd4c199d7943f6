import { eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { NotificationStatus } from "@/db/enums";
import { notifications } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { rememberSent } from "@/server/translation/memory/sent";
import { countAudience } from "./audience-count";
import { actorName, changedElsewhere, matches, replaceApps, wrongStatus } from "./drafts";
import { draftFacts, draftOf, type NotificationRecord, requireNotification } from "./queries";
import { type Reviewed, requireReviewed } from "./review/drift";
import { checkDraft } from "./rules";
import { expiresAtOf, firstSendAt } from "./schedule-times";
import type { Draft, scheduleInput } from "./schema";
import { audienceRequest, type Subject } from "./sending/request";
import { skipSleptThrough } from "./series/runs";

/** What happens to a draft and after: each is one compare-and-set. */

type Id = { id: number };

/** Send (P-40): every rule again, then draft → scheduled with its first send time. */
export async function scheduleNotification(
  ctx: Context,
  { id, revision, reviewed }: z.infer<typeof scheduleInput>,
): Promise<NotificationRecord> {
  const seen = await requireNotification(ctx, id);
  if (seen.status !== "draft" || seen.revision !== revision) throw await changedElsewhere(ctx, id);
  const draft = draftOf(seen);
  await requireSendable(ctx, seen, draft);
  const sendAt = firstSendAt(draft.schedule, ctx.now);
  const subject = { ...draft, template: seen.template, notificationId: id };
  const estimatedCount = await countNow(ctx, { sendAt, subject, reviewed });
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    const [row] = await tx
      .update(notifications)
      .set({
        status: "scheduled",
        sendAt,
        estimatedCount,
        // A repeating one remembers its next day; its runs are made by the engine (series/runs.ts).
        occurrenceOn: draft.schedule.repeat ? draft.schedule.date : null,
        expiresAt: expiresAtOf(draft.schedule) ?? null,
        updatedAt: ctx.now,
        updatedBy: actorName(ctx.actor),
      })
      .where(matches(ctx, id, ["draft"], eq(notifications.revision, revision)))
      .returning();
    if (!row) throw await changedElsewhere(ctx, id);
    await replaceApps(inner, id, draft.audience.appIds);
    await rememberSent(inner, draft.content);
    await wakeEngine(inner, row);
    await recordAudit(inner, {
      action: "notification.scheduled",
      target: `notification ${id}`,
      details: { revision, sendAt: row.sendAt, expiresAt: row.expiresAt },
    });
    return row;
  });
}

interface Asked {
  sendAt?: Date;
  subject: Subject;
  reviewed: Reviewed | undefined;
}

/**
 * How many a later send would reach today; what is sent at once is frozen before anybody could look. Refused when
 * this is not the audience that was reviewed.
 */
async function countNow(ctx: Context, asked: Asked): Promise<number | null> {
  const { sendAt, subject, reviewed } = asked;
  const isLater = sendAt !== undefined && sendAt > ctx.now;
  if (!isLater && !reviewed) return null;
  const request = await audienceRequest(ctx, subject, sendAt ?? ctx.now);
  const { frozen, digest } = await countAudience(ctx, request);
  if (reviewed) requireReviewed(reviewed, { devices: frozen, digest });
  return isLater ? frozen : null;
}

async function requireSendable(ctx: Context, row: NotificationRecord, draft: Draft): Promise<void> {
  const { errors } = checkDraft(draft, await draftFacts(ctx, row));
  if (errors.length === 0) return;
  throw new AppError("unprocessable", errors[0]?.message ?? "The draft can’t be sent yet.", {
    fields: errors.map(({ field, message }) => ({ field, message })),
  });
}

/**
 * Freezes what is due, or wakes the open slices of what was resumed or cancelled. The tick finds all of it by
 * itself; this only spares people the wait for it.
 */
async function wakeEngine(ctx: Context, { id, sendAt }: NotificationRecord): Promise<void> {
  if (sendAt && sendAt > ctx.now) return;
  const payload = JSON.stringify({ publisherId: ctx.publisherId, notificationId: id });
  await ctx.db.execute(
    sql`select graphile_worker.add_job('freeze', ${payload}::json, job_key => ${`freeze:${ctx.publisherId}:${id}`})`,
  );
}

/** What has been sent can't be recalled (P-18); the engine records the rest as cancelled. */
export function cancelNotification(ctx: Context, { id }: Id): Promise<NotificationRecord> {
  return changeStatus(ctx, id, {
    from: ["scheduled", "sending", "paused"],
    action: "cancelled",
    set: {
      status: "cancelled",
      cancelledAt: ctx.now,
      // Nothing was frozen, so there is nothing left to record.
      finishedAt: sql`case when ${notifications.frozenAt} is null then ${ctx.now.toISOString()}::timestamptz end`,
    },
  });
}

export function pauseNotification(ctx: Context, { id }: Id): Promise<NotificationRecord> {
  return changeStatus(ctx, id, {
    from: ["scheduled", "sending"],
    action: "paused",
    set: { status: "paused", pausedBy: actorName(ctx.actor), pauseReason: null },
  });
}

/** Back to where it was paused: before the freeze it waits for its send time, after it goes on sending. */
export function resumeNotification(ctx: Context, { id }: Id): Promise<NotificationRecord> {
  return changeStatus(ctx, id, {
    from: ["paused"],
    action: "resumed",
    set: {
      status: sql`case when ${notifications.frozenAt} is null then 'scheduled' else 'sending' end`,
      // A zone's time is judged from when sending starts, and it starts now.
      sendAt: sql`case when ${notifications.frozenAt} is null
        then greatest(${notifications.sendAt}, ${ctx.now.toISOString()}::timestamptz) else ${notifications.sendAt} end`,
      pausedBy: null,
      pauseReason: null,
    },
  });
}

/** Drafts only: what was sent stays on record. */
export async function removeNotification(ctx: Context, { id }: Id): Promise<Id> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(notifications)
      .where(matches(ctx, id, ["draft"]))
      .returning({ id: notifications.id, name: notifications.name });
    if (!row) throw await wrongStatus(ctx, id, "removed");
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "notification.removed",
        target: `notification ${id}`,
        details: { name: row.name },
      },
    );
    return { id };
  });
}

interface StatusChange {
  from: NotificationStatus[];
  action: "cancelled" | "paused" | "resumed";
  set: PgUpdateSetSource<typeof notifications>;
}

async function changeStatus(ctx: Context, id: number, { from, action, set }: StatusChange) {
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    const [row] = await tx
      .update(notifications)
      .set({ ...set, updatedAt: ctx.now, updatedBy: actorName(ctx.actor) })
      .where(matches(ctx, id, from))
      .returning();
    if (!row) throw await wrongStatus(ctx, id, action);
    if (action === "resumed") await skipSleptThrough(inner, row);
    if (action !== "paused") await wakeEngine(inner, row);
    const target = `notification ${id}`;
    await recordAudit(inner, { action: `notification.${action}`, target });
    return row;
  });
}
