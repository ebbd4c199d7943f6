import type { XmlDocument } from "@/content/document";
import { canTrack, type TrackedPayload } from "@/content/tracking";
import type { NativeTarget } from "./elements";
import { type NativeMessage, toNativeMessage } from "./message";
import { actionLimits } from "./platforms";
import { prepareTrackedJson } from "./tracked-json";

/** A push service takes 4,096 bytes, of which encryption needs 103 (RFC 8291). */
export const webPayloadLimit = 3_993;

export interface WebContent {
  document: XmlDocument;
  language: string;
  isTracked: boolean;
  /** Names the notification on the device. */
  tag: string;
}

export interface WebPayload {
  message: NativeMessage;
  payload: TrackedPayload;
}

/**
 * What the SDK's service worker shows (sdk/src/worker): the web's own words, so that it only has to pass them on.
 * `launch`: arguments of the app; `url`: a page to open instead; `dismiss`: it only closes. What the web has by default is left out.
 */
export function toWebPayload(content: WebContent): WebPayload | undefined {
  const message = toNativeMessage(content.document, content.language);
  if (!message) return undefined;
  const isTracked = content.isTracked && canTrack(content.document);
  const payload = prepareTrackedJson(isTracked, (track) => {
    const open = (target: NativeTarget) => {
      if (target.kind === "dismiss") return { dismiss: true };
      return target.kind === "app" ? { launch: track(target.arguments) } : { url: target.url };
    };
    return {
      herald: 1,
      title: message.title,
      body: message.body || undefined,
      lang: message.language,
      dir: message.direction === "rtl" ? "rtl" : undefined,
      icon: message.icon,
      image: message.image,
      tag: content.tag,
      silent: message.isSilent || undefined,
      requireInteraction: message.isPersistent || undefined,
      timestamp: message.timestamp,
      ...open(message.target),
      actions:
        message.actions.length > 0
          ? message.actions
              .slice(0, actionLimits.web)
              .map(({ label, icon, target }) => ({ title: label, icon, ...open(target) }))
          : undefined,
    };
  });
  return { message, payload };
}
