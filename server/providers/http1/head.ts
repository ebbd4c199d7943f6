/** Status line and headers of an HTTP/1.1 response. */
export interface Head {
  status: number;
  statusText: string;
  /** Names in lower case; repeated ones are joined by a comma. */
  headers: Record<string, string>;
  framing: Framing;
  /** The far side means to keep the connection open. */
  isPersistent: boolean;
}

/** How the end of a body is known. */
export type Framing =
  | { kind: "length"; bytes: number }
  | { kind: "chunked" }
  | { kind: "until_close" };

const statusPattern = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: (.*))?$/;
const namePattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Reads a head without its last empty line; undefined when it is not one. Strict where leniency could let one
 * answer be taken for another's: folded lines, a length said twice and unknown codings are refused.
 */
export function parseHead(text: string): Head | undefined {
  const lineEnd = text.indexOf("\r\n");
  const first = lineEnd === -1 ? text : text.slice(0, lineEnd);
  const match = statusPattern.exec(first);
  const headers = lineEnd === -1 ? {} : parseHeaders(text, lineEnd + 2);
  if (!match || !headers) {
    return undefined;
  }
  const status = Number(match[2]);
  const framing = framingOf(status, headers);
  return framing
    ? {
        status,
        statusText: match[3] ?? "",
        headers,
        framing,
        isPersistent: isPersistent(match[1] === "1", headers.connection),
      }
    : undefined;
}

function parseHeaders(text: string, from: number): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  for (let start = from; start < text.length; ) {
    const next = text.indexOf("\r\n", start);
    const end = next === -1 ? text.length : next;
    const colon = text.indexOf(":", start);
    if (colon === -1 || colon >= end) {
      return undefined;
    }
    const name = text.slice(start, colon).toLowerCase();
    const value = text.slice(colon + 1, end).trim();
    if (!namePattern.test(name) || value.includes("\n") || value.includes("\r")) {
      return undefined;
    }
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
    start = end + 2;
  }
  return headers;
}

function framingOf(status: number, headers: Record<string, string>): Framing | undefined {
  const coding = headers["transfer-encoding"];
  const length = headers["content-length"];
  if (coding !== undefined) {
    const isPlain = coding.toLowerCase() === "chunked" && length === undefined;
    return isPlain ? { kind: "chunked" } : undefined;
  }
  if (status < 200 || status === 204 || status === 304) {
    return { kind: "length", bytes: 0 };
  }
  if (length === undefined) {
    return { kind: "until_close" };
  }
  return /^\d{1,15}$/.test(length) ? { kind: "length", bytes: Number(length) } : undefined;
}

function isPersistent(isVersion11: boolean, connection: string | undefined): boolean {
  if (connection === undefined) {
    return isVersion11;
  }
  const words = connection.toLowerCase();
  return isVersion11 ? !words.includes("close") : words.includes("keep-alive");
}
