import type { OutgoingHttpHeaders } from "node:http2";
import { BadRequestError } from "@/server/providers/http1/request-head";

export interface FieldParts {
  method: string;
  /** Path and query, byte for byte. */
  target: string;
  host: string;
  headers: Record<string, string>;
}

const targetPattern = /^[\x21-\x7e]+$/;
const namePattern = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const valuePattern = /^[\t\x20-\x7e]*$/;
/** HTTP/2 frames by itself; a connection's own headers make the far side refuse the stream (RFC 9113 8.2.2). */
const connectionHeaders = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
]);

/** A request's fields, in lower case as HTTP/2 wants them. Throws on what could be read as something else. */
export function requestFields({ method, target, host, headers }: FieldParts): OutgoingHttpHeaders {
  if (!targetPattern.test(target) || !targetPattern.test(host)) {
    throw new BadRequestError("The URL holds characters that a request may not");
  }
  const fields: OutgoingHttpHeaders = {
    ":method": method,
    ":scheme": "https",
    ":authority": host,
    ":path": target,
  };
  for (const written in headers) {
    const name = written.toLowerCase();
    const value = headers[written] ?? "";
    if (connectionHeaders.has(name)) continue;
    if (!namePattern.test(name) || !valuePattern.test(value)) {
      throw new BadRequestError(
        `The header ${JSON.stringify(name)} holds characters that none may`,
      );
    }
    fields[name] = value;
  }
  return fields;
}
