import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

const onLinux = process.platform === "linux";

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}

/** Runs of a probe whose only failure means "there is no such process". */
function probe<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ESRCH" || code === "EACCES" || code === "EPERM") {
      return undefined;
    }
    if (typeof (error as { status?: unknown }).status === "number") return undefined;
    throw error;
  }
}

/** A zombie still answers signal 0, and `pg_ctl status` calls it running: only its state tells. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  if (process.platform === "win32") return true;
  const state = onLinux
    ? probe(() => readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, ""))
    : probe(() => execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }));
  return state !== undefined && !/^\s*[ZX]/.test(state) && state.trim() !== "";
}

export function commandLine(pid: number): string {
  if (process.platform === "win32") return "";
  const text = onLinux
    ? probe(() => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "))
    : probe(() => execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }));
  return (text ?? "").trim();
}

export function parentOf(pid: number): number | undefined {
  const text = onLinux
    ? probe(() => readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) \S /s, ""))
    : probe(() => execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

export type PostmasterFile = { pid: number; port: number };

/** Postgres writes: pid, data folder, start time, port, socket folder, address, shared memory, status. */
export function readPostmasterFile(folder: string): PostmasterFile | undefined {
  const text = probe(() => readFileSync(join(folder, "postmaster.pid"), "utf8"));
  const lines = text?.split("\n") ?? [];
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return { pid, port: Number(lines[3]) || 0 };
}

/** Whether a process is a Postgres of this folder: after a reboot its id may be anybody's. */
export function isPostgresOf(pid: number, folder: string): boolean {
  if (!isRunning(pid)) return false;
  if (!onLinux) return process.platform === "win32" || /postgres/.test(commandLine(pid));
  const cwd = probe(() => readlinkSync(`/proc/${pid}/cwd`));
  if (cwd === undefined) return /postgres/.test(commandLine(pid));
  return cwd === realpathSync(folder);
}

/** Postgres and its helpers all work in the data folder; as long as one lives, its memory is in use. */
export function processesIn(folder: string): number[] {
  if (!onLinux) return [];
  const real = realpathSync(folder);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => probe(() => readlinkSync(`/proc/${pid}/cwd`)) === real && isRunning(pid));
}

export async function untilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isRunning(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
