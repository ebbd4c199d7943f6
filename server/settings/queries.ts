import { and, asc, desc, eq, gt, ilike, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { accounts, apiKeys, auditEvents } from "@/db/schema";
import type { Actor, Context } from "@/server/context";
import { hashOfKey, publisherOfKey } from "./keys";
import type { AuditListInput } from "./schema";

type Reader = Pick<Context, "db" | "publisherId">;

/** The publisher's own keys, revoked ones last; those of a connection are on its page. Of a key only its first characters are known. */
export async function listApiKeys(ctx: Reader) {
  return ctx.db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      scopes: apiKeys.scopes,
      createdBy: accounts.name,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .leftJoin(accounts, eq(accounts.id, apiKeys.createdBy))
    .where(and(eq(apiKeys.publisherId, ctx.publisherId), isNull(apiKeys.connectionId)))
    .orderBy(sql`${apiKeys.revokedAt} is not null`, desc(apiKeys.createdAt), asc(apiKeys.id));
}

/** One page of the audit log, newest first. */
export async function listAuditEvents(ctx: Reader, input: AuditListInput) {
  const where = and(eq(auditEvents.publisherId, ctx.publisherId), matches(input.q));
  const [rows, total] = await Promise.all([
    ctx.db
      .select({
        id: auditEvents.id,
        at: auditEvents.at,
        actor: auditEvents.actor,
        action: auditEvents.action,
        target: auditEvents.target,
        details: auditEvents.details,
      })
      .from(auditEvents)
      .where(where)
      .orderBy(desc(auditEvents.id))
      .limit(input.size)
      .offset((input.page - 1) * input.size),
    ctx.db.$count(auditEvents, where),
  ]);
  return { rows, total };
}

function matches(q: string) {
  if (q === "") return undefined;
  const part = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    ilike(auditEvents.actor, part),
    ilike(auditEvents.action, part),
    ilike(auditEvents.target, part),
  );
}

export interface ApiCaller {
  publisherId: number;
  actor: Extract<Actor, { kind: "api_key" }>;
  lastUsedAt: Date | null;
}

/** Whose key this is. The row is looked up for every call: a revoked key fails at once (T7). */
export async function apiCallerOf(db: Database, key: string): Promise<ApiCaller | undefined> {
  const publisherId = publisherOfKey("hk", key);
  // A key the operator chose (HERALD_DEMO_API_KEY) names no publisher; its hash alone finds it.
  const inTenant = publisherId === undefined ? undefined : eq(apiKeys.publisherId, publisherId);
  const [row] = await db
    .select({
      publisherId: apiKeys.publisherId,
      id: apiKeys.id,
      name: apiKeys.name,
      scopes: apiKeys.scopes,
      connectionId: apiKeys.connectionId,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .where(
      and(
        inTenant,
        eq(apiKeys.keyHash, hashOfKey(key)),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, sql`now()`)),
      ),
    )
    .limit(1);
  if (!row) return undefined;
  return {
    publisherId: row.publisherId,
    actor: {
      kind: "api_key",
      apiKeyId: row.id,
      name: row.name,
      scopes: row.scopes,
      connectionId: row.connectionId ?? undefined,
    },
    lastUsedAt: row.lastUsedAt,
  };
}
