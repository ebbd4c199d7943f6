import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { GroupKind } from "@/db/enums";
import { apps, customerGroups, groupSnapshots, knownGroupEmails, publishers } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import { definitionText } from "./definition-text";
import { type Rule, ruleSchema } from "./grammar";
import type { ListInput } from "./schema";
import { type GroupState, problemOfGroup, stateOf, usableFrom } from "./usability";

type Reader = Pick<Context, "db" | "publisherId" | "now">;

const emailCount = sql<number>`(select count(*) from ${knownGroupEmails} e
  where e.publisher_id = ${customerGroups.publisherId} and e.group_id = ${customerGroups.id})`.mapWith(
  Number,
);

const groupColumns = {
  id: customerGroups.id,
  kind: customerGroups.kind,
  name: customerGroups.name,
  appId: customerGroups.appId,
  appName: apps.name,
  iconGlyph: apps.iconGlyph,
  iconColor: apps.iconColor,
  rule: customerGroups.rule,
  ruleVersion: customerGroups.ruleVersion,
  ruleChangedAt: customerGroups.ruleChangedAt,
  isActive: customerGroups.isActive,
  size: customerGroups.size,
  computedAt: customerGroups.computedAt,
  snapshotVersion: groupSnapshots.ruleVersion,
  segmentsWaitADay: publishers.segmentsWaitADay,
  emails: emailCount,
  updatedAt: customerGroups.updatedAt,
  updatedBy: customerGroups.updatedBy,
};

/** One group as lists, builder and picker show it. */
export interface GroupSummary {
  id: number;
  kind: GroupKind;
  name: string;
  app: { id: number; name: string; iconGlyph: string; iconColor: string } | null;
  state: GroupState;
  /** Why it may not be used now, as a sentence. */
  problem: string | null;
  /** Members or addresses; null while computing and below the small group size (S-42). */
  size: number | null;
  usableFrom: Date | null;
  computedAt: Date | null;
  definition: string | null;
  updatedAt: Date;
  updatedBy: string;
}

function selectGroups(ctx: Reader) {
  return ctx.db
    .select(groupColumns)
    .from(customerGroups)
    .innerJoin(publishers, eq(publishers.id, customerGroups.publisherId))
    .leftJoin(
      apps,
      and(eq(apps.publisherId, customerGroups.publisherId), eq(apps.id, customerGroups.appId)),
    )
    .leftJoin(
      groupSnapshots,
      and(
        eq(groupSnapshots.publisherId, customerGroups.publisherId),
        eq(groupSnapshots.id, customerGroups.snapshotId),
      ),
    )
    .$dynamic();
}
type GroupRecord = Awaited<ReturnType<typeof selectGroups>>[number];

function summaryOf(row: GroupRecord, now: Date): GroupSummary {
  const state = stateOf(row, now);
  const { appId, appName, iconGlyph, iconColor } = row;
  const hasApp = appId !== null && appName !== null && iconGlyph !== null && iconColor !== null;
  const isCounted = state === "usable" || state === "waiting";
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    app: hasApp ? { id: appId, name: appName, iconGlyph, iconColor } : null,
    state,
    problem: problemOfGroup(row, now),
    size: row.kind === "known_users" ? row.emails : isCounted ? row.size : null,
    usableFrom: state === "waiting" ? usableFrom(row) : null,
    computedAt: row.computedAt,
    definition: row.rule === null ? null : definitionText(ruleSchema.parse(row.rule)),
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
  };
}

const isInactive = sql`(${customerGroups.kind} = 'segment' and not ${customerGroups.isActive}
  and ${customerGroups.computedAt} is not null)`;
/** Small sizes sort as one: their order would tell which is larger. */
const shownSize = sql`case when ${customerGroups.kind} = 'known_users' then ${emailCount}
  when ${customerGroups.isActive} then ${customerGroups.size} end`;

type SortField = ListInput["sort"] extends infer S ? (S extends `-${infer F}` ? F : never) : never;
const sortColumns: Record<SortField, SQL> = {
  name: sql`lower(${customerGroups.name})`,
  app: sql`lower(${apps.name})`,
  size: shownSize,
  computed: sql`${customerGroups.computedAt}`,
};

