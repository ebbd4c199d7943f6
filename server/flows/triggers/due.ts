import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { flows } from "@/db/schema";
import { acceptEvent } from "@/server/flows/runs/accept";
import { type Fields, flowDefinition } from "@/server/flows/schema";
import { nextTime } from "./next-time";

export interface FlowRef {
  publisherId: number;
  flowId: number;
}

/** For the tick: schedules whose time has come, and segments that were computed anew. Indexes flows_due, flows_trigger. */
export const dueFlowsSql = `
  with due as (
    select f.publisher_id, f.id from flows f
    where f.is_on and f.next_at <= now()
    union
    select f.publisher_id, f.id from flows f
    join customer_groups g on g.publisher_id = f.publisher_id
      and g.id = (f.definition->'trigger'->>'groupId')::int
    where f.is_on and f.trigger = 'segment' and g.snapshot_id is not null
      and g.snapshot_id is distinct from f.seen_snapshot_id
    limit 1000
  ),
  free as (
    select * from due d where not exists (
      select from graphile_worker.jobs j
      where j.key = 'flow-due:' || d.publisher_id || ':' || d.id and j.attempts < j.max_attempts)
  ),
  added as (
    select * from graphile_worker.add_jobs((
      select array_agg(row('flow-due', json_build_object('publisherId', publisher_id, 'flowId', id),
        null, now(), 3, 'flow-due:' || publisher_id || ':' || id, 0, null)::graphile_worker.job_spec)
      from free having count(*) > 0))
  )
  select case when exists (select from free) then (select count(*) from added) else 0 end as count`;

/** Starts what is due of one flow; a second worker finds the row locked and then nothing due. */
export async function startDue(db: Database, ref: FlowRef, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [flow] = await tx
      .select()
      .from(flows)
      .where(
        and(eq(flows.publisherId, ref.publisherId), eq(flows.id, ref.flowId), eq(flows.isOn, true)),
      )
      .for("update");
    if (!flow) return;
    const { trigger } = flowDefinition.parse(flow.definition);
    const inner = { db: tx as Database, now, publisherId: ref.publisherId };
    const event = { flowId: flow.id, version: flow.version };
    if (trigger.kind === "schedule" && flow.nextAt && flow.nextAt <= now) {
      // Times that passed while nobody worked are one run, not many.
      await acceptEvent(inner, {
        ...event,
        ...{ cause: "schedule", eventKey: `schedule:${flow.nextAt.toISOString()}` },
        input: clockFields(flow.nextAt, zoneOf(trigger.schedule)),
      });
      await tx
        .update(flows)
        .set({ nextAt: nextTime(trigger.schedule, now) })
        .where(and(eq(flows.publisherId, ref.publisherId), eq(flows.id, flow.id)));
    }
    if (trigger.kind === "segment" && trigger.groupId !== null) {
      await startEntered(inner, { ...event, groupId: trigger.groupId, seen: flow.seenSnapshotId });
    }
  });
}

function zoneOf(schedule: { unit: string; zone?: string }): string {
  return schedule.zone ?? "UTC";
}

/** The trigger's values: the moment, as the schedule's own clock shows it. */
export function clockFields(at: Date, timeZone: string): Fields {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-CA", { timeZone, ...options }).format(at);
  return {
    at: at.toISOString(),
    date: part({ year: "numeric", month: "2-digit", day: "2-digit" }),
    time: part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    weekday: part({ weekday: "long" }),
  };
}

/** Runs that are started in one turn; the others of a computation follow at the next ticks. */
const mostEntered = 1_000;

interface Entered {
  flowId: number;
  version: number;
  groupId: number;
  seen: number | null;
}

/**
 * Who is in the newest computation and was not in the one before. The first one only says who is there. The one before
 * stays until all who came have a run, and their runs are named by it: a computation in between starts nobody twice.
 */
async function startEntered(
  ctx: { db: Database; now: Date; publisherId: number },
  { groupId, seen, ...event }: Entered,
): Promise<void> {
  const { db, publisherId, now } = ctx;
  const { rows: groups } = await db.execute<{ name: string; snapshot: string }>(sql`
    select name, snapshot_id as snapshot from customer_groups
    where publisher_id = ${publisherId} and id = ${groupId} and snapshot_id is not null`);
  const [group] = groups;
  const snapshot = Number(group?.snapshot ?? 0);
  if (!group || snapshot === seen) return;
  if (seen !== null) {
    const { rows: people } = await db.execute<{
      id: string;
      email: string | null;
      name: string | null;
    }>(sql`
      select c.id, c.email, c.external_id as name from (
        select unnest(customer_ids) as id from group_snapshot_members
        where publisher_id = ${publisherId} and snapshot_id = ${snapshot}
        except
        select unnest(customer_ids) from group_snapshot_members
        where publisher_id = ${publisherId} and snapshot_id = ${seen}
      ) entered
      join customers c on c.publisher_id = ${publisherId} and c.id = entered.id
      where not exists (
        select from flow_runs r
        where r.publisher_id = ${publisherId} and r.flow_id = ${event.flowId}
          and r.event_key = ${`segment:${seen}:`} || c.id)
      order by c.id
      limit ${mostEntered}`);
    for (const person of people) {
      await acceptEvent(ctx, {
        ...event,
        ...{ cause: "segment", eventKey: `segment:${seen}:${person.id}` },
        input: {
          ...{ email: person.email ?? "", customer: person.name ?? "" },
          ...{ segment: group.name, at: now.toISOString() },
        },
      });
    }
    if (people.length === mostEntered) return;
  }
  await db
    .update(flows)
    .set({ seenSnapshotId: snapshot })
    .where(and(eq(flows.publisherId, publisherId), eq(flows.id, event.flowId)));
}
