import type { Flight } from "./flight";
import { type OpenSocket, Pool } from "./http1/pool";
import { Http2Pool } from "./http2/pool";
import type { PushAnswer, PushProtocol } from "./provider";

/** Sub-domains of a push service are as many as devices care to register: idle ones make room. */
const maximumOrigins = 256;

/** A host that only swallows requests would hold every place in flight: after so many in a row it rests. */
const failuresToRest = 20;
const restMs = 5_000;

/** One scheme, host and port with its connections, so that a slow host cannot take another's. */
export interface Origin {
  /** As in a Host header. */
  readonly host: string;
  readonly pool: Pool | Http2Pool;
  /** In the order of their deadlines, because all have the same time. */
  readonly flights: Set<Flight>;
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

type OpenTo = (url: URL, protocol: PushProtocol) => OpenSocket;

export function createOrigins(openTo: OpenTo, connections: number) {
  const origins = new Map<string, Origin>();

  function add(key: string, url: URL, protocol: PushProtocol): Origin {
    makeRoom(origins);
    const open = openTo(url, protocol);
    const origin: Origin = {
      host: url.host,
      pool: protocol === "h2" ? new Http2Pool(url.origin, open) : new Pool(open, connections),
      flights: new Set(),
      failuresInARow: 0,
      restsUntil: 0,
    };
    origins.set(key, origin);
    return origin;
  }

  return {
    /** `authority` is scheme, host and port as written. */
    of(authority: string, protocol: PushProtocol = "http/1.1"): Origin {
      const known = origins.get(keyOf(authority, protocol));
      if (known) {
        return known;
      }
      const url = new URL(authority);
      const key = keyOf(url.origin, protocol);
      return origins.get(key) ?? add(key, url, protocol);
    },
    all: () => origins.values(),
  };
}

function keyOf(authority: string, protocol: PushProtocol): string {
  return protocol === "h2" ? `h2 ${authority}` : authority;
}

function makeRoom(origins: Map<string, Origin>): void {
  if (origins.size < maximumOrigins) {
    return;
  }
  for (const [key, origin] of origins) {
    if (origin.flights.size === 0) {
      origins.delete(key);
      origin.pool.close();
      return;
    }
  }
}