function orderBy(sort: ListInput["sort"]): SQL[] {
  const column = sortColumns[sort.replace("-", "") as SortField];
  const direction = sort.startsWith("-") ? sql`desc` : sql`asc`;
  return [sql`${column} ${direction} nulls last`, asc(customerGroups.id)];
}

function matching(ctx: Reader, { tab, q, appId, kind }: ListInput): SQL | undefined {
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return and(
    eq(customerGroups.publisherId, ctx.publisherId),
    tab === "inactive" ? isInactive : sql`not ${isInactive}`,
    q === "" ? undefined : sql`${customerGroups.name} ilike ${pattern}`,
    appId === undefined ? undefined : eq(customerGroups.appId, appId),
    kind && eq(customerGroups.kind, kind),
  );
}

/** One page of My customer groups or of the Inactive segments, with the number in each. */
export async function listGroups(ctx: Reader, input: ListInput) {
  const where = matching(ctx, input);
  const tabOf = (tab: ListInput["tab"]) =>
    and(
      eq(customerGroups.publisherId, ctx.publisherId),
      tab === "inactive" ? isInactive : sql`not ${isInactive}`,
    );
  const [rows, total, mine, inactive] = await Promise.all([
    selectGroups(ctx)
      .where(where)
      .orderBy(...orderBy(input.sort))
      .limit(input.size)
      .offset((input.page - 1) * input.size),
    ctx.db.$count(customerGroups, where),
    ctx.db.$count(customerGroups, tabOf("mine")),
    ctx.db.$count(customerGroups, tabOf("inactive")),
  ]);
  const groups = rows.map((row) => summaryOf(row, ctx.now));
  return { rows: groups, total, tabs: { mine, inactive } };
}

const mostPicked = 500;

/** S-02: the segments of one app and all known user groups, those that can't be used with the reason. */
export async function pickGroups(ctx: Reader, { appId }: { appId: number }) {
  const rows = await selectGroups(ctx)
    .where(
      and(
        eq(customerGroups.publisherId, ctx.publisherId),
        sql`(${customerGroups.kind} = 'known_users' or ${customerGroups.appId} = ${appId})`,
      ),
    )
    .orderBy(sql`lower(${customerGroups.name})`, asc(customerGroups.id))
    .limit(mostPicked);
  return rows.map((row) => summaryOf(row, ctx.now));
}

/** Foreign, missing and groups of the other kind answer alike. */
export async function requireGroup(
  ctx: Reader,
  id: number,
  kind: GroupKind,
): Promise<GroupRecord & { summary: GroupSummary }> {
  const [row] = await selectGroups(ctx).where(
    and(
      eq(customerGroups.publisherId, ctx.publisherId),
      eq(customerGroups.id, id),
      eq(customerGroups.kind, kind),
    ),
  );
  if (!row) throw notFound("customer group");
  return { ...row, summary: summaryOf(row, ctx.now) };
}

/** A segment as the builder edits it. */
export async function segmentById(ctx: Reader, { id }: { id: number }) {
  const { rule, ruleVersion, summary } = await requireGroup(ctx, id, "segment");
  return { ...summary, ruleVersion, rule: ruleSchema.parse(rule) as Rule };
}

/** The part of GroupFact (server/notifications/rules.ts) that only groups know; null = no such group. */
export async function groupFact(ctx: Reader, id: number) {
  const [row] = await selectGroups(ctx).where(
    and(eq(customerGroups.publisherId, ctx.publisherId), eq(customerGroups.id, id)),
  );
  if (!row) return null;
  return { id, name: row.name, appId: row.appId, problem: problemOfGroup(row, ctx.now) };
}

export async function groupSettings(ctx: Reader) {
  const [row] = await ctx.db
    .select({
      smallGroupSize: publishers.smallGroupSize,
      segmentsWaitADay: publishers.segmentsWaitADay,
    })
    .from(publishers)
    .where(eq(publishers.id, ctx.publisherId));
  if (!row) throw notFound("publisher");
  return row;
}
