import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { commandLine, isRunning, untilGone } from "@/db/embedded-processes";
import { StartError } from "./start-error";

const ours =
  /scripts\/start\.ts|next-server|next\/dist\/bin\/next|server\/delivery\/main|emulators\/main|db\/seed\/audience/;
const leaveByThemselvesMs = 5_000;
const leaveOnRequestMs = 10_000;

export function pidFile(dataDir: string, name: string): string {
  return join(dataDir, "run", `${name}.pid`);
}

export function writePid(dataDir: string, name: string, pid: number): void {
  mkdirSync(join(dataDir, "run"), { recursive: true });
  writeFileSync(pidFile(dataDir, name), `${pid}\n`);
}

export function removePid(dataDir: string, name: string): void {
  rmSync(pidFile(dataDir, name), { force: true });
}

function readPid(dataDir: string, name: string): number | undefined {
  const file = pidFile(dataDir, name);
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8")) : Number.NaN;
  return Number.isInteger(pid) && pid > 0 && pid !== process.pid ? pid : undefined;
}

/** An id may have been given to somebody else since: only our command in our folder is ours. */
export function isOurs(pid: number, root: string): boolean {
  if (!isRunning(pid) || !ours.test(commandLine(pid))) return false;
  if (process.platform !== "linux") return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === root;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) return false;
    throw error;
  }
}

/** One supervisor per data folder: a second one would stop the first one's database. */
export function claimDataFolder(dataDir: string): void {
  const other = readPid(dataDir, "supervisor");
  if (other !== undefined && isRunning(other) && /scripts\/start\.ts/.test(commandLine(other))) {
    throw new StartError(
      `Herald is already running with the data folder ${dataDir} (process ${other}). Stop it (kill ${other}), or use another folder and port: HERALD_DATA=./data2 PORT=3100 EMULATOR_PORT=4100 npm start`,
    );
  }
  writePid(dataDir, "supervisor", process.pid);
}

async function endLeftover(pid: number, root: string): Promise<void> {
  // A build has no channel to notice the death of its parent by.
  const leavesByItself = !/ build$/.test(commandLine(pid));
  if (leavesByItself && (await untilGone(pid, leaveByThemselvesMs))) return;
  if (!isOurs(pid, root)) return;
  process.kill(pid, "SIGTERM");
  if (await untilGone(pid, leaveOnRequestMs)) return;
  process.kill(pid, "SIGKILL");
  await untilGone(pid, leaveByThemselvesMs);
}

/** After kill -9 of the supervisor its children leave by themselves; whoever did not is ended here. */
export async function endLeftovers(dataDir: string, root: string): Promise<number> {
  const names = readdirSync(join(dataDir, "run"))
    .filter((file) => file.endsWith(".pid"))
    .map((file) => file.slice(0, -".pid".length))
    .filter((name) => name !== "supervisor" && name !== "postgres");
  const left = names
    .map((name) => readPid(dataDir, name))
    .filter((pid): pid is number => pid !== undefined && isOurs(pid, root));
  await Promise.all(left.map((pid) => endLeftover(pid, root)));
  for (const name of names) removePid(dataDir, name);
  return left.length;
}
