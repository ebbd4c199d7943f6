import type { XmlDocument } from "@/content/document";
import type { NotificationContent } from "@/content/notification-content";
import { parsePayload } from "@/content/parse";
import { pushDocument } from "@/server/connector/push-document";
import type { PushInput } from "@/server/connector/schema";
import { type KnownProviderName, providerOf } from "@/server/providers";

/** What a notification stores of a call. Launches are counted where one can start the app. */
export function contentOf(push: PushInput, language: string): NotificationContent {
  return {
    defaultLanguage: language,
    document: pushDocument(push),
    translations: {},
    trackLaunches: push.openApp,
  };
}

const services: { name: KnownProviderName; title: string }[] = [
  { name: "wns", title: "WNS" },
  { name: "webpush", title: "Web Push" },
  { name: "fcm", title: "FCM" },
  { name: "apns", title: "APNs" },
];

/** The first push service that would not take it, as a sentence; undefined when all do. */
export function tooBigFor(content: NotificationContent): string | undefined {
  const parsed = parsePayload(content.document);
  if (!parsed.ok) return parsed.problems[0]?.message ?? "The message can’t be written as a toast.";
  return services.map((service) => complaintOf(service, content, parsed.document)).find(Boolean);
}

function complaintOf(
  { name, title }: (typeof services)[number],
  { defaultLanguage, trackLaunches }: NotificationContent,
  document: XmlDocument,
): string | undefined {
  const { render, payloadLimit } = providerOf(name);
  const payload = render({
    document,
    language: defaultLanguage,
    isTracked: trackLaunches,
    tag: "n0000000000",
  });
  if (payload === undefined || payload.bytes <= payloadLimit) return undefined;
  const over = payload.bytes - payloadLimit;
  return `Message and parameters are ${over.toLocaleString("en")} bytes too long: ${title} takes ${payloadLimit.toLocaleString("en")}.`;
}
