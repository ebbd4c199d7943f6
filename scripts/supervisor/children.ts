import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { env as given } from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { removePid, writePid } from "./pid-files";

export type ChildPlan = {
  name: string;
  arguments: string[];
  environment: Record<string, string | undefined>;
};

export type ChildContext = {
  root: string;
  dataDir: string;
  isVerbose: boolean;
  say: (line: string) => void;
};

const firstDelayMs = 500;
const longestDelayMs = 30_000;
const healthyAfterMs = 60_000;

/** One process that is started again when it ends by itself. */
export class Child {
  readonly #plan: ChildPlan;
  readonly #context: ChildContext;
  #process: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopping = false;
  #failures = 0;

  constructor(plan: ChildPlan, context: ChildContext) {
    this.#plan = plan;
    this.#context = context;
  }

  get failures(): number {
    return this.#failures;
  }

  start(): void {
    const { root, dataDir } = this.#context;
    const guard = pathToFileURL(join(root, "scripts", "exit-with-parent.mjs")).href;
    const startedAt = Date.now();
    // Own session: a Ctrl-C in the terminal reaches the supervisor only, which then stops all in order.
    const child = spawn(process.execPath, ["--import", guard, ...this.#plan.arguments], {
      cwd: root,
      env: { ...given, ...this.#plan.environment, HERALD_SUPERVISOR: String(process.pid) },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    this.#process = child;
    if (child.pid) writePid(dataDir, this.#plan.name, child.pid);
    this.#print(child);
    child.once("error", (error) => this.#context.say(`${this.#plan.name}: ${error.message}`));
    child.once("exit", (code, signal) => this.#ended(signal ?? code ?? 1, Date.now() - startedAt));
  }

  #print(child: ChildProcess): void {
    const line = (text: string) => this.#context.say(`[${this.#plan.name}] ${text}`);
    if (child.stderr) createInterface({ input: child.stderr }).on("line", line);
    if (!child.stdout) return;
    const chatter = createInterface({ input: child.stdout });
    chatter.on("line", (text) => (this.#context.isVerbose ? line(text) : undefined));
  }

  #ended(how: number | string, ranForMs: number): void {
    this.#process = undefined;
    removePid(this.#context.dataDir, this.#plan.name);
    if (this.#isStopping) return;
    this.#failures = ranForMs > healthyAfterMs ? 1 : this.#failures + 1;
    const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (this.#failures - 1));
    this.#context.say(
      `${this.#plan.name} ended (${how}); starting it again in ${delayMs / 1000} s.`,
    );
    this.#timer = setTimeout(() => this.start(), delayMs);
  }

  /** Asks it to finish, and ends its whole group when it has not within the time. */
  async stop(patienceMs: number): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const child = this.#process;
    if (!child?.pid) return;
    const gone = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill("SIGTERM");
    const killer = setTimeout(() => this.kill(), patienceMs);
    await gone;
    clearTimeout(killer);
    killGroup(child.pid);
  }

  kill(): void {
    this.#isStopping = true;
    const child = this.#process;
    if (!child?.pid) return;
    if (process.platform === "win32") child.kill("SIGKILL");
    killGroup(child.pid);
  }
}

/** Helpers that a process started itself share its group. */
function killGroup(pid: number): void {
  if (process.platform === "win32") return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
