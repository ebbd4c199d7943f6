import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";

/** What of a registration may have been otherwise. */
export interface PastRegistration {
  language: string;
  timeZone: string | null;
  appVersion: string;
  status: string;
  goneReason: string | null;
  goneAt: Date | null;
  isOptedOut: boolean;
  customerId: number | null;
}

interface Row extends Record<string, unknown> {
  id: string;
  was: {
    language: string;
    time_zone: string | null;
    app_version: string;
    status: string;
    gone_reason: string | null;
    gone_at: string | null;
    is_opted_out: boolean;
    customer_id: number | null;
  };
}

/** As they were at an instant; those that did not change since are missing. A look-up by primary key each. */
export async function registrationsAt(
  ctx: Pick<Context, "db" | "publisherId">,
  ids: readonly number[],
  at: Date,
): Promise<Map<number, PastRegistration>> {
  const { rows } = await ctx.db.execute<Row>(sql`
    select r.id, v.was from unnest(${`{${ids.join(",")}}`}::bigint[]) r (id)
    cross join lateral (
      select was from registration_versions
      where publisher_id = ${ctx.publisherId} and registration_id = r.id
        and until > ${at.toISOString()}::timestamptz
      order by registration_versions.id limit 1) v`);
  return new Map(
    rows.map(({ id, was }) => [
      Number(id),
      {
        language: was.language,
        timeZone: was.time_zone,
        appVersion: was.app_version,
        status: was.status,
        goneReason: was.gone_reason,
        goneAt: was.gone_at === null ? null : new Date(was.gone_at),
        isOptedOut: was.is_opted_out,
        customerId: was.customer_id,
      },
    ]),
  );
}
