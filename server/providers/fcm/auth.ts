import type { AuthResult, HttpExchange } from "@/server/providers/provider";
import { readPrivateKey, signToken } from "@/server/providers/signed-token";
import { readTokenAnswer } from "@/server/providers/token-answer";
import { createAccessTokens } from "@/server/providers/token-cache";
import type { FcmCredentials } from "./credentials";

/** Fixed, whatever the file says: a token of ours is asked for nowhere else (T3). */
const tokenUrl = "https://oauth2.googleapis.com/token";
const scope = "https://www.googleapis.com/auth/firebase.messaging";
const assertionSeconds = 3_600;
const lifetimes = { defaultSeconds: assertionSeconds, longestSeconds: 24 * 3_600 };

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
        const answer = await exchange(tokenRequest(credentials, now));
        return readTokenAnswer(answer, now, { ...lifetimes, route: routeOf(credentials) });
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

/** Where pushes of these credentials go: a token tells nothing of it. */
function routeOf({ projectId }: FcmCredentials) {
  return {
    origin: "https://fcm.googleapis.com",
    path: `/v1/projects/${encodeURIComponent(projectId)}/messages:send`,
  };
}
