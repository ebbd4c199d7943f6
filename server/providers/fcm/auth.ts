import { failureReason } from "@/server/providers/failure";
import { jsonOf, plainWords } from "@/server/providers/json-answer";
import type { AuthResult, HttpExchange, PushAnswer } from "@/server/providers/provider";
import { retryAfterMs } from "@/server/providers/retry-after";
import { readPrivateKey, signToken } from "@/server/providers/signed-token";
import { createAccessTokens } from "@/server/providers/token-cache";
import type { FcmCredentials } from "./credentials";

/** Fixed, whatever the file says: a token of ours is asked for nowhere else (T3). */
const tokenUrl = "https://oauth2.googleapis.com/token";
const scope = "https://www.googleapis.com/auth/firebase.messaging";
const assertionSeconds = 3_600;
const longestLifetimeSeconds = 24 * 3_600;

/** Access tokens of service accounts: a signed assertion against a token of about an hour (RFC 7523). */
export function createFcmTokens() {
  const tokens = createAccessTokens((credentials: FcmCredentials) => JSON.stringify(credentials));
  return {
    forget: tokens.forget,
    authorize(credentials: FcmCredentials, exchange: HttpExchange, now: number) {
      const ask = async (): Promise<AuthResult> => {
        if (!readPrivateKey("RS256", credentials.secret)) {
          const detail = "The private key cannot be read. Store the service account again.";
          return { kind: "halted", reason: "provider_unauthorized", detail };
        }
        return readTokenAnswer(await exchange(tokenRequest(credentials, now)), credentials, now);
      };
      return tokens.authorize(credentials, ask, now);
    },
  };
}

export function tokenRequest(credentials: FcmCredentials, now: number) {
  const issued = Math.floor(now / 1_000);
  const assertion = signToken(
    "RS256",
    {
      header: credentials.privateKeyId === "" ? {} : { kid: credentials.privateKeyId },
      claims: {
        iss: credentials.clientEmail,
        scope,
        aud: tokenUrl,
        iat: issued,
        exp: issued + assertionSeconds,
      },
    },
    credentials.secret,
  );
  const form = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion,
  });
  return {
    method: "POST" as const,
    url: tokenUrl,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  };
}

/** Google's words: invalid_grant and its like are about the account; everything passing is tried again. */
export function readTokenAnswer(
  answer: PushAnswer,
  credentials: FcmCredentials,
  now: number,
): AuthResult {
  if (answer.kind === "failure") {
    // Asking for a token twice harms nobody, so even a written request may be repeated.
    return { kind: "retry", reason: failureReason(answer), detail: answer.failure };
  }
  const json = jsonOf(answer.body);
  if (answer.status === 200) return readToken(json, credentials, now);
  const detail = plainWords(answer, [json.error, json.error_description]);
  if (answer.status >= 500 || answer.status < 400 || [408, 429].includes(answer.status)) {
    const afterMs = retryAfterMs(answer.headers["retry-after"], now);
    return { kind: "retry", reason: "provider_unavailable", afterMs, detail };
  }
  return { kind: "halted", reason: "provider_unauthorized", detail };
}

function readToken(
  json: Record<string, unknown>,
  { projectId }: FcmCredentials,
  now: number,
): AuthResult {
  const token = json.access_token;
  if (typeof token !== "string" || !/^[\x21-\x7e]{1,8192}$/.test(token)) {
    return { kind: "retry", reason: "provider_unexpected", detail: "No token in the answer" };
  }
  const seconds = Number(json.expires_in ?? Number.NaN);
  const lifetime = seconds > 0 ? Math.min(seconds, longestLifetimeSeconds) : assertionSeconds;
  return {
    kind: "ready",
    auth: {
      header: `Bearer ${token}`,
      expiresAt: now + lifetime * 1_000,
      route: {
        origin: "https://fcm.googleapis.com",
        path: `/v1/projects/${encodeURIComponent(projectId)}/messages:send`,
      },
    },
  };
}
