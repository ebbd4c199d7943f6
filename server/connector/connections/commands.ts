import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { apiKeys, apps, connections } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError, notFound } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { hashOfKey, newKey, shownPrefix } from "@/server/settings/keys";
import type { connectionCreate, connectionRename, keyCreate, keyInput } from "../schema";
import { newPublicId } from "../send/names";
import { type Connection, requireUsableConnection } from "./queries";

/** So long a replaced key still works, for callers that have not heard yet. */
const rotationHours = 24;

/** C-05, C-13: managers and owners may bind callers to one app, named by its App ID. */
export async function createConnection(
  ctx: Context,
  input: z.output<typeof connectionCreate>,
): Promise<{ id: string }> {
  const { publisherId } = ctx;
  return ctx.db.transaction(async (tx) => {
    const [app] = await tx
      .select({ id: apps.id, name: apps.name })
      .from(apps)
      .where(and(eq(apps.publisherId, publisherId), eq(apps.guid, input.appId)));
    if (!app) throw appNotFound();
    const publicId = newPublicId("con");
    await tx.insert(connections).values({
      ...{ publisherId, publicId },
      appId: app.id,
      name: input.name,
      createdBy: ctx.actor.kind === "device" ? "" : ctx.actor.name,
      createdAt: ctx.now,
    });
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "connection.created",
        target: `connection ${publicId}`,
        details: { name: input.name, app: app.name },
      },
    );
    return { id: publicId };
  });
}

function appNotFound(): AppError {
  const message = "No app has this App ID.";
  return new AppError("unprocessable", message, { fields: [{ field: "appId", message }] });
}

export async function renameConnection(
  ctx: Context,
  input: z.output<typeof connectionRename>,
): Promise<{ id: string }> {
  return change(ctx, input.id, {
    set: { name: input.name },
    action: "connection.renamed",
    details: { name: input.name },
  });
}

/** From the next call on nobody can use it; its history stays. What is on its way arrives. */
export async function revokeConnection(
  ctx: Context,
  input: { id: string },
): Promise<{ id: string }> {
  const by = ctx.actor.kind === "device" ? "" : ctx.actor.name;
  return change(ctx, input.id, {
    set: { revokedAt: ctx.now, revokedBy: by },
    action: "connection.revoked",
    details: {},
  });
}

async function change(
  ctx: Context,
  publicId: string,
  deed: {
    set: Partial<typeof connections.$inferInsert>;
    action: string;
    details: Record<string, unknown>;
  },
): Promise<{ id: string }> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(connections)
      .set(deed.set)
      .where(
        and(
          eq(connections.publisherId, ctx.publisherId),
          eq(connections.publicId, publicId),
          isNull(connections.revokedAt),
        ),
      )
      .returning({ id: connections.id });
    if (!row) throw notFound("connection in use");
    if (deed.set.revokedAt) await endKeys({ ...ctx, db: tx }, row.id);
    const { action, details } = deed;
    await recordAudit({ ...ctx, db: tx }, { action, target: `connection ${publicId}`, details });
    return { id: publicId };
  });
}

async function endKeys(ctx: Context, connectionId: number): Promise<void> {
  await ctx.db
    .update(apiKeys)
    .set({ revokedAt: ctx.now })
    .where(
      and(
        eq(apiKeys.publisherId, ctx.publisherId),
        eq(apiKeys.connectionId, connectionId),
        isNull(apiKeys.revokedAt),
      ),
    );
}

/** A key that opens this connection and nothing else. The answer is the only time it is shown. */
export async function createConnectionKey(
  ctx: Context,
  input: z.output<typeof keyCreate>,
): Promise<{ keyId: number; key: string }> {
  const connection = await requireUsableConnection(ctx, input.id);
  return ctx.db.transaction((tx) => insertKey({ ...ctx, db: tx }, connection, input.name));
}

/** A new key of the same name at once; the old one works for another day. */
export async function rotateConnectionKey(
  ctx: Context,
  input: z.output<typeof keyInput>,
): Promise<{ keyId: number; key: string; oldEndsAt: Date }> {
  const connection = await requireUsableConnection(ctx, input.id);
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    const oldEndsAt = new Date(ctx.now.getTime() + rotationHours * 3_600_000);
    const old = await endKey(inner, { connection, keyId: input.keyId }, { expiresAt: oldEndsAt });
    return { ...(await insertKey(inner, connection, old.name)), oldEndsAt };
  });
}

export async function revokeConnectionKey(
  ctx: Context,
  input: z.output<typeof keyInput>,
): Promise<{ keyId: number }> {
  const connection = await requireUsableConnection(ctx, input.id);
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    const { keyId } = input;
    const { name } = await endKey(inner, { connection, keyId }, { revokedAt: ctx.now });
    await recordAudit(inner, {
      action: "connection.key_revoked",
      target: `connection ${connection.publicId}`,
      details: { key: keyId, name },
    });
    return { keyId };
  });
}

async function endKey(
  ctx: Context,
  { connection, keyId }: { connection: Connection; keyId: number },
  set: { expiresAt: Date } | { revokedAt: Date },
): Promise<{ name: string }> {
  const mayRotate = "expiresAt" in set ? isNull(apiKeys.expiresAt) : sql`true`;
  const [row] = await ctx.db
    .update(apiKeys)
    .set(set)
    .where(
      and(
        eq(apiKeys.publisherId, ctx.publisherId),
        eq(apiKeys.connectionId, connection.id),
        eq(apiKeys.id, keyId),
        isNull(apiKeys.revokedAt),
        mayRotate,
      ),
    )
    .returning({ name: apiKeys.name });
  if (!row) throw notFound("key in use");
  return row;
}

async function insertKey(ctx: Context, connection: Connection, name: string) {
  const { publisherId, actor } = ctx;
  const key = newKey("hk", publisherId);
  const [row] = await ctx.db
    .insert(apiKeys)
    .values({
      ...{ publisherId, name, connectionId: connection.id, scopes: ["push:send"] },
      prefix: shownPrefix(key),
      keyHash: hashOfKey(key),
      createdBy: actor.kind === "member" ? actor.accountId : null,
      createdAt: ctx.now,
    })
    .returning({ id: apiKeys.id });
  if (!row) throw new Error("The key was not inserted.");
  await recordAudit(ctx, {
    action: "connection.key_created",
    target: `connection ${connection.publicId}`,
    details: { key: row.id, name },
  });
  return { keyId: row.id, key };
}
