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
    default:
      return `${title} does not take this notification${because}.`;
  }
}

/** Whether it is the credentials that were refused, so that the app says so too. */
export function isRefusal(reason: Reason): boolean {
  return reason === "provider_unauthorized" || reason === "provider_wrong_app";
}
