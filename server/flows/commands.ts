import { randomBytes } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/connect";
import { flowSecrets, flows, flowVersions } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError, notFound } from "@/server/errors";
import { canonicalTimeZone } from "@/server/registrations/time-zone";
import { recordAudit } from "@/server/settings/audit";
import { newKey } from "@/server/settings/keys";
import { flattenRecord } from "./grammar";
import { liveSecrets, requireFlow, requireRun } from "./queries";
import { acceptEvent } from "./runs/accept";
import {
  type createFlowInput,
  type FlowDefinition,
  flowLimits,
  type testFlowInput,
  type updateFlowInput,
} from "./schema";
import { nextTime } from "./triggers/next-time";
import { newSalt, secretOf } from "./triggers/signature";

export async function createFlow(
  ctx: Context,
  input: z.output<typeof createFlowInput>,
): Promise<{ id: string }> {
  const { publisherId, now } = ctx;
  const by = nameOf(ctx);
  const definition = checkedDefinition(input.definition);
  const publicId = newKey("flw", publisherId);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(flows)
      .values({
        ...{
          publisherId,
          publicId,
          name: input.name,
          definition,
          trigger: definition.trigger.kind,
        },
        ...{ createdBy: by, updatedBy: by, createdAt: now, updatedAt: now },
      })
      .returning({ id: flows.id });
    if (!row) throw new Error("The flow was not inserted.");
    await tx.insert(flowVersions).values({
      publisherId,
      flowId: row.id,
      version: 1,
      definition,
      createdBy: by,
      createdAt: now,
    });
    await audit(ctx, tx as Database, { action: "flow.created", publicId, name: input.name });
    return { id: publicId };
  });
}

/** A newer version than the one that was looked at is not overwritten. */
export async function updateFlow(
  ctx: Context,
  input: z.output<typeof updateFlowInput>,
): Promise<{ version: number }> {
  const { publisherId, now } = ctx;
  const flow = await requireFlow(ctx, input.id);
  const definition = checkedDefinition(input.definition);
  const version = input.version + 1;
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(flows)
      .set({
        ...{ name: input.name, definition, trigger: definition.trigger.kind, version },
        ...{ updatedBy: nameOf(ctx), updatedAt: now, nextAt: nextAtOf(definition, now) },
        // Another segment starts from what it is now.
        seenSnapshotId: isSameSegment(flow.definition, definition) ? flow.seenSnapshotId : null,
      })
      .where(
        and(
          eq(flows.publisherId, publisherId),
          eq(flows.id, flow.id),
          eq(flows.version, input.version),
        ),
      )
      .returning({ id: flows.id });
    if (!row) {
      throw new AppError(
        "conflict",
        `${flow.updatedBy} changed this flow meanwhile. Load it again.`,
      );
    }
    const by = nameOf(ctx);
    await tx
      .insert(flowVersions)
      .values({ publisherId, flowId: flow.id, version, definition, createdBy: by, createdAt: now });
    await audit(ctx, tx as Database, {
      action: "flow.updated",
      publicId: input.id,
      name: input.name,
      version,
    });
    return { version };
  });
}

export async function removeFlow(ctx: Context, input: { id: string }): Promise<{ id: string }> {
  const flow = await requireFlow(ctx, input.id);
  return ctx.db.transaction(async (tx) => {
    await tx
      .delete(flows)
      .where(and(eq(flows.publisherId, ctx.publisherId), eq(flows.id, flow.id)));
    await audit(ctx, tx as Database, {
      action: "flow.removed",
      publicId: input.id,
      name: flow.name,
    });
    return { id: input.id };
  });
}

/** The state alone: what must hold before a flow is turned on is looked at by turnOn. */
export async function setFlowState(
  ctx: Context,
  input: { id: string; isOn: boolean; offReason?: string },
): Promise<{ id: string }> {
  const flow = await requireFlow(ctx, input.id);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(flows)
      .set({
        ...{ isOn: input.isOn, offReason: input.offReason ?? null, failuresInARow: 0 },
        updatedAt: ctx.now,
        ...{ updatedBy: nameOf(ctx) },
        nextAt: input.isOn ? nextAtOf(flow.definition, ctx.now) : null,
        // Who is in the segment while the flow is turned on has not entered it.
        ...(input.isOn ? { seenSnapshotId: null } : {}),
      })
      .where(
        and(
          eq(flows.publisherId, ctx.publisherId),
          eq(flows.id, flow.id),
          eq(flows.version, flow.version),
        ),
      )
      .returning({ id: flows.id });
    if (!row) throw new AppError("conflict", "The flow was changed meanwhile. Load it again.");
    await audit(ctx, tx as Database, {
      action: input.isOn ? "flow.turned_on" : "flow.turned_off",
      publicId: input.id,
      name: flow.name,
    });
    return { id: input.id };
  });
}

