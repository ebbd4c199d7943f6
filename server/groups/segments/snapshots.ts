import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { customerGroups, publishers } from "@/db/schema";
import { type Rule, ruleSchema } from "../grammar";
import { ruleSql } from "../rule-sql";

export interface GroupRef {
  publisherId: number;
  groupId: number;
}

type Executor = Pick<Database, "execute" | "select" | "update">;

const chunkLength = 1_000;
const refreshMs = 86_400_000;

/**
 * Computes a segment's membership and makes it the current one, all or nothing. Must run inside a transaction.
 * @returns undefined when the segment is gone or its rule changed meanwhile: another job is on its way
 */
export async function takeSnapshot(
  tx: Executor,
  ref: GroupRef,
  at: Date,
): Promise<{ size: number } | undefined> {
  const segment = await segmentOf(tx, ref);
  if (!segment) return undefined;
  const snapshot = await insertSnapshot(tx, { ...ref, ...segment }, at);
  const [row] = await tx
    .update(customerGroups)
    .set({
      snapshotId: snapshot.id,
      size: snapshot.size,
      isActive: snapshot.size >= segment.smallSize,
      computedAt: at,
      refreshAt: new Date(at.getTime() + refreshMs),
    })
    .where(and(matches(ref), eq(customerGroups.ruleVersion, segment.ruleVersion)))
    .returning({ id: customerGroups.id });
  if (!row) {
    await tx.execute(sql`delete from group_snapshots
      where publisher_id = ${ref.publisherId} and id = ${snapshot.id}`);
    return undefined;
  }
  await dropUnused(tx, ref, snapshot.id);
  return { size: snapshot.size };
}

interface Segment {
  appId: number;
  rule: Rule;
  ruleVersion: number;
  smallSize: number;
}

async function segmentOf(tx: Executor, ref: GroupRef): Promise<Segment | undefined> {
  const [row] = await tx
    .select({
      appId: customerGroups.appId,
      rule: customerGroups.rule,
      ruleVersion: customerGroups.ruleVersion,
      smallSize: publishers.smallGroupSize,
    })
    .from(customerGroups)
    .innerJoin(publishers, eq(publishers.id, customerGroups.publisherId))
    .where(and(matches(ref), eq(customerGroups.kind, "segment")));
  if (!row || row.appId === null) return undefined;
  return { ...row, appId: row.appId, rule: ruleSchema.parse(row.rule) };
}

function matches({ publisherId, groupId }: GroupRef) {
  return and(eq(customerGroups.publisherId, publisherId), eq(customerGroups.id, groupId));
}

/**
 * One pass: all members as one sorted array, cut into rows of 1,000. A scan of the app's customers; 1,000,000
 * take about a second (bench/groups.ts).
 */
async function insertSnapshot(
  tx: Executor,
  { publisherId, groupId, appId, rule, ruleVersion }: GroupRef & Segment,
  at: Date,
): Promise<{ id: number; size: number }> {
  const { rows } = await tx.execute<{ id: string; size: string }>(sql`
    with member as materialized (
      select array_agg(c.customer_id order by c.customer_id) as ids from app_customers c
      where c.publisher_id = ${publisherId} and c.app_id = ${appId} and ${ruleSql(rule, at)}
    ),
    snapshot as (
      insert into group_snapshots (publisher_id, group_id, rule_version, rule, size, computed_at)
      select ${publisherId}::int, ${groupId}::int, ${ruleVersion}::int, ${JSON.stringify(rule)}::jsonb,
        coalesce(cardinality(ids), 0), ${at.toISOString()}::timestamptz
      from member
      returning id, size
    ),
    chunk as (
      insert into group_snapshot_members (publisher_id, snapshot_id, first_id, last_id, customer_ids, count)
      select ${publisherId}::int, snapshot.id, ids[1], ids[cardinality(ids)], ids, cardinality(ids)
      from (
        select ids[n * ${chunkLength}::int + 1 : (n + 1) * ${chunkLength}::int] as ids
        from member, generate_series(0, (cardinality(ids) - 1) / ${chunkLength}::int) n
      ) piece, snapshot
    )
    select id, size from snapshot`);
  return { id: Number(rows[0]?.id), size: Number(rows[0]?.size) };
}

/** Older ones stay only where a notification was frozen while they were the current one: Why? reads them. */
async function dropUnused(tx: Executor, { publisherId, groupId }: GroupRef, currentId: number) {
  await tx.execute(sql`
    delete from group_snapshots s using (
      select id, computed_at, lead(computed_at) over (order by computed_at, id) as until
      from group_snapshots where publisher_id = ${publisherId} and group_id = ${groupId}
    ) reign
    where s.publisher_id = ${publisherId} and s.id = reign.id and s.id <> ${currentId}
      -- What a flow compares the next one with.
      and not exists (
        select from flows f where f.publisher_id = ${publisherId} and f.seen_snapshot_id = s.id)
      and not exists (
        select from notifications n
        where n.publisher_id = ${publisherId} and n.audience->>'customerGroupId' = ${String(groupId)}
          and (n.group_snapshot_id = s.id
            -- A freeze that has not committed yet, or from before the column.
            or n.group_snapshot_id is null and n.frozen_at >= reign.computed_at - interval '1 minute'
              and n.frozen_at <= reign.until + interval '1 minute'))`);
}

/** The freeze must not use a rule that was changed after the last snapshot. */
export async function ensureSnapshot(tx: Executor, ref: GroupRef, at: Date): Promise<void> {
  const { rows } = await tx.execute<{ id: number }>(sql`
    select g.id from customer_groups g
    left join group_snapshots s on s.publisher_id = g.publisher_id and s.id = g.snapshot_id
    where g.publisher_id = ${ref.publisherId} and g.id = ${ref.groupId} and g.kind = 'segment'
      and s.rule_version is distinct from g.rule_version`);
  if (rows.length > 0) await takeSnapshot(tx, ref, at);
}
