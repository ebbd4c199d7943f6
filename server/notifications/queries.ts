import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { apps, notificationApps, notifications } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import { groupFact } from "@/server/groups/queries";
import { sendingRules } from "@/server/settings/sending";
import { notificationProgress } from "./list/progress";
import { checkDraft, type DraftFacts } from "./rules";
import { type Draft, draftSchema } from "./schema";

export type NotificationRecord = typeof notifications.$inferSelect;

/** Foreign and missing answer alike. */
export async function requireNotification(ctx: Context, id: number): Promise<NotificationRecord> {
  const [row] = await ctx.db
    .select()
    .from(notifications)
    .where(and(eq(notifications.publisherId, ctx.publisherId), eq(notifications.id, id)));
  if (!row) throw notFound("notification");
  return row;
}

/** The editable part of a row, in the form's shape. */
export function draftOf(row: NotificationRecord): Draft {
  const { name, audience, schedule, content, semantics, holdOutPercent } = row;
  return draftSchema.parse({ name, audience, schedule, content, semantics, holdOutPercent });
}

export async function draftFacts(ctx: Context, row: NotificationRecord): Promise<DraftFacts> {
  const known = await ctx.db
    .select({
      id: apps.id,
      name: apps.name,
      hasDevices: sql<boolean>`${apps.firstRegisteredAt} is not null`,
      latestVersion: apps.latestVersion,
    })
    .from(apps)
    .where(eq(apps.publisherId, ctx.publisherId));
  const { customerGroupId } = draftOf(row).audience;
  const group = customerGroupId === null ? null : await groupFact(ctx, customerGroupId);
  const { quietHours } = await sendingRules(ctx);
  const { kind, template } = row;
  return { kind, template, now: ctx.now, apps: known, group, quietHours };
}

/** One notification with everything its pages show beside the statistics. */
export async function notificationById(ctx: Context, { id }: { id: number }) {
  const row = await requireNotification(ctx, id);
  const draft = draftOf(row);
  const facts = await draftFacts(ctx, row);
  const isDraft = row.status === "draft";
  const [appRows, progress] = await Promise.all([
    appsFor(ctx, [id]),
    row.frozenAt ? notificationProgress(ctx, { ids: [id] }) : [],
  ]);
  const { audience: _, schedule: __, content: ___, publisherId: ____, ...rest } = row;
  return {
    ...rest,
    draft,
    apps: appRows.get(id) ?? [],
    /** For checkDraft in the browser: the same rules while the author types. */
    facts: { apps: facts.apps, group: facts.group, quietHours: facts.quietHours },
    problems: isDraft ? checkDraft(draft, facts) : { errors: [], warnings: [] },
    progress: progress[0] ?? null,
  };
}

export interface NotificationApp {
  id: number;
  latestVersion: string | null;
  name: string;
  iconGlyph: string;
  iconColor: string;
}

/** The apps of each notification, by name. */
export async function appsFor(
  ctx: Context,
  ids: number[],
): Promise<Map<number, NotificationApp[]>> {
  const found = new Map<number, NotificationApp[]>();
  if (ids.length === 0) return found;
  const rows = await ctx.db
    .select({
      notificationId: notificationApps.notificationId,
      id: apps.id,
      name: apps.name,
      latestVersion: apps.latestVersion,
      iconGlyph: apps.iconGlyph,
      iconColor: apps.iconColor,
    })
    .from(notificationApps)
    .innerJoin(
      apps,
      and(eq(apps.publisherId, notificationApps.publisherId), eq(apps.id, notificationApps.appId)),
    )
    .where(
      and(
        eq(notificationApps.publisherId, ctx.publisherId),
        inArray(notificationApps.notificationId, ids),
      ),
    )
    .orderBy(asc(apps.name));
  for (const { notificationId, ...app } of rows) {
    found.set(notificationId, [...(found.get(notificationId) ?? []), app]);
  }
  return found;
}
