import type { z } from "zod";
import { requireConnection } from "@/server/connector/connections/queries";
import { pushById } from "@/server/connector/pushes/queries";
import {
  connectionIdSchema,
  pushAccepted,
  pushIdSchema,
  pushInput,
  pushResult,
} from "@/server/connector/schema";
import { requireTokens } from "@/server/connector/send/limit";
import { sendPush } from "@/server/connector/send/send";
import type { Context } from "@/server/context";
import { type KeyRoute, keyRoute } from "../route";

/** SendPushNotification (C-19). */
export const connectorRoutes: KeyRoute[] = [
  keyRoute(
    {
      method: "POST",
      path: "/connections/{id}/send-push-notification",
      operationId: "SendPushNotification",
      summary: "Send a push notification to people and security groups",
      description:
        "Goes to the app that the connection is bound to. 202 means accepted: it will be sent, whatever dies " +
        "meanwhile, at least once and with one replacement id, so that a second arrival replaces the first. " +
        "A recipient that is nobody, has not the app, opted out or has no device does not fail the call; " +
        "GET /pushes/{id} says what came of each.",
      tag: "Connector",
      scope: "push:send",
      params: { id: connectionIdSchema.meta({ description: "The connection’s ID, con_…" }) },
      body: pushInput,
      isIdempotent: true,
      answers: { 202: { description: "Accepted.", schema: pushAccepted } },
    },
    async (ctx, { params, body }) => ({ status: 202, body: await send(ctx, params.id, body) }),
  ),
  keyRoute(
    {
      method: "GET",
      path: "/pushes/{id}",
      operationId: "GetPush",
      summary: "Read what came of each recipient of a push",
      tag: "Connector",
      scope: "push:send",
      params: { id: pushIdSchema.meta({ description: "The push’s ID, psh_…" }) },
      answers: { 200: { description: "The outcome per recipient so far.", schema: pushResult } },
    },
    async (ctx, { params }) => ({ status: 200, body: await pushById(ctx, params) }),
  ),
];

async function send(ctx: Context, connectionId: string, push: z.output<typeof pushInput>) {
  await requireConnection(ctx, connectionId);
  requireTokens(ctx, connectionId);
  return sendPush(ctx, { connectionId, source: "api", push });
}
