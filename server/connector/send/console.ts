import { requireUsableConnection } from "@/server/connector/connections/queries";
import type { PushAccepted, PushInput } from "@/server/connector/schema";
import type { Context } from "@/server/context";
import { recordAudit } from "@/server/settings/audit";
import { requireTokens } from "./limit";
import { sendPush } from "./send";

/** A call from the console: counts towards the connection's limits, and says who it was. */
export async function sendFromConsole(
  ctx: Context,
  { id, push }: { id: string; push: PushInput },
): Promise<PushAccepted> {
  await requireUsableConnection(ctx, id);
  requireTokens(ctx, id);
  return ctx.db.transaction(async (tx) => {
    const inner: Context = { ...ctx, db: tx };
    const accepted = await sendPush(inner, { connectionId: id, source: "console", push });
    const { people, devices } = accepted;
    await recordAudit(inner, {
      action: "push.sent",
      target: `connection ${id}`,
      details: { push: accepted.id, people, devices },
    });
    return accepted;
  });
}
