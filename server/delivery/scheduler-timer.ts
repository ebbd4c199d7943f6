import { connection } from "@/server/db";
import { log } from "@/server/log";
import { type TickReport, tick } from "./scheduler";

const everyMs = 1_000;

interface SchedulerState {
  timer?: NodeJS.Timeout;
  running?: Promise<TickReport>;
  lastAt?: Date;
  lastReport?: TickReport;
  lastError?: string;
}

/** One per process, also across hot reloads. */
const holder = globalThis as typeof globalThis & { heraldScheduler?: SchedulerState };

function state(): SchedulerState {
  holder.heraldScheduler ??= {};
  return holder.heraldScheduler;
}

/** Ticks every second from now on; called once by instrumentation.ts. */
export function startScheduler(): void {
  const own = state();
  clearInterval(own.timer);
  own.timer = setInterval(() => {
    // A tick that takes longer than a second is not joined by the next; its error is in the health answer.
    if (!own.running) void runTick().catch(() => undefined);
  }, everyMs);
  own.timer.unref();
}

export function stopScheduler(): void {
  clearInterval(state().timer);
}

/** One tick; who asks while one is running gets that one. */
export function runTick(): Promise<TickReport> {
  const own = state();
  own.running ??= tick({ pool: connection().pool })
    .then((report) => {
      own.lastReport = report;
      own.lastAt = new Date();
      own.lastError = undefined;
      return report;
    })
    .catch((error: unknown) => {
      // Once per outage, not once per second.
      if (!own.lastError) log.error("A tick of the scheduler failed", { error });
      own.lastError = error instanceof Error ? error.message : String(error);
      throw error;
    })
    .finally(() => {
      own.running = undefined;
    });
  return own.running;
}

export function lastTick(): Pick<SchedulerState, "lastAt" | "lastReport" | "lastError"> {
  const { lastAt, lastReport, lastError } = state();
  return { lastAt, lastReport, lastError };
}
