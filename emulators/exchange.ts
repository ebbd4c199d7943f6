import type { FaultAction } from "./faults";

/** What a far side sees and says. Every side is a function from one to the other; sockets are server.ts's. */

export interface Received {
  /** Counts all requests since the log began. */
  seq: number;
  /** Milliseconds since 1970. */
  time: number;
  method: string;
  /** Host header without port, lower case. */
  host: string;
  /** Request target, byte for byte. */
  target: string;
  /** Lower-case names. */
  headers: Record<string, string | string[] | undefined>;
  body: string;
  bodyBytes: number;
  /** The body as it came, for those that are no text. */
  bytes?: Buffer;
}

export interface Answer {
  status: number;
  reason?: string;
  /** Name, value, name, value …: as it goes onto the wire. */
  headers: string[];
  body?: string;
  /** The push service took the notification and would show it. */
  accepted?: boolean;
  /** Whose device, where host and path do not say. */
  device?: string;
  /** What the device behind it read, where the body is encrypted; the log keeps this instead. */
  opened?: string;
}

/** A request as either protocol brings it, before it is numbered. */
export interface Incoming {
  method: string;
  /** As sent: Host header or :authority. */
  host: string;
  target: string;
  headers: Received["headers"];
  rawHeaders: string[];
}

/** How an answer leaves, or what a fault does instead. */
export interface Way {
  write(answer: Answer): void;
  misbehave(answer: Answer, action: FaultAction): void;
}

export type Handle = (incoming: Incoming, body: Buffer | undefined, way: Way) => void;

export function headerOf(request: Received, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

export function plain(status: number, body = "", headers: string[] = []): Answer {
  return { status, headers, body };
}

export function json(status: number, value: unknown, headers: string[] = []): Answer {
  return {
    status,
    headers: ["Content-Type", "application/json; charset=utf-8", ...headers],
    body: JSON.stringify(value),
  };
}
