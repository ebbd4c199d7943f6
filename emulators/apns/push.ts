import { randomUUID } from "node:crypto";
import { type Answer, headerOf, json, type Received } from "@/emulators/exchange";
import { readToken } from "@/emulators/fcm/tokens";
import { type ApnsState, parseApnsToken } from "./channel";

const maximumPayloadBytes = 4_096;
const maximumCollapseBytes = 64;
const tokenLifetimeSeconds = 3_600;
const secondsBetweenUpdates = 1_200;
const pushTypes = [
  "alert",
  "background",
  "location",
  "voip",
  "complication",
  "controls",
  "fileprovider",
  "liveactivity",
  "mdm",
  "pushtotalk",
  "widgets",
];
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** APNs: only over HTTP/2, with the checks in the order in which Apple's table could make them. */
export function createApns(): (request: Received) => Answer {
  const updates = new Map<string, Update>();
  return (request) => answerApns(request, updates);
}

/** Of a key: when its newest token was issued, and when that took an older one's place. */
interface Update {
  issued: number;
  changed: number;
}

function answerApns(request: Received, updates: Map<string, Update>): Answer {
  const token = /^\/3\/device\/([^/]*)$/.exec(request.target)?.[1];
  const refusal =
    pathRefusal(request, token) ?? tokenRefusal(request, updates) ?? headerRefusal(request);
  if (refusal) return withId(request, refusal);
  const device = parseApnsToken(token ?? "");
  const environment = request.host.includes("sandbox") ? "sandbox" : "production";
  if (!device || device.environment !== environment) {
    return withId(request, refuse(400, "BadDeviceToken"));
  }
  if (device.topic !== headerOf(request, "apns-topic")) {
    return withId(request, refuse(400, "DeviceTokenNotForTopic"));
  }
  return withId(request, answerByState(device.state, request.time));
}

function pathRefusal(request: Received, token: string | undefined): Answer | undefined {
  if (headerOf(request, ":protocol") !== "h2") return json(505, { reason: "HTTP/2 is needed" });
  if (token === undefined) return refuse(404, "BadPath");
  if (request.method !== "POST") return refuse(405, "MethodNotAllowed");
  return token === "" ? refuse(400, "MissingDeviceToken") : undefined;
}

function tokenRefusal(request: Received, updates: Map<string, Update>): Answer | undefined {
  const written = /^bearer (.+)$/i.exec(headerOf(request, "authorization") ?? "")?.[1];
  if (written === undefined) return refuse(403, "MissingProviderToken");
  const token = readToken(written);
  const kid = String(token?.header.kid ?? "");
  const age = request.time / 1_000 - Number(token?.claims.iat);
  const isRight =
    token?.header.alg === "ES256" &&
    token.signatureBytes === 64 &&
    /^[A-Z0-9]{10}$/.test(kid) &&
    /^[A-Z0-9]{10}$/.test(String(token.claims.iss));
  if (!isRight || kid.startsWith("WRONG")) return refuse(403, "InvalidProviderToken");
  if (age > tokenLifetimeSeconds || age < -300) return refuse(403, "ExpiredProviderToken");
  const issued = Number(token.claims.iat);
  const key = `${token.claims.iss} ${kid}`;
  const known = updates.get(key);
  if (known && issued <= known.issued) return undefined;
  const now = request.time / 1_000;
  // The first time a key is seen is no change.
  const isTooSoon = known !== undefined && now - known.changed < secondsBetweenUpdates;
  if (!isTooSoon) updates.set(key, { issued, changed: known ? now : 0 });
  return isTooSoon ? refuse(429, "TooManyProviderTokenUpdates") : undefined;
}

function headerRefusal(request: Received): Answer | undefined {
  const header = (name: string) => headerOf(request, name);
  if (header("apns-topic") === undefined) return refuse(400, "MissingTopic");
  if (!pushTypes.includes(header("apns-push-type") ?? "")) return refuse(400, "InvalidPushType");
  if (!/^(1|5|10)$/.test(header("apns-priority") ?? "10")) return refuse(400, "BadPriority");
  if (!/^\d+$/.test(header("apns-expiration") ?? "0")) return refuse(400, "BadExpirationDate");
  if (!uuidPattern.test(header("apns-id") ?? randomUUID())) return refuse(400, "BadMessageId");
  const collapse = Buffer.byteLength(header("apns-collapse-id") ?? "");
  if (collapse > maximumCollapseBytes) return refuse(400, "BadCollapseId");
  if (request.bodyBytes === 0) return refuse(400, "PayloadEmpty");
  return request.bodyBytes > maximumPayloadBytes ? refuse(413, "PayloadTooLarge") : undefined;
}

function answerByState(state: ApnsState, now: number): Answer {
  switch (state) {
    case "ok":
      return { status: 200, headers: [], accepted: true };
    case "unregistered":
      return refuse(410, "Unregistered", now);
    case "expired":
      return refuse(410, "ExpiredToken", now);
    case "throttled":
      return refuse(429, "TooManyRequests");
    case "updates":
      return refuse(429, "TooManyProviderTokenUpdates");
    case "error":
      return refuse(500, "InternalServerError");
    case "unavailable":
      return refuse(503, "ServiceUnavailable");
    case "shutdown":
      return refuse(503, "Shutdown");
  }
}

function refuse(status: number, reason: string, timestamp?: number): Answer {
  return json(status, { reason, timestamp });
}

function withId(request: Received, answer: Answer): Answer {
  const id = headerOf(request, "apns-id") ?? randomUUID();
  return { ...answer, headers: ["apns-id", id.toUpperCase(), ...answer.headers] };
}
