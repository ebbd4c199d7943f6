import { listConnections } from "@/server/connector/connections/queries";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { setFlowState } from "./commands";
import { flowById } from "./queries";
import { checkFlow } from "./rules";

/** The checker's errors block turning on, never saving. */
export async function turnOn(ctx: Context, input: { id: string }): Promise<{ id: string }> {
  const flow = await flowById(ctx, input);
  const connections = (await listConnections(ctx))
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ publicId, name, app }) => ({ id: publicId, name, appName: app.name }));
  const { seen, groups } = flow;
  const problem = checkFlow(flow.definition, {
    ...{ connections, groups, seen },
    liveSecrets: flow.secrets.length,
  }).find(({ severity }) => severity === "error");
  if (problem) {
    const why = problem.detail ? `${problem.title}. ${problem.detail}` : `${problem.title}.`;
    throw new AppError("unprocessable", why);
  }
  return setFlowState(ctx, { id: input.id, isOn: true });
}
