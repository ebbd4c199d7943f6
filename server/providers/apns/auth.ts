import type { AuthResult, PushAuth } from "@/server/providers/provider";
import { readPrivateKey, signToken } from "@/server/providers/signed-token";
import type { ApnsCredentials, ApnsEnvironment } from "./credentials";

/**
 * Apple refuses tokens older than an hour, and keys whose token changes more than once in 20 minutes. All workers
 * share the key: each dates its token to the same half hour, so that together they change it twice an hour.
 */
const periodMs = 30 * 60_000;
const youngestRenewalMs = 20 * 60_000;
const lifetimeMs = 60 * 60_000;
const maximumCached = 10_000;

const hosts: Record<ApnsEnvironment, string> = {
  production: "https://api.push.apple.com",
  sandbox: "https://api.sandbox.push.apple.com",
};

interface Entry {
  auth: PushAuth;
  issuedAt: number;
  isForgotten: boolean;
}

/** Provider tokens: made here, nobody is asked. One per key, whatever the topic. */
export function createApnsTokens() {
  const entries = new Map<string, Entry>();

  function tokenOf(credentials: ApnsCredentials, now: number): Entry {
    const key = JSON.stringify([credentials.teamId, credentials.keyId, credentials.secret]);
    const known = entries.get(key);
    const period = Math.floor(now / periodMs) * periodMs;
    const isDue = known === undefined || known.issuedAt < period;
    const isStale = known?.isForgotten === true && now - known.issuedAt >= youngestRenewalMs;
    if (!isDue && !isStale) return known;
    if (entries.size >= maximumCached) entries.clear();
    const issuedAt = isStale && !isDue ? now : period;
    const auth = makeToken(credentials, issuedAt);
    const entry: Entry = { auth, issuedAt, isForgotten: false };
    entries.set(key, entry);
    return entry;
  }

  return {
    async authorize(
      credentials: ApnsCredentials,
      _exchange: unknown,
      now: number,
    ): Promise<AuthResult> {
      if (!readPrivateKey("ES256", credentials.secret)) {
        const detail = "The key is no P-256 key. Store the .p8 file again.";
        return { kind: "halted", reason: "apns_key_refused", detail };
      }
      const { auth } = tokenOf(credentials, now);
      const route = { origin: hosts[credentials.environment], topic: credentials.topic };
      return { kind: "ready", auth: { ...auth, route } };
    },
    /** The next authorize makes a new one, unless this is so young that Apple would count it as too many. */
    forget(_credentials: ApnsCredentials, auth: PushAuth): void {
      for (const entry of entries.values()) {
        if (entry.auth.header === auth.header) entry.isForgotten = true;
      }
    },
  };
}

function makeToken({ keyId, teamId, secret }: ApnsCredentials, issuedAt: number): PushAuth {
  const token = signToken(
    "ES256",
    { header: { kid: keyId }, claims: { iss: teamId, iat: Math.floor(issuedAt / 1_000) } },
    secret,
  );
  return { header: `bearer ${token}`, expiresAt: issuedAt + lifetimeMs };
}
