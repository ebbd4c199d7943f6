import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { ApiAnswer } from "@/server/api/reply";
import type { ApiRequest } from "@/server/api/route";
import { log } from "@/server/log";
import { securityHeaders } from "@/server/security-headers";
import { requestOf } from "./node-request";

type AnswerCall = (request: ApiRequest) => Promise<ApiAnswer>;

/** Everything else stays Next's: pages, and addresses that it redirects (a slash at the end, two in a row). */
const isApiCall = /^\/api\/v1(?:\/[^/?#]+)+(?:\?|$)/;

/**
 * Calls of the public API are answered before Next sees them, on its own server and port: Next's handling of one
 * route costs several times what a report of an app costs us (decision 0125). Next owns the server, so this sits
 * where all servers of the process get their requests, as in server/odd-methods.ts.
 */
export function openDoor(answerCall: AnswerCall): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, event: string, ...rest: unknown[]): boolean {
    const [incoming, response] = rest as [IncomingMessage, ServerResponse];
    if (event !== "request" || !isApiCall.test(incoming.url ?? "")) {
      return emit.apply(this, [event, ...rest] as Parameters<typeof emit>);
    }
    void serve(incoming, response, answerCall);
    return true;
  };
}

async function serve(incoming: IncomingMessage, response: ServerResponse, answerCall: AnswerCall) {
  try {
    const answer = await answerCall(requestOf(incoming));
    await write(response, isWorthGzip(incoming, answer) ? { ...answer, isGzip: true } : answer);
  } catch (error) {
    // The caller hung up, or a file broke off while it was written: half an answer must not look whole.
    if (!response.destroyed) log.error("An API call could not be answered.", { error });
    response.destroy();
  }
  // What a refused call still sends is read away, so that the next call of its connection is heard.
  if (!incoming.complete) incoming.resume();
}

/** Below it, compressing costs more than it saves. What apps are answered is a tenth of it. */
const leastGzipBytes = 4_096;

function isWorthGzip({ method, headers }: IncomingMessage, { body }: ApiAnswer): boolean {
  if (body === null || method === "HEAD") return false;
  if (typeof body === "string" && body.length < leastGzipBytes) return false;
  const accepted = String(headers["accept-encoding"] ?? "");
  return /(?:^|[,\s])gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accepted);
}

async function write(
  response: ServerResponse,
  { status, headers, body, isGzip }: ApiAnswer & { isGzip?: boolean },
) {
  const all: Record<string, string> = { ...securityHeaders, ...headers };
  if (body !== null && isGzip) {
    response.writeHead(status, { ...all, "content-encoding": "gzip", vary: "accept-encoding" });
    const source = typeof body === "string" ? Readable.from([body]) : fromWeb(body);
    await pipeline(source, createGzip({ level: 4 }), response);
    return;
  }
  if (body === null || typeof body === "string") {
    const length = body === null ? 0 : Buffer.byteLength(body);
    if (status !== 204) all["content-length"] = String(length);
    response.writeHead(status, all).end(body ?? undefined);
    return;
  }
  response.writeHead(status, all);
  await pipeline(fromWeb(body), response);
}

function fromWeb(body: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
}
