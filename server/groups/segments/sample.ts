import { sql } from "drizzle-orm";
import { ruleSql } from "../rule-sql";
import type { CountInput } from "../schema";
import { countSegment, customersOf, type Reader } from "./count";
import { boundedScan } from "./gate";

export interface Member {
  customerId: number;
  externalId: string | null;
  email: string | null;
  ageGroup: number;
  gender: number;
  market: string | null;
  deviceType: number;
  lastUsedAt: Date | null;
  acquiredAt: Date | null;
  rating: number;
  appSpendCents: number;
}

const sampleSize = 20;

/** What members look like: twenty of them, the same ones each time. For owners and managers. */
export async function sampleMembers(
  ctx: Reader,
  input: CountInput,
  signal?: AbortSignal,
): Promise<{ isSmall: boolean; members: Member[] }> {
  const count = await countSegment(ctx, input, signal);
  if (count.isSmall) return { isSmall: true, members: [] };
  const { rows } = await boundedScan(
    ctx,
    (db) =>
      db.execute<Record<keyof Member, string | number | null>>(sql`
        select c.customer_id as "customerId", p.external_id as "externalId", p.email,
          c.age_group as "ageGroup", c.gender, c.market, c.device_type as "deviceType",
          c.last_used_at as "lastUsedAt", c.acquired_at as "acquiredAt", c.rating,
          c.app_spend_cents as "appSpendCents"
        from (
          select c.* ${customersOf(ctx, input.appId)} and ${ruleSql(input.rule, ctx.now)}
          order by hashint8(c.customer_id), c.customer_id limit ${sampleSize}
        ) c
        join customers p on p.publisher_id = ${ctx.publisherId} and p.id = c.customer_id
        order by hashint8(c.customer_id), c.customer_id`),
    signal,
  );
  return { isSmall: false, members: rows.map(memberOf) };
}

function memberOf(row: Record<keyof Member, string | number | null>): Member {
  const instant = (value: string | number | null) => (value === null ? null : new Date(value));
  return {
    customerId: Number(row.customerId),
    externalId: row.externalId === null ? null : String(row.externalId),
    email: row.email === null ? null : String(row.email),
    ageGroup: Number(row.ageGroup),
    gender: Number(row.gender),
    market: row.market === null ? null : String(row.market),
    deviceType: Number(row.deviceType),
    lastUsedAt: instant(row.lastUsedAt),
    acquiredAt: instant(row.acquiredAt),
    rating: Number(row.rating),
    appSpendCents: Number(row.appSpendCents),
  };
}
