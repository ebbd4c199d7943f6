import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import NextAuth from "next-auth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { connection } from "@/server/db";
import { hashPassword } from "@/server/publishers/passwords";
import { findSession } from "@/server/publishers/sessions";
import { authOptions } from "./options";
import { readSessionId, sessionCookieName } from "./session-cookie";

/** An identity provider of one person: hands out ID tokens for codes, checks PKCE. */
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const codes = new Map<string, { challenge: string; claims: Record<string, unknown> }>();
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function idToken(claims: Record<string, unknown>): string {
  const head = `${base64({ alg: "RS256", kid: "1" })}.${base64(claims)}`;
  return `${head}.${sign("sha256", Buffer.from(head), keys.privateKey).toString("base64url")}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function answerOf(issuer: string, path: string, form: URLSearchParams): unknown {
  if (path.endsWith("/openid-configuration")) {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: ["RS256"],
    };
  }
  if (path === "/jwks")
    return { keys: [{ ...keys.publicKey.export({ format: "jwk" }), kid: "1" }] };
  const grant = codes.get(form.get("code") ?? "");
  const verifier = form.get("code_verifier") ?? "";
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  if (!grant || grant.challenge !== challenge) return { error: "invalid_grant" };
  return { access_token: "a", token_type: "Bearer", id_token: idToken(grant.claims) };
}

const listen = (server: Server) =>
  new Promise<string>((done) =>
    server.listen(0, "127.0.0.1", () =>
      done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  );

let issuer: string;
let herald: string;
let database: TestDatabase;
const issuerServer = createServer(async (request, response) => {
  const answer = answerOf(issuer, request.url ?? "", new URLSearchParams(await textOf(request)));
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(answer));
});

/** next-auth behind plain HTTP, as its own handler for API routes expects it. */
const heraldServer = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", herald);
  const cookies = (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("="));
  const res = Object.assign(response, {
    status: (code: number) => Object.assign(res, { statusCode: code }),
    send: (body: unknown) => res.end(typeof body === "string" ? body : JSON.stringify(body)),
    json: (body: unknown) => res.end(JSON.stringify(body)),
  });
  const req = Object.assign(request, {
    query: {
      ...Object.fromEntries(url.searchParams),
      nextauth: url.pathname.replace("/api/auth/", "").split("/"),
    },
    cookies: Object.fromEntries(
      cookies.map(([name, value]) => [name, decodeURIComponent(value ?? "")]),
    ),
    body: Object.fromEntries(new URLSearchParams(await textOf(request))),
  });
  await NextAuth(req as never, res as never, authOptions());
});

beforeAll(async () => {
  database = await testDatabase();
  issuer = await listen(issuerServer);
  herald = await listen(heraldServer);
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    NEXTAUTH_URL: herald,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    HERALD_OIDC_ISSUER: `${issuer}/`,
    HERALD_OIDC_CLIENT_ID: "herald",
    HERALD_OIDC_CLIENT_SECRET: "secret",
    HERALD_LOG: "silent",
  });
});
afterAll(async () => {
  issuerServer.close();
  heraldServer.close();
  await connection().close();
  await database.close();
});

/** A browser that keeps cookies and follows nothing. */
function browser() {
  const jar = new Map<string, string>();
  const flags = new Map<string, string>();
  async function ask(path: string, form?: Record<string, string>) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(path, herald), {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...rest] = line.split("; ");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
      flags.set(pair.slice(0, at), rest.join("; "));
    }
    return response;
  }
  async function post(path: string, form: Record<string, string>) {
    const { csrfToken } = (await (await ask("/api/auth/csrf")).json()) as { csrfToken: string };
    return ask(path, { ...form, csrfToken, json: "true" });
  }
  const sessionId = () => readSessionId(jar.get(sessionCookieName()));
  return { ask, post, jar, flags, sessionId };
}

let serial = 0;
async function person(): Promise<{ id: number; email: string }> {
  serial += 1;
  const email = `o${serial}@demo.test`;
  const passwordHash = await hashPassword("correct horse battery");
  const [row] = await database.db
    .insert(accounts)
    .values({ email, name: "Ines", passwordHash })
    .returning();
  return { id: row?.id ?? 0, email };
}

const session = async (id: string | undefined) =>
  id === undefined ? undefined : findSession(database.db, id, new Date());

describe("a password sign-in (P17)", () => {
  it("puts nothing but a session id into the cookie, and that id has a row", async () => {
    const { id, email } = await person();
    const client = browser();
    const form = { email, password: "correct horse battery" };
    expect((await client.post("/api/auth/callback/credentials", form)).status).toBe(200);
    expect(await session(await client.sessionId())).toMatchObject({ accountId: id });
    expect(client.flags.get("herald.session")).toMatch(/HttpOnly; SameSite=Lax/);
    const shown = await (await client.ask("/api/auth/session")).json();
    expect(Object.keys(shown)).toEqual(["expires"]);
  });

  it("is refused with the words for the person, and without the CSRF token not tried at all", async () => {
    const { email } = await person();
    const client = browser();
    const refused = await client.post("/api/auth/callback/credentials", { email, password: "x" });
    const { url } = (await refused.json()) as { url: string };
    expect(new URL(url).searchParams.get("error")).toMatch(/don’t match\. 4 tries left\./);
    const blind = browser();
    await blind.ask("/api/auth/callback/credentials", { email, password: "correct horse battery" });
    expect(await blind.sessionId()).toBeUndefined();
  });

  it("ends with its row when it is signed out", async () => {
    const { email } = await person();
    const client = browser();
    await client.post("/api/auth/callback/credentials", {
      email,
      password: "correct horse battery",
    });
    const id = await client.sessionId();
    expect(await session(id)).toBeDefined();
    await client.post("/api/auth/signout", {});
    expect(await session(id)).toBeUndefined();
  });

  it("does not accept a cookie that somebody else signed, or junk", async () => {
    expect(await readSessionId("eyJhbGciOiJkaXIifQ..x.y.z")).toBeUndefined();
    expect(await readSessionId("x".repeat(5_000))).toBeUndefined();
  });
});

/** Goes to the provider and comes back with these claims. */
async function throughProvider(claims: Record<string, unknown>, nonce?: string) {
  const client = browser();
  const { url } = (await (await client.post("/api/auth/signin/oidc", {})).json()) as {
    url: string;
  };
  const asked = new URL(url).searchParams;
  const code = randomBytes(8).toString("hex");
  const now = Math.floor(Date.now() / 1000);
  codes.set(code, {
    challenge: asked.get("code_challenge") ?? "",
    claims: {
      ...{ iss: issuer, aud: "herald", iat: now, exp: now + 60 },
      ...{ nonce: nonce ?? asked.get("nonce") },
      ...claims,
    },
  });
  const state = asked.get("state") ?? "";
  const back = await client.ask(`/api/auth/callback/oidc?code=${code}&state=${state}`);
  return { client, to: back.headers.get("location") ?? "" };
}

describe("a sign-in through an identity provider", () => {
  it("finds the account by its verified e-mail, binds the subject and makes a session", async () => {
    const { id, email } = await person();
    const { client } = await throughProvider({ sub: "s-1", email, email_verified: true });
    expect(await session(await client.sessionId())).toMatchObject({ accountId: id });
    const [row] = await database.db.select().from(accounts).where(eq(accounts.id, id));
    expect(row?.oidcSubject).toBe(`${issuer}|s-1`);
    const again = await throughProvider({ sub: "s-1", email: "elsewhere@demo.test" });
    expect(await session(await again.client.sessionId())).toMatchObject({ accountId: id });
  });

  it("takes Entra ID's word for a verified e-mail", async () => {
    const { id, email } = await person();
    const { client } = await throughProvider({ sub: "s-2", email, xms_edov: "1" });
    expect(await session(await client.sessionId())).toMatchObject({ accountId: id });
  });

  it("lets nobody in with an unverified e-mail, or without having been added", async () => {
    const { email } = await person();
    for (const claims of [
      { sub: "s-3", email, email_verified: false },
      { sub: "s-4", email: "stranger@demo.test", email_verified: true },
    ]) {
      const { client, to } = await throughProvider(claims);
      const shown = await client.ask(to);
      expect(shown.headers.get("location")).toContain("/sign-in?error=AccessDenied");
      expect(await client.sessionId()).toBeUndefined();
    }
  });

  it("lets nobody in with a token that was made for another sign-in", async () => {
    const { email } = await person();
    const { client } = await throughProvider({ sub: "s-5", email, email_verified: true }, "other");
    expect(await client.sessionId()).toBeUndefined();
  });
});
