import { type ProviderName, providerTitles, type Reason } from "@/db/enums";
import type { Halt } from "./ledger";

/** What a person reads who finds the notification paused. */
export function haltSentence({ provider, reason, detail }: Halt): string {
  const title = providerTitles[provider as ProviderName] ?? provider;
  const because = detail ? ` (${detail.split(/[:;]/)[0]?.trim()})` : "";
  switch (reason) {
    case "no_credentials":
      return detail ?? `Store the ${title} credentials of the app first.`;
    case "provider_unauthorized":
      return `${title} refused these credentials${because}.`;
    case "provider_wrong_app":
      return `${title} says these credentials belong to another app than the devices’ channels${because}.`;
    case "provider_domain_blocked":
      return `${title} has blocked this server and takes nothing from it${because}.`;
    case "fcm_sender_mismatch":
      return `${title} says the devices belong to another Firebase project than these credentials${because}.`;
    case "fcm_permission":
      return `${title} does not let this service account send${because}.`;
    case "fcm_not_found":
      return `${title} knows no project of this name${because}.`;
    case "apns_wrong_topic":
    case "apns_topic_refused":
      return `${title} says the devices belong to another app than the bundle ID of these credentials${because}.`;
    case "apns_token_unknown":
      return `${title} knows none of these devices in the environment of these credentials${because}. Development builds register in the sandbox.`;
    case "apns_key_refused":
      return `${title} refused the signing key${because}. Check key ID and team ID.`;
    case "apns_environment":
      return `${title} says the signing key belongs to the other environment${because}.`;
    default:
      return `${title} does not take this notification${because}.`;
  }
}

const refusals: ReadonlySet<Reason> = new Set([
  "provider_unauthorized",
  "provider_wrong_app",
  "fcm_sender_mismatch",
  "fcm_permission",
  "fcm_not_found",
  "apns_wrong_topic",
  "apns_topic_refused",
  "apns_token_unknown",
  "apns_key_refused",
  "apns_environment",
] satisfies Reason[]);

/** Whether it is the credentials that were refused, so that the app says so too. */
export function isRefusal(reason: Reason): boolean {
  return refusals.has(reason);
}
