import type { z } from "zod";
import { listConnections } from "@/server/connector/connections/queries";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { setFlowState, updateFlow } from "./commands";
import { flowById } from "./queries";
import { checkFlow, type FlowProblem } from "./rules";
import type { updateFlowInput } from "./schema";

/** The checker's errors block turning on, never saving. */
export async function turnOn(ctx: Context, input: { id: string }): Promise<{ id: string }> {
  const problem = await firstError(ctx, input.id);
  if (problem) {
    const why = problem.detail ? `${problem.title}. ${problem.detail}` : `${problem.title}.`;
    throw new AppError("unprocessable", why);
  }
  return setFlowState(ctx, { id: input.id, isOn: true });
}

/** What could not be turned on now does not stay on either. */
export async function saveFlow(
  ctx: Context,
  input: z.output<typeof updateFlowInput>,
): Promise<{ version: number; isTurnedOff: boolean }> {
  return ctx.db.transaction(async (tx) => {
    const inner: Context = { ...ctx, db: tx };
    const { version } = await updateFlow(inner, input);
    const { isOn } = await flowById(inner, input);
    const problem = isOn ? await firstError(inner, input.id) : undefined;
    if (!problem) return { version, isTurnedOff: false };
    const offReason = `Off until this is mended: ${problem.title}`;
    await setFlowState(inner, { id: input.id, isOn: false, offReason });
    return { version, isTurnedOff: true };
  });
}

async function firstError(ctx: Context, id: string): Promise<FlowProblem | undefined> {
  const { definition, seen, groups, secrets } = await flowById(ctx, { id });
  const connections = (await listConnections(ctx))
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ publicId, name, app }) => ({ id: publicId, name, appName: app.name }));
  const facts = { connections, groups, seen, liveSecrets: secrets.length };
  return checkFlow(definition, facts).find(({ severity }) => severity === "error");
}
