import type { AuthResult, PushAuth } from "./provider";

interface Entry {
  auth?: PushAuth;
  renewAt: number;
  pending?: Promise<AuthResult>;
}

const maximumCached = 10_000;
/** A slice takes seconds: a token this close to its end is renewed before it is used. */
const renewBeforeMs = 5 * 60_000;

/** Access tokens by credentials, asked for once however many want them. `key` tells credentials apart. */
export function createAccessTokens<Credentials>(key: (credentials: Credentials) => string) {
  const entries = new Map<string, Entry>();

  function entryOf(credentials: Credentials): Entry {
    const name = key(credentials);
    const known = entries.get(name);
    if (known) return known;
    if (entries.size >= maximumCached) entries.clear();
    const entry: Entry = { renewAt: 0 };
    entries.set(name, entry);
    return entry;
  }

  async function renew(entry: Entry, ask: () => Promise<AuthResult>, now: number) {
    const result = await ask();
    if (result.kind === "ready") {
      entry.auth = result.auth;
      entry.renewAt =
        result.auth.expiresAt - Math.min(renewBeforeMs, (result.auth.expiresAt - now) / 2);
      return result;
    }
    // A login service that coughs must not stop a send whose token is still good.
    const old = entry.auth;
    return result.kind === "retry" && old && old.expiresAt > now
      ? ({ kind: "ready", auth: old } as const)
      : result;
  }

  return {
    async authorize(
      credentials: Credentials,
      ask: () => Promise<AuthResult>,
      now: number,
    ): Promise<AuthResult> {
      const entry = entryOf(credentials);
      if (entry.auth && now < entry.renewAt) return { kind: "ready", auth: entry.auth };
      entry.pending ??= renew(entry, ask, now).finally(() => {
        entry.pending = undefined;
      });
      return entry.pending;
    },
    /** Only the token that was called stale: fifty answers of 401 to one token cost one renewal. */
    forget(credentials: Credentials, auth: PushAuth): void {
      const entry = entries.get(key(credentials));
      if (entry?.auth?.header === auth.header) {
        entry.auth = undefined;
        entry.renewAt = 0;
      }
    },
  };
}
