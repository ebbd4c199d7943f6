import type { Reason } from "@/db/enums";
import { failureOutcome } from "@/server/providers/failure";
import { asObject, jsonOf, plainWords } from "@/server/providers/json-answer";
import type { Outcome, PushAnswer } from "@/server/providers/provider";
import { retryAfterMs } from "@/server/providers/retry-after";

type Answer = Extract<PushAnswer, { kind: "answer" }>;

/** Google asks for a minute when a quota is used up and nothing else is said. */
const quotaPauseMs = 60_000;
/** And for ten seconds at least after a failure of its own. */
const failurePauseMs = 10_000;

/** What FCM HTTP v1 said, as a value. The code inside the body decides; the status alone says little. */
export function readFcmOutcome(answer: PushAnswer, now: number): Outcome {
  if (answer.kind === "failure") return failureOutcome(answer);
  if (answer.status === 200) return readAccepted(answer);
  const error = readError(answer);
  return byCode(answer, error, now) ?? byStatus(answer, error, now);
}

function readAccepted(answer: Answer): Outcome {
  const { name } = jsonOf(answer.body);
  return typeof name === "string" && name.includes("/messages/")
    ? { kind: "sent", status: 200, messageId: name.slice(name.lastIndexOf("/") + 1) }
    : { kind: "unknown", status: 200, reason: "provider_unexpected", detail: "No message name" };
}

interface FcmError {
  /** google.rpc.Code by name. */
  status: string;
  /** FcmError.errorCode, the finer word. */
  code: string;
  message: string;
  /** Fields that a BadRequest names. */
  fields: string[];
}

function readError(answer: Answer): FcmError {
  const error = asObject(jsonOf(answer.body).error);
  const details = Array.isArray(error.details) ? error.details.map(asObject) : [];
  const code = details.find(({ errorCode }) => typeof errorCode === "string")?.errorCode;
  const fields = details
    .flatMap(({ fieldViolations }) => (Array.isArray(fieldViolations) ? fieldViolations : []))
    .map((violation) => String(asObject(violation).field ?? ""));
  return {
    status: typeof error.status === "string" ? error.status : "",
    code: typeof code === "string" ? code : "",
    message: typeof error.message === "string" ? error.message : "",
    fields,
  };
}

function byCode(answer: Answer, error: FcmError, now: number): Outcome | undefined {
  switch (error.code) {
    case "UNREGISTERED":
      return end("channel_expired", answer, error, "fcm_unregistered");
    case "SENDER_ID_MISMATCH":
      return end("disputed", answer, error, "fcm_sender_mismatch");
    case "QUOTA_EXCEEDED":
      return retry(answer, error, { reason: "fcm_quota", pauseMs: quotaPauseMs, now });
    case "UNAVAILABLE":
      return retry(answer, error, { reason: "provider_unavailable", pauseMs: failurePauseMs, now });
    case "INTERNAL":
      return retry(answer, error, { reason: "provider_error", pauseMs: failurePauseMs, now });
    case "THIRD_PARTY_AUTH_ERROR":
      // Only the devices behind APNs or a browser's service are concerned: Android's still get theirs.
      return end("rejected", answer, error, "fcm_third_party_auth");
    case "INVALID_ARGUMENT":
      return invalidArgument(answer, error);
    default:
      return undefined;
  }
}

function byStatus(answer: Answer, error: FcmError, now: number): Outcome {
  switch (answer.status) {
    case 400:
      return invalidArgument(answer, error);
    case 401:
      return { kind: "stale_auth", status: 401 };
    case 403:
      return end("halted", answer, error, "fcm_permission");
    case 404:
      // Without FCM's own UNREGISTERED this is the project's path, or a gateway: no word about the device.
      return error.status === "NOT_FOUND"
        ? end("halted", answer, error, "fcm_not_found")
        : end("rejected", answer, error, "provider_unexpected");
    case 413:
      return end("rejected", answer, error, "provider_too_large");
    case 429:
      return retry(answer, error, { reason: "fcm_quota", pauseMs: quotaPauseMs, now });
    case 500:
      return retry(answer, error, { reason: "provider_error", pauseMs: failurePauseMs, now });
    case 503:
      return retry(answer, error, { reason: "provider_unavailable", pauseMs: failurePauseMs, now });
    default:
      // A 2xx we do not know or a gateway's word may hide an accepted push; any other answer is a refusal.
      return answer.status < 300 || answer.status >= 500
        ? end("unknown", answer, error, "provider_unexpected")
        : end("rejected", answer, error, "provider_unexpected");
  }
}

/** The token itself is named: it was never one of FCM's. Anything else is about what we wrote. */
function invalidArgument(answer: Answer, error: FcmError): Outcome {
  const isToken =
    error.fields.includes("message.token") ||
    /registration token is not a valid/i.test(error.message);
  return isToken
    ? end("channel_expired", answer, error, "fcm_token_unknown")
    : end("disputed", answer, error, "fcm_argument");
}

type End = "channel_expired" | "rejected" | "halted" | "disputed" | "unknown";

function end(kind: End, answer: Answer, error: FcmError, reason: Reason): Outcome {
  return { kind, status: answer.status, reason, ...detail(answer, error) };
}

function retry(
  answer: Answer,
  error: FcmError,
  { reason, pauseMs, now }: { reason: Reason; pauseMs: number; now: number },
): Outcome {
  const afterMs = retryAfterMs(answer.headers["retry-after"], now) ?? pauseMs;
  return { kind: "retry", status: answer.status, reason, afterMs, ...detail(answer, error) };
}

function detail(answer: Answer, { code, status, message }: FcmError): { detail: string } {
  return { detail: plainWords(answer, [code || status, message]) };
}
