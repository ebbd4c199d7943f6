import type { NativeTarget } from "@/content/native/elements";
import { toNativeMessage } from "@/content/native/message";
import { actionLimits } from "@/content/native/platforms";
import { prepareTrackedJson } from "@/content/native/tracked-json";
import { canTrack } from "@/content/tracking";
import type { PushContent, RenderedPayload } from "@/server/providers/provider";

/**
 * What the SDK's service worker shows (sdk/src/worker): the web's own words, so that it only has to pass them on.
 * `launch`: arguments of the app; `url`: a page to open instead; `dismiss`: a click only closes. Left out: as the web has it by default.
 */
export function renderWebPush(content: PushContent): RenderedPayload | undefined {
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
  return { ...payload, isUrgent: message.isUrgent };
}