/** Runs the flow as it is now with a record that was written by hand. It really sends. */
export async function testFlow(
  ctx: Context,
  input: z.output<typeof testFlowInput>,
): Promise<{ runId: number }> {
  const flow = await requireFlow(ctx, input.id);
  const { runId } = await acceptEvent(ctx, {
    ...{ flowId: flow.id, version: flow.version, cause: "test" },
    eventKey: `test:${randomBytes(9).toString("base64url")}`,
    input: flattenRecord(input.sample),
  });
  return { runId };
}

/** The same input once more, with the flow as it is today; the run says which version that is. */
export async function replayRun(
  ctx: Context,
  input: { id: string; runId: number },
): Promise<{ runId: number; version: number }> {
  const flow = await requireFlow(ctx, input.id);
  const run = await requireRun(ctx, flow.id, input.runId);
  const { runId } = await acceptEvent(ctx, {
    ...{ flowId: flow.id, version: flow.version, cause: "replay", replayOf: run.id },
    eventKey: `replay:${run.id}:${randomBytes(9).toString("base64url")}`,
    // Flat already; the dots in its names stay.
    input: flattenRecord(run.input),
  });
  await audit(ctx, ctx.db, {
    action: "flow.replayed",
    publicId: input.id,
    name: flow.name,
    run: run.id,
  });
  return { runId, version: flow.version };
}

/** At most two live ones: make the new one, let the sender change over, remove the old one. Shown once. */
export async function createSecret(
  ctx: Context,
  input: { id: string },
): Promise<{ secretId: number; secret: string }> {
  const flow = await requireFlow(ctx, input.id);
  const { publisherId } = ctx;
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx as Database };
    await tx.execute(
      sql`select 1 from flows where publisher_id = ${publisherId} and id = ${flow.id} for update`,
    );
    const live = await liveSecrets(inner, flow.id);
    if (live.length >= flowLimits.liveSecrets) {
      throw new AppError("conflict", "There are two secrets already. Remove the old one first.");
    }
    const salt = newSalt();
    const [row] = await tx
      .insert(flowSecrets)
      .values({ publisherId, flowId: flow.id, salt, createdBy: nameOf(ctx), createdAt: ctx.now })
      .returning({ id: flowSecrets.id });
    if (!row) throw new Error("The secret was not inserted.");
    await audit(ctx, inner.db, {
      action: "flow.secret_created",
      publicId: input.id,
      name: flow.name,
      secret: row.id,
    });
    return { secretId: row.id, secret: secretOf({ publisherId, flowId: flow.id, salt }) };
  });
}

export async function revokeSecret(
  ctx: Context,
  input: { id: string; secretId: number },
): Promise<{ secretId: number }> {
  const flow = await requireFlow(ctx, input.id);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(flowSecrets)
      .set({ revokedAt: ctx.now })
      .where(
        and(
          eq(flowSecrets.publisherId, ctx.publisherId),
          eq(flowSecrets.flowId, flow.id),
          eq(flowSecrets.id, input.secretId),
          sql`revoked_at is null`,
        ),
      )
      .returning({ id: flowSecrets.id });
    if (!row) throw notFound("secret in use");
    await audit(ctx, tx as Database, {
      action: "flow.secret_revoked",
      publicId: input.id,
      name: flow.name,
      secret: input.secretId,
    });
    return { secretId: input.secretId };
  });
}

export function nextAtOf({ trigger }: FlowDefinition, now: Date): Date | null {
  return trigger.kind === "schedule" ? nextTime(trigger.schedule, now) : null;
}

function isSameSegment(one: FlowDefinition, other: FlowDefinition): boolean {
  const [left, right] = [one.trigger, other.trigger];
  return left.kind === "segment" && right.kind === "segment" && left.groupId === right.groupId;
}

/** Zones as Herald stores them, Windows names included. */
function checkedDefinition(definition: FlowDefinition): FlowDefinition {
  const { trigger } = definition;
  if (trigger.kind !== "schedule" || trigger.schedule.unit === "minutes") return definition;
  const zone = canonicalTimeZone(trigger.schedule.zone);
  if (zone === null) {
    const message = "Choose a time zone, for example Europe/Berlin.";
    throw new AppError("unprocessable", message, {
      fields: [{ field: "definition.trigger.schedule.zone", message }],
    });
  }
  return { ...definition, trigger: { ...trigger, schedule: { ...trigger.schedule, zone } } };
}

function nameOf({ actor }: Context): string {
  return actor.kind === "device" ? `App ${actor.appId}` : actor.name;
}

async function audit(
  ctx: Context,
  db: Database,
  { action, publicId, ...details }: { action: string; publicId: string } & Record<string, unknown>,
): Promise<void> {
  await recordAudit({ ...ctx, db }, { action, target: `flow ${publicId}`, details });
}
