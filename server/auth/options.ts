import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { db } from "@/server/db";
import { required } from "@/server/env";
import { AppError } from "@/server/errors";
import { log } from "@/server/log";
import { accountOfIdentity } from "@/server/publishers/identity";
import { createSession, revokeSession } from "@/server/publishers/sessions";
import { signInWithPassword } from "@/server/publishers/sign-in";
import { nearestAddress } from "./address";
import { type IdTokenClaims, identityOf, oidcProvider, oidcProviderId } from "./oidc";
import { authCookies, sessionSeconds } from "./session-cookie";

type HeaderBag = Record<string, string | string[] | undefined>;

/** The message of an AppError reaches the form; anything else is a bug and says nothing. */
async function authorize(
  credentials: { email?: string; password?: string } | undefined,
  headers: HeaderBag,
): Promise<User> {
  const forwarded = headers["x-forwarded-for"];
  try {
    const account = await signInWithPassword(
      db(),
      {
        email: credentials?.email ?? "",
        password: credentials?.password ?? "",
        address: nearestAddress(Array.isArray(forwarded) ? forwarded.at(-1) : forwarded),
      },
      new Date(),
    );
    return { id: String(account.accountId) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    log.error("A sign-in failed.", { error });
    throw new Error("Something went wrong on our side. Try again in a moment.");
  }
}

/** The cookie carries a random session id; who that is, is asked of the row at each request (T10). */
export function authOptions(): NextAuthOptions {
  const oidc = oidcProvider();
  const passwords = Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: (credentials, request) =>
      authorize(credentials, (request.headers ?? {}) as HeaderBag),
  });
  return {
    secret: required("NEXTAUTH_SECRET"),
    providers: oidc ? [oidc, passwords] : [passwords],
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    session: { strategy: "jwt", maxAge: sessionSeconds },
    cookies: authCookies(),
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== oidcProviderId) return true;
        const found = await accountOfIdentity(
          db(),
          identityOf(profile as unknown as IdTokenClaims),
        );
        if (!found) return false;
        user.id = String(found.accountId);
        return true;
      },
      async jwt({ token, user }) {
        if (!user) return { sid: token.sid };
        return { sid: await createSession(db(), Number(user.id), new Date()) };
      },
      session: async ({ session }) => ({ expires: session.expires }),
      redirect: async ({ url, baseUrl }) =>
        url.startsWith("/") && !/^\/[\\/]/.test(url) ? `${baseUrl}${url}` : baseUrl,
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await revokeSession(db(), token.sid, new Date());
      },
    },
    logger: {
      error: (code, details) => log.warn("next-auth reported an error.", { code, details }),
      warn: (code) => log.debug("next-auth warned.", { code }),
      debug: () => undefined,
    },
  };
}
