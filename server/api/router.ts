import { randomUUID } from "node:crypto";
import { nearestAddress } from "@/server/auth/address";
import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { idempotently } from "@/server/idempotency";
import { isStorable } from "@/server/storable";
import {
  type ApiTools,
  bearerOf,
  deviceCaller,
  enforce,
  idempotencyKeyOf,
  keyCaller,
} from "./callers";
import { readJson, readJsonBytes } from "./read-body";
import { type ApiAnswer, errorReply, HttpError, type Reply } from "./reply";
import type { ApiRequest, KeyRoute, Route, SignedRoute } from "./route";

/** The public API's door: finds the route, checks caller and shape, runs it, and turns errors into answers. */

const prefix = "/api/v1";
const bodyLimits = { app: 16_384, key: 262_144, signed: 65_536, anyone: 0 } as const;

interface Match {
  route: Route;
  params: Record<string, string>;
}

/** The answer as fetch's Response. */
export async function handleApi(
  request: ApiRequest,
  routes: readonly Route[],
  tools: ApiTools,
): Promise<Response> {
  const { body, ...head } = await answerApi(request, routes, tools);
  return new Response(body, head);
}

export async function answerApi(
  request: ApiRequest,
  routes: readonly Route[],
  tools: ApiTools,
): Promise<ApiAnswer> {
  const requestId = randomUUID();
  const found = findMatches(routes, request);
  const reply = await answer(request, found, tools).catch((error: unknown) =>
    errorReply(error, requestId),
  );
  return toAnswer(reply, { requestId, isCrossOrigin: isForApps(found) });
}

type Found = { matches: Match[] } | { error: AppError };

async function answer(request: ApiRequest, found: Found, tools: ApiTools): Promise<Reply> {
  const address = nearestAddress(request.headers.get("x-forwarded-for"));
  enforce(tools.limits.address.secondsToWait(address, tools.now.getTime()));
  if ("error" in found) throw found.error;
  const { matches } = found;
  if (matches.length === 0) throw new AppError("not_found", "There is no such call.");
  if (request.method === "OPTIONS") return preflight(matches);
  const method = request.method === "HEAD" ? "GET" : request.method;
  const match = matches.find(({ route }) => route.method === method);
  if (!match) {
    throw new HttpError(405, "method_not_allowed", `Allowed here: ${allowed(matches)}.`, {
      allow: allowed(matches),
    });
  }
  return run(request, match, tools);
}

async function run(request: ApiRequest, { route, params }: Match, tools: ApiTools): Promise<Reply> {
  if (route.caller === "anyone") return route.run(readQuery(request, route));
  if (route.caller === "signed") return runSigned(request, { route, params }, tools);
  if (route.caller === "app") {
    const ctx = await deviceCaller(request, tools);
    return route.run(ctx, {
      ...(await readInput(request, { route, params })),
      secret: bearerOf(request),
    });
  }
  const ctx = await keyCaller(request, tools, route.scope);
  return runForKey(request, { route, params }, ctx);
}

async function runSigned(
  request: ApiRequest,
  { route, params }: { route: SignedRoute; params: Record<string, string> },
  tools: ApiTools,
): Promise<Reply> {
  const { db, now, limits } = tools;
  enforce(limits.apiKey.secondsToWait(`signed ${Object.values(params).join("/")}`, now.getTime()));
  const { bytes, value } = await readJsonBytes(request, bodyLimits.signed);
  if (value === undefined) throw new AppError("invalid", "Send a JSON body.");
  return route.run(
    { db, now },
    {
      params: readParams(route, params),
      bytes,
      body: route.body ? route.body.parse(value) : value,
      header: (name) => request.headers.get(name),
    },
  );
}

async function runForKey(
  request: ApiRequest,
  { route, params }: { route: KeyRoute; params: Record<string, string> },
  ctx: Context,
): Promise<Reply> {
  const call = { ...(await readInput(request, { route, params })), secret: undefined };
  const stream = route.streams ? streamOf(request, route.streams) : undefined;
  const key = route.isIdempotent ? idempotencyKeyOf(request) : undefined;
  if (key === undefined) return route.run(ctx, { ...call, stream });
  const scope = `${route.method} ${fillPath(route.path, params)}`;
  return idempotently(ctx, { scope, key, body: call.body }, (inner) => route.run(inner, call));
}

