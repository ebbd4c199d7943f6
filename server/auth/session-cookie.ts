import type { CookiesOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import { env, required } from "@/server/env";
import { log } from "@/server/log";
import { absoluteMs } from "@/server/publishers/sessions";

export const sessionSeconds = absoluteMs / 1000;

function isSecure(): boolean {
  return (env().NEXTAUTH_URL ?? "").startsWith("https://");
}

/** `__Host-` ties a cookie to this very host over https; browsers refuse the prefix without it. */
function nameOf(name: string): string {
  return `${isSecure() ? "__Host-" : ""}herald.${name}`;
}

export function sessionCookieName(): string {
  return nameOf("session");
}

/** All of next-auth's cookies: HttpOnly, same site, the whole site, Secure when the address is https. */
export function authCookies(): Partial<CookiesOptions> {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: nameOf("callback-url"), options },
    csrfToken: { name: nameOf("csrf"), options },
    pkceCodeVerifier: { name: nameOf("pkce"), options: brief },
    state: { name: nameOf("state"), options: brief },
    nonce: { name: nameOf("nonce"), options: brief },
  };
}

/** The session id inside the signed cookie; a cookie that we did not make is no session. */
export async function readSessionId(cookie: string | undefined): Promise<string | undefined> {
  if (!cookie || cookie.length > 4096) return undefined;
  try {
    const token = await decode({ token: cookie, secret: required("NEXTAUTH_SECRET") });
    return typeof token?.sid === "string" ? token.sid : undefined;
  } catch (error) {
    log.debug("A session cookie could not be read.", { error });
    return undefined;
  }
}
