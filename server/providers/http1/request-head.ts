/** What one request's first lines are made from. */
export interface RequestParts {
  method: string;
  /** Path and query, byte for byte. */
  target: string;
  /** Host and port as the URL names them. */
  host: string;
  headers: Record<string, string>;
  /** Undefined for a request without a body. */
  bodyBytes: number | undefined;
}

/** A request that must not be written, because what it holds would be read as something else. */
export class BadRequestError extends Error {
  readonly code = "HERALD_BAD_REQUEST";
}

const targetPattern = /^[\x21-\x7e]+$/;
const linePattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\t\x20-\x7e]*$/;
/** What frames the request is the sender's to say: a length that is not the body's would shift every answer. */
const framingHeaders = new Set([
  "content-length",
  "host",
  "transfer-encoding",
  "connection",
  "expect",
]);

/**
 * Request line and headers up to the empty line. Throws on anything that could end a line early: a header built
 * from foreign text must not become a request of its own. Compressed answers are not wanted, they may be bombs.
 */
export function requestHead({ method, target, host, headers, bodyBytes }: RequestParts): string {
  if (!targetPattern.test(target) || !targetPattern.test(host)) {
    throw new BadRequestError("The URL holds characters that a request line may not");
  }
  let head = `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: identity\r\n`;
  for (const name in headers) {
    if (framingHeaders.has(name.toLowerCase())) {
      continue;
    }
    const line = `${name}: ${headers[name]}`;
    if (!linePattern.test(line)) {
      throw new BadRequestError(
        `The header ${JSON.stringify(name)} holds characters that none may`,
      );
    }
    head += `${line}\r\n`;
  }
  return bodyBytes === undefined ? `${head}\r\n` : `${head}Content-Length: ${bodyBytes}\r\n\r\n`;
}
