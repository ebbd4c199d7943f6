import type { buildConnector } from "undici";
import { Pool } from "undici";
import type { PushAnswer } from "./provider";

/** Sub-domains of a push service are as many as devices care to register: idle ones make room. */
const maximumOrigins = 256;
const maximumAnswerBytes = 64 * 1024;
const maximumHeaderBytes = 16 * 1024;

/** A host that only swallows requests would hold every place in flight: after so many in a row it rests. */
const failuresToRest = 20;
const restMs = 5_000;

/** One scheme, host and port with its connections, and how it has behaved. */
export interface Origin {
  readonly pool: Pool;
  inFlight: number;
  failuresInARow: number;
  restsUntil: number;
}

/** Resting hosts are not asked; when the rest is over one more failure starts the next. */
export function isResting(origin: Origin, now: number): boolean {
  return origin.restsUntil > now;
}

/** Any answer at all proves the host alive; resets come back at once and hold nothing up. */
export function noteAnswer(origin: Origin, answer: PushAnswer, now: number): void {
  if (answer.kind === "answer") {
    origin.failuresInARow = 0;
  } else if (answer.failure !== "reset" && answer.failure !== "too_large") {
    origin.failuresInARow += 1;
    if (origin.failuresInARow >= failuresToRest) {
      origin.restsUntil = now + restMs;
    }
  }
}

/** Where a URL's path starts, found in the text itself: a parsed and printed URL may differ from what came. */
export function pathStart(url: string): number {
  for (let index = url.indexOf("://") + 3; index < url.length; index += 1) {
    const code = url.charCodeAt(index);
    if (code === 47 || code === 63 || code === 35) {
      return index;
    }
  }
  return url.length;
}

/** Path and query byte for byte; HTTP wants a leading slash and has no fragments. */
export function requestTarget(url: string, start: number): string {
  const hash = url.indexOf("#", start);
  const rest = hash === -1 ? url.slice(start) : url.slice(start, hash);
  return rest.charCodeAt(0) === 47 ? rest : `/${rest}`;
}

/** The origins in use, each with its own pool, so that one slow host cannot take another's connections. */
export function createOrigins(connect: buildConnector.connector, connections: number) {
  const origins = new Map<string, Origin>();

  function add(key: string): Origin {
    makeRoom(origins);
    const pool = new Pool(key, {
      connect,
      connections,
      pipelining: 1,
      maxResponseSize: maximumAnswerBytes,
      maxHeaderSize: maximumHeaderBytes,
      // The sender's deadline is total; undici's timers only measure pauses, which a drip never makes.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const origin: Origin = { pool, inFlight: 0, failuresInARow: 0, restsUntil: 0 };
    origins.set(key, origin);
    return origin;
  }

  return {
    /** `authority` is scheme, host and port as written. */
    of(authority: string): Origin {
      const known = origins.get(authority);
      if (known) {
        return known;
      }
      const key = new URL(authority).origin;
      return origins.get(key) ?? add(key);
    },
    async close(): Promise<void> {
      await Promise.all([...origins.values()].map(({ pool }) => pool.close()));
      origins.clear();
    },
  };
}

function makeRoom(origins: Map<string, Origin>): void {
  if (origins.size < maximumOrigins) {
    return;
  }
  for (const [key, origin] of origins) {
    if (origin.inFlight === 0) {
      origins.delete(key);
      void origin.pool.close();
      return;
    }
  }
}
