import { and, eq, inArray, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { buildTemplate, templateById } from "@/content/templates";
import type { NotificationStatus, TemplateId } from "@/db/enums";
import { apps, notificationApps, notifications } from "@/db/schema";
import type { Actor, Context } from "@/server/context";
import { AppError, notFound } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { draftOf, type NotificationRecord, requireNotification } from "./queries";
import { utcTime } from "./schedule-times";
import {
  type Audience,
  type createInput,
  type Draft,
  emptySchedule,
  type updateInput,
} from "./schema";
import { requireTemplate, templateOf } from "./templates/queries";

/** Making and editing drafts; commands.ts sends them. */

/** A draft of a template, made for one app where one is named (P-26). */
export async function createNotification(
  ctx: Context,
  { template, savedTemplateId, appId, name }: z.infer<typeof createInput>,
): Promise<NotificationRecord> {
  const app = await templateApp(ctx, appId);
  const start =
    savedTemplateId === undefined
      ? builtIn(template, app)
      : templateOf(await requireTemplate(ctx, savedTemplateId));
  const draft: Draft = {
    name: name ?? start.name,
    audience: { ...emptyAudience, appIds: app ? [app.id] : [] },
    schedule: emptySchedule,
    content: start.content,
    semantics: "at_most_once",
    holdOutPercent: 0,
  };
  return insertDraft(ctx, start.template, draft, "notification.created");
}

/** One of the seven, filled in for the app. */
function builtIn(template: TemplateId, app: Awaited<ReturnType<typeof templateApp>>) {
  const { xml, trackLaunches } = buildTemplate(template, app ?? { name: "your app" });
  const content: Draft["content"] = {
    defaultLanguage: app?.defaultLanguage ?? "en-US",
    document: xml,
    translations: {},
    trackLaunches,
  };
  return {
    name: templateById(template).title.replace(/ \((Toast|Tile)\)$/, ""),
    template,
    content,
  };
}

const emptyAudience: Audience = {
  mode: "single",
  appIds: [],
  reach: "last_active",
  customerGroupId: null,
  filters: null,
};

async function templateApp(ctx: Context, appId: number | undefined) {
  if (appId === undefined) return undefined;
  const [app] = await ctx.db
    .select()
    .from(apps)
    .where(and(eq(apps.publisherId, ctx.publisherId), eq(apps.id, appId)));
  if (!app) throw notFound("app");
  return app;
}

/** A new draft with everything but the send time of the one it is made from. */
export async function duplicateNotification(
  ctx: Context,
  { id }: { id: number },
): Promise<NotificationRecord> {
  const original = await requireNotification(ctx, id);
  const draft = draftOf(original);
  const copy = { ...draft, name: `Copy of ${draft.name}`.slice(0, 120), schedule: emptySchedule };
  return insertDraft(ctx, original.template, copy, "notification.duplicated");
}

async function insertDraft(ctx: Context, template: TemplateId, draft: Draft, action: string) {
  const { kind } = templateById(template);
  const by = actorName(ctx.actor);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(notifications)
      .values({
        ...draft,
        publisherId: ctx.publisherId,
        kind,
        template,
        isTracked: draft.content.trackLaunches,
        createdBy: by,
        updatedBy: by,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .returning();
    if (!row) throw new Error("The insert of a notification returned no row.");
    const inner = { ...ctx, db: tx };
    await replaceApps(inner, row.id, draft.audience.appIds);
    await recordAudit(inner, { action, target: `notification ${row.id}`, details: { template } });
    return row;
  });
}

/** Autosave: any part of a draft, if nobody changed it since the revision the editor saw. */
export async function updateDraft(
  ctx: Context,
  { id, revision, changes }: z.infer<typeof updateInput>,
): Promise<NotificationRecord> {
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    const [row] = await tx
      .update(notifications)
      .set({
        name: changes.name,
        audience: changes.audience,
        schedule: changes.schedule,
        content: changes.content,
        semantics: changes.semantics,
        holdOutPercent: changes.holdOutPercent,
        isTracked: changes.content?.trackLaunches,
        revision: revision + 1,
        updatedAt: ctx.now,
        updatedBy: actorName(ctx.actor),
      })
      .where(matches(ctx, id, ["draft"], eq(notifications.revision, revision)))
      .returning();
    if (!row) throw await changedElsewhere(ctx, id);
    if (changes.audience) await replaceApps(inner, id, changes.audience.appIds);
    return row;
  });
}

export async function replaceApps(ctx: Context, id: number, appIds: number[]): Promise<void> {
  const wanted = [...new Set(appIds)];
  const own = await ctx.db
    .select({ id: apps.id })
    .from(apps)
    .where(and(eq(apps.publisherId, ctx.publisherId), inArray(apps.id, wanted)));
  if (own.length < wanted.length) throw notFound("app");
  await ctx.db
    .delete(notificationApps)
    .where(
      and(
        eq(notificationApps.publisherId, ctx.publisherId),
        eq(notificationApps.notificationId, id),
      ),
    );
  if (wanted.length === 0) return;
  await ctx.db
    .insert(notificationApps)
    .values(wanted.map((appId) => ({ publisherId: ctx.publisherId, notificationId: id, appId })));
}

/** The row in one of these states: the condition of every compare-and-set. */
export function matches(ctx: Context, id: number, from: NotificationStatus[], more?: SQL) {
  return and(
    eq(notifications.publisherId, ctx.publisherId),
    eq(notifications.id, id),
    inArray(notifications.status, from),
    more,
  );
}

const statusWords: Record<NotificationStatus, string> = {
  draft: "a draft",
  scheduled: "scheduled",
  sending: "being sent",
  paused: "paused",
  completed: "completed",
  cancelled: "cancelled",
};

/** Why a compare-and-set found no row. */
export async function wrongStatus(ctx: Context, id: number, action: string): Promise<AppError> {
  const { name, status } = await requireNotification(ctx, id);
  return new AppError(
    "conflict",
    `“${name}” is ${statusWords[status]} and can’t be ${action}. Reload to see where it stands.`,
  );
}

export async function changedElsewhere(ctx: Context, id: number): Promise<AppError> {
  const row = await requireNotification(ctx, id);
  if (row.status !== "draft") return wrongStatus(ctx, id, "changed");
  return new AppError("conflict", `${row.updatedBy} changed this at ${utcTime(row.updatedAt)}.`);
}

export function actorName(actor: Actor): string {
  return actor.kind === "device" ? "A device" : actor.name;
}
