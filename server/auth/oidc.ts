import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "@/server/env";
import type { IdentityClaims } from "@/server/publishers/identity";

/** What we read of an ID token. Entra ID says xms_edov instead of email_verified (docs/guides/sign-in.md). */
export interface IdTokenClaims {
  iss: string;
  sub: string;
  email?: string;
  email_verified?: boolean | string;
  xms_edov?: boolean | string | number;
}

export const oidcProviderId = "oidc";

/** The name for the button, when an identity provider is set up. */
export function oidcName(): string | undefined {
  const { HERALD_OIDC_ISSUER, HERALD_OIDC_CLIENT_ID, HERALD_OIDC_NAME } = env();
  return HERALD_OIDC_ISSUER && HERALD_OIDC_CLIENT_ID ? HERALD_OIDC_NAME : undefined;
}

export function oidcProvider(): OAuthConfig<IdTokenClaims> | undefined {
  const { HERALD_OIDC_ISSUER, HERALD_OIDC_CLIENT_ID, HERALD_OIDC_CLIENT_SECRET } = env();
  const name = oidcName();
  if (!name || !HERALD_OIDC_ISSUER) return undefined;
  const issuer = HERALD_OIDC_ISSUER.replace(/\/$/, "");
  return {
    id: oidcProviderId,
    name,
    type: "oauth",
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    clientId: HERALD_OIDC_CLIENT_ID,
    clientSecret: HERALD_OIDC_CLIENT_SECRET,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: (claims) => ({ id: claims.sub, email: claims.email }),
  };
}

const isYes = (value: unknown) =>
  value === true || value === "true" || value === 1 || value === "1";

export function identityOf(claims: IdTokenClaims): IdentityClaims {
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: claims.email,
    isEmailVerified: isYes(claims.email_verified) || isYes(claims.xms_edov),
  };
}
