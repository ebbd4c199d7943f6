import { type Answer, headerOf, json, type Received } from "@/emulators/exchange";
import type { Tokens } from "@/emulators/wns/tokens";
import { type EmulatedToken, parseFcmToken } from "./channel";

const maximumPayloadBytes = 4_096;
const fcmErrorType = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
const badRequestType = "type.googleapis.com/google.rpc.BadRequest";
const pathPattern = /^\/v1\/projects\/([^/]+)\/messages:send$/;

/** FCM HTTP v1: who asks, for which project, with what message, to whom. */
export function answerFcm(request: Received, tokens: Tokens): Answer {
  const project = pathPattern.exec(request.target)?.[1];
  if (project === undefined || request.method !== "POST") {
    return error(404, { status: "NOT_FOUND", message: "Requested entity was not found." });
  }
  const account = tokens.appOf(headerOf(request, "authorization"), request.time);
  if (account === undefined) {
    const message = "Request had invalid authentication credentials.";
    return error(401, { status: "UNAUTHENTICATED", message });
  }
  if (!account.endsWith(`@${decodeURIComponent(project)}.iam.gserviceaccount.com`)) {
    const message = `Permission 'cloudmessaging.messages.create' denied on project ${project}`;
    return error(403, { status: "PERMISSION_DENIED", message });
  }
  const message = messageOf(request.body);
  const problem = message ? messageProblem(message) : "Invalid JSON payload received.";
  if (!message || problem) return invalid(problem ?? "", "message");
  const token = parseFcmToken(String(message.token));
  const device = String(message.token);
  if (!token) {
    const text = "The registration token is not a valid FCM registration token";
    return { ...invalid(text, "message.token"), device };
  }
  return { ...answerByState(request, token, decodeURIComponent(project)), device };
}

type Json = Record<string, unknown>;

function messageOf(body: string): Json | undefined {
  try {
    const value = JSON.parse(body);
    return typeof value?.message === "object" && value.message !== null ? value.message : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const known = ["token", "notification", "data", "android", "apns", "webpush", "fcm_options"];
const knownAndroid = ["collapse_key", "priority", "ttl", "data", "notification"];

function messageProblem(message: Json): string | undefined {
  const stranger = Object.keys(message).find((key) => !known.includes(key));
  if (stranger) return `Invalid JSON payload received. Unknown name "${stranger}"`;
  const android = (message.android ?? {}) as Json;
  const strange = Object.keys(android).find((key) => !knownAndroid.includes(key));
  if (strange) return `Invalid JSON payload received. Unknown name "${strange}" at 'android'`;
  if (android.ttl !== undefined && !/^\d+(\.\d+)?s$/.test(String(android.ttl)))
    return "Invalid ttl";
  const data = Object.entries((message.data ?? {}) as Json);
  if (data.some(([, value]) => typeof value !== "string")) return "Invalid value at 'message.data'";
  if (data.some(([key]) => /^(from|message_type|google\.|gcm\.)/.test(key)))
    return "Invalid data key";
  const bytes = Buffer.byteLength(JSON.stringify([message.notification, message.data]));
  return bytes > maximumPayloadBytes ? "Android message is too big" : undefined;
}

function answerByState(request: Received, token: EmulatedToken, project: string): Answer {
  const state = token.project === project ? token.state : "mismatch";
  switch (state) {
    case "ok": {
      const name = `projects/${project}/messages/0:${request.time}%${request.seq.toString(16)}`;
      return { ...json(200, { name }), accepted: true };
    }
    case "unregistered": {
      const message = "Requested entity was not found.";
      return error(404, { status: "NOT_FOUND", message, code: "UNREGISTERED" });
    }
    case "invalid":
      return invalid(
        "The registration token is not a valid FCM registration token",
        "message.token",
      );
    case "mismatch":
      return error(403, {
        status: "PERMISSION_DENIED",
        message: "SenderId mismatch",
        code: "SENDER_ID_MISMATCH",
      });
    case "quota":
      return error(429, {
        status: "RESOURCE_EXHAUSTED",
        message: "Quota exceeded for sending messages",
        code: "QUOTA_EXCEEDED",
        headers: ["Retry-After", "2"],
      });
    case "unavailable":
      return error(503, {
        status: "UNAVAILABLE",
        message: "The service is currently unavailable.",
        code: "UNAVAILABLE",
        headers: ["Retry-After", "2"],
      });
    case "internal":
      return error(500, { status: "INTERNAL", message: "Internal error", code: "INTERNAL" });
    case "thirdparty":
      return error(401, {
        status: "UNAUTHENTICATED",
        message: "Auth error from APNS or Web Push Service",
        code: "THIRD_PARTY_AUTH_ERROR",
      });
  }
}

function invalid(message: string, field: string): Answer {
  const details = [
    { "@type": fcmErrorType, errorCode: "INVALID_ARGUMENT" },
    { "@type": badRequestType, fieldViolations: [{ field, description: message }] },
  ];
  return json(400, { error: { code: 400, status: "INVALID_ARGUMENT", message, details } });
}

interface Refusal {
  status: string;
  message: string;
  code?: string;
  headers?: string[];
}

function error(code: number, { status, message, code: errorCode, headers }: Refusal): Answer {
  const details = errorCode ? [{ "@type": fcmErrorType, errorCode }] : [];
  return json(code, { error: { code, status, message, details } }, headers);
}
