import { log } from "@/server/log";

/** How long a worker keeps what it knows and waits for a database that went away (P8). */
const patienceMs = 60_000;
const longestPauseMs = 1_000;

/**
 * Classes of SQLSTATE after which the same statement may be tried again: connection lost, transaction rolled
 * back (deadlock, serialization), server busy, full or going down, read-only after a failover.
 */
const passingStates = /^(08|40|53|57|25006|55P03)/;
const socketCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);

export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as Error & { code?: string }).code;
  if (code !== undefined) return passingStates.test(code) || socketCodes.has(code);
  return /connection (terminated|timeout|ended)|timeout exceeded when trying to connect|client has encountered a connection error/i.test(
    error.message,
  );
}

/** Runs a statement that is safe to repeat until the database takes it. */
export async function withPatience<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let pause = 50; ; pause = Math.min(longestPauseMs, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error;
      log.warn("The database did not take a window; trying again", { error });
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
