import { type NativeMessage, toNativeMessage } from "@/content/native/message";
import { prepareTrackedJson } from "@/content/native/tracked-json";
import type { Reason } from "@/db/enums";
import type {
  PushAuth,
  PushContent,
  PushMessage,
  PushRequest,
  PushTarget,
  RenderedPayload,
} from "@/server/providers/provider";

export const apnsPayloadLimit = 4_096;

/** Hex; 32 bytes today, and Apple says not to count on it. */
const tokenPattern = /^[0-9a-f]{64,400}$/i;

/** A device token becomes a part of the path: nothing else may (T3). */
export function refuseToken(channel: string): Reason | undefined {
  return tokenPattern.test(channel) && channel.length % 2 === 0
    ? undefined
    : "channel_host_refused";
}

/** The alert and, beside `aps`, what the app finds when it is opened: `launch` or `link`, and the picture. */
export function renderApns(content: PushContent): RenderedPayload | undefined {
  const message = toNativeMessage(content.document, content.language);
  if (!message) return undefined;
  const { target, image, isSilent, isUrgent } = message;
  const payload = prepareTrackedJson(content.isTracked, (track) => ({
    aps: {
      alert: { title: message.title, body: message.body },
      sound: isSilent ? undefined : "default",
      "thread-id": message.thread?.id,
      "interruption-level": isUrgent ? "time-sensitive" : undefined,
      // An extension of the app may then load the picture.
      "mutable-content": image ? 1 : undefined,
    },
    ...targetData(target, track),
    image,
  }));
  return { ...payload, isUrgent };
}

function targetData(target: NativeMessage["target"], track: (argument: string) => unknown) {
  if (target.kind === "dismiss") return { dismiss: true };
  return target.kind === "app" ? { launch: track(target.arguments) } : { link: target.url };
}

/** `id` is the apns-id, a new UUID per request; it comes from outside so that this stays pure. */
export function buildApnsRequest(
  message: PushMessage,
  target: PushTarget,
  { auth, now, id }: { auth: PushAuth; now: number; id: string },
): PushRequest {
  if (refuseToken(target.channel)) {
    throw new Error("An APNs request was asked for a channel that is no device token");
  }
  const { route } = auth;
  if (!route?.topic) throw new Error("An APNs request needs its topic");
  const headers: Record<string, string> = {
    authorization: auth.header,
    "apns-id": id,
    "apns-push-type": "alert",
    "apns-priority": "10",
    "apns-topic": route.topic,
  };
  if (message.ttlSeconds !== undefined) {
    const kept = Math.max(0, Math.floor(message.ttlSeconds));
    headers["apns-expiration"] = String(Math.floor(now / 1_000) + kept);
  }
  if (message.replacementId !== undefined) headers["apns-collapse-id"] = message.replacementId;
  return {
    method: "POST",
    protocol: "h2",
    url: `${route.origin}/3/device/${target.channel}`,
    headers,
    body: message.payload,
  };
}
