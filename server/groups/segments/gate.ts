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

/** One read-only statement on millions of rows, in its turn and within its time; ended once nobody wants it. */
export async function boundedScan<T>(
  ctx: Pick<Context, "db" | "scans" | "publisherId">,
  scan: (db: Database) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  await enter(ctx.publisherId, signal);
  try {
    return await (ctx.scans ?? ctx.db).transaction(
      async (tx) => {
        const { rows } = await tx.execute<{ pid: number }>(sql`
          select pg_backend_pid() as pid, set_config('statement_timeout', ${String(statementMs)}, true),
            set_config('jit', 'off', true)`);
        return endable(ctx.db, { pid: rows[0]?.pid ?? 0, signal, run: () => scan(tx) });
      },
      { accessMode: "read only" },
    );
  } catch (error) {
    if (!isCancelled(error)) throw error;
    signal?.throwIfAborted();
    throw new AppError("unavailable", "Counting took longer than 15 s. Use fewer conditions.");
  } finally {
    giveBack(ctx.publisherId);
  }
}

interface Endable<T> {
  pid: number;
  signal: AbortSignal | undefined;
  run(): Promise<T>;
}

/**
 * Asks Postgres to end the statement when its caller has gone. The transaction waits for that question, so that it
 * never meets the next one on the same connection.
 */
async function endable<T>(db: Database, { pid, signal, run }: Endable<T>): Promise<T> {
  let asked: Promise<unknown> | undefined;
  const end = () => {
    asked = db.execute(sql`select pg_cancel_backend(${pid}::int)`);
    // Awaited below; a refusal there only means that the statement runs to its end.
    asked.catch(() => undefined);
  };
  signal?.throwIfAborted();
  signal?.addEventListener("abort", end, { once: true });
  try {
    return await run();
  } finally {
    signal?.removeEventListener("abort", end);
    await asked?.catch(() => undefined);
  }
}

const queryCanceled = "57014";

function isCancelled(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return (cause as { code?: unknown } | null)?.code === queryCanceled;
}
