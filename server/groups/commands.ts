import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { customerGroups, flows, notifications, publishers } from "@/db/schema";
import { requireApp } from "@/server/apps/queries";
import type { Actor, Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { definitionText } from "./definition-text";
import { groupSettings, requireGroup } from "./queries";
import type { createSegmentInput, settingsInput, updateSegmentInput } from "./schema";
import { requestSnapshot } from "./tasks";

/** What happens to segments; known user groups have a folder of their own. */

type Id = { id: number };

export async function createSegment(
  ctx: Context,
  { name, appId, rule }: z.infer<typeof createSegmentInput>,
): Promise<Id> {
  await requireApp(ctx, appId);
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    const by = actorName(ctx.actor);
    const [row] = await tx
      .insert(customerGroups)
      .values({
        publisherId: ctx.publisherId,
        kind: "segment",
        name,
        appId,
        rule: { ...rule },
        ruleChangedAt: ctx.now,
        refreshAt: ctx.now,
        createdAt: ctx.now,
        createdBy: by,
        updatedAt: ctx.now,
        updatedBy: by,
      })
      .returning({ id: customerGroups.id });
    if (!row) throw new Error("The insert of a segment returned no row.");
    await requestSnapshot(inner, row.id);
    await recordAudit(inner, {
      action: "segment.created",
      target: `customer group ${row.id}`,
      details: { name, appId, definition: definitionText(rule) },
    });
    return row;
  });
}

/** A changed rule is a new version: it starts the 24 hours anew and is computed at once. */
export async function updateSegment(
  ctx: Context,
  { id, name, rule, ruleVersion }: z.infer<typeof updateSegmentInput>,
): Promise<Id & { ruleVersion: number }> {
  const before = await requireGroup(ctx, id, "segment");
  const isSame = JSON.stringify(rule) === JSON.stringify(sortedRule(before.rule));
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    const changed = isSame
      ? {}
      : {
          rule: { ...rule },
          ruleVersion: ruleVersion + 1,
          ruleChangedAt: ctx.now,
          refreshAt: ctx.now,
        };
    const [row] = await tx
      .update(customerGroups)
      .set({ name, ...changed, updatedAt: ctx.now, updatedBy: actorName(ctx.actor) })
      .where(and(matches(ctx, id), eq(customerGroups.ruleVersion, ruleVersion)))
      .returning({ id: customerGroups.id, ruleVersion: customerGroups.ruleVersion });
    if (!row) {
      const at = before.updatedAt.toISOString().slice(11, 16);
      throw new AppError("conflict", `${before.updatedBy} changed this at ${at} UTC.`);
    }
    if (!isSame) await requestSnapshot(inner, id);
    await recordAudit(inner, {
      action: "segment.updated",
      target: `customer group ${id}`,
      details: { name, definition: definitionText(rule) },
    });
    return row;
  });
}

/** jsonb keeps no order of keys; the form's order is the schema's. */
function sortedRule(rule: unknown) {
  const { filters } = rule as z.infer<typeof updateSegmentInput>["rule"];
  return {
    filters: filters.map((conditions) =>
      conditions.map(({ attribute, operator, values }) => ({ attribute, operator, values })),
    ),
  };
}

/** S-17: on demand, from the list of inactive segments or the builder. */
export async function refreshSegment(ctx: Context, { id }: Id): Promise<{ requestedAt: Date }> {
  await requireGroup(ctx, id, "segment");
  await requestSnapshot(ctx, id);
  return { requestedAt: ctx.now };
}

/** Not while a notification waits to be sent to it or a flow starts from it: neither would reach anybody. */
export async function removeSegment(ctx: Context, { id }: Id): Promise<Id> {
  const { name } = await requireGroup(ctx, id, "segment");
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    await requireNoNotificationWaits(inner, id);
    await requireNoFlowStarts(inner, id);
    await tx.delete(customerGroups).where(matches(ctx, id));
    await recordAudit(inner, {
      action: "segment.removed",
      target: `customer group ${id}`,
      details: { name },
    });
    return { id };
  });
}

async function requireNoNotificationWaits(ctx: Context, id: number): Promise<void> {
  const [waiting] = await ctx.db
    .select({ name: notifications.name })
    .from(notifications)
    .where(
      and(
        eq(notifications.publisherId, ctx.publisherId),
        inArray(notifications.status, ["scheduled", "paused"]),
        isNull(notifications.frozenAt),
        sql`${notifications.audience}->>'customerGroupId' = ${String(id)}`,
      ),
    )
    .limit(1);
  if (!waiting) return;
  throw new AppError(
    "conflict",
    `“${waiting.name}” is scheduled for this segment. Cancel it first, or change its group.`,
  );
}

async function requireNoFlowStarts(ctx: Context, id: number): Promise<void> {
  const [flow] = await ctx.db
    .select({ name: flows.name })
    .from(flows)
    .where(
      and(
        eq(flows.publisherId, ctx.publisherId),
        eq(flows.isOn, true),
        eq(flows.trigger, "segment"),
        sql`${flows.definition}->'trigger'->>'groupId' = ${String(id)}`,
      ),
    )
    .limit(1);
  if (!flow) return;
  throw new AppError(
    "conflict",
    `The flow “${flow.name}” starts when somebody enters this segment. Turn it off first.`,
  );
}

/** A new threshold holds for all segments at once, as of their last snapshots. */
export async function updateGroupSettings(
  ctx: Context,
  input: z.infer<typeof settingsInput>,
): Promise<z.infer<typeof settingsInput>> {
  const before = await groupSettings(ctx);
  return ctx.db.transaction(async (tx) => {
    const { smallGroupSize, segmentsWaitADay } = input;
    await tx
      .update(publishers)
      .set({ smallGroupSize, segmentsWaitADay })
      .where(eq(publishers.id, ctx.publisherId));
    await tx
      .update(customerGroups)
      .set({ isActive: sql`coalesce(${customerGroups.size} >= ${smallGroupSize}, false)` })
      .where(
        and(eq(customerGroups.publisherId, ctx.publisherId), eq(customerGroups.kind, "segment")),
      );
    await recordAudit(
      { ...ctx, db: tx },
      { action: "groups.settings_changed", target: "publisher", details: { before, after: input } },
    );
    return input;
  });
}

function matches(ctx: Context, id: number) {
  return and(
    eq(customerGroups.publisherId, ctx.publisherId),
    eq(customerGroups.id, id),
    eq(customerGroups.kind, "segment"),
  );
}

export function actorName(actor: Actor): string {
  return actor.kind === "device" ? "A device" : actor.name;
}
