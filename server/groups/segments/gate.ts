import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";

/**
 * T17: scans of millions of rows come from every key somebody presses. A publisher runs two at once, the process
 * six, each for at most 15 s; who waits and is no longer wanted leaves the queue.
 */
const perPublisher = 2;
const perProcess = 6;
const mostWaiting = 20;
const statementMs = 15_000;

interface Waiter {
  publisherId: number;
  start(): void;
}

const running = new Map<number, number>();
let waiting: Waiter[] = [];

function isFree(publisherId: number): boolean {
  const all = [...running.values()].reduce((sum, count) => sum + count, 0);
  return all < perProcess && (running.get(publisherId) ?? 0) < perPublisher;
}

function take(publisherId: number): void {
  running.set(publisherId, (running.get(publisherId) ?? 0) + 1);
}

function giveBack(publisherId: number): void {
  const left = (running.get(publisherId) ?? 1) - 1;
  if (left > 0) running.set(publisherId, left);
  else running.delete(publisherId);
  const next = waiting.find((one) => isFree(one.publisherId));
  if (!next) return;
  waiting = waiting.filter((one) => one !== next);
  take(next.publisherId);
  next.start();
}

function enter(publisherId: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  if (isFree(publisherId)) {
    take(publisherId);
    return Promise.resolve();
  }
  if (waiting.filter((one) => one.publisherId === publisherId).length >= mostWaiting) {
    throw new AppError("too_many", "Too many counts at once. Try again in a few seconds.", {
      retryAfterSeconds: 5,
    });
  }
  return new Promise((resolve, reject) => {
    const waiter: Waiter = { publisherId, start: resolve };
    waiting.push(waiter);
    signal?.addEventListener("abort", () => {
      if (!waiting.includes(waiter)) return;
      waiting = waiting.filter((one) => one !== waiter);
      reject(signal.reason);
    });
  });
}

/** One read-only statement on millions of rows, in its turn and within its time. */
export async function boundedScan<T>(
  ctx: Pick<Context, "db" | "publisherId">,
  scan: (db: Database) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  await enter(ctx.publisherId, signal);
  try {
    return await ctx.db.transaction(
      async (tx) => {
        await tx.execute(sql`select set_config('statement_timeout', ${String(statementMs)}, true),
          set_config('jit', 'off', true)`);
        return scan(tx);
      },
      { accessMode: "read only" },
    );
  } catch (error) {
    if (!isCancelled(error)) throw error;
    throw new AppError("unavailable", "Counting took longer than 15 s. Use fewer conditions.");
  } finally {
    giveBack(ctx.publisherId);
  }
}

const queryCanceled = "57014";

function isCancelled(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return (cause as { code?: unknown } | null)?.code === queryCanceled;
}
