import type { Reason } from "@/db/enums";
import { failureOutcome } from "@/server/providers/failure";
import type { Outcome, PushAnswer } from "@/server/providers/provider";
import { retryAfterMs } from "@/server/providers/retry-after";

type Answer = Extract<PushAnswer, { kind: "answer" }>;

/** What a push service of a browser said, as a value (RFC 8030 5 and 7, RFC 8292 4). */
export function readWebPushOutcome(answer: PushAnswer, now: number): Outcome {
  return answer.kind === "failure" ? failureOutcome(answer) : readStatus(answer, now);
}

function readStatus(answer: Answer, now: number): Outcome {
  switch (answer.status) {
    case 200:
    case 201:
    case 202:
    case 204:
      return readAccepted(answer, now);
    case 400:
      return rejected(answer, "provider_bad_request");
    case 401:
      return { kind: "stale_auth", status: 401 };
    case 403:
      // This subscription was made with another key. Anybody who has the app can register such a one, so it
      // says nothing about our key and stops nobody else (decision 0091).
      return rejected(answer, "provider_wrong_app");
    case 404:
      return expired(answer, "provider_channel_unknown");
    case 405:
      return rejected(answer, "provider_method");
    case 410:
      return expired(answer, "provider_channel_expired");
    case 413:
      return rejected(answer, "provider_too_large");
    case 406:
    case 429:
      return retry(answer, "provider_throttled", now);
    case 500:
      return retry(answer, "provider_error", now);
    case 503:
      return retry(answer, "provider_unavailable", now);
    default:
      return readUnexpected(answer);
  }
}

/** Edge's service is WNS, which says in a header that it took a push and threw it away. */
function readAccepted(answer: Answer, now: number): Outcome {
  const { headers, status } = answer;
  const word = (headers["x-wns-status"] ?? headers["x-wns-notificationstatus"])?.toLowerCase();
  if (word === "dropped") return rejected(answer, "provider_dropped");
  if (word === "channelthrottled") {
    return { ...retry(answer, "provider_channel_throttled", now), once: true };
  }
  return { kind: "sent", status, messageId: headers.location?.slice(0, longestDetail) };
}

/** A gateway's word may hide an accepted push; any other answer is a refusal. */
function readUnexpected(answer: Answer): Outcome {
  const mayHaveArrived = answer.status < 300 || answer.status >= 500;
  return mayHaveArrived
    ? { kind: "unknown", status: answer.status, reason: "provider_unexpected", ...detail(answer) }
    : rejected(answer, "provider_unexpected");
}

function rejected(answer: Answer, reason: Reason): Outcome {
  return { kind: "rejected", status: answer.status, reason, ...detail(answer) };
}

function expired(answer: Answer, reason: Reason): Outcome {
  return { kind: "channel_expired", status: answer.status, reason, ...detail(answer) };
}

function retry(answer: Answer, reason: Reason, now: number) {
  const afterMs = retryAfterMs(answer.headers["retry-after"], now);
  return { kind: "retry" as const, status: answer.status, reason, afterMs, ...detail(answer) };
}

const longestDetail = 300;

function detail({ body, statusText }: Answer): { detail?: string } {
  const words = (body || statusText).replace(/\p{Cc}+/gu, " ").trim();
  return words ? { detail: words.slice(0, longestDetail) } : {};
}
