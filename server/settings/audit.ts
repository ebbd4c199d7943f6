import { createHash } from "node:crypto";
import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { auditEvents } from "@/db/schema";
import type { Actor, Context } from "@/server/context";

/** What a command did. Names and counts only: never a secret, a channel or a person's e-mail. */
export interface AuditEntry {
  /** Noun and past participle: "notification.scheduled", "api_key.revoked". */
  action: string;
  /** What it was done to, for example "notification 42". */
  target: string;
  details?: Record<string, unknown>;
}

export type AuditVerdict =
  | { intact: true; events: number; headHash: string }
  | { intact: false; events: number; brokenAt: number };

const genesis = Buffer.alloc(32);
const lockClass = 7_403_227;
const pageSize = 1_000;

/**
 * Adds one event to the publisher's chain. Call it last, inside the command's transaction
 * (`recordAudit({ ...ctx, db: tx }, …)`): the deed and its event commit together or not at all.
 */
export async function recordAudit(ctx: Context, entry: AuditEntry): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    // A lock of its own statement: the next one's snapshot must see the event of whoever held it before.
    await tx.execute(sql`select pg_advisory_xact_lock(${lockClass}, ${ctx.publisherId})`);
    const [last] = await tx
      .select({ hash: auditEvents.hash })
      .from(auditEvents)
      .where(eq(auditEvents.publisherId, ctx.publisherId))
      .orderBy(desc(auditEvents.id))
      .limit(1);
    const row = {
      publisherId: ctx.publisherId,
      at: ctx.now,
      actor: describeActor(ctx.actor),
      action: entry.action,
      target: entry.target,
      details: toJson(entry.details ?? {}),
    };
    await tx.insert(auditEvents).values({ ...row, hash: hashOf(last?.hash ?? genesis, row) });
  });
}

/** Walks the chain from its first event; a changed, removed, added or moved row is named (P23). */
export async function verifyAudit(ctx: Pick<Context, "db" | "publisherId">): Promise<AuditVerdict> {
  let previous: Buffer = genesis;
  let lastId = 0;
  let events = 0;
  for (;;) {
    const page = await ctx.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.publisherId, ctx.publisherId), gt(auditEvents.id, lastId)))
      .orderBy(asc(auditEvents.id))
      .limit(pageSize);
    for (const row of page) {
      const expected = hashOf(previous, row);
      if (!expected.equals(row.hash)) return { intact: false, events, brokenAt: row.id };
      previous = row.hash;
      lastId = row.id;
      events += 1;
    }
    if (page.length < pageSize) return { intact: true, events, headHash: previous.toString("hex") };
  }
}

/** Who, for people: the name first, then what kind of actor it is. */
export function describeActor(actor: Actor): string {
  switch (actor.kind) {
    case "member":
      return `${actor.name} (member ${actor.accountId})`;
    case "api_key":
      return `${actor.name} (API key ${actor.apiKeyId})`;
    case "device":
      return `A device (app ${actor.appId})`;
    case "system":
      return `${actor.name} (Herald)`;
  }
}

interface HashedRow {
  publisherId: number;
  at: Date;
  actor: string;
  action: string;
  target: string;
  details: Record<string, unknown>;
}

function hashOf(previous: Buffer, row: HashedRow): Buffer {
  const text = canonicalJson([
    row.publisherId,
    row.at.toISOString(),
    row.actor,
    row.action,
    row.target,
    row.details,
  ]);
  return createHash("sha256").update(previous).update(text, "utf8").digest();
}

function toJson(details: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(details)) as Record<string, unknown>;
}

/** JSON with sorted keys: jsonb does not keep their order. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
