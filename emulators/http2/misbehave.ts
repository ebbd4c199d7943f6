import { constants, type OutgoingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { gzipSync } from "node:zlib";
import type { Answer } from "@/emulators/exchange";
import type { FaultAction } from "@/emulators/faults";

/** Writes an answer the ordinary way. */
export function writeToStream(stream: ServerHttp2Stream, answer: Answer): void {
  if (stream.destroyed || stream.closed) return;
  stream.respond(headersOf(answer));
  stream.end(answer.body ?? "");
}

function headersOf({ status, headers }: Answer): OutgoingHttpHeaders {
  const fields: OutgoingHttpHeaders = { ":status": status };
  for (let at = 0; at + 1 < headers.length; at += 2) {
    fields[String(headers[at]).toLowerCase()] = headers[at + 1];
  }
  return fields;
}

/** The same plans as over HTTP/1.1, and those that only sessions of streams know. */
export function misbehaveOnStream(
  stream: ServerHttp2Stream,
  answer: Answer,
  action: FaultAction,
): void {
  const { session } = stream;
  if (!session || stream.destroyed) return;
  if (action.refuseStream) {
    stream.close(constants.NGHTTP2_REFUSED_STREAM);
  } else if (action.goaway) {
    sayGoodBye(stream, action.goaway);
  } else if (action.reset) {
    // Not in the stream's own event: Node 20 corrupts its heap.
    setImmediate(() => session.destroy());
  } else if (action.halfClose) {
    stream.close(constants.NGHTTP2_CANCEL);
  } else if (action.drip) {
    drip(stream, action.drip.everyMs);
  } else if (action.hugeBody !== undefined) {
    stream.respond(headersOf(answer));
    stream.end(Buffer.alloc(action.hugeBody, "x"));
  } else if (action.gzip !== undefined) {
    const body = gzipSync(Buffer.alloc(action.gzip));
    stream.respond({ ...headersOf(answer), "content-encoding": "gzip" });
    stream.end(body);
  } else if (!action.hang) {
    writeToStream(stream, answer);
  }
}

/**
 * GOAWAY in APNs' manner. `before`: this stream and later ones were not looked at. `after`: this one was, and
 * its answer is lost.
 */
function sayGoodBye(stream: ServerHttp2Stream, when: "before" | "after"): void {
  const { session } = stream;
  const id = stream.id ?? 1;
  const reason = Buffer.from(JSON.stringify({ reason: "Shutdown" }));
  const last = when === "before" ? Math.max(0, id - 2) : id;
  session?.goaway(constants.NGHTTP2_NO_ERROR, last, reason);
  if (when === "after") setTimeout(() => session?.destroy(), 20);
}

function drip(stream: ServerHttp2Stream, everyMs: number): void {
  stream.respond({ ":status": 200 });
  const timer = setInterval(() => stream.write("x"), everyMs);
  stream.once("close", () => clearInterval(timer));
}
