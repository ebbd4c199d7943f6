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

/** 4,096 bytes for what the app gets; the frame around it is ours and not counted by FCM. */
export const fcmPayloadLimit = 4_096;

const tokenPattern = /^[A-Za-z0-9_:-]{20,4096}$/;

/** A registration token goes into the body, never into an address: it must only be one. */
export function refuseToken(channel: string): Reason | undefined {
  return tokenPattern.test(channel) ? undefined : "channel_host_refused";
}

/** Where what differs per delivery is set in; no author's text can hold these, its quotes are escaped. */
const androidStart = '{"android":{';
const appleHeadersStart = '"apns":{"headers":{';

/**
 * One message for whatever the token belongs to: the texts are shared, each platform adds its own. Buttons are in
 * `data`, for apps that draw notifications themselves: the system draws none.
 */
export function renderFcm(content: PushContent): RenderedPayload | undefined {
  const message = toNativeMessage(content.document, content.language);
  if (!message) return undefined;
  const payload = prepareTrackedJson(content.isTracked, (track) => ({
    android: {
      priority: message.isUrgent ? "HIGH" : "NORMAL",
      notification: androidNotification(message, content.tag),
    },
    apns: {
      headers: { "apns-priority": "10", "apns-push-type": "alert" },
      payload: { aps: appleExtras(message) },
      ...(message.image && { fcm_options: { image: message.image } }),
    },
    data: dataOf(message, track),
    notification: { title: message.title, body: message.body, image: message.image },
  }));
  return { ...payload, isUrgent: message.isUrgent };
}

function androidNotification(message: NativeMessage, tag: string) {
  return {
    tag,
    default_sound: message.isSilent ? undefined : true,
    sticky: message.isPersistent ? true : undefined,
    event_time: message.timestamp && new Date(message.timestamp).toISOString(),
    notification_priority: message.isUrgent ? "PRIORITY_HIGH" : "PRIORITY_DEFAULT",
  };
}

function appleExtras(message: NativeMessage) {
  return {
    sound: message.isSilent ? undefined : "default",
    "thread-id": message.thread?.id,
    "interruption-level": message.isUrgent ? "time-sensitive" : undefined,
    "mutable-content": message.image ? 1 : undefined,
  };
}

type Track = (argument: string) => unknown;

/** Flat texts, as FCM wants them: `launch` or `link`, then each button's. */
function dataOf(message: NativeMessage, track: Track): Record<string, unknown> {
  const { target, actions, icon } = message;
  const data: Record<string, unknown> = targetData(target, "", track);
  if (icon) data.icon = icon;
  for (const [place, action] of actions.entries()) {
    data[`action${place + 1}`] = action.label;
    Object.assign(data, targetData(action.target, `action${place + 1}_`, track));
  }
  return data;
}

function targetData(target: NativeMessage["target"], prefix: string, track: Track) {
  if (target.kind === "dismiss") return { [`${prefix}dismiss`]: "1" };
  return target.kind === "app"
    ? { [`${prefix}launch`]: track(target.arguments) }
    : { [`${prefix}link`]: target.url };
}

/** @param now only for APNs behind FCM, which wants an instant where Android wants a duration */
export function buildFcmRequest(
  message: PushMessage,
  target: PushTarget,
  { auth, now }: { auth: PushAuth; now: number },
): PushRequest {
  if (refuseToken(target.channel)) {
    throw new Error("An FCM request was asked for a channel that is no token");
  }
  const { route } = auth;
  if (!route?.path) throw new Error("An FCM request needs its project");
  const android = fields([
    ["ttl", message.ttlSeconds === undefined ? undefined : `${seconds(message)}s`],
    ["collapse_key", message.replacementId],
  ]);
  const apple = fields([
    ["apns-expiration", expiration(message, now)],
    ["apns-collapse-id", message.replacementId],
  ]);
  const inner = message.payload
    .slice(androidStart.length)
    .replace(appleHeadersStart, () => appleHeadersStart + apple);
  return {
    method: "POST",
    url: `${route.origin}${route.path}`,
    headers: { Authorization: auth.header, "Content-Type": "application/json; charset=utf-8" },
    body: `{"message":{"token":"${target.channel}","android":{${android}${inner}}`,
  };
}

function seconds({ ttlSeconds = 0 }: PushMessage): number {
  // Four weeks are the most that FCM keeps anything.
  return Math.min(2_419_200, Math.max(0, Math.floor(ttlSeconds)));
}

function expiration(message: PushMessage, now: number): string | undefined {
  return message.ttlSeconds === undefined
    ? undefined
    : String(Math.floor(now / 1_000) + seconds(message));
}

/** Members of a JSON object, each with its comma: others follow. */
function fields(list: [name: string, value: string | undefined][]): string {
  return list
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}":${JSON.stringify(value)},`)
    .join("");
}
