import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { env as given } from "node:process";
import { fileURLToPath } from "node:url";
import { isRunning, untilGone } from "@/db/embedded-processes";
import { freePort } from "@/scripts/supervisor/ports";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const readyWithinMs = 170_000;

/** One `npm start` under test, in a data folder and on ports of its own. */
export class Herald {
  readonly dataDir = mkdtempSync(join(tmpdir(), "herald-start-"));
  output = "";
  port = 0;
  #supervisor: ChildProcess | undefined;
  readonly #environment: Record<string, string>;

  constructor(environment: Record<string, string> = {}) {
    chmodSync(this.dataDir, 0o755);
    this.#environment = environment;
  }

  /** Starts the supervisor; `more` is added to what the constructor was given. */
  async launch(more: Record<string, string> = {}): Promise<void> {
    this.port ||= await freePort();
    this.output = "";
    const supervisor = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
      cwd: root,
      env: {
        ...given,
        PORT: String(this.port),
        HERALD_DATA: this.dataDir,
        HERALD_DEMO: "0",
        ...this.#environment,
        ...more,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#supervisor = supervisor;
    const keep = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    supervisor.stdout.on("data", keep);
    supervisor.stderr.on("data", keep);
  }

  async untilReady(): Promise<void> {
    const deadline = Date.now() + readyWithinMs;
    while (!this.output.includes("Herald is ready at")) {
      if (this.#supervisor?.exitCode !== null || Date.now() > deadline) {
        throw new Error(`Herald did not become ready:\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The code the supervisor ends with. */
  ended(): Promise<number | null> {
    return new Promise((done) => {
      if (!this.#supervisor || this.#supervisor.exitCode !== null) {
        done(this.#supervisor?.exitCode ?? null);
      }
      this.#supervisor?.once("close", (code) => done(code));
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.#supervisor?.kill(signal);
  }

  /** Process ids as the files in the data folder name them. */
  pids(): Record<string, number> {
    const run = join(this.dataDir, "run");
    const files = existsSync(run) ? readdirSync(run) : [];
    const named = files
      .filter((file) => file.endsWith(".pid"))
      .map((file) => [file.slice(0, -4), Number(readFileSync(join(run, file), "utf8"))]);
    return Object.fromEntries(named) as Record<string, number>;
  }

  pid(name: string): number {
    const pid = this.pids()[name];
    if (pid === undefined) throw new Error(`there is no process id file for ${name}`);
    return pid;
  }

  async health(): Promise<number> {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/api/health`)).status;
    } catch (error) {
      if (error instanceof TypeError) return 0;
      throw error;
    }
  }

  /** Ends whatever a failed test left and removes the folder. */
  async discard(): Promise<void> {
    if (this.#supervisor?.exitCode === null) this.signal("SIGTERM");
    if (this.#supervisor?.pid) await untilGone(this.#supervisor.pid, 30_000);
    for (const pid of Object.values(this.pids())) {
      if (pid !== process.pid && isRunning(pid)) process.kill(pid, "SIGKILL");
    }
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
