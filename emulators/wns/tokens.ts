import { type Answer, headerOf, json, type Received } from "@/emulators/exchange";

/** An app whose secret the token service knows. Without any, every secret is good that does not start with "wrong". */
export interface KnownApp {
  /** Package SID or Entra client ID. */
  clientId: string;
  secret: string;
  /** How long its tokens live. */
  tokenSeconds?: number;
}

const dayInSeconds = 86_400;

interface Token {
  app: string;
  expiresAt: number;
  generation: number;
}

/** Both token services and the memory of what they gave out. Tokens carry their app, so a restart forgets nothing. */
export function createTokens() {
  let apps = new Map<string, KnownApp>();
  let generation = 0;
  let given = 0;
  const decoded = new Map<string, Token | undefined>();

  function issue(app: string, request: Received) {
    const seconds = apps.get(app)?.tokenSeconds ?? dayInSeconds;
    given += 1;
    const fields = [app, request.time + seconds * 1_000, generation, given];
    return { seconds, token: Buffer.from(JSON.stringify(fields)).toString("base64url") };
  }

  function refusal(form: URLSearchParams, scopePattern: RegExp): Answer | undefined {
    if (form.get("grant_type") !== "client_credentials") {
      return oauthError("unsupported_grant_type", "The grant type must be client_credentials");
    }
    if (!scopePattern.test(form.get("scope") ?? "")) {
      return oauthError("invalid_scope", "The scope is not valid");
    }
    const app = apps.get((form.get("client_id") ?? "").toLowerCase());
    const secret = form.get("client_secret") ?? "";
    const isRight = apps.size > 0 ? app?.secret === secret : !/^(wrong|$)/.test(secret);
    return isRight ? undefined : oauthError("invalid_client", "Invalid client id or secret");
  }

  function grant(request: Received, scopePattern: RegExp, flow: "legacy" | "entra"): Answer {
    if (request.method !== "POST") {
      return json(405, { error: "invalid_request", error_description: "Use POST" });
    }
    const form = new URLSearchParams(request.body);
    const refused = formError(request) ?? refusal(form, scopePattern);
    if (refused) {
      return refused;
    }
    const { seconds, token } = issue((form.get("client_id") ?? "").toLowerCase(), request);
    const body =
      flow === "legacy"
        ? { token_type: "bearer", access_token: token, expires_in: seconds }
        : {
            token_type: "Bearer",
            expires_in: String(seconds - 1),
            ext_expires_in: String(seconds - 1),
            access_token: token,
          };
    return json(200, body, ["Cache-Control", "no-store"]);
  }

  return {
    /** An access token of another push service's login, with the same memory and the same ways to spoil it. */
    issue,
    /** login.live.com/accesstoken.srf */
    legacy: (request: Received) => grant(request, /^notify\.windows\.com$/, "legacy"),
    /** login.microsoftonline.com/{tenant}/oauth2/v2.0/token */
    entra: (request: Received) =>
      grant(request, /^https:\/\/wns\.windows\.com\/\.default\/?$/, "entra"),
    /** The app a bearer token was given to, lower case; undefined when it is stale or none of ours. */
    appOf(authorization: string | undefined, now: number): string | undefined {
      const token = authorization ?? "";
      if (!decoded.has(token)) {
        if (decoded.size > 10_000) {
          decoded.clear();
        }
        decoded.set(token, decode(token));
      }
      const known = decoded.get(token);
      return known && known.generation === generation && known.expiresAt > now
        ? known.app
        : undefined;
    },
    setApps(list: KnownApp[]) {
      apps = new Map(list.map((app) => [app.clientId.toLowerCase(), app]));
    },
    /** Makes every token given so far stale: the next push with one is answered 401. */
    revokeAll() {
      generation += 1;
    },
  };
}

export type Tokens = ReturnType<typeof createTokens>;

function decode(authorization: string): Token | undefined {
  const match = /^Bearer ([A-Za-z0-9_-]+)$/i.exec(authorization);
  if (!match?.[1]) {
    return undefined;
  }
  try {
    const fields: unknown = JSON.parse(Buffer.from(match[1], "base64url").toString("utf8"));
    if (!Array.isArray(fields)) {
      return undefined;
    }
    const [app, expiresAt, generation] = fields;
    return { app: String(app), expiresAt: Number(expiresAt), generation: Number(generation) };
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

function formError(request: Received): Answer | undefined {
  const type = headerOf(request, "content-type") ?? "";
  return type.startsWith("application/x-www-form-urlencoded")
    ? undefined
    : oauthError("invalid_request", "The body must be a form");
}

function oauthError(error: string, description: string): Answer {
  return json(400, { error, error_description: description }, ["Cache-Control", "no-store"]);
}
