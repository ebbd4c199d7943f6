import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { NotificationStatus } from "@/db/enums";
import { apps, notificationApps, notifications, rollup } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import {
  deliveryRateOf,
  launchRateOf,
  notificationProgress,
  totalColumns,
  totalsFor,
} from "./progress";
import { checkDraft, type DraftFacts } from "./rules";
import { type Audience, type Draft, draftSchema, type ListInput, type Schedule } from "./schema";

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
  const { name, audience, schedule, content, semantics } = row;
  return draftSchema.parse({ name, audience, schedule, content, semantics });
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
  return { kind: row.kind, template: row.template, now: ctx.now, apps: known, group: null };
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
    problems: isDraft ? checkDraft(draft, facts) : { errors: [], warnings: [] },
    progress: progress[0] ?? null,
  };
}

export interface NotificationApp {
  id: number;
  name: string;
  iconGlyph: string;
  iconColor: string;
}

async function appsFor(ctx: Context, ids: number[]): Promise<Map<number, NotificationApp[]>> {
  const found = new Map<number, NotificationApp[]>();
  if (ids.length === 0) return found;
  const rows = await ctx.db
    .select({
      notificationId: notificationApps.notificationId,
      id: apps.id,
      name: apps.name,
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

const tabStatuses: Record<ListInput["tab"], NotificationStatus[] | undefined> = {
  all: undefined,
  drafts: ["draft"],
  scheduled: ["scheduled"],
  "in-progress": ["sending", "paused"],
  completed: ["completed", "cancelled"],
};

/** Totals of every notification of the publisher; joined only when a rate sorts the list. */
function allTotals(ctx: Context) {
  return ctx.db
    .select({ notificationId: rollup.notificationId, ...totalColumns })
    .from(rollup)
    .where(eq(rollup.publisherId, ctx.publisherId))
    .groupBy(rollup.notificationId)
    .as("totals");
}

type SortField = ListInput["sort"] extends infer S ? (S extends `-${infer F}` ? F : never) : never;

const sortColumns: Record<SortField, SQL> = {
  name: sql`lower(${notifications.name})`,
  status: sql`array_position(array['draft','scheduled','sending','paused','completed','cancelled'], ${notifications.status})`,
  sendTime: sql`coalesce(${notifications.sendAt}, ${notifications.updatedAt})`,
  recipients: sql`${notifications.frozenCount}`,
  deliveryRate: sql`totals.sent::float8 / nullif(totals.asked, 0)`,
  launchRate: sql`case when ${notifications.isTracked} then totals.launched::float8 / nullif(totals.sent, 0) end`,
};

function orderBy(sort: ListInput["sort"]): SQL[] {
  const isDescending = sort.startsWith("-");
  const column = sortColumns[sort.replace("-", "") as SortField];
  const direction = isDescending ? sql`desc` : sql`asc`;
  return [sql`${column} ${direction} nulls last`, desc(notifications.id)];
}

type ListFilter = Pick<ListInput, "tab" | "q" | "appId" | "kind">;

function matching(ctx: Context, { tab, q, appId, kind }: ListFilter): SQL | undefined {
  const statuses = tabStatuses[tab];
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return and(
    eq(notifications.publisherId, ctx.publisherId),
    statuses && inArray(notifications.status, statuses),
    q === "" ? undefined : sql`${notifications.name} ilike ${pattern}`,
    kind && eq(notifications.kind, kind),
    appId === undefined
      ? undefined
      : sql`exists (select from ${notificationApps} na where na.publisher_id = ${ctx.publisherId} and na.notification_id = ${notifications.id} and na.app_id = ${appId})`,
  );
}

const listColumns = {
  id: notifications.id,
  name: notifications.name,
  kind: notifications.kind,
  template: notifications.template,
  status: notifications.status,
  pauseReason: notifications.pauseReason,
  pausedBy: notifications.pausedBy,
  audience: sql<Audience>`${notifications.audience}`,
  schedule: sql<Schedule>`${notifications.schedule}`,
  sendAt: notifications.sendAt,
  frozenAt: notifications.frozenAt,
  frozenCount: notifications.frozenCount,
  finishedAt: notifications.finishedAt,
  updatedAt: notifications.updatedAt,
  updatedBy: notifications.updatedBy,
  isTracked: notifications.isTracked,
};

/** One page of the notifications table (P-64, P-65) with the number in each tab. */
export async function listNotifications(ctx: Context, input: ListInput) {
  const where = matching(ctx, input);
  const [rows, [total], tabs] = await Promise.all([
    selectPage(ctx, input, where),
    ctx.db.select({ count: count() }).from(notifications).where(where),
    countTabs(ctx),
  ]);
  return { rows: await withFigures(ctx, rows), total: total?.count ?? 0, tabs };
}

function selectPage(ctx: Context, input: ListInput, where: SQL | undefined) {
  const base = ctx.db.select(listColumns).from(notifications).$dynamic();
  if (/Rate$/.test(input.sort)) {
    const totals = allTotals(ctx);
    base.leftJoin(totals, eq(totals.notificationId, notifications.id));
  }
  return base
    .where(where)
    .orderBy(...orderBy(input.sort))
    .limit(input.size)
    .offset((input.page - 1) * input.size);
}

type ListRecord = Awaited<ReturnType<typeof selectPage>>[number];
export type NotificationRow = Awaited<ReturnType<typeof withFigures>>[number];

async function withFigures(ctx: Context, rows: ListRecord[]) {
  const ids = rows.map((row) => row.id);
  const frozen = rows.filter((row) => row.frozenAt).map((row) => row.id);
  const moving = rows.filter((row) => row.frozenAt && !row.finishedAt).map((row) => row.id);
  const [appRows, totals, progress] = await Promise.all([
    appsFor(ctx, ids),
    totalsFor(ctx, frozen),
    moving.length > 0 ? notificationProgress(ctx, { ids: moving }) : [],
  ]);
  return rows.map(({ audience, frozenCount, ...row }) => ({
    ...row,
    apps: appRows.get(row.id) ?? [],
    customerGroupId: audience.customerGroupId,
    recipients: frozenCount,
    deliveryRate: deliveryRateOf(totals.get(row.id)),
    launchRate: row.isTracked ? launchRateOf(totals.get(row.id)) : null,
    progress: progress.find(({ id }) => id === row.id) ?? null,
  }));
}

async function countTabs(ctx: Context): Promise<Record<ListInput["tab"], number>> {
  const rows = await ctx.db
    .select({ status: notifications.status, count: count() })
    .from(notifications)
    .where(eq(notifications.publisherId, ctx.publisherId))
    .groupBy(notifications.status);
  const sumOf = (tab: ListInput["tab"]) =>
    rows
      .filter((row) => tabStatuses[tab]?.includes(row.status) ?? true)
      .reduce((sum, row) => sum + row.count, 0);
  return {
    all: sumOf("all"),
    drafts: sumOf("drafts"),
    scheduled: sumOf("scheduled"),
    "in-progress": sumOf("in-progress"),
    completed: sumOf("completed"),
  };
}
