import { env } from "./env";

const levels = { debug: 10, info: 20, warn: 30, error: 40, silent: 99 } as const;
type Level = Exclude<keyof typeof levels, "silent">;

const secretKeys = /secret|password|token|authorization|cookie|channel|key$/i;

/** One JSON line per event; values under secret-looking names never reach it. */
function write(level: Level, message: string, details: Record<string, unknown>): void {
  if (levels[level] < levels[env().HERALD_LOG]) return;
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(details)) {
    safe[name] = secretKeys.test(name) ? "[redacted]" : describe(value);
  }
  const line = JSON.stringify({ at: new Date().toISOString(), level, message, ...safe });
  process.stderr.write(`${line}\n`);
}

function describe(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const cause = value.cause instanceof Error ? value.cause.message : undefined;
  const message = withoutParameters(value.message);
  return { name: value.name, message, stack: withoutParameters(value.stack ?? ""), cause };
}

/** A failed query quotes its parameters: channels and hashes of secrets do not belong into a log. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, "\nparams: [redacted]");
}

export const log = {
  debug: (message: string, details: Record<string, unknown> = {}) =>
    write("debug", message, details),
  info: (message: string, details: Record<string, unknown> = {}) => write("info", message, details),
  warn: (message: string, details: Record<string, unknown> = {}) => write("warn", message, details),
  error: (message: string, details: Record<string, unknown> = {}) =>
    write("error", message, details),
};
