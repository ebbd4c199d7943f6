import { Logger, runTaskList, type TaskList, type WorkerPool } from "graphile-worker";
import pg from "pg";
import { log } from "@/server/log";
import type { Engine } from "./engine";
import { otherTasks, sliceTasks } from "./tasks";

const pollIntervalMs = 1_000;
const restartMs = 1_000;
/** graphile-worker's stop returns before the last job's row is written (6 of 6 tries); then the pool may end. */
const lastWritesMs = 600;
const otherJobsAtOnce = 2;
/** Pushes of connections: few devices each, so one that waits for a slow service must not stop the next. */
const pushesAtOnce = 3;

export interface Runner {
  /** No new jobs; resolves when the running ones have ended. */
  stop(): Promise<void>;
}

/**
 * The worker's queues on our own pool. A queue that gives up, say because the database was away for long,
 * is started again until stop (P8).
 */
export function startRunner(engine: Engine, databaseUrl: string): Runner {
  const queues = [
    new Queue(engine, sliceTasks(engine, "slice"), engine.options.slots),
    new Queue(engine, sliceTasks(engine, "push-slice"), pushesAtOnce),
    new Queue(engine, otherTasks(engine), otherJobsAtOnce),
  ];
  for (const queue of queues) queue.start();
  const presence = new Presence(databaseUrl, () => queues.map(({ id }) => id).join(" "));
  presence.start();
  return {
    async stop() {
      await Promise.all(queues.map((queue) => queue.stop()));
      await new Promise((resolve) => setTimeout(resolve, lastWritesMs));
      await presence.stop();
    },
  };
}

class Queue {
  private pool: WorkerPool | undefined;
  private isStopping = false;
  private restart: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly tasks: TaskList,
    private readonly concurrency: number,
  ) {}

  /** What its jobs are locked by. */
  get id(): string {
    return this.pool?.id ?? "";
  }

  start(): void {
    const pool = runTaskList(
      {
        concurrency: this.concurrency,
        pollInterval: pollIntervalMs,
        noHandleSignals: true,
        logger: queueLogger,
      },
      this.tasks,
      this.engine.pool,
    );
    this.pool = pool;
    const again = (error?: unknown) => {
      if (this.isStopping) return;
      log.warn("A queue of the worker ended; starting it again", { error });
      this.restart = setTimeout(() => this.start(), restartMs);
    };
    pool.promise.then(() => again(), again);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.restart);
    await this.pool?.gracefulShutdown("The worker was asked to stop");
  }
}

/** A connection named after the queues: its absence tells the tick that their jobs are nobody's. */
class Presence {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private name = "";

  constructor(
    private readonly databaseUrl: string,
    private readonly currentName: () => string,
  ) {}

  start(): void {
    const check = () => {
      const name = this.currentName();
      if (this.client === undefined || name !== this.name) void this.connect(name);
    };
    this.timer = setInterval(check, restartMs);
    check();
  }

  private async connect(name: string): Promise<void> {
    await this.client?.end();
    this.name = name;
    const client = new pg.Client({ connectionString: this.databaseUrl, application_name: name });
    this.client = client;
    const lost = () => {
      if (this.client === client) this.client = undefined;
    };
    client.on("error", lost);
    client.on("end", lost);
    await client.connect().catch(lost);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.client?.end();
  }
}

const queueLogger = new Logger(() => (level, message) => {
  if (level === "error") log.warn(`Queue: ${message}`);
  else if (level === "warning") log.warn(`Queue: ${message}`);
  else log.debug(`Queue: ${message}`);
});
