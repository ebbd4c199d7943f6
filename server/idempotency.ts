import { createHash } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema";
import type { Context } from "./context";
import { AppError } from "./errors";

const keptMs = 24 * 3_600_000;
const lockClass = 7_403_229;
const prunedAtOnce = 100;

export interface IdempotentCall {
  /** Method and path: the same key may be used for another deed. */
  scope: string;
  key: string;
  body: unknown;
}

/** What was answered: 200, a body or the text of one that was kept, headers. */
export interface Answered {
  status: number;
  body?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

/**
 * Same key and same body = one deed and the same answer (P15). The deed and its answer are one transaction: a
 * process that dies in between leaves neither, and the repeated call does it. Refused calls are not kept.
 */
export async function idempotently(
  ctx: Context,
  call: IdempotentCall,
  work: (inner: Context) => Promise<Answered>,
): Promise<Answered> {
  const bodyHash = createHash("sha256").update(JSON.stringify(call.body)).digest("base64url");
  return ctx.db.transaction(async (tx) => {
    const inner: Context = { ...ctx, db: tx };
    await requireTurn(inner, call);
    const known = await storedReply(inner, call, bodyHash);
    if (known) return known;
    const { status, body, headers } = await work(inner);
    const text = JSON.stringify(body);
    const { scope, key } = call;
    await tx.insert(idempotencyKeys).values({
      publisherId: ctx.publisherId,
      scope,
      key,
      bodyHash,
      status,
      answer: { text },
      createdAt: ctx.now,
    });
    await prune(inner);
    return { status, text, headers };
  });
}

/** Only the first of calls at the same time goes on; the lock goes with its transaction. */
async function requireTurn(ctx: Context, { scope, key }: IdempotentCall): Promise<void> {
  const name = `${ctx.publisherId}/${scope}/${key}`;
  const result = await ctx.db.execute<{ isMine: boolean }>(
    sql`select pg_try_advisory_xact_lock(${lockClass}, hashtext(${name})) as "isMine"`,
  );
  if (result.rows[0]?.isMine) return;
  throw new AppError("conflict", "A call with this Idempotency-Key is still running. Try again.", {
    retryAfterSeconds: 1,
  });
}

async function storedReply(
  ctx: Context,
  { scope, key }: IdempotentCall,
  bodyHash: string,
): Promise<Answered | undefined> {
  const isRow = and(
    eq(idempotencyKeys.publisherId, ctx.publisherId),
    eq(idempotencyKeys.scope, scope),
    eq(idempotencyKeys.key, key),
  );
  const oldest = new Date(ctx.now.getTime() - keptMs);
  await ctx.db.delete(idempotencyKeys).where(and(isRow, lt(idempotencyKeys.createdAt, oldest)));
  const [row] = await ctx.db.select().from(idempotencyKeys).where(isRow);
  if (!row) return undefined;
  if (row.bodyHash !== bodyHash) {
    throw new AppError(
      "unprocessable",
      "This Idempotency-Key was used with another body. Use a new key for a new call.",
    );
  }
  const headers = { "idempotency-replayed": "true" };
  return { status: row.status ?? 200, text: String(row.answer?.text ?? "{}"), headers };
}

/** A little with every new key, so that the table stays as long as a day. */
async function prune(ctx: Context): Promise<void> {
  const oldest = new Date(ctx.now.getTime() - keptMs);
  await ctx.db.execute(sql`
    delete from idempotency_keys where publisher_id = ${ctx.publisherId} and (scope, key) in (
      select scope, key from idempotency_keys
      where publisher_id = ${ctx.publisherId} and created_at < ${oldest.toISOString()}::timestamptz
      order by created_at limit ${prunedAtOnce} for update skip locked)`);
}
