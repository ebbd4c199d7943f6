import { and, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { NotificationStatus } from "@/db/enums";
import { customerGroups, notificationApps, notifications, rollupTotals } from "@/db/schema";
import type { Context } from "@/server/context";
import { ratesFor } from "@/server/deliveries/queries";
import { appsFor } from "../queries";
import type { Audience } from "../schema";
import { scheduleOf } from "../sending/request";
import { notificationProgress } from "./progress";
import type { ListInput } from "./schema";

const tabStatuses: Record<ListInput["tab"], NotificationStatus[] | undefined> = {
  all: undefined,
  drafts: ["draft"],
  scheduled: ["scheduled"],
  "in-progress": ["sending", "paused"],
  completed: ["completed", "cancelled"],
};

/** Sums of every notification of the publisher; joined only when a rate sorts: a row per notification and writer. */
function allTotals(ctx: Context) {
  const sumOf = (...columns: AnyPgColumn[]) =>
    sql<number>`sum(${sql.join(columns, sql` + `)})::float8`;
  const { sent, channelExpired, failed, unknown, launched } = rollupTotals;
  return ctx.db
    .select({
      notificationId: rollupTotals.notificationId,
      sent: sumOf(sent).as("sent"),
      asked: sumOf(sent, channelExpired, failed, unknown).as("asked"),
      launched: sumOf(launched).as("launched"),
    })
    .from(rollupTotals)
    .where(eq(rollupTotals.publisherId, ctx.publisherId))
    .groupBy(rollupTotals.notificationId)
    .as("totals");
}

type SortField = ListInput["sort"] extends infer S ? (S extends `-${infer F}` ? F : never) : never;

const sortColumns: Record<SortField, SQL> = {
  name: sql`lower(${notifications.name})`,
  status: sql`array_position(array['draft','scheduled','sending','paused','completed','cancelled'], ${notifications.status})`,
  sendTime: sql`coalesce(${notifications.sendAt}, ${notifications.updatedAt})`,
  recipients: sql`coalesce(${notifications.frozenCount}, ${notifications.estimatedCount})`,
  deliveryRate: sql`totals.sent / nullif(totals.asked, 0)`,
  launchRate: sql`case when ${notifications.isTracked} then coalesce(totals.launched, 0) / nullif(totals.sent, 0) end`,
};

function orderBy(sort: ListInput["sort"]): SQL[] {
  const isDescending = sort.startsWith("-");
  const column = sortColumns[sort.replace("-", "") as SortField];
  const direction = isDescending ? sql`desc` : sql`asc`;
  return [sql`${column} ${direction} nulls last`, desc(notifications.id)];
}

/** Pushes of connections have a history of their own. Index notifications_list. */
const isWritten = sql`${notifications.priority} >= 0`;

type ListFilter = Pick<ListInput, "tab" | "q" | "appId" | "kind" | "seriesId">;

function matching(ctx: Context, { tab, q, appId, kind, seriesId }: ListFilter): SQL | undefined {
  const statuses = tabStatuses[tab];
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return and(
    eq(notifications.publisherId, ctx.publisherId),
    isWritten,
    statuses && inArray(notifications.status, statuses),
    q === "" ? undefined : sql`${notifications.name} ilike ${pattern}`,
    kind && eq(notifications.kind, kind),
    seriesId === undefined ? undefined : eq(notifications.seriesId, seriesId),
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
  schedule: notifications.schedule,
  seriesId: notifications.seriesId,
  occurrenceOn: notifications.occurrenceOn,
  sendAt: notifications.sendAt,
  frozenAt: notifications.frozenAt,
  frozenCount: notifications.frozenCount,
  estimatedCount: notifications.estimatedCount,
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
  const [appRows, groupNames, rates, progress] = await Promise.all([
    appsFor(ctx, ids),
    groupNamesFor(
      ctx,
      rows.map((row) => row.audience.customerGroupId),
    ),
    ratesFor(ctx, frozen),
    moving.length > 0 ? notificationProgress(ctx, { ids: moving }) : [],
  ]);
  return rows.map(({ audience, frozenCount, estimatedCount, schedule, ...row }) => ({
    ...row,
    schedule: scheduleOf(schedule),
    apps: appRows.get(row.id) ?? [],
    customerGroupId: audience.customerGroupId,
    groupName: groupNames.get(audience.customerGroupId ?? 0) ?? null,
    recipients: frozenCount ?? estimatedCount,
    /** Before the freeze: counted when Send was pressed. */
    isEstimate: frozenCount === null && estimatedCount !== null,
    deliveryRate: rates.get(row.id)?.deliveryRate ?? null,
    launchRate: rates.get(row.id)?.launchRate ?? null,
    progress: progress.find(({ id }) => id === row.id) ?? null,
  }));
}

async function groupNamesFor(ctx: Context, ids: (number | null)[]): Promise<Map<number, string>> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: customerGroups.id, name: customerGroups.name })
    .from(customerGroups)
    .where(
      and(eq(customerGroups.publisherId, ctx.publisherId), inArray(customerGroups.id, wanted)),
    );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function countTabs(ctx: Context): Promise<Record<ListInput["tab"], number>> {
  const rows = await ctx.db
    .select({ status: notifications.status, count: count() })
    .from(notifications)
    .where(and(eq(notifications.publisherId, ctx.publisherId), isWritten))
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
