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
  UND_ERR_INVALID_ARG: "refused",
  UND_ERR_CLOSED: "refused",
  UND_ERR_DESTROYED: "refused",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "too_large",
  UND_ERR_HEADERS_OVERFLOW: "too_large",
  HPE_HEADER_OVERFLOW: "too_large",
  EPROTO: "tls",
};

/** OpenSSL's verification words and Node's own prefixes; they exist only before the first byte of a request. */
const tlsPattern =
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|HOSTNAME_MISMATCH)/;

/** Names what a socket or undici reported, by code only: messages change with versions. */
export function classifyError(error: Error): FailureKind {
  const code = "code" in error ? String(error.code) : "";
  return kinds[code] ?? (tlsPattern.test(code) ? "tls" : "reset");
}
