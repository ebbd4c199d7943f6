import type { Database } from "@/db/connect";
import { appOfPublicKey } from "@/server/apps/queries";
import type { Actor, Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { noteApiKeyUse } from "@/server/settings/commands";
import { apiCallerOf } from "@/server/settings/queries";
import type { ApiScope } from "@/server/settings/schema";
import type { ApiLimits } from "./limits";
import type { ApiRequest } from "./route";

/** What the gate lends to every call. */
export interface ApiTools {
  db: Database;
  /** For the calls of apps: connections that plan their few statements once. */
  ingest: Database;
  now: Date;
  limits: ApiLimits;
  appKeys: AppKeyCache;
}

/** A call of an app: its context, and the app that its public key names. */
export interface DeviceContext extends Context {
  actor: Extract<Actor, { kind: "device" }>;
}

const knownForMs = 5_000;
const mostKnown = 10_000;

/** Public app keys of the last seconds: a replaced one is refused that much later. */
export class AppKeyCache {
  private readonly known = new Map<string, { publisherId: number; appId: number; until: number }>();

  async find(db: Database, key: string, nowMs: number) {
    const hit = this.known.get(key);
    if (hit && hit.until > nowMs) return hit;
    const found = await appOfPublicKey(db, key);
    if (this.known.size >= mostKnown) this.known.clear();
    if (found) this.known.set(key, { ...found, until: nowMs + knownForMs });
    else this.known.delete(key);
    return found;
  }
}

/** Anybody may know an app's public key: it says which app, it proves nothing (T2). */
export async function deviceCaller(request: ApiRequest, tools: ApiTools): Promise<DeviceContext> {
  const { ingest: db, now } = tools;
  const key = request.headers.get("x-app-key") ?? "";
  const app = key === "" ? undefined : await tools.appKeys.find(db, key, now.getTime());
  if (!app) {
    const message = "Send the app’s public key in the header X-App-Key.";
    throw new AppError("unauthorized", message, { fields: [{ field: "X-App-Key", message }] });
  }
  enforce(tools.limits.app.secondsToWait(key, now.getTime()));
  const { publisherId, appId } = app;
  return { db, now, publisherId, actor: { kind: "device", appId } };
}

/** A caller with an API key that has the scope (T7). */
export async function keyCaller(
  request: ApiRequest,
  tools: ApiTools,
  scope: ApiScope,
): Promise<Context> {
  const { db, now } = tools;
  const caller = await apiCallerOf(db, bearerOf(request) ?? "");
  if (!caller) {
    throw new AppError("unauthorized", "Send an API key as Authorization: Bearer hk_….");
  }
  const { publisherId, actor } = caller;
  enforce(tools.limits.apiKey.secondsToWait(`${publisherId}/${actor.apiKeyId}`, now.getTime()));
  if (!actor.scopes.includes(scope)) {
    throw new AppError("forbidden", `This API key may not do that. It needs the scope ${scope}.`);
  }
  await noteApiKeyUse({ db, now }, caller);
  return { db, now, publisherId, actor };
}

export function bearerOf(request: ApiRequest): string | undefined {
  const match = /^Bearer +([\x21-\x7e]{1,512}) *$/i.exec(
    request.headers.get("authorization") ?? "",
  );
  return match?.[1];
}

/** Header Idempotency-Key, or undefined without one. */
export function idempotencyKeyOf(request: ApiRequest): string | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null) return undefined;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new AppError("invalid", "An Idempotency-Key has 1 to 255 visible ASCII characters.");
}

export function enforce(secondsToWait: number): void {
  if (secondsToWait === 0) return;
  throw new AppError("too_many", "Too many calls. Wait as long as Retry-After says.", {
    retryAfterSeconds: secondsToWait,
  });
}
