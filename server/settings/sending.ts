import { eq } from "drizzle-orm";
import { publishers } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import { recordAudit } from "./audit";
import type { SendingRules } from "./schema";

/** The publisher's settings that decide whom a notification reaches and when (Settings > Sending). */
export async function sendingRules(
  ctx: Pick<Context, "db" | "publisherId">,
): Promise<SendingRules> {
  const [row] = await ctx.db
    .select({
      count: publishers.frequencyCapCount,
      minutes: publishers.frequencyCapMinutes,
      from: publishers.quietFrom,
      to: publishers.quietTo,
    })
    .from(publishers)
    .where(eq(publishers.id, ctx.publisherId));
  const { count = null, minutes = null, from = null, to = null } = row ?? {};
  return {
    quietHours: from !== null && to !== null ? { from, to } : null,
    cap: count !== null && minutes !== null ? { count, minutes } : null,
  };
}

/** From the next freeze on; the cap also for slices that have not started. */
export async function updateSending(ctx: Context, input: SendingRules): Promise<SendingRules> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(publishers)
      .set({
        frequencyCapCount: input.cap?.count ?? null,
        frequencyCapMinutes: input.cap?.minutes ?? null,
        quietFrom: input.quietHours?.from ?? null,
        quietTo: input.quietHours?.to ?? null,
      })
      .where(eq(publishers.id, ctx.publisherId))
      .returning({ id: publishers.id });
    if (!row) throw notFound("publisher");
    await recordAudit(
      { ...ctx, db: tx },
      { action: "publisher.sending_updated", target: `publisher ${row.id}`, details: { ...input } },
    );
    return input;
  });
}
