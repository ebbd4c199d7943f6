import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import type { AudienceRequest } from "../audience-sql";
import { recentEvents } from "../sending/frequency-sql";
import { comingSends, eventsFrom, eventsOf } from "./coming";

/** People of this audience who get others so close that it is more than they should. */
export interface Collisions {
  /** The publisher's cap, or the seed's suggestion while there is none (P-08). */
  minutes: number;
  count: number;
  hasCap: boolean;
  people: number;
  /** With which, most people first. */
  others: { id: number; name: string; people: number }[];
}

const suggested = { count: 1, minutes: 30 };
const mostOthers = 20;

interface Row extends Record<string, unknown> {
  source: number | null;
  name: string | null;
  people: number;
}

/**
 * Counts who would get `count` others within the window before or after: what was sent, what is frozen and waits,
 * and what is scheduled, each by its own audience as it stands now.
 */
export async function findCollisions(
  ctx: Context,
  request: AudienceRequest,
  span: { firstAt: Date; lastAt: Date },
): Promise<Collisions> {
  const { count, minutes } = request.cap ?? suggested;
  const windowMs = minutes * 60_000;
  const others = await comingSends(ctx, {
    from: new Date(span.firstAt.getTime() - windowMs),
    to: new Date(span.lastAt.getTime() + windowMs),
    exceptId: request.notificationId,
  });
  const coming = await Promise.all(
    others.slice(0, mostOthers).map((other) => eventsOf(ctx, other, other.row.id)),
  );
  const recent = sql`select person, notification_id as source, at
    from (${recentEvents({ minutes, from: span.firstAt }, request)}) recent`;
  // Without the cap: those whom it holds back now would not show what it is about.
  const mine = eventsFrom({ ...request, cap: null }, 0);
  const { rows } = await ctx.db.execute<Row>(sql`
    with mine as materialized (select person, at from (${mine}) own),
    other as (${sql.join([recent, ...coming], sql` union all `)}),
    near as (
      select mine.person, other.source from mine
      join other on other.person = mine.person
        and abs(extract(epoch from other.at - mine.at)) < ${minutes * 60}::int
      group by 1, 2
    ),
    crowded as (select person from near group by person having count(*) >= ${count}::int)
    select near.source, n.name, count(distinct near.person) as people
    from near join crowded using (person)
    join notifications n on n.publisher_id = ${ctx.publisherId} and n.id = near.source
    group by near.source, n.name
    union all
    select null, null, count(*) from crowded
    order by people desc`);
  return {
    ...{ count, minutes },
    hasCap: Boolean(request.cap),
    people: Number(rows.find(({ source }) => source === null)?.people ?? 0),
    others: rows.flatMap(({ source, name, people }) =>
      source === null ? [] : [{ id: Number(source), name: name ?? "", people: Number(people) }],
    ),
  };
}
