import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { apps, customers, flows } from "@/db/schema";
import type { Context } from "@/server/context";
import { acceptEvent } from "@/server/flows/runs/accept";
import { flowDefinition } from "@/server/flows/schema";

export interface Purchase {
  appId: number;
  externalId: string;
  amountCents: number;
  isAddOn?: boolean;
  at?: string;
}

/** Starts every flow that waits for purchases of this app. Call it in the transaction that notes the purchase. */
export async function startByPurchase(ctx: Context, purchase: Purchase): Promise<void> {
  const { publisherId } = ctx;
  const waiting = await ctx.db
    .select({ id: flows.id, version: flows.version, definition: flows.definition })
    .from(flows)
    .where(
      and(eq(flows.publisherId, publisherId), eq(flows.trigger, "purchase"), eq(flows.isOn, true)),
    );
  const chosen = waiting.filter(({ definition }) => {
    const { trigger } = flowDefinition.parse(definition);
    return (
      trigger.kind === "purchase" && (trigger.appId === null || trigger.appId === purchase.appId)
    );
  });
  if (chosen.length === 0) return;
  const [person] = await ctx.db
    .select({ email: customers.email })
    .from(customers)
    .where(
      and(eq(customers.publisherId, publisherId), eq(customers.externalId, purchase.externalId)),
    );
  const [app] = await ctx.db
    .select({ name: apps.name })
    .from(apps)
    .where(and(eq(apps.publisherId, publisherId), eq(apps.id, purchase.appId)));
  const eventKey = `purchase:${randomUUID()}`;
  for (const { id, version } of chosen) {
    await acceptEvent(ctx, {
      ...{ flowId: id, version, cause: "purchase", eventKey },
      input: {
        ...{ email: person?.email ?? "", customer: purchase.externalId, app: app?.name ?? "" },
        ...{ amount: purchase.amountCents / 100, isAddOn: purchase.isAddOn ?? false },
        at: purchase.at ?? ctx.now.toISOString(),
      },
    });
  }
}
