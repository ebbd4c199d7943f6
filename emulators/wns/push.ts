import { type Answer, headerOf, type Received } from "@/emulators/exchange";
import { type EmulatedChannel, parseChannel } from "./channel";
import type { Tokens } from "./tokens";

const maximumPayloadBytes = 5_000;

/** The documentation and recorded traffic disagree about this header's name, and case is nobody's promise. */
const statusHeaderNames = [
  "X-WNS-Status",
  "X-WNS-NotificationStatus",
  "x-wns-status",
  "X-Wns-NOTIFICATIONSTATUS",
] as const;

/** WNS: what a POST to a channel is answered, with the checks in the order in which WNS could make them. */
export function answerPush(request: Received, tokens: Tokens): Answer {
  if (request.method !== "POST") {
    return refuse(request, 405, "Only POST is allowed");
  }
  const framing = framingError(request);
  if (framing) {
    return framing;
  }
  const app = tokens.appOf(headerOf(request, "authorization"), request.time);
  if (app === undefined) {
    return refuse(request, 401, "The token is missing, expired or not valid");
  }
  const channel = parseChannel(request.target);
  if (!channel) {
    return refuse(request, 404, "The channel URI is malformed");
  }
  if (channel.app.toLowerCase() !== app) {
    return refuse(request, 403, "The token belongs to another app");
  }
  return headerError(request) ?? sizeError(request) ?? answerByState(request, channel);
}

function framingError(request: Received): Answer | undefined {
  if (headerOf(request, "transfer-encoding")) {
    return refuse(request, 400, "Chunked transfer is not supported");
  }
  if (headerOf(request, "content-length") === undefined) {
    return refuse(request, 411, "Content-Length is missing");
  }
  return undefined;
}

const contentTypes: Record<string, string> = {
  "wns/toast": "text/xml",
  "wns/tile": "text/xml",
  "wns/badge": "text/xml",
  "wns/raw": "application/octet-stream",
};

const optionalHeaders: readonly [name: string, pattern: RegExp][] = [
  ["x-wns-cache-policy", /^(cache|no-cache)$/i],
  ["x-wns-requestforstatus", /^(true|false)$/i],
  ["x-wns-tag", /^[A-Za-z0-9]{1,16}$/],
  ["x-wns-group", /^[A-Za-z0-9]{1,16}$/],
  ["x-wns-ttl", /^\d{1,10}$/],
  ["x-wns-priority", /^[1-4]$/],
];

function headerError(request: Received): Answer | undefined {
  const type = headerOf(request, "x-wns-type")?.toLowerCase() ?? "";
  const wanted = contentTypes[type];
  if (!wanted) {
    return refuse(request, 400, "X-WNS-Type is missing or unknown");
  }
  const given = (headerOf(request, "content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (given !== wanted) {
    return refuse(request, 400, `Content-Type must be ${wanted}`);
  }
  for (const [name, pattern] of optionalHeaders) {
    const value = headerOf(request, name);
    if (value !== undefined && !pattern.test(value)) {
      return refuse(request, 400, `${name} is not valid`);
    }
  }
  if (headerOf(request, "x-wns-suppresspopup") !== undefined) {
    return lost(request, "dropped", "X-WNS-SuppressPopup is for phone channels only");
  }
  return undefined;
}

function sizeError(request: Received): Answer | undefined {
  if (request.bodyBytes === 0) {
    return refuse(request, 400, "The payload is empty");
  }
  return request.bodyBytes > maximumPayloadBytes
    ? refuse(
        request,
        413,
        `The payload has ${request.bodyBytes} bytes, ${maximumPayloadBytes} are allowed`,
      )
    : undefined;
}

function answerByState(request: Received, channel: EmulatedChannel): Answer {
  switch (channel.state) {
    case "ok":
      return { status: 200, headers: statusHeaders(request, "received"), accepted: true };
    case "expired":
      return refuse(request, 410, "The channel expired", { reason: "Gone" });
    case "unknown":
      return refuse(request, 404, "The channel is not known");
    case "throttled":
      return throttled(request, channel);
    case "channelthrottled":
      return lost(request, "channelthrottled", "The channel is over its rate");
    case "dropped":
      return lost(request, "dropped", "The client refused the notification");
    case "blocked":
      return refuse(request, 410, "The domain is blocked", { reason: "Domain Blocked" });
    case "error":
      return refuse(request, 500, "Internal failure");
    case "unavailable":
      return refuse(request, 503, "Unavailable");
  }
}

/** Retry-After in both forms that HTTP knows: odd channels get seconds, even ones a date. */
function throttled(request: Received, channel: EmulatedChannel): Answer {
  const value =
    channel.n % 2 === 1
      ? "2"
      : new Date(Math.ceil(request.time / 1_000) * 1_000 + 2_000).toUTCString();
  return refuse(request, 406, "Over the throttle limit", { headers: ["Retry-After", value] });
}

function lost(request: Received, status: "dropped" | "channelthrottled", why: string): Answer {
  return {
    status: 200,
    headers: [...statusHeaders(request, status), "X-WNS-Error-Description", why],
  };
}

function refuse(
  request: Received,
  status: number,
  why: string,
  more: { reason?: string; headers?: string[] } = {},
): Answer {
  const headers = ["X-WNS-Error-Description", why, ...trace(request), ...(more.headers ?? [])];
  return { status, reason: more.reason, headers };
}

function statusHeaders(request: Received, status: string): string[] {
  const headers = trace(request);
  headers.push(statusHeaderNames[request.seq % statusHeaderNames.length] as string, status);
  if (headerOf(request, "x-wns-requestforstatus")?.toLowerCase() === "true") {
    headers.push("X-WNS-DeviceConnectionStatus", "connected");
  }
  return headers;
}

function trace(request: Received): string[] {
  const id = request.seq.toString(16).toUpperCase().padStart(16, "0");
  const headers = ["X-WNS-Msg-ID", id, "X-WNS-Debug-Trace", "EMULATOR"];
  const vector = headerOf(request, "ms-cv");
  if (vector !== undefined) {
    headers.push("MS-CV", vector);
  }
  return headers;
}
