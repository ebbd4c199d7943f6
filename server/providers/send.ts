import { buildConnector } from "undici";
import { AddressRefusedError, createPinnedLookup, isRefusedLiteral } from "./address";
import { Flight, type OnAnswer } from "./flight";
import { createOrigins, isResting, pathStart, requestTarget } from "./origin";
import type { HttpExchange, PushRequest } from "./provider";

export interface SenderOptions {
  /** Emulator mode: every socket goes to this address in plain TCP; URI and Host header stay as they are. */
  reroute?: { host: string; port: number };
  /** Connections per origin. */
  connections?: number;
  /** Milliseconds from `send` to the end of the answer, whatever the far side does. */
  deadlineMs?: number;
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

type AnyRequest = PushRequest | Parameters<HttpExchange>[0];

const defaultDeadlineMs = 10_000;
const defaultConnections = 20;
const connectTimeoutMs = 5_000;

/** The only place that opens sockets to push services. Knows no proxy variables and follows no redirects. */
export function createSender(options: SenderOptions = {}): Sender {
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
  const origins = createOrigins(connectorOf(options), options.connections ?? defaultConnections);
  const flights = new Set<Flight>();
  const sweep = setInterval(() => expireLate(flights), Math.max(5, Math.min(100, deadlineMs / 20)));
  sweep.unref();
  let isClosed = false;

  function send(request: AnyRequest, onAnswer: OnAnswer): void {
    const now = performance.now();
    const start = pathStart(request.url);
    const origin = origins.of(request.url.slice(0, start));
    const flight = new Flight(now + deadlineMs, origin, { flights, onAnswer });
    if (isClosed || isResting(origin, now)) {
      flight.fail("refused");
      return;
    }
    origin.pool.dispatch(
      {
        path: requestTarget(request.url, start),
        method: request.method,
        headers: headerList(request.headers),
        body: request.body,
      },
      flight,
    );
  }

  return {
    send,
    exchange: (request) => new Promise((resolve) => send(request, resolve)),
    async close() {
      isClosed = true;
      await origins.close();
      clearInterval(sweep);
    },
  };
}

/** undici reads a flat list faster than a record. Compressed answers are not wanted: they may be bombs (T4). */
function headerList(headers: Record<string, string>): string[] {
  const list = ["Accept-Encoding", "identity"];
  for (const name in headers) {
    list.push(name, headers[name] as string);
  }
  return list;
}

/** All have the same time, so the set's order of insertion is the order of their deadlines. */
function expireLate(flights: Set<Flight>): void {
  const now = performance.now();
  for (const flight of flights) {
    if (flight.deadline > now) {
      return;
    }
    flight.expire();
  }
}

function connectorOf({ reroute, deadlineMs }: SenderOptions): buildConnector.connector {
  const timeout = Math.min(connectTimeoutMs, deadlineMs ?? defaultDeadlineMs);
  if (reroute) {
    const connect = buildConnector({ timeout });
    const { host, port } = reroute;
    return (_target, callback) =>
      connect({ protocol: "http:", hostname: host, host, port: String(port) }, callback);
  }
  const connect = buildConnector({ timeout, lookup: createPinnedLookup() });
  return (target, callback) => {
    const isHttps = target.protocol === "https:" && (!target.port || target.port === "443");
    if (!isHttps || isRefusedLiteral(target.hostname)) {
      callback(new AddressRefusedError(target.hostname), null);
    } else {
      connect(target, callback);
    }
  };
}
