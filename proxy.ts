import { type NextRequest, NextResponse } from "next/server";
import { isOwnHost, ownOrigins } from "@/server/auth/origins";
import { env } from "@/server/env";

/** Adds headers and refuses foreign hosts. It lets nobody in: pages and procedures check for themselves. */
export function proxy(request: NextRequest): NextResponse {
  if (!isDecodable(request.nextUrl.pathname)) return refusePath();
  if (request.nextUrl.pathname.startsWith("/api/v1/")) return NextResponse.next();
  if (!isOwnHost(request.headers.get("host"))) return refuseHost();
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = policyFor(nonce, request.nextUrl.pathname);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  if (env().NEXTAUTH_URL?.startsWith("https://")) {
    response.headers.set("strict-transport-security", "max-age=31536000");
  }
  return response;
}

/** Scripts and style sheets need the nonce. Style attributes may stay: Fluent places its layers with them. */
function policyFor(nonce: string, path: string): string {
  const isDevelopment = env().NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src-elem 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-inline'" : ""}`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob:${hasPreviews(path) ? " https: http:" : ""}`,
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Previews show the pictures of payloads, from any host (decision 0087). One document serves all pages of the
 * portal, so all of them may; the pages before it, where passwords are typed, may not.
 */
function hasPreviews(path: string): boolean {
  return !/^\/(sign-in|setup|no-publisher)(\/|$)/.test(path);
}

/** Next answers 500 when a part of a path can't be decoded. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

function refusePath(): NextResponse {
  const error = { code: "invalid", message: "The address is not encoded correctly." };
  return NextResponse.json({ error }, { status: 400, headers: { "cache-control": "no-store" } });
}

function refuseHost(): NextResponse {
  const text = `Herald is set up for ${ownOrigins()[0]}. Open it there, or set HERALD_URL to this address.\n`;
  return new NextResponse(text, { status: 421, headers: { "content-type": "text/plain" } });
}

export const config = {
  // Of the public API only paths with a percent sign: it has its own checks and should not pay for these.
  matcher: ["/((?!_next/static|api/v1/|api/health|api/scheduler|herald-).*)", "/api/v1/(.*%.*)"],
};
