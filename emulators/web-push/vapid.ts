import { createPublicKey, verify } from "node:crypto";

/** Who sends, as a push service reads it (RFC 8292). */
export interface Sender {
  publicKey: string;
  audience: string;
  expiresAt: number;
}

const mostKept = 10_000;
const read = new Map<string, Sender | undefined>();

/** The sender named by an Authorization header, its signature verified; undefined when there is none. */
export function senderOf(header: string | undefined): Sender | undefined {
  const text = header ?? "";
  if (!read.has(text)) {
    if (read.size > mostKept) {
      read.clear();
    }
    read.set(text, parse(text));
  }
  return read.get(text);
}

function parse(header: string): Sender | undefined {
  const match = /^vapid t=([\w-]+\.[\w-]+)\.([\w-]{86}), ?k=([\w-]{87})$/i.exec(header);
  const [, signed = "", signature = "", publicKey = ""] = match ?? [];
  if (!match || !isSigned(signed, signature, publicKey)) {
    return undefined;
  }
  const [head, body] = signed.split(".").map(fields);
  const isRight =
    head?.alg === "ES256" &&
    typeof body?.aud === "string" &&
    typeof body.exp === "number" &&
    /^(mailto:|https:)/.test(String(body.sub));
  return isRight
    ? { publicKey, audience: String(body.aud), expiresAt: Number(body.exp) * 1_000 }
    : undefined;
}

function isSigned(text: string, signature: string, publicKey: string): boolean {
  const point = Buffer.from(publicKey, "base64url");
  const x = point.subarray(1, 33).toString("base64url");
  const y = point.subarray(33).toString("base64url");
  try {
    const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
    const bytes = Buffer.from(signature, "base64url");
    return verify("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }, bytes);
  } catch {
    // A key that is no point of the curve signs nothing.
    return false;
  }
}

function fields(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
