import {
  closeSync,
  createReadStream,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LogLevel } from "./env";
import type { Answer, Received } from "./exchange";
import { marksOf } from "./marks";

/** One finished exchange. */
interface Exchange {
  received: Received;
  rawHeaders: string[];
  provider: string;
  answer: Answer;
}

/** The same as kept in memory: few long texts, because many thousand short ones keep the collector busy. */
interface Kept {
  seq: number;
  time: number;
  provider: string;
  method: string;
  host: string;
  target: string;
  headers: string;
  body: string;
  status: number;
  reason: string | undefined;
  accepted: boolean;
  answerHeaders: string;
  answerBody: string | undefined;
  device: string | undefined;
}

export interface LogOptions {
  dataFolder: string;
  log: LogLevel;
  keep: number;
}

const flushBytes = 64 * 1024;
const flushMs = 20;

/**
 * What the far side saw: the oracle that tests believe instead of our own tables. The file is append-only and
 * complete; memory holds the most recent with headers and body.
 */
export function createRequestLog({ dataFolder, log, keep }: LogOptions) {
  mkdirSync(dataFolder, { recursive: true });
  const path = join(dataFolder, "requests.log");
  const file = openSync(path, "a+");
  const lastSeq = openLog(file);
  const ring: Kept[] = [];
  let oldest = 0;
  let lines = "";
  let counts = newCounts();

  function flush(): void {
    if (lines.length > 0) {
      writeSync(file, lines);
      lines = "";
    }
  }
  const timer = setInterval(flush, flushMs);
  timer.unref();

  function remember(kept: Kept): void {
    if (ring.length < keep) {
      ring.push(kept);
    } else if (keep > 0) {
      ring[oldest] = kept;
      oldest = (oldest + 1) % keep;
    }
  }

  return {
    /** Where an earlier run of the emulator stopped counting. */
    lastSeq,
    add(exchange: Exchange): void {
      count(counts, exchange);
      const kept = toKept(exchange);
      remember(kept);
      if (log !== "off") {
        lines += log === "full" ? `${JSON.stringify(fullLine(kept))}\n` : compactLine(kept);
        if (lines.length > flushBytes) {
          flush();
        }
      }
    },
    counts: () => counts,
    *since(from: number | Date, limit: number): Generator<Record<string, unknown>> {
      let left = limit;
      for (let index = 0; index < ring.length && left > 0; index += 1) {
        const kept = ring[(oldest + index) % ring.length] as Kept;
        if (typeof from === "number" ? kept.seq > from : kept.time >= from.getTime()) {
          left -= 1;
          yield fullLine(kept);
        }
      }
    },
    /** Accepted more than once, from the whole file. */
    duplicates() {
      flush();
      return findDuplicates(path);
    },
    clear(): void {
      lines = "";
      ring.length = 0;
      oldest = 0;
      counts = newCounts();
      ftruncateSync(file);
    },
    close(): void {
      clearInterval(timer);
      flush();
      closeSync(file);
    },
  };
}

export type RequestLog = ReturnType<typeof createRequestLog>;

const maximumLogBytes = 256 * 1024 * 1024;
const tailBytes = 64 * 1024;

/** An earlier run's lines stay, unless they grew beyond use. Returns the last line's number. */
function openLog(file: number): number {
  const { size } = fstatSync(file);
  if (size > maximumLogBytes) {
    ftruncateSync(file);
    return 0;
  }
  const tail = Buffer.alloc(Math.min(size, tailBytes));
  readSync(file, tail, 0, tail.length, size - tail.length);
  return Number(tail.toString("latin1").match(/.*"seq":(\d+),/s)?.[1] ?? 0);
}

function newCounts() {
  return {
    total: 0,
    accepted: 0,
    providers: {} as Record<string, number>,
    statuses: {} as Record<string, number>,
  };
}

function count(counts: ReturnType<typeof newCounts>, { provider, answer }: Exchange): void {
  counts.total += 1;
  counts.accepted += answer.accepted ? 1 : 0;
  counts.providers[provider] = (counts.providers[provider] ?? 0) + 1;
  counts.statuses[answer.status] = (counts.statuses[answer.status] ?? 0) + 1;
}

const separator = "\n";

function toKept({ received, rawHeaders, provider, answer }: Exchange): Kept {
  return {
    seq: received.seq,
    time: received.time,
    provider,
    method: received.method,
    host: received.host,
    target: received.target,
    headers: rawHeaders.join(separator),
    body: answer.opened ?? received.body,
    status: answer.status,
    reason: answer.reason,
    accepted: answer.accepted === true,
    answerHeaders: answer.headers.join(separator),
    answerBody: answer.body,
    device: answer.device,
  };
}

/** The parts are numbers and texts of letters and digits, so no escaping is needed and none is paid for. */
function compactLine(kept: Kept): string {
  const { channel, notification } = marksOf(kept);
  return `{"seq":${kept.seq},"time":${kept.time},"provider":"${kept.provider}","status":${kept.status},"accepted":${kept.accepted},"channel":"${channel}","notification":"${notification}"}\n`;
}

function fullLine(kept: Kept) {
  return {
    seq: kept.seq,
    time: kept.time,
    at: new Date(kept.time).toISOString(),
    provider: kept.provider,
    status: kept.status,
    accepted: kept.accepted,
    ...marksOf(kept),
    method: kept.method,
    host: kept.host,
    url: kept.target,
    headers: kept.headers.split(separator),
    body: kept.body,
    answer: {
      status: kept.status,
      reason: kept.reason,
      headers: kept.answerHeaders.split(separator),
      body: kept.answerBody,
    },
  };
}

interface Line {
  accepted: boolean;
  channel: string;
  notification: string;
}

const mostListed = 100;

async function findDuplicates(path: string) {
  const seen = new Map<string, number>();
  let accepted = 0;
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const line = JSON.parse(text) as Line;
    if (line.accepted) {
      accepted += 1;
      const key = `${line.channel} ${line.notification}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  const pairs = [...seen].filter(([, times]) => times > 1);
  return {
    accepted,
    distinct: seen.size,
    duplicates: accepted - seen.size,
    pairs: pairs.slice(0, mostListed).map(([key, times]) => {
      const [channel, notification] = key.split(" ");
      return { channel, notification, times };
    }),
  };
}
