import type { AuthResult, PushAuth } from "@/server/providers/provider";
import { readPrivateKey, signToken } from "@/server/providers/signed-token";
import type { ApnsCredentials, ApnsEnvironment } from "./credentials";

/** Apple refuses tokens older than an hour, and keys whose token changes more than once in 20 minutes. */
const renewAfterMs = 45 * 60_000;
const youngestRenewalMs = 20 * 60_000;
const lifetimeMs = 60 * 60_000;
const maximumCached = 10_000;

const hosts: Record<ApnsEnvironment, string> = {
  production: "https://api.push.apple.com",
  sandbox: "https://api.sandbox.push.apple.com",
};

interface Entry {
  auth: PushAuth;
  madeAt: number;
  isForgotten: boolean;
}

/** Provider tokens: made here, nobody is asked. One per key, whatever the topic. */
export function createApnsTokens() {
  const entries = new Map<string, Entry>();

  function tokenOf(credentials: ApnsCredentials, now: number): Entry {
    const key = JSON.stringify([credentials.teamId, credentials.keyId, credentials.secret]);
    const known = entries.get(key);
    const ageMs = now - (known?.madeAt ?? Number.NEGATIVE_INFINITY);
    const mayStay =
      known && ageMs < renewAfterMs && !(known.isForgotten && ageMs >= youngestRenewalMs);
    if (mayStay) return known;
    if (entries.size >= maximumCached) entries.clear();
    const entry: Entry = { auth: makeToken(credentials, now), madeAt: now, isForgotten: false };
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

function makeToken({ keyId, teamId, secret }: ApnsCredentials, now: number): PushAuth {
  const token = signToken(
    "ES256",
    { header: { kid: keyId }, claims: { iss: teamId, iat: Math.floor(now / 1_000) } },
    secret,
  );
  return { header: `bearer ${token}`, expiresAt: now + lifetimeMs };
}
