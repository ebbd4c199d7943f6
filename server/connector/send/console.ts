import { requireUsableConnection } from "@/server/connector/connections/queries";
import type { PushAccepted, PushInput } from "@/server/connector/schema";
import type { Context } from "@/server/context";
import { idempotently } from "@/server/idempotency";
import { recordAudit } from "@/server/settings/audit";
import { requireTokens } from "./limit";
import { sendPush } from "./send";

/** A call from the console: once per key, counts towards the connection's limits, and says who it was. */
export async function sendFromConsole(
  ctx: Context,
  { id, push, idempotencyKey }: { id: string; push: PushInput; idempotencyKey: string },
): Promise<PushAccepted> {
  await requireUsableConnection(ctx, id);
  requireTokens(ctx, id);
  const call = { scope: `console ${id}`, key: idempotencyKey, body: push };
  const { text = "" } = await idempotently(ctx, call, async (inner) => {
    const accepted = await sendPush(inner, { connectionId: id, source: "console", push });
    const { people, devices } = accepted;
    await recordAudit(inner, {
      action: "push.sent",
      target: `connection ${id}`,
      details: { push: accepted.id, people, devices },
    });
    return { status: 202, body: accepted };
  });
  const accepted = JSON.parse(text);
  return { ...accepted, createdAt: new Date(accepted.createdAt) };
}
