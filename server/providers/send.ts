import { buildConnector } from "undici";
import { AddressRefusedError, createPinnedLookup, isRefusedLiteral, type Resolve } from "./address";
import { type AnyRequest, Flight, type OnAnswer } from "./flight";
import type { OpenSocket } from "./http1/pool";
import { createOrigins, isResting, type Origin, pathStart, requestTarget } from "./origin";
import type { HttpExchange, PushProtocol, PushRequest } from "./provider";

export interface SenderOptions {
  /**
   * Emulator mode: every socket goes to this address; URI and Host header stay as they are. In plain TCP, or with
   * `ca` in TLS that trusts this authority alone and still wants the URI's host certified.
   */
  reroute?: { host: string; port: number; ca?: string };
  /** Connections per origin. */
  connections?: number;
  /** Milliseconds from `send` to the end of the answer, whatever the far side does. */
  deadlineMs?: number;
  /** The system's resolver unless another is given. Its answers are checked either way. */
  resolve?: Resolve;
}

export interface Sender {
  /**
   * Sends once, without redirects or retries, and calls back exactly once, possibly before it returns. Whoever
   * calls bounds how many are in flight: what exceeds an origin's connections waits, and its time runs.
   */
  send(request: PushRequest, onAnswer: OnAnswer): void;
  /** The same for token services, as a promise. */
  exchange: HttpExchange;
  /** Lets what is in flight end (each has its deadline), then closes every socket. */
  close(): Promise<void>;
}

const defaultDeadlineMs = 10_000;
const defaultConnections = 20;
const connectTimeoutMs = 5_000;

class SenderRestsError extends Error {
  readonly code = "HERALD_NOT_ASKED";
}

/** The only place that opens sockets to push services. Knows no proxy variables and follows no redirects. */
export function createSender(options: SenderOptions = {}): Sender {
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
  const origins = createOrigins(openerOf(options), options.connections ?? defaultConnections);
  const sweepMs = Math.max(5, Math.min(100, deadlineMs / 20));
  const sweep = setInterval(() => tidy(origins.all(), performance.now()), sweepMs);
  let isClosed = false;

  function send(request: AnyRequest, onAnswer: OnAnswer): void {
    const now = performance.now();
    const start = pathStart(request.url);
    const origin = origins.of(request.url.slice(0, start), request.protocol);
    const target = requestTarget(request.url, start);
    const flight = new Flight(request, { origin, target, deadline: now + deadlineMs }, onAnswer);
    if (isClosed || isResting(origin, now)) {
      flight.fail(new SenderRestsError(isClosed ? "The sender was closed" : "The host rests"));
    } else {
      origin.pool.dispatch(flight);
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    await untilLanded(origins.all, sweepMs);
    for (const origin of origins.all()) {
      origin.pool.close();
    }
    clearInterval(sweep);
  }

  sweep.unref();
  return { send, exchange: (request) => new Promise((resolve) => send(request, resolve)), close };
}

async function untilLanded(all: () => Iterable<Origin>, pauseMs: number): Promise<void> {
  const isFlying = () => [...all()].some(({ flights }) => flights.size > 0);
  while (isFlying()) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function tidy(origins: Iterable<Origin>, now: number): void {
  for (const { flights, pool } of origins) {
    for (const flight of flights) {
      if (flight.deadline > now) {
        break;
      }
      flight.expire();
    }
    pool.closeStale(now);
  }
}

/** How a socket to a URL is opened: with an emulator always to the emulator, else only to public addresses. */
function openerOf(options: SenderOptions): (url: URL, protocol: PushProtocol) => OpenSocket {
  const { reroute, deadlineMs, resolve } = options;
  const timeout = Math.min(connectTimeoutMs, deadlineMs ?? defaultDeadlineMs);
  if (reroute) {
    const { host, port, ca } = reroute;
    const connectBy = connectors({ timeout, ca });
    const target = { hostname: host, host, port: String(port) };
    return ({ hostname }, protocol) =>
      ca === undefined
        ? (callback) => connectBy[protocol]({ ...target, protocol: "http:" }, callback)
        : (callback) =>
            connectBy[protocol]({ ...target, protocol: "https:", servername: hostname }, callback);
  }
  const connectBy = connectors({ timeout, lookup: createPinnedLookup(resolve) });
  return ({ protocol: scheme, hostname, host, port }, protocol) =>
    scheme === "https:" && port === "" && !isRefusedLiteral(hostname)
      ? (callback) => connectBy[protocol]({ protocol: scheme, hostname, host, port }, callback)
      : (callback) => callback(new AddressRefusedError(hostname), null);
}

/** TLS names the protocol in its handshake, so each has a connector and TLS sessions of its own. */
function connectors(
  options: buildConnector.BuildOptions,
): Record<PushProtocol, buildConnector.connector> {
  return {
    "http/1.1": buildConnector(options),
    h2: buildConnector({ ...options, allowH2: true }),
  };
}
