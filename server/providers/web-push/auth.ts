import { createECDH, createPrivateKey, type KeyObject, sign } from "node:crypto";
import type { AuthResult, PushAuth } from "@/server/providers/provider";
import type { WebPushCredentials } from "./credentials";

/** VAPID (RFC 8292): a signed statement who sends, per push service, made here and not fetched anywhere. */
export interface VapidAuth extends PushAuth {
  /** The Authorization header for endpoints of this origin. */
  headerFor(origin: string): string;
}

/** RFC 8292 allows 24 hours; clocks of push services may be wrong by some. */
const lifetimeSeconds = 12 * 3_600;
const renewBeforeMs = 3_600_000;
const maximumCached = 10_000;
/** There are a handful of push services; an allow-list keeps it so. */
const mostOrigins = 256;

export function createVapidCache() {
  const cached = new Map<string, { auth: VapidAuth; renewAt: number }>();

  async function authorize(
    credentials: WebPushCredentials,
    _exchange: unknown,
    now: number,
  ): Promise<AuthResult> {
    const key = cacheKey(credentials);
    const known = cached.get(key);
    if (known && now < known.renewAt) return { kind: "ready", auth: known.auth };
    const signingKey = readKey(credentials);
    if (!signingKey) {
      const detail = "The stored key pair does not belong together. Make a new one.";
      return { kind: "halted", reason: "provider_unauthorized", detail };
    }
    const auth = createAuth(credentials, signingKey, now);
    if (cached.size >= maximumCached) cached.clear();
    cached.set(key, { auth, renewAt: auth.expiresAt - renewBeforeMs });
    return { kind: "ready", auth };
  }

  /** Only what was called stale: fifty answers of 401 cost one renewal. */
  function forget(credentials: WebPushCredentials, auth: PushAuth): void {
    const key = cacheKey(credentials);
    if (cached.get(key)?.auth === auth) cached.delete(key);
  }

  return { authorize, forget };
}

const cacheKey = ({ secret, publicKey, subject }: WebPushCredentials) =>
  `${secret} ${publicKey} ${subject}`;

function createAuth(
  credentials: WebPushCredentials,
  signingKey: KeyObject,
  now: number,
): VapidAuth {
  const expiresAt = (Math.floor(now / 1_000) + lifetimeSeconds) * 1_000;
  const headers = new Map<string, string>();
  return {
    header: `vapid k=${credentials.publicKey}`,
    expiresAt,
    headerFor(origin) {
      const known = headers.get(origin);
      if (known) return known;
      if (headers.size >= mostOrigins) headers.clear();
      const claims = { aud: origin, exp: expiresAt / 1_000, sub: credentials.subject };
      const header = `vapid t=${signToken(claims, signingKey)}, k=${credentials.publicKey}`;
      headers.set(origin, header);
      return header;
    },
  };
}

const tokenHeader = encode({ typ: "JWT", alg: "ES256" });

function signToken(claims: Record<string, unknown>, key: KeyObject): string {
  const text = `${tokenHeader}.${encode(claims)}`;
  const signature = sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** undefined when the public key is not the private key's. */
function readKey({ publicKey, secret }: WebPushCredentials): KeyObject | undefined {
  const pair = createECDH("prime256v1");
  try {
    pair.setPrivateKey(secret, "base64url");
  } catch {
    // Zero or beyond the curve's order: no key at all.
    return undefined;
  }
  const point = pair.getPublicKey();
  if (point.toString("base64url") !== publicKey) return undefined;
  const x = point.subarray(1, 33).toString("base64url");
  const y = point.subarray(33).toString("base64url");
  return createPrivateKey({ key: { kty: "EC", crv: "P-256", d: secret, x, y }, format: "jwk" });
}
