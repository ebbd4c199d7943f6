import { sql } from "drizzle-orm";
import { type DeliveryStatus, deliveryStatusOf, type Reason, reasonOf } from "@/db/enums";
import type { Context } from "@/server/context";
import { audienceCandidates } from "@/server/notifications/audience-sql";
import type { NotificationRecord } from "@/server/notifications/queries";
import { firstSendAt } from "@/server/notifications/schedule-times";
import type { Audience } from "@/server/notifications/schema";
import { audienceRequest, scheduleOf } from "@/server/notifications/sending/request";

type Reader = Pick<Context, "db" | "publisherId">;

/** What the rows say of one registration and one notification; at most one of them is there. */
export interface DeliveryFact {
  kind: "delivered";
  status: DeliveryStatus;
  reason: Reason;
  providerStatus: number;
  attempts: number;
  language: string;
  at: Date;
  launchedAt: Date | null;
}

export type Fact =
  | DeliveryFact
  | { kind: "excluded"; reason: Reason }
  | { kind: "queued"; dueAt: Date; attempt: number }
  | { kind: "not_in_population" };

interface Row extends Record<string, unknown> {
  id: number;
  status: number | null;
  reason: number | null;
  providerStatus: number;
  attempts: number;
  language: string;
  at: Date;
  launchedAt: Date | null;
  excluded: number | null;
  dueAt: Date | null;
  attempt: number | null;
}

/**
 * Delivery by primary key, else the exclusion whose range holds the id, else the open slice that holds it.
 * Exclusions are sorted by id, so a range look-up finds the one row; slices are looked through only while it is
 * being sent, for those without a delivery (1,000 rows for a million).
 */
export async function frozenFacts(
  ctx: Reader,
  {
    notification,
    registrationIds,
  }: { notification: NotificationRecord; registrationIds: number[] },
): Promise<Map<number, Fact>> {
  const ids = `{${registrationIds.join(",")}}`;
  const { id: notificationId } = notification;
  const isUnderWay = notification.finishedAt === null;
  const { rows } = await ctx.db.execute<Row>(sql`
    select r.id, d.status, d.reason, d.provider_status as "providerStatus", d.attempts, d.language, d.at,
      l.at as "launchedAt", e.reason as excluded, s.due_at as "dueAt", s.attempt
    from unnest(${ids}::bigint[]) as r (id)
    left join deliveries d on d.publisher_id = ${ctx.publisherId}
      and d.notification_id = ${notificationId} and d.registration_id = r.id
    left join launches l on l.publisher_id = ${ctx.publisherId}
      and l.notification_id = ${notificationId} and l.registration_id = r.id
    left join lateral (
      select x.reason from exclusions x
      where d.status is null and x.publisher_id = ${ctx.publisherId}
        and x.notification_id = ${notificationId}
        and r.id between x.first_id and x.last_id and r.id = any(x.registration_ids)
      limit 1) e on true
    left join lateral (
      select y.due_at, y.attempt from slices y
      where ${isUnderWay} and d.status is null and e.reason is null and y.publisher_id = ${ctx.publisherId}
        and y.notification_id = ${notificationId} and y.status <> 'done' and r.id = any(y.registration_ids)
      order by y.attempt desc limit 1) s on true`);
  return new Map(rows.map((row) => [Number(row.id), factOf(row)]));
}

function factOf(row: Row): Fact {
  if (row.status !== null) {
    return {
      kind: "delivered",
      status: deliveryStatusOf(row.status),
      reason: reasonOf(row.reason ?? 0),
      providerStatus: row.providerStatus,
      attempts: row.attempts,
      language: row.language,
      at: new Date(row.at),
      launchedAt: row.launchedAt && new Date(row.launchedAt),
    };
  }
  if (row.excluded !== null) return { kind: "excluded", reason: reasonOf(row.excluded) };
  if (row.dueAt) return { kind: "queued", dueAt: new Date(row.dueAt), attempt: row.attempt ?? 0 };
  return { kind: "not_in_population" };
}

/** If it were sent as the draft says: the freeze's own query, asked for these registrations. */
export async function presentReasons(
  ctx: Context,
  { row, audience, registrationIds }: PresentQuestion,
): Promise<Map<number, Reason>> {
  const { template, holdOutPercent, id: notificationId } = row;
  const schedule = scheduleOf(row.schedule);
  const request = await audienceRequest(
    ctx,
    { template, audience, notificationId, schedule, holdOutPercent, registrationIds },
    startOf(row, ctx.now),
  );
  const { rows } = await ctx.db.execute<{ id: number; reason: number }>(sql`
    select c.id, c.reason from (${audienceCandidates(request)}) c
    where c.id = any(${`{${registrationIds.join(",")}}`}::bigint[])`);
  return new Map(rows.map((one) => [Number(one.id), reasonOf(one.reason)]));
}

interface PresentQuestion {
  row: NotificationRecord;
  audience: Audience;
  registrationIds: number[];
}

/** From when its zones are judged, as in the dry run and the freeze. */
export function startOf(row: NotificationRecord, now: Date): Date {
  if (row.frozenAt) {
    return new Date(Math.min(row.sendAt?.getTime() ?? Infinity, row.frozenAt.getTime()));
  }
  if (row.template === "update") return now;
  return firstSendAt(scheduleOf(row.schedule), now) ?? now;
}
