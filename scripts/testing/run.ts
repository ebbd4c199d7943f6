import { type ChildProcess, spawn } from "node:child_process";

const current = new Set<ChildProcess>();

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Starts a Node program in a group of its own, so that nothing of it can be left behind. */
export function startNode(
  parameters: string[],
  environment: NodeJS.ProcessEnv,
  stdout: "inherit" | "pipe" = "inherit",
): ChildProcess {
  const child = spawn(process.execPath, parameters, {
    env: environment,
    stdio: ["ignore", stdout, "inherit"],
    detached: process.platform !== "win32",
  });
  current.add(child);
  child.once("exit", () => current.delete(child));
  return child;
}

export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((done) => {
    if (child.exitCode !== null) done(child.exitCode);
    child.once("exit", (code) => done(code ?? 1));
    child.once("error", () => done(1));
  });
}

/** Runs a Node program to its end; one that hangs is ended and counts as failed. */
export async function runNode(
  parameters: string[],
  environment: NodeJS.ProcessEnv,
  limitMs = 1_500_000,
): Promise<boolean> {
  const child = startNode(parameters, environment);
  const limit = setTimeout(() => {
    process.stdout.write(`Ended after ${limitMs / 1000} s without a result.\n`);
    killGroup(child, "SIGKILL");
  }, limitMs);
  const code = await exitOf(child);
  clearTimeout(limit);
  return code === 0;
}

export async function stopNode(child: ChildProcess, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = exitOf(child);
  child.kill("SIGTERM");
  const killer = setTimeout(() => killGroup(child, "SIGKILL"), patienceMs);
  await gone;
  clearTimeout(killer);
}

export async function stopEverything(): Promise<void> {
  await Promise.all([...current].map((child) => stopNode(child, 20_000)));
}
