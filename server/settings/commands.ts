import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import { recordAudit } from "./audit";
import { hashOfKey, newKey, shownPrefix } from "./keys";
import type { ApiCaller } from "./queries";
import type { ApiKeyCreate } from "./schema";

/** The answer is the only time the key is shown: its hash is stored (checklist 37). */
export async function createApiKey(
  ctx: Context,
  input: ApiKeyCreate,
): Promise<{ id: number; key: string }> {
  const key = newKey("hk", ctx.publisherId);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(apiKeys)
      .values({
        publisherId: ctx.publisherId,
        name: input.name,
        prefix: shownPrefix(key),
        keyHash: hashOfKey(key),
        scopes: input.scopes,
        createdBy: ctx.actor.kind === "member" ? ctx.actor.accountId : null,
        createdAt: ctx.now,
      })
      .returning({ id: apiKeys.id });
    if (!row) throw new Error("The API key was not inserted.");
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "api_key.created",
        target: `API key ${row.id}`,
        details: { name: input.name, scopes: input.scopes },
      },
    );
    return { id: row.id, key };
  });
}

/** From the next call on the key opens nothing. It stays in the list with the time. */
export async function revokeApiKey(ctx: Context, input: { id: number }): Promise<{ id: number }> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now })
      .where(
        and(
          eq(apiKeys.publisherId, ctx.publisherId),
          eq(apiKeys.id, input.id),
          isNull(apiKeys.connectionId),
          isNull(apiKeys.revokedAt),
        ),
      )
      .returning({ id: apiKeys.id, name: apiKeys.name });
    if (!row) throw notFound("API key in use");
    await recordAudit(
      { ...ctx, db: tx },
      { action: "api_key.revoked", target: `API key ${row.id}`, details: { name: row.name } },
    );
    return { id: row.id };
  });
}

const usedNoteMs = 60_000;

/** Notes the use of a key, at most once a minute. */
export async function noteApiKeyUse(
  ctx: Pick<Context, "db" | "now">,
  caller: ApiCaller,
): Promise<void> {
  const last = caller.lastUsedAt?.getTime() ?? 0;
  if (ctx.now.getTime() - last < usedNoteMs) return;
  await ctx.db
    .update(apiKeys)
    .set({ lastUsedAt: ctx.now })
    .where(and(eq(apiKeys.publisherId, caller.publisherId), eq(apiKeys.id, caller.actor.apiKeyId)));
}
