import { and, asc, eq, gt, lte, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { notifications, slices } from "@/db/schema";
import type { Context } from "@/server/context";
import { sendingRules } from "@/server/settings/sending";
import { appsFor } from "../queries";
import type { calendarInput } from "../schema";
import { recentEvents } from "../sending/frequency-sql";
import { type Coming, comingSends, eventsOf } from "./coming";

export interface CalendarEntry {
  id: number;
  name: string;
  appNames: string;
  status: "scheduled" | "sending";
  firstAt: Date;
  lastAt: Date;
  /** On every customer's own clock. */
  local: { date: string; time: string } | null;
  /** The day of a run that is not made yet. */
  day: string | null;
  devices: number | null;
  isEstimate: boolean;
}

export interface Crowding {
  minutes: number;
  /** People who get two or more within any such time, over the days shown. */
  people: number;
  /** By the day (UTC) on which the second of them comes. */
  byDay: { day: string; people: number }[];
}

const dayMs = 86_400_000;
const mostEntries = 30;
const suggestedMinutes = 30;

/** What will be sent in the next days, and how many people get two or more in the cap's window and in a day. */
export async function sendCalendar(ctx: Context, { days }: z.infer<typeof calendarInput>) {
  const to = new Date(ctx.now.getTime() + days * dayMs);
  const [coming, sending, { cap }] = await Promise.all([
    comingSends(ctx, { from: ctx.now, to }),
    sendingNow(ctx, to),
    sendingRules(ctx),
  ]);
  const shown = coming.slice(0, mostEntries);
  const apps = await appsFor(ctx, [
    ...shown.map(({ row }) => row.id),
    ...sending.map(({ id }) => id),
  ]);
  const windows = [...new Set([cap?.minutes ?? suggestedMinutes, 1_440])];
  const { crowding, spans } = await crowdingOf(ctx, shown, windows);
  const appNames = (id: number) => (apps.get(id) ?? []).map(({ name }) => name).join(", ");
  const entries: CalendarEntry[] = [
    ...sending.map((entry) => ({ ...entry, appNames: appNames(entry.id) })),
    ...shown.map((entry, n) => ({
      ...entryOf(entry),
      // By the zones that have devices, where anybody gets it.
      ...spans.get(n),
      appNames: appNames(entry.row.id),
    })),
  ];
  return {
    entries: entries.sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime()),
    isCut: coming.length > mostEntries,
    crowding,
    to,
  };
}

function entryOf(coming: Coming): Omit<CalendarEntry, "appNames"> {
  const { row, schedule, day, firstAt, lastAt } = coming;
  const { date, time, zone, immediately } = schedule;
  const isLocal = zone === "local" && !immediately && row.template !== "update";
  return {
    local: isLocal && date && time ? { date, time } : null,
    id: row.id,
    name: row.name,
    status: "scheduled",
    firstAt,
    lastAt,
    day,
    devices: row.estimatedCount,
    isEstimate: true,
  };
}

async function sendingNow(ctx: Context, to: Date): Promise<Omit<CalendarEntry, "appNames">[]> {
  const rows = await ctx.db
    .select({
      id: notifications.id,
      name: notifications.name,
      firstAt: sql<Date>`min(${slices.dueAt})`.mapWith(slices.dueAt),
      lastAt: sql<Date>`max(${slices.dueAt})`.mapWith(slices.dueAt),
      devices: sql`sum(${slices.length} - ${slices.recorded})`.mapWith(Number),
    })
    .from(notifications)
    .innerJoin(
      slices,
      and(
        eq(slices.publisherId, notifications.publisherId),
        eq(slices.notificationId, notifications.id),
      ),
    )
    .where(
      and(
        eq(notifications.publisherId, ctx.publisherId),
        eq(notifications.status, "sending"),
        ne(slices.status, "done"),
        gt(slices.dueAt, ctx.now),
        lte(slices.dueAt, to),
      ),
    )
    .groupBy(notifications.id, notifications.name)
    .orderBy(asc(notifications.id))
    .limit(mostEntries);
  return rows.map((row) => ({
    ...row,
    status: "sending" as const,
    local: null,
    day: null,
    isEstimate: false,
  }));
}

interface Row extends Record<string, unknown> {
  minutes: number | null;
  day: string | null;
  people: number;
  source: string | null;
  firstAt: string | null;
  lastAt: string | null;
}

/**
 * Each person's send times in a row, one per send on whatever device; two of different sends closer than the window make one of them crowded. What
 * was sent within the longest window counts as the first of two. And from when to when each send is due, by its place.
 */
async function crowdingOf(ctx: Context, coming: Coming[], windows: number[]) {
  const none = windows.map((minutes) => ({ minutes, people: 0, byDay: [] }));
  const longest = Math.max(...windows);
  const own = await Promise.all(coming.map((one, n) => eventsOf(ctx, one, -1 - n)));
  const recent = sql`select person, notification_id as source, at
    from (${recentEvents({ minutes: longest, from: ctx.now }, ctx)}) recent`;
  const { rows } = await ctx.db.execute<Row>(sql`
    with event as materialized (
      select person, source, min(at) as at, max(at) as last_at
      from (${sql.join([recent, ...own], sql` union all `)}) one
      group by person, source
    ),
    spaced as (
      select person, at, at - lag(at) over (partition by person order by at, source) as gap from event
    ),
    crowded as (
      select w.minutes, person, to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day
      from spaced join unnest(${`{${windows.join(",")}}`}::int[]) as w (minutes)
        on gap < make_interval(mins => w.minutes)
      where at > ${ctx.now.toISOString()}::timestamptz
    )
    select minutes, day, count(distinct person) as people, null::bigint as source,
      null::timestamptz as "firstAt", null::timestamptz as "lastAt"
    from crowded group by grouping sets ((minutes, day), (minutes))
    union all
    select null, null, 0, source, min(at), max(last_at) from event where source < 0 group by source
    order by minutes, day`);
  const crowding: Crowding[] = none.map((window) => {
    const mine = rows.filter(({ minutes }) => minutes === window.minutes);
    return {
      ...window,
      people: Number(mine.find(({ day }) => day === null)?.people ?? 0),
      byDay: mine.flatMap(({ day, people }) =>
        day === null ? [] : [{ day, people: Number(people) }],
      ),
    };
  });
  return { crowding, spans: spansOf(rows) };
}

function spansOf(rows: Row[]): Map<number, { firstAt: Date; lastAt: Date }> {
  const spans = new Map<number, { firstAt: Date; lastAt: Date }>();
  for (const { source, firstAt, lastAt } of rows) {
    if (source === null || firstAt === null || lastAt === null) continue;
    spans.set(-1 - Number(source), { firstAt: new Date(firstAt), lastAt: new Date(lastAt) });
  }
  return spans;
}
