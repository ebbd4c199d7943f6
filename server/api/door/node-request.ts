import type { IncomingMessage } from "node:http";
import type { ApiRequest } from "@/server/api/route";
import { AppError } from "@/server/errors";

/**
 * The parts of a node:http message that the API reads. A fetch Request of it would cost more than most calls:
 * URL, Headers, a web stream and an abort signal, of which an app's report needs three header values and its bytes.
 */
export function requestOf(incoming: IncomingMessage): ApiRequest {
  return {
    method: incoming.method ?? "GET",
    url: `http://herald${incoming.url}`,
    headers: { get: (name) => headerOf(incoming, name) },
    body: hasBody(incoming) ? bodyOf(incoming) : null,
  };
}

/** As Next notes it: without a proxy in front, the address is the socket's. */
function headerOf(incoming: IncomingMessage, name: string): string | null {
  const value = incoming.headers[name];
  if (value !== undefined) return Array.isArray(value) ? value.join(", ") : value;
  return name === "x-forwarded-for" ? (incoming.socket.remoteAddress ?? null) : null;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Left early, the connection stays: it still carries the answer. */
async function* bodyOf(incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* incoming.iterator({ destroyOnReturn: false });
  } catch (cause) {
    const error = new AppError("invalid", "The body ended before it was complete.");
    error.cause = cause;
    throw error;
  }
}
