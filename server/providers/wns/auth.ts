import { failureReason } from "@/server/providers/failure";
import type { AuthResult, HttpExchange, PushAnswer, PushAuth } from "@/server/providers/provider";
import { retryAfterMs } from "@/server/providers/retry-after";
import type { WnsCredentials } from "./credentials";

const defaultLifetimeMs = 24 * 3_600_000;
/** A slice takes seconds: a token this close to its end is renewed before it is used. */
const renewBeforeMs = 5 * 60_000;
const longestLifetimeMs = 7 * 24 * 3_600_000;
const maximumCached = 10_000;

interface Entry {
  auth?: PushAuth;
  renewAt: number;
  pending?: Promise<AuthResult>;
}

/** Tokens per app credentials. One token is good for one app only, so the credentials are the key. */
export function createTokenCache() {
  const entries = new Map<string, Entry>();

  function entryOf(credentials: WnsCredentials): Entry {
    const key = cacheKey(credentials);
    const known = entries.get(key);
    if (known) {
      return known;
    }
    if (entries.size >= maximumCached) {
      entries.clear();
    }
    const entry: Entry = { renewAt: 0 };
    entries.set(key, entry);
    return entry;
  }

  async function renew(entry: Entry, ask: () => Promise<PushAnswer>, now: number) {
    const result = readTokenAnswer(await ask(), now);
    if (result.kind === "ready") {
      entry.auth = result.auth;
      entry.renewAt = renewalTime(result.auth, now);
      return result;
    }
    // A login service that coughs must not stop a send whose token is still good.
    const old = entry.auth;
    return result.kind === "retry" && old && old.expiresAt > now
      ? ({ kind: "ready", auth: old } as const)
      : result;
  }

  async function authorize(
    credentials: WnsCredentials,
    exchange: HttpExchange,
    now: number,
  ): Promise<AuthResult> {
    const entry = entryOf(credentials);
    if (entry.auth && now < entry.renewAt) {
      return { kind: "ready", auth: entry.auth };
    }
    entry.pending ??= renew(entry, () => exchange(tokenRequest(credentials)), now).finally(() => {
      entry.pending = undefined;
    });
    return entry.pending;
  }

  /** Only the token that was called stale: fifty answers of 401 to one token cost one renewal. */
  function forget(credentials: WnsCredentials, auth: PushAuth): void {
    const entry = entries.get(cacheKey(credentials));
    if (entry?.auth?.header === auth.header) {
      entry.auth = undefined;
      entry.renewAt = 0;
    }
  }

  return { authorize, forget };
}

function cacheKey(credentials: WnsCredentials): string {
  return credentials.flow === "legacy"
    ? JSON.stringify([credentials.packageSid, credentials.secret])
    : JSON.stringify([credentials.tenantId, credentials.clientId, credentials.secret]);
}

function renewalTime(auth: PushAuth, now: number): number {
  const lifetime = auth.expiresAt - now;
  return auth.expiresAt - Math.min(renewBeforeMs, lifetime / 2);
}

/** The two token requests of spec/wns.md 1a and 1b; URLSearchParams encodes `ms-app://` as they ask. */
export function tokenRequest(credentials: WnsCredentials) {
  const legacy = credentials.flow === "legacy";
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: legacy ? credentials.packageSid : credentials.clientId,
    client_secret: credentials.secret,
    scope: legacy ? "notify.windows.com" : "https://wns.windows.com/.default",
  });
  return {
    method: "POST" as const,
    url: legacy
      ? "https://login.live.com/accesstoken.srf"
      : `https://login.microsoftonline.com/${encodeURIComponent(credentials.tenantId)}/oauth2/v2.0/token`,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  };
}

/** Reads a token service's answer. A refusal of the credentials halts; everything passing is tried again. */
export function readTokenAnswer(answer: PushAnswer, now: number): AuthResult {
  if (answer.kind === "failure") {
    // Asking for a token twice harms nobody, so even a written request may be repeated.
    return { kind: "retry", reason: failureReason(answer), detail: answer.failure };
  }
  const json = parseObject(answer.body);
  if (answer.status === 200) {
    return readToken(json, now);
  }
  if (isPassing(answer.status, json)) {
    const afterMs = retryAfterMs(answer.headers["retry-after"], now);
    return { kind: "retry", reason: "provider_unavailable", afterMs, detail: words(answer, json) };
  }
  return { kind: "halted", reason: "provider_unauthorized", detail: words(answer, json) };
}

function isPassing(status: number, json: Record<string, unknown>): boolean {
  return (
    status >= 500 ||
    status === 408 ||
    status === 429 ||
    status < 400 ||
    json.error === "temporarily_unavailable" ||
    json.error === "server_error"
  );
}

function readToken(json: Record<string, unknown>, now: number): AuthResult {
  const token = json.access_token;
  if (typeof token !== "string" || !/^[\x21-\x7e]{1,8192}$/.test(token)) {
    return { kind: "retry", reason: "provider_unexpected", detail: "No token in the answer" };
  }
  const seconds = Number(json.expires_in ?? Number.NaN);
  const lifetime = seconds > 0 ? Math.min(seconds * 1_000, longestLifetimeMs) : defaultLifetimeMs;
  return { kind: "ready", auth: { header: `Bearer ${token}`, expiresAt: now + lifetime } };
}

/** An answer that is no JSON object says nothing; what follows from that depends on its status. */
function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function words(answer: Extract<PushAnswer, { kind: "answer" }>, json: Record<string, unknown>) {
  const said = [json.error, json.error_description].filter((part) => typeof part === "string");
  const text = said.length > 0 ? said.join(": ") : `HTTP ${answer.status} ${answer.statusText}`;
  return text
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, 300)
    .trim();
}
