import { randomInt } from "node:crypto";
import type { Database } from "@/db/connect";
import { countReports, type Report, type ReportVerdict } from "./report-sql";

/**
 * Reports that arrive while others are being written wait for each other and go in one statement: one plan
 * execution and one commit for all of them. A report that comes alone goes at once.
 */

/** Each has a rollup shard of its own, so that they never wait for each other. */
const mostInFlight = 2;
const mostAtOnce = 400;
/** Beyond the shards of workers (server/delivery/main.ts). */
const firstShard = 10_000;
const processes = 8;

interface Waiting {
  reports: Report[];
  now: Date;
  resolve(verdicts: ReportVerdict[]): void;
  reject(error: unknown): void;
}

export class ReportQueue {
  private waiting: Waiting[] = [];
  private readonly freeShards: number[];
  private isAwake = false;

  constructor(private readonly db: Database) {
    const first = firstShard + randomInt(processes) * mostInFlight;
    this.freeShards = Array.from({ length: mostInFlight }, (_, place) => first + place);
  }

  count(reports: Report[], now: Date): Promise<ReportVerdict[]> {
    if (reports.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.waiting.push({ reports, now, resolve, reject });
      this.wake();
    });
  }

  /** After the calls that arrived in this very turn of the event loop. */
  private wake(): void {
    if (this.isAwake || this.freeShards.length === 0 || this.waiting.length === 0) return;
    this.isAwake = true;
    setImmediate(() => {
      this.isAwake = false;
      const shard = this.freeShards.pop();
      if (shard === undefined) return;
      void this.write(this.take(), shard).finally(() => {
        this.freeShards.push(shard);
        this.wake();
      });
      this.wake();
    });
  }

  private take(): Waiting[] {
    let rows = 0;
    let end = 0;
    for (const one of this.waiting) {
      if (end > 0 && rows + one.reports.length > mostAtOnce) break;
      rows += one.reports.length;
      end += 1;
    }
    return this.waiting.splice(0, end);
  }

  private async write(batch: Waiting[], shard: number): Promise<void> {
    const [first] = batch;
    if (!first) return;
    const reports = batch.flatMap((one) => one.reports);
    try {
      const verdicts = await countReports(this.db, reports, { now: first.now, shard });
      let at = 0;
      for (const one of batch) {
        one.resolve(verdicts.slice(at, at + one.reports.length));
        at += one.reports.length;
      }
    } catch (error) {
      if (batch.length === 1) first.reject(error);
      // One that can't be written must not take the others with it.
      else for (const one of batch) await this.write([one], shard);
    }
  }
}

const queues = new WeakMap<object, ReportQueue>();

/** The queue of this pool. */
export function reportQueueOf(db: Database): ReportQueue {
  if (!db.$client) throw new Error("Counting reports needs a connection pool, not a transaction.");
  const known = queues.get(db.$client);
  if (known) return known;
  const queue = new ReportQueue(db);
  queues.set(db.$client, queue);
  return queue;
}
