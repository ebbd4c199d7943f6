import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { required } from "@/server/env";
import { flowLimits } from "@/server/flows/schema";

/**
 * Signing secrets of webhooks: derived from the installation's key and a random salt, so that the database alone
 * gives none away and the web process still can check a signature.
 */
export interface SecretOwner {
  publisherId: number;
  flowId: number;
  salt: Buffer;
}

export function newSalt(): Buffer {
  return randomBytes(16);
}

export function secretOf(owner: SecretOwner, key = required("HERALD_TRACKING_KEY")): string {
  const info = `herald flow webhook 1 ${owner.publisherId}/${owner.flowId}`;
  const bytes = hkdfSync("sha256", Buffer.from(key, "hex"), owner.salt, info, 32);
  return `whs_${Buffer.from(bytes).toString("base64url")}`;
}

/** HMAC-SHA-256 over `timestamp.body`, hex. */
export function signatureOf(secret: string, timestamp: string, body: Buffer): string {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
}

export interface SignedRequest {
  /** Seconds since 1970, as sent. */
  timestamp: string | null;
  /** `v1=<hex>`; several with commas while a sender changes its secret. */
  signature: string | null;
  body: Buffer;
}

export type Verdict = "good" | "stale" | "unsigned" | "wrong";

/** Every secret is compared with every signature in constant time. */
export function verifySignature(request: SignedRequest, secrets: string[], now: Date): Verdict {
  const { timestamp, signature, body } = request;
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return "unsigned";
  const given = signature
    .split(",")
    .map((part) => /^\s*v1=([0-9a-f]{64})\s*$/i.exec(part)?.[1])
    .filter((hex): hex is string => hex !== undefined)
    .slice(0, 4)
    .map((hex) => Buffer.from(hex, "hex"));
  if (given.length === 0) return "unsigned";
  let isGood = false;
  for (const secret of secrets) {
    const right = Buffer.from(signatureOf(secret, timestamp, body), "hex");
    for (const one of given) isGood = timingSafeEqual(one, right) || isGood;
  }
  if (!isGood) return "wrong";
  const skew = Math.abs(now.getTime() / 1_000 - Number(timestamp));
  return skew <= flowLimits.clockSkewSeconds ? "good" : "stale";
}
