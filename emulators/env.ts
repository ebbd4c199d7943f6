import { tmpdir } from "node:os";
import { join } from "node:path";

export type LogLevel = "full" | "compact" | "off";

export interface EmulatorSettings {
  port: number;
  /** Where requests.log is kept, outside of any database. */
  dataFolder: string;
  log: LogLevel;
  /** How many recent requests stay in memory with headers and body. */
  keep: number;
}

const levels: readonly string[] = ["full", "compact", "off"];
const mostKept = 200_000;

/** The emulators' only look at the environment. Refuses what it does not understand. */
export function readSettings(
  env: Record<string, string | undefined> = process.env,
): EmulatorSettings {
  const log = env.EMULATOR_LOG ?? "compact";
  if (!levels.includes(log)) {
    throw new Error(`EMULATOR_LOG is ${log}: use full, compact or off`);
  }
  return {
    port: wholeNumber(env.EMULATOR_PORT, { name: "EMULATOR_PORT", fallback: 4000, most: 65_535 }),
    dataFolder: env.EMULATOR_DATA ?? join(tmpdir(), "herald-emulator"),
    log: log as LogLevel,
    keep: wholeNumber(env.EMULATOR_KEEP, {
      name: "EMULATOR_KEEP",
      fallback: 50_000,
      most: mostKept,
    }),
  };
}

function wholeNumber(
  text: string | undefined,
  rule: { name: string; fallback: number; most: number },
): number {
  if (text === undefined || text === "") {
    return rule.fallback;
  }
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > rule.most) {
    throw new Error(`${rule.name} is ${text}: use a whole number up to ${rule.most}`);
  }
  return value;
}
