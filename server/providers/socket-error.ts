import type { PushAnswer } from "./provider";

type FailureKind = Extract<PushAnswer, { kind: "failure" }>["failure"];

const kinds: Record<string, FailureKind> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "refused",
  EAI_AGAIN: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  EADDRNOTAVAIL: "refused",
  HERALD_ADDRESS_REFUSED: "refused",
  HERALD_BAD_REQUEST: "refused",
  HERALD_NOT_ASKED: "refused",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  HERALD_RESPONSE_TOO_LARGE: "too_large",
  EPROTO: "tls",
  HERALD_NO_HTTP2: "tls",
};

/** OpenSSL's verification words and Node's own prefixes; they exist only before the first byte of a request. */
const tlsPattern =
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|HOSTNAME_MISMATCH)/;

/** Names what a socket or its reader reported, by code only: messages change with versions. */
export function classifyError(error: Error): FailureKind {
  const code = "code" in error ? String(error.code) : "";
  return kinds[code] ?? (tlsPattern.test(code) ? "tls" : "reset");
}
