import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";

interface QuarterRow extends Record<string, unknown> {
  timeZone: string | null;
  at: Date | string;
  count: number;
}

/**
 * Launches of one notification by the hour on each customer's own clock, 0 to 23. Postgres groups by zone and quarter
 * of an hour (no zone's offset is finer); the clock is read here, because a device's zone may be one that Postgres does
 * not know. Devices without a zone are counted in UTC.
 */
export async function launchesByLocalHour(
  ctx: Pick<Context, "db" | "publisherId">,
  { id }: { id: number },
): Promise<{ hour: number; count: number }[]> {
  const known = await ctx.db.execute(
    sql`select 1 from notifications where publisher_id = ${ctx.publisherId} and id = ${id}`,
  );
  if (known.rows.length === 0) throw notFound("notification");
  const { rows } = await ctx.db.execute<QuarterRow>(sql`
    select r.time_zone as "timeZone", date_bin('15 minutes', l.at, '2020-01-01Z') as at, count(*)::int as count
    from launches l
    join deliveries d on d.publisher_id = l.publisher_id and d.notification_id = l.notification_id
      and d.registration_id = l.registration_id and d.status = 1
    left join registrations r on r.publisher_id = l.publisher_id and r.id = l.registration_id
    where l.publisher_id = ${ctx.publisherId} and l.notification_id = ${id}
    group by 1, 2`);
  const counts = Array.from({ length: 24 }, () => 0);
  for (const { timeZone, at, count } of rows) {
    const hour = localHour(new Date(at), timeZone ?? "UTC");
    counts[hour] = (counts[hour] ?? 0) + Number(count);
  }
  return counts.map((count, hour) => ({ hour, count }));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** 0 to 23. */
export function localHour(at: Date, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", hourCycle: "h23" });
    clocks.set(timeZone, clock);
  }
  return Number(clock.format(at));
}
