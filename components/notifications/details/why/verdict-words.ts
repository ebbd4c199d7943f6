import {
  answerWords,
  providerLabels,
  reasonAdvice,
  reasonLabels,
} from "@/components/notifications/reasons";
import type { RouterOutputs } from "@/components/trpc/query-provider";
import type { useFormat } from "@/components/ui/use-format";
import { languageName } from "@/content/languages";

/** One registration's answer. */
export type One = RouterOutputs["notifications"]["explain"]["explanations"][number];
type Format = ReturnType<typeof useFormat>;

export function reasonWords(reason: One["reason"]): string {
  return reason === "not_eligible" ? "Not eligible for notifications" : reasonLabels[reason];
}

export function titleOf({ verdict, reason, launchedAt }: One): string {
  switch (verdict) {
    case "sent":
      return launchedAt ? "Sent and opened" : "Sent";
    case "held_back":
      return `Not sent: ${lowered(reason)}`;
    case "failed":
      return "Failed";
    case "channel_expired":
      return "Channel expiration failure";
    case "unknown":
      return "Unknown";
    case "queued":
      return "Waiting to be sent";
    case "paused":
      return "Waiting: the notification is paused";
    case "registered_later":
      return "Not sent: registered afterwards";
    case "would_send":
      return "Would get it";
    case "would_hold_back":
      return `Would not get it: ${lowered(reason)}`;
  }
}

function lowered(reason: One["reason"]): string {
  const words = reasonWords(reason);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

export function sentenceOf(one: One, format: Format): string {
  const when = one.at ? format.exact(one.at) : "";
  switch (one.verdict) {
    case "sent": {
      const inLanguage = one.language ? ` in ${languageName(one.language)}` : "";
      const opened = one.launchedAt ? ` Opened ${format.exact(one.launchedAt)}.` : " Not opened.";
      return `Sent ${when}${inLanguage}.${opened}`;
    }
    case "unknown":
      return unknownWords(one, when);
    case "failed":
    case "channel_expired":
      return `${answerOf(one)} ${askedWords(one, when)}`;
    case "queued":
      return queuedWords(one, when);
    case "paused":
      return "It is sent once somebody resumes the notification.";
    case "registered_later":
      return "This device registered after the audience was frozen.";
    case "would_send":
      return "If it were sent now, nothing would hold it back.";
    case "would_hold_back":
      return wouldWords[one.reason] ?? heldSentence(one.reason);
    case "held_back":
      return `${heldSentence(one.reason)}${when && ` Decided when its turn came, ${when}.`}`;
  }
}

function askedWords({ attempts }: One, when: string): string {
  return attempts > 1 ? `Asked ${attempts} times, the last time ${when}.` : `Asked ${when}.`;
}

function heldSentence(reason: One["reason"]): string {
  return heldWords[reason] ?? `The reason: ${lowered(reason)}.`;
}

function queuedWords({ at, attempts }: One, when: string): string {
  if (attempts > 0) {
    const times = attempts === 1 ? "once" : `${attempts} times`;
    return `Asked ${times}: the push service could not take it yet. The next try is ${when}.`;
  }
  const isAhead = at !== null && at.getTime() > Date.now();
  return isAhead
    ? `Its turn is ${when}.`
    : `Its turn came ${when}. It is sent as soon as it can be.`;
}

function unknownWords({ reason }: One, when: string): string {
  return reason === "worker_stopped"
    ? `We can’t tell. The worker stopped between asking the push service and noting its answer, ${when}, and at most once forbids asking again.`
    : `We can’t tell. The push service was asked ${when} and its answer did not arrive; it may have taken the notification.`;
}

function answerOf({ provider, reason }: One): string {
  const words = reason === "not_eligible" ? undefined : answerWords[reason];
  return words ? `${providerLabels[provider] ?? provider} ${words}` : `${reasonWords(reason)}.`;
}

/** What to do about a failure. */
export function adviceOf({ verdict, reason }: One): string | undefined {
  if (verdict !== "failed" || reason === "not_eligible") return undefined;
  return reasonAdvice[reason];
}

/** Where it reads otherwise before it is sent. */
const wouldWords: typeof heldWords = {
  expired: "It expires before this device’s turn comes.",
  zone_passed:
    "The send time has passed on this device’s clock, and you chose not to send to those.",
};

const heldWords: Partial<Record<One["reason"], string>> = {
  not_in_group: "This customer is not in the customer group.",
  language_filter: "The device’s language is none of those chosen.",
  time_zone_filter: "The device’s time zone is none of those chosen.",
  other_app_more_recent: "On this device, this customer used another of the chosen apps last.",
  up_to_date: "The device has the latest version already.",
  channel_gone: "The device’s channel is gone. It comes back with the next app start.",
  opted_out: "The customer does not want notifications of this app.",
  not_eligible: "This customer is not eligible for notifications.",
  expired: "It expired before its turn came.",
  cancelled: "The notification was cancelled before its turn came.",
  no_credentials: "The app has no credentials for the push service.",
  zone_passed:
    "The send time had passed on this device’s clock, and the author chose to skip those.",
  frequency_cap: "This customer had as many notifications as are allowed just before.",
  hold_out: "This customer is one of those held out, so that the effect can be measured.",
  not_supported: "This device cannot show this kind of notification.",
  payload_too_big: "The content in this language is too big for the push service.",
};
