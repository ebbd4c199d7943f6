import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";

const perStatement = 20_000;

/**
 * Earlier values (decision 0075) serve Why? of what was frozen, or may yet be frozen with a snapshot, before they
 * ended. What ended before the oldest of these instants answers nothing any more. By the indexes on `until`; in
 * pieces, so that nobody waits for it. @returns how many rows went
 */
export async function trimVersions(db: Database, publisherId: number, now: Date): Promise<number> {
  let trimmed = 0;
  for (const table of [sql`app_customer_versions`, sql`registration_versions`]) {
    for (let count = perStatement; count === perStatement; trimmed += count) {
      const { rowCount } = await db.execute(sql`
        with oldest as (
          select least(
            (select min(frozen_at) from notifications where publisher_id = ${publisherId}),
            (select min(computed_at) from group_snapshots where publisher_id = ${publisherId}),
            ${now.toISOString()}::timestamptz - interval '1 day') as at
        )
        delete from ${table} where ctid = any(array(
          select v.ctid from ${table} v, oldest
          where v.publisher_id = ${publisherId} and v.until < oldest.at
          limit ${perStatement}::int))`);
      count = rowCount ?? 0;
    }
  }
  return trimmed;
}
