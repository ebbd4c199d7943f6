import { type Answer, headerOf, json, type Received } from "@/emulators/exchange";
import type { Tokens } from "@/emulators/wns/tokens";

const tokenSeconds = 3_599;
const grantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/** oauth2.googleapis.com/token: every signed assertion is good whose key ID does not start with "wrong". */
export function grantToServiceAccount(request: Received, tokens: Tokens): Answer {
  if (request.method !== "POST") return json(405, { error: "invalid_request" });
  const type = headerOf(request, "content-type") ?? "";
  const form = new URLSearchParams(request.body);
  if (
    !type.startsWith("application/x-www-form-urlencoded") ||
    form.get("grant_type") !== grantType
  ) {
    return refuse("unsupported_grant_type", "Invalid grant_type");
  }
  const assertion = readToken(form.get("assertion") ?? "");
  const problem = assertion ? assertionProblem(assertion, request.time) : "Invalid JWT";
  if (!assertion || problem) return refuse("invalid_grant", problem ?? "Invalid JWT");
  const { token } = tokens.issue(String(assertion.claims.iss), request);
  return json(200, { access_token: token, expires_in: tokenSeconds, token_type: "Bearer" });
}

interface SignedToken {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  signatureBytes: number;
}

/** The parts of a JSON web token; its signature is only measured, no key of it is known here. */
export function readToken(text: string): SignedToken | undefined {
  const parts = text.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const [header, claims] = parts
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")));
    return { header, claims, signatureBytes: Buffer.from(parts[2] ?? "", "base64url").length };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function assertionProblem({ header, claims, signatureBytes }: SignedToken, now: number) {
  const seconds = now / 1_000;
  const [iat, exp] = [Number(claims.iat), Number(claims.exp)];
  if (header.alg !== "RS256" || signatureBytes < 128) return "Invalid JWT Signature.";
  if (String(header.kid ?? "").startsWith("wrong")) return "Invalid JWT Signature.";
  if (claims.aud !== "https://oauth2.googleapis.com/token") return "Invalid audience.";
  if (!String(claims.scope ?? "").includes("firebase.messaging")) return "Invalid scope.";
  const isTimely = iat <= seconds + 300 && exp > seconds && exp - iat <= 3_600;
  return isTimely ? undefined : "Token must be a short-lived token (60 minutes)";
}

function refuse(error: string, description: string): Answer {
  return json(400, { error, error_description: description });
}
