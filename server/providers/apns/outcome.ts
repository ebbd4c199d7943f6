import type { Reason } from "@/db/enums";
import { failureOutcome } from "@/server/providers/failure";
import { jsonOf, plainWords } from "@/server/providers/json-answer";
import type { Outcome, PushAnswer } from "@/server/providers/provider";
import { retryAfterMs } from "@/server/providers/retry-after";

type Verdict =
  | { kind: "channel_expired" | "rejected" | "halted" | "disputed"; reason: Reason }
  | { kind: "retry"; reason: Reason; pauseMs?: number; once?: boolean }
  | { kind: "stale_auth" };

const badRequest: Verdict = { kind: "disputed", reason: "apns_bad_request" };
const keyRefused: Verdict = { kind: "halted", reason: "apns_key_refused" };
const topicRefused: Verdict = { kind: "halted", reason: "apns_topic_refused" };

/** Every reason of Apple's table. */
export const apnsVerdicts: Readonly<Record<string, Verdict>> = {
  BadCollapseId: badRequest,
  BadExpirationDate: badRequest,
  BadMessageId: badRequest,
  BadPriority: badRequest,
  DuplicateHeaders: badRequest,
  InvalidPushType: badRequest,
  MissingDeviceToken: badRequest,
  PayloadEmpty: badRequest,
  BadPath: badRequest,
  MethodNotAllowed: badRequest,
  IdleTimeout: { kind: "retry", reason: "provider_unavailable" },
  // The other environment's tokens look like this too: a wrong setting must neither retire nor fail everybody.
  BadDeviceToken: { kind: "disputed", reason: "apns_token_unknown" },
  DeviceTokenNotForTopic: { kind: "disputed", reason: "apns_wrong_topic" },
  BadTopic: topicRefused,
  MissingTopic: topicRefused,
  TopicDisallowed: topicRefused,
  BadCertificate: keyRefused,
  Forbidden: keyRefused,
  InvalidProviderToken: keyRefused,
  MissingProviderToken: keyRefused,
  UnrelatedKeyIdInToken: keyRefused,
  BadCertificateEnvironment: { kind: "halted", reason: "apns_environment" },
  BadEnvironmentKeyInToken: { kind: "halted", reason: "apns_environment" },
  BadEnvironmentKeyIdInToken: { kind: "halted", reason: "apns_environment" },
  ExpiredProviderToken: { kind: "stale_auth" },
  ExpiredToken: { kind: "channel_expired", reason: "apns_token_expired" },
  Unregistered: { kind: "channel_expired", reason: "apns_unregistered" },
  PayloadTooLarge: { kind: "rejected", reason: "provider_too_large" },
  TooManyProviderTokenUpdates: {
    kind: "retry",
    reason: "apns_token_updates",
    pauseMs: 60_000,
  },
  TooManyRequests: { kind: "retry", reason: "apns_device_throttled", pauseMs: 30_000, once: true },
  InternalServerError: { kind: "retry", reason: "provider_error" },
  ServiceUnavailable: { kind: "retry", reason: "provider_unavailable" },
  Shutdown: { kind: "retry", reason: "apns_shutdown" },
};

/** Statuses whose reason we do not know, or that came without one. */
const byStatus: Readonly<Record<number, Verdict>> = {
  400: badRequest,
  403: keyRefused,
  // A bare 410 or 404 is no word of Apple about this device.
  413: { kind: "rejected", reason: "provider_too_large" },
  429: { kind: "retry", reason: "apns_device_throttled", pauseMs: 30_000, once: true },
  500: { kind: "retry", reason: "provider_error" },
  503: { kind: "retry", reason: "provider_unavailable" },
};

/** What APNs said, as a value: the reason in the body decides. */
export function readApnsOutcome(answer: PushAnswer, now: number): Outcome {
  if (answer.kind === "failure") return failureOutcome(answer);
  const { status } = answer;
  if (status === 200) return { kind: "sent", status, messageId: answer.headers["apns-id"] };
  const { reason } = jsonOf(answer.body);
  const word = typeof reason === "string" ? reason : "";
  const verdict =
    (Object.hasOwn(apnsVerdicts, word) ? apnsVerdicts[word] : undefined) ?? byStatus[status];
  const detail = plainWords(answer, [word]);
  if (!verdict) {
    // A 2xx we do not know or a gateway's word may hide an accepted push; any other answer is a refusal.
    const kind = status < 300 || status >= 500 ? "unknown" : "rejected";
    return { kind, status, reason: "provider_unexpected", detail };
  }
  if (verdict.kind === "stale_auth") return { kind: "stale_auth", status };
  if (verdict.kind !== "retry") return { ...verdict, status, detail };
  const afterMs = retryAfterMs(answer.headers["retry-after"], now) ?? verdict.pauseMs;
  return { kind: "retry", status, reason: verdict.reason, afterMs, once: verdict.once, detail };
}
