import type { HttpExchange } from "@/server/providers/provider";
import { readTokenAnswer } from "@/server/providers/token-answer";
import { createAccessTokens } from "@/server/providers/token-cache";
import type { WnsCredentials } from "./credentials";

/** Older answers name no lifetime: a token lives a day. */
export const wnsLifetimes = { defaultSeconds: 24 * 3_600, longestSeconds: 7 * 24 * 3_600 };

/** Tokens per app credentials. One token is good for one app only, so the credentials are the key. */
export function createWnsTokens() {
  const tokens = createAccessTokens((credentials: WnsCredentials) => JSON.stringify(credentials));
  return {
    forget: tokens.forget,
    authorize(credentials: WnsCredentials, exchange: HttpExchange, now: number) {
      const ask = async () =>
        readTokenAnswer(await exchange(tokenRequest(credentials)), now, wnsLifetimes);
      return tokens.authorize(credentials, ask, now);
    },
  };
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
