import { createElement, createText, type XmlDocument } from "@/content/document";
import { dismissOnly } from "@/content/native/elements";
import type { NotificationContent } from "@/content/notification-content";
import { parsePayload } from "@/content/parse";
import { serializeNode } from "@/content/serialize";
import type { PushInput } from "@/server/connector/schema";
import { type KnownProviderName, providerOf } from "@/server/providers";

/** The toast of a call: its message, and in the launch arguments what `param("CaseID")` reads (C-15). */
export function contentOf(push: PushInput, language: string): NotificationContent {
  const attributes: Record<string, string> = push.openApp
    ? { launch: launchArguments(push.params) }
    : { launch: dismissOnly, activationType: "background" };
  return {
    defaultLanguage: language,
    document: toast(push.message, attributes),
    translations: {},
    trackLaunches: push.openApp,
  };
}

function toast(message: string, attributes: Record<string, string>): string {
  const text = createElement("text", {}, [createText(message)]);
  const binding = createElement("binding", { template: "ToastGeneric" }, [text]);
  const visual = createElement("visual", {}, [binding]);
  return serializeNode(createElement("toast", attributes, [visual]));
}

/** `name=value` pairs joined by `;`, with `%`, `;` and `=` escaped: what the SDK's readParam takes apart. */
export function launchArguments(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .map((pair) => pair.map(escapePart).join("="))
    .join(";");
}

function escapePart(text: string): string {
  return text.replace(/[%;=]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
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
