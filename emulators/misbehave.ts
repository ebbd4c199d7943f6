import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import type { Answer } from "./exchange";
import type { FaultAction } from "./faults";

/** Writes an answer the ordinary way. */
export function write(response: ServerResponse, answer: Answer): void {
  const body = answer.body ?? "";
  const headers = [...answer.headers, "Content-Length", String(Buffer.byteLength(body))];
  if (answer.reason === undefined) {
    response.writeHead(answer.status, headers);
  } else {
    response.writeHead(answer.status, answer.reason, headers);
  }
  response.end(body);
}

/** What a faulty far side answers instead of `answer`; undefined when it says nothing at all. */
export function distort(answer: Answer, action: FaultAction): Answer {
  if (action.status === undefined && action.body === undefined && action.headers === undefined) {
    return answer;
  }
  const status = action.status ?? answer.status;
  const replaced = action.status !== undefined;
  return {
    status,
    reason: action.reason ?? (replaced ? undefined : answer.reason),
    headers: [...(replaced ? [] : answer.headers), ...Object.entries(action.headers ?? {}).flat()],
    body: action.body ?? (replaced ? "" : answer.body),
    accepted: replaced ? false : answer.accepted,
  };
}

/** Does to the socket what the plan says. The answer was logged already. */
export function misbehave(response: ServerResponse, answer: Answer, action: FaultAction): void {
  const { socket } = response;
  if (!socket) {
    return;
  }
  if (action.reset) {
    socket.resetAndDestroy();
  } else if (action.halfClose) {
    socket.end();
  } else if (action.drip) {
    drip(socket, action.drip);
  } else if (action.hugeBody !== undefined) {
    flood(response, answer, action.hugeBody);
  } else if (action.gzip !== undefined) {
    bomb(response, answer, action.gzip);
  } else if (!action.hang) {
    write(response, answer);
  }
}

/** Straight onto the socket: a response object would hold single bytes back. */
function drip(
  socket: Socket,
  { part, everyMs }: { part: "headers" | "body"; everyMs: number },
): void {
  socket.write(
    part === "headers"
      ? "HTTP/1.1 200 OK\r\nX-Drip: "
      : "HTTP/1.1 200 OK\r\nX-WNS-Status: received\r\nContent-Length: 60000\r\n\r\n",
  );
  const timer = setInterval(() => socket.write("x"), everyMs);
  socket.once("close", () => clearInterval(timer));
}

const floodChunk = Buffer.alloc(64 * 1024, "x");

function flood(response: ServerResponse, answer: Answer, bytes: number): void {
  response.writeHead(answer.status, [...answer.headers, "Content-Length", String(bytes)]);
  let left = bytes;
  const pour = () => {
    while (left > 0 && !response.destroyed) {
      const chunk = floodChunk.subarray(0, Math.min(left, floodChunk.length));
      left -= chunk.length;
      if (!response.write(chunk)) {
        response.once("drain", pour);
        return;
      }
    }
    response.end();
  };
  pour();
}

function bomb(response: ServerResponse, answer: Answer, bytes: number): void {
  const body = gzipSync(Buffer.alloc(bytes));
  const length = String(body.byteLength);
  response.writeHead(answer.status, [
    ...answer.headers,
    "Content-Encoding",
    "gzip",
    "Content-Length",
    length,
  ]);
  response.end(body);
}
