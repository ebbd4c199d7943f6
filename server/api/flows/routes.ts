import { z } from "zod";
import type { SignedRoute } from "@/server/api/route";
import { flowIdSchema, flowLimits } from "@/server/flows/schema";
import { triggerByWebhook } from "@/server/flows/triggers/webhook";

const record = z.record(z.string().max(200), z.unknown()).meta({
  description: "The record: any JSON object. Its texts and numbers are the flow's values.",
});

const triggered = z.strictObject({
  runId: z.number().int(),
  duplicate: z
    .boolean()
    .meta({ description: "This request was taken before; it started nothing." }),
});

/** What starts flows from outside. */
export const flowRoutes: SignedRoute[] = [
  {
    method: "POST",
    path: "/flows/{id}/trigger",
    summary: "Start a flow",
    description:
      "Signed with one of the flow's secrets: X-Herald-Signature: v1=<hex of HMAC-SHA-256 over timestamp.body>, " +
      `where timestamp is X-Herald-Timestamp and not more than ${flowLimits.clockSkewSeconds / 60} minutes from now. ` +
      "The same timestamp and body again is answered the same and starts nothing.",
    tag: "Flows",
    caller: "signed",
    params: { id: flowIdSchema },
    body: record,
    answers: { 202: { description: "Accepted: it will run.", schema: triggered } },
    run: async (tools, call) => {
      const { runId, isDuplicate } = await triggerByWebhook(tools, {
        flowId: String(call.params.id),
        timestamp: call.header("x-herald-timestamp"),
        signature: call.header("x-herald-signature"),
        body: call.bytes,
        record: call.body,
      });
      return { status: 202, body: { runId, duplicate: isDuplicate } };
    },
  },
];
