import type { Reason } from "@/db/enums";
import type { Outcome, PushAnswer } from "./provider";

export type PushFailure = Extract<PushAnswer, { kind: "failure" }>;

export function failureReason(failure: PushFailure): Reason {
  const nobodyThere = failure.failure === "refused" || failure.failure === "tls";
  return nobodyThere && !failure.written ? "connection_refused" : "no_answer";
}

/**
 * No answer: only a request of which nothing was written may be sent again, the rest may have arrived (P2).
 * The same for every provider, because it depends on the socket and not on the far side.
 */
export function failureOutcome(failure: PushFailure): Outcome {
  return {
    kind: failure.written ? "unknown" : "retry",
    status: 0,
    reason: failureReason(failure),
    detail: failure.failure,
  };
}
