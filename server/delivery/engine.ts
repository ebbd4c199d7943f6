import type { Connection } from "@/db/connect";
import { log } from "@/server/log";
import type { Sender } from "@/server/providers/send";

/** Where an engine works and how much at once. Everything it does is bounded by these. */
export interface EngineOptions {
  connection: Connection;
  sender: Sender;
  /** Unique among all workers that ever ran: the owner of its leases. */
  owner: string;
  /** Registrations whose intent is committed at once in one slice. */
  window: number;
  /** Slices at once: while one records, another sends. */
  slots: number;
  /** Requests on their way at once per slice; fits the sender's connections. */
  inFlight: number;
  /** Added to the slot's number: writers of different shards never wait for each other. */
  shard: number;
}

/**
 * After a kill at most `window × slots` registrations become Unknown. 125 × 2 measured in bench/send.ts:
 * larger windows are hardly quicker.
 */
export const engineDefaults = { window: 125, slots: 2, inFlight: 64 };

/** Longer than a window may take (10 s per request); renewed meanwhile. Judged by the database's clock. */
export const leaseSeconds = 15;
const heartbeatMs = 1_500;

/** A slice this engine holds the lease of. */
export interface HeldSlice {
  publisherId: number;
  sliceId: number;
}

/** What the walkers of slices share. */
export class Engine {
  readonly held = new Set<HeldSlice>();
  /** Set by SIGTERM: no new windows, leases given back (P28). */
  isStopping = false;
  private readonly freeShards: number[];
  private heartbeat: NodeJS.Timeout | undefined;

  private readonly background = new Set<Promise<void>>();

  constructor(readonly options: EngineOptions) {
    this.freeShards = Array.from({ length: options.slots }, (_, slot) => options.shard + slot);
  }

  private readonly onError = (error: unknown) =>
    log.warn("A note of the engine was not written", { error });

  get pool() {
    return this.options.connection.pool;
  }

  get db() {
    return this.options.connection.db;
  }

  /** Work nobody waits for; close() does. */
  inBackground(work: Promise<void>): void {
    const settled = work.catch(this.onError).finally(() => this.background.delete(settled));
    this.background.add(settled);
  }

  async close(): Promise<void> {
    clearInterval(this.heartbeat);
    await Promise.all(this.background);
  }

  takeShard(): number {
    return this.freeShards.pop() ?? this.options.shard + this.options.slots;
  }

  giveShard(shard: number): void {
    this.freeShards.push(shard);
  }

  /** A slow provider may hold a window for longer than the lease lasts. */
  startHeartbeat(): void {
    this.heartbeat = setInterval(() => {
      if (this.held.size > 0) this.inBackground(renewLeases(this));
    }, heartbeatMs);
  }
}

async function renewLeases({ pool, held, options }: Engine): Promise<void> {
  const slices = [...held];
  await pool.query({
    name: "renew-leases",
    text: `update slices s set lease_until = now() + make_interval(secs => $4)
      from unnest($1::int[], $2::bigint[]) as mine(publisher_id, id)
      where s.publisher_id = mine.publisher_id and s.id = mine.id and s.lease_owner = $3 and s.status = 'running'`,
    values: [
      slices.map(({ publisherId }) => publisherId),
      slices.map(({ sliceId }) => sliceId),
      options.owner,
      leaseSeconds,
    ],
  });
}
