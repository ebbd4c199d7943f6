import { type ChildProcess, spawn } from "node:child_process";
import { workerKeys } from "./sendable";

export interface WorkerProcess {
  pid: number;
  isAlive(): boolean;
  /** kill -9: no handler runs. */
  kill(): void;
  /** @returns exit code and how long it took */
  terminate(): Promise<{ code: number | null; tookMs: number }>;
  /** Cuts the supervisor's channel, as its death would. */
  disconnect(): Promise<number | null>;
}

/** A real worker, as npm start runs it. */
export function startWorkerProcess(options: {
  databaseUrl: string;
  emulatorPort: number;
  name?: string;
}): WorkerProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "server/delivery/main.ts"], {
    env: {
      ...process.env,
      ...workerKeys,
      DATABASE_URL: options.databaseUrl,
      EMULATOR_PORT: String(options.emulatorPort),
      HERALD_WORKER_NAME: options.name ?? "worker",
      HERALD_DEMO: "1",
      HERALD_LOG: process.env.HERALD_TEST_LOG ?? "error",
      NODE_ENV: "production",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = exitOf(child);
  return {
    pid: child.pid ?? 0,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: () => void child.kill("SIGKILL"),
    async terminate() {
      const started = performance.now();
      child.kill("SIGTERM");
      return { code: await ended, tookMs: performance.now() - started };
    },
    disconnect() {
      child.disconnect();
      return ended;
    },
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}