function streamOf(request: ApiRequest, types: readonly string[]) {
  const [type = ""] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim();
  if (!types.includes(type.trim()) || !/^identity$/i.test(encoding)) {
    const message = `Send ${types.join(" or ")}, not compressed.`;
    throw new HttpError(415, "unsupported_media_type", message);
  }
  return { type: type.trim(), body: request.body ?? nothing() };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function readInput(request: ApiRequest, { route, params }: Match) {
  const body = route.body ? route.body.parse(await readBody(request, route)) : undefined;
  return { params: readParams(route, params), query: readQuery(request, route), body };
}

async function readBody(request: ApiRequest, route: Route): Promise<unknown> {
  const value = await readJson(request, bodyLimits[route.caller]);
  if (value !== undefined) return value;
  if (route.isBodyOptional) return {};
  throw new AppError("invalid", "Send a JSON body.");
}

/** A value that can't be one is as missing as one that is not there. */
function readParams(route: Route, params: Record<string, string>): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(route.params)) {
    const parsed = schema.safeParse(params[name]);
    if (!parsed.success) throw new AppError("not_found", "There is no such thing.");
    read[name] = parsed.data;
  }
  return read;
}

function readQuery(request: ApiRequest, route: Route): Record<string, unknown> | undefined {
  if (!route.query) return undefined;
  const given = [...new URL(request.url).searchParams];
  if (!given.every(([name, value]) => isStorable(name) && isStorable(value))) {
    throw new AppError("invalid", "The query may not hold NUL.");
  }
  return route.query.parse(Object.fromEntries(given));
}

function findMatches(routes: readonly Route[], request: ApiRequest): Found {
  const path = new URL(request.url).pathname;
  if (!path.startsWith(`${prefix}/`)) return { matches: [] };
  try {
    const segments = path.slice(prefix.length).split("/").slice(1).map(decodeURIComponent);
    return { matches: routes.flatMap((route) => matchOf(route, segments) ?? []) };
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return { error: new AppError("invalid", "The address is not encoded correctly.") };
  }
}

function matchOf(route: Route, segments: string[]): Match | undefined {
  const pattern = route.path.split("/").slice(1);
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [place, part] of pattern.entries()) {
    const segment = segments[place] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
  }
  return { route, params };
}

function fillPath(path: string, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
}

function allowed(matches: Match[]): string {
  return [...matches.map(({ route }) => route.method), "OPTIONS"].join(", ");
}

/** Apps in browsers call from their own origin; publishers' programs have no business in a browser. */
function isForApps(found: Found): boolean {
  return (
    "matches" in found &&
    found.matches.some(({ route }) => route.caller === "app" || route.caller === "anyone")
  );
}

function preflight(matches: Match[]): Reply {
  const methods = allowed(matches);
  if (!isForApps({ matches })) return { status: 204, headers: { allow: methods } };
  return {
    status: 204,
    headers: {
      allow: methods,
      "access-control-allow-methods": methods,
      "access-control-allow-headers": "authorization, content-type, x-app-key",
      "access-control-max-age": "86400",
    },
  };
}

function toAnswer(
  reply: Reply,
  { requestId, isCrossOrigin }: { requestId: string; isCrossOrigin: boolean },
): ApiAnswer {
  const headers: Record<string, string> = {
    ...reply.headers,
    "x-request-id": requestId,
    "cache-control": "no-store",
  };
  if (isCrossOrigin) {
    headers["access-control-allow-origin"] = "*";
    headers["access-control-expose-headers"] = "retry-after, x-request-id";
  }
  const { status } = reply;
  if (reply.stream) {
    headers["content-type"] = reply.stream.type;
    return { status, headers, body: reply.stream.body };
  }
  const text = reply.text ?? (reply.body === undefined ? null : JSON.stringify(reply.body));
  if (text !== null) headers["content-type"] = "application/json; charset=utf-8";
  return { status, headers, body: status === 204 ? null : text };
}
