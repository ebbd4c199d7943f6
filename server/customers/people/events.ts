import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { requireApp } from "@/server/apps/queries";
import type { Context } from "@/server/context";
import { upsertCustomers } from "../import/upsert-sql";
import type { acquisitionBody, purchaseBody, ratingBody, usageBody } from "../schema";

/** What happened to one person, one call each; somebody new is made on the way. */

type Of<Body extends z.ZodType> = z.output<Body> & { externalId: string };

export async function notePurchase(ctx: Context, purchase: Of<typeof purchaseBody>): Promise<void> {
  const { externalId, appId, amountCents, isAddOn, at } = purchase;
  const addOnAt = isAddOn ? stamp(at ?? ctx.now.toISOString()) : sql`null::timestamptz`;
  // Sums stay below what the column holds.
  const most = sql`2000000000`;
  await change(
    ctx,
    { externalId, appId },
    sql`
    has_purchased = has_purchased or ${amountCents > 0},
    store_spend_cents = least(store_spend_cents::bigint + ${amountCents}::int, ${most}),
    app_spend_cents = least(app_spend_cents::bigint + ${amountCents}::int, ${most}),
    store_acquisitions = least(store_acquisitions + 1, 1000000000),
    add_on_acquired_at = greatest(add_on_acquired_at, ${addOnAt})`,
  );
}

export async function noteRating(ctx: Context, rating: Of<typeof ratingBody>): Promise<void> {
  await change(ctx, rating, sql`rating = ${rating.stars}::smallint`);
}

export async function noteUsage(ctx: Context, usage: Of<typeof usageBody>): Promise<void> {
  const { sessions30d = null, minutes30d = null } = usage;
  await change(
    ctx,
    usage,
    sql`
    last_used_at = greatest(last_used_at, ${stamp(usage.at ?? ctx.now.toISOString())}),
    sessions30d = coalesce(${sessions30d}::int, sessions30d),
    minutes30d = coalesce(${minutes30d}::int, minutes30d)`,
  );
}

export async function noteAcquisition(
  ctx: Context,
  { externalId, appId, at, ...attributes }: Of<typeof acquisitionBody>,
): Promise<void> {
  await requireApp(ctx, appId);
  const customer = { externalId, acquiredAt: at ?? ctx.now.toISOString(), ...attributes };
  await upsertCustomers(ctx, appId, [{ line: 1, customer }]);
}

function stamp(at: string): SQL {
  return sql`${at}::timestamptz`;
}

async function change(
  ctx: Context,
  { externalId, appId }: { externalId: string; appId: number },
  set: SQL,
): Promise<void> {
  await requireApp(ctx, appId);
  await ctx.db.transaction(async (tx) => {
    await upsertCustomers({ ...ctx, db: tx }, appId, [{ line: 1, customer: { externalId } }]);
    await tx.execute(sql`
      update app_customers set ${set}
      where publisher_id = ${ctx.publisherId} and app_id = ${appId} and customer_id = (
        select id from customers where publisher_id = ${ctx.publisherId} and external_id = ${externalId})`);
  });
}
