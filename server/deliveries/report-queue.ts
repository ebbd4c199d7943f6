import { randomInt } from "node:crypto";
import type { Database } from "@/db/connect";
import { GroupCommit } from "@/server/group-commit";
import { countReports, type Report, type ReportVerdict } from "./report-sql";

/** Each has a rollup shard of its own, so that they never wait for each other. */
const lanes = 2;
const mostAtOnce = 400;
/** Beyond the shards of workers (server/delivery/main.ts). */
const firstShard = 10_000;
const processes = 8;

interface Reported {
  reports: Report[];
  now: Date;
}

type ReportQueue = GroupCommit<Reported, ReportVerdict[]>;

const queues = new WeakMap<object, ReportQueue>();

/** Counts what a call reports, together with what others report in the meantime (decision 0095). */
export function gatherReports(
  db: Database,
  reports: Report[],
  now: Date,
): Promise<ReportVerdict[]> {
  if (reports.length === 0) return Promise.resolve([]);
  return queueOf(db).add({ reports, now });
}

function queueOf(db: Database): ReportQueue {
  if (!db.$client) throw new Error("Counting reports needs a connection pool, not a transaction.");
  const known = queues.get(db.$client);
  if (known) return known;
  const first = firstShard + randomInt(processes) * lanes;
  const queue: ReportQueue = new GroupCommit({
    lanes,
    mostAtOnce,
    sizeOf: ({ reports }) => reports.length,
    write: (batch, lane) => writeBatch(db, batch, first + lane),
    writeAlone: ({ reports, now }, lane) => countReports(db, reports, { now, shard: first + lane }),
  });
  queues.set(db.$client, queue);
  return queue;
}

async function writeBatch(
  db: Database,
  batch: Reported[],
  shard: number,
): Promise<ReportVerdict[][]> {
  const reports = batch.flatMap((one) => one.reports);
  const now = batch[0]?.now ?? new Date();
  const verdicts = await countReports(db, reports, { now, shard });
  return batch.map(({ reports: own }) => verdicts.splice(0, own.length));
}
