import type { Reason } from "@/db/enums";
import { failureOutcome } from "@/server/providers/failure";
import type { Outcome, PushAnswer } from "@/server/providers/provider";
import { retryAfterMs } from "@/server/providers/retry-after";

type Answer = Extract<PushAnswer, { kind: "answer" }>;

/** What WNS said, as a value: one branch per row of spec/wns.md 6. */
export function readWnsOutcome(answer: PushAnswer, now: number): Outcome {
  return answer.kind === "failure" ? failureOutcome(answer) : readStatus(answer, now);
}

function readStatus(answer: Answer, now: number): Outcome {
  switch (answer.status) {
    case 200:
      return readAccepted(answer, now);
    case 400:
      return disputed(answer, "provider_bad_request");
    case 401:
      return { kind: "stale_auth", status: 401 };
    case 403:
      return disputed(answer, "provider_wrong_app");
    case 404:
      return expired(answer, "provider_channel_unknown");
    case 405:
      return rejected(answer, "provider_method");
    case 406:
    case 429:
      return retry(answer, "provider_throttled", now);
    case 410:
      return isDomainBlocked(answer)
        ? halted(answer, "provider_domain_blocked")
        : expired(answer, "provider_channel_expired");
    case 413:
      return rejected(answer, "provider_too_large");
    case 500:
      return retry(answer, "provider_error", now);
    case 503:
      return retry(answer, "provider_unavailable", now);
    default:
      return readUnexpected(answer);
  }
}

/** 200 alone is not "sent": WNS may have dropped or throttled it, and says so only in a header. */
function readAccepted(answer: Answer, now: number): Outcome {
  switch (notificationStatus(answer.headers)) {
    case "received":
      return { kind: "sent", status: 200, messageId: answer.headers["x-wns-msg-id"] };
    case "dropped":
      return rejected(answer, "provider_dropped");
    case "channelthrottled":
      return { ...retry(answer, "provider_channel_throttled", now), once: true };
    default:
      return { kind: "unknown", status: 200, reason: "provider_unexpected", ...detail(answer) };
  }
}

/** The documentation names one header, recorded traffic the other; a loss named by either counts. */
function notificationStatus(headers: Record<string, string>): string | undefined {
  const documented = headers["x-wns-status"]?.trim().toLowerCase();
  const recorded = headers["x-wns-notificationstatus"]?.trim().toLowerCase();
  return documented === undefined || documented === "received"
    ? (recorded ?? documented)
    : documented;
}

/** A 2xx we do not know or a gateway's word may hide an accepted push; any other answer is a refusal. */
function readUnexpected(answer: Answer): Outcome {
  const mayHaveArrived = answer.status < 300 || answer.status >= 500;
  return mayHaveArrived
    ? { kind: "unknown", status: answer.status, reason: "provider_unexpected", ...detail(answer) }
    : rejected(answer, "provider_unexpected");
}

function isDomainBlocked(answer: Answer): boolean {
  const words = `${answer.statusText} ${answer.headers["x-wns-error-description"] ?? ""}`;
  return /domain\W{0,3}(is |was |has been )?blocked/i.test(words);
}

function rejected(answer: Answer, reason: Reason): Outcome {
  return { kind: "rejected", status: answer.status, reason, ...detail(answer) };
}

function disputed(answer: Answer, reason: Reason): Outcome {
  return { kind: "disputed", status: answer.status, reason, ...detail(answer) };
}

function halted(answer: Answer, reason: Reason): Outcome {
  return { kind: "halted", status: answer.status, reason, ...detail(answer) };
}

function expired(answer: Answer, reason: Reason): Outcome {
  return { kind: "channel_expired", status: answer.status, reason, ...detail(answer) };
}

function retry(answer: Answer, reason: Reason, now: number) {
  const afterMs = retryAfterMs(
    answer.headers["retry-after"] ?? answer.headers["x-wns-continue-after"],
    now,
  );
  return { kind: "retry" as const, status: answer.status, reason, afterMs, ...detail(answer) };
}

const longestDetail = 300;

/** Microsoft asks for these three together in a problem report (spec/wns.md 5). */
function detail(answer: Answer): { detail?: string } {
  const { headers } = answer;
  const words = [
    headers["x-wns-error-description"],
    headers["x-wns-debug-trace"] && `trace ${headers["x-wns-debug-trace"]}`,
    headers["x-wns-msg-id"] && `message ${headers["x-wns-msg-id"]}`,
    headers["ms-cv"] && `MS-CV ${headers["ms-cv"]}`,
  ].filter(Boolean);
  return words.length > 0 ? { detail: words.join("; ").slice(0, longestDetail) } : {};
}
