import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { flowSecrets } from "@/db/schema";
import { AppError, notFound } from "@/server/errors";
import { flattenRecord } from "@/server/flows/grammar";
import { liveSecrets, publisherOfFlow, requireFlow } from "@/server/flows/queries";
import { acceptEvent } from "@/server/flows/runs/accept";
import { flowLimits } from "@/server/flows/schema";
import { type SecretOwner, type SignedRequest, secretOf, verifySignature } from "./signature";

export interface TriggerCall extends SignedRequest {
  /** flw_… of the address. */
  flowId: string;
  /** The body as it was parsed. */
  record: unknown;
}

export interface TriggerAnswer {
  runId: number;
  /** The same signed request again: it started nothing. */
  isDuplicate: boolean;
}

const refusals = {
  unsigned: "Sign the request: X-Herald-Timestamp and X-Herald-Signature: v1=….",
  wrong: "The signature is not right for this body and timestamp.",
  stale: `The timestamp is more than ${flowLimits.clockSkewSeconds / 60} minutes from now.`,
} as const;

/** A record was created or updated at the sender's (C-10). Signed, fresh, once. */
export async function triggerByWebhook(
  { db, now }: { db: Database; now: Date },
  call: TriggerCall,
): Promise<TriggerAnswer> {
  const publisherId = publisherOfFlow(call.flowId);
  if (publisherId === undefined) throw notFound("flow");
  const ctx = { db, now, publisherId };
  const flow = await requireFlow(ctx, call.flowId);
  const secrets = await liveSecrets(ctx, flow.id);
  const owners = secrets.map(({ salt }): SecretOwner => ({ publisherId, flowId: flow.id, salt }));
  const verdict = verifySignature(
    call,
    owners.map((owner) => secretOf(owner)),
    now,
  );
  if (verdict !== "good") throw new AppError("unauthorized", refusals[verdict]);
  if (flow.definition.trigger.kind !== "webhook") {
    throw new AppError("conflict", "This flow is not started by requests.");
  }
  if (!flow.isOn) throw new AppError("conflict", "This flow is off.");
  const { runId, isNew } = await acceptEvent(ctx, {
    ...{ flowId: flow.id, version: flow.version, cause: "webhook" },
    eventKey: eventKeyOf(call),
    input: flattenRecord(call.record),
  });
  if (isNew)
    await noteUse(ctx, { flowId: flow.id, call, owners, ids: secrets.map(({ id }) => id) });
  return { runId, isDuplicate: !isNew };
}

/** Time and body, not the signature: two secrets sign one event differently. */
function eventKeyOf({ timestamp, body }: SignedRequest): string {
  const hash = createHash("sha256").update(`${timestamp}.`).update(body).digest("base64url");
  return `webhook:${hash}`;
}

/** So that a person sees whether the old secret is still needed. */
async function noteUse(
  ctx: { db: Database; now: Date; publisherId: number },
  use: { flowId: number; call: TriggerCall; owners: SecretOwner[]; ids: number[] },
): Promise<void> {
  const place = use.owners.findIndex(
    (owner) => verifySignature(use.call, [secretOf(owner)], ctx.now) === "good",
  );
  const id = use.ids[place];
  if (id === undefined) return;
  await ctx.db
    .update(flowSecrets)
    .set({ lastUsedAt: ctx.now })
    .where(
      and(
        eq(flowSecrets.publisherId, ctx.publisherId),
        eq(flowSecrets.id, id),
        // Once a minute is enough.
        sql`(last_used_at is null or last_used_at < ${ctx.now.toISOString()}::timestamptz - interval '1 minute')`,
      ),
    );
}
