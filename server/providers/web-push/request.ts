import type { Reason } from "@/db/enums";
import {
  type PushKeys,
  type PushMessage,
  type PushRequest,
  type PushTarget,
  UnusableTargetError,
} from "@/server/providers/provider";
import type { VapidAuth } from "./auth";
import { type Ephemeral, encrypt, isPoint, readKeys, type SubscriptionKeys } from "./encrypt";

/**
 * The push services of the browsers; an endpoint anywhere else is refused (T3). The text itself is matched, not a
 * parsed URL: what is checked must be what is sent.
 */
const hosts = [
  // Chrome, Opera, Samsung Internet, Brave and other Chromium browsers.
  String.raw`fcm\.googleapis\.com`,
  String.raw`jmt17\.google\.com`,
  // Firefox.
  String.raw`(?:label\.){0,3}push\.services\.mozilla\.com`,
  // Edge.
  String.raw`(?:label\.){1,5}notify\.windows\.com`,
  // Safari.
  String.raw`(?:label\.){0,3}push\.apple\.com`,
].map((host) => host.replace("label", "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"));
const endpointPattern = new RegExp(
  String.raw`^https:\/\/(?:${hosts.join("|")})(?::443)?\/[\x21-\x7e]*$`,
  "i",
);

const maximumEndpointLength = 2048;

/** @param keys given at registration: then they are held against the curve too */
export function refuseChannel(endpoint: string, keys?: PushKeys): Reason | undefined {
  if (endpoint.length > maximumEndpointLength || !endpointPattern.test(endpoint)) {
    return "channel_host_refused";
  }
  if (!keys) return undefined;
  const bytes = readKeys(keys);
  return bytes && isPoint(bytes.p256dh) ? undefined : "channel_keys_refused";
}

/** Without an expiry of its own a notification waits as long as push services keep one: four weeks. */
const longestTtlSeconds = 28 * 86_400;

const topicPattern = /^[A-Za-z0-9_-]{1,32}$/;

/** RFC 8030's request with RFC 8291's body. Throws on what a caller may never pass: a foreign endpoint, a bad topic. */
export function buildWebPushRequest(
  message: PushMessage,
  target: PushTarget,
  sealed: { auth: VapidAuth; ephemeral: Ephemeral },
): PushRequest {
  if (refuseChannel(target.channel)) {
    throw new Error("A Web Push request was asked for an endpoint that is no push service’s");
  }
  const headers: Record<string, string> = {
    Authorization: sealed.auth.headerFor(originOf(target.channel)),
    "Content-Type": "application/octet-stream",
    "Content-Encoding": "aes128gcm",
    TTL: String(ttlOf(message)),
    Urgency: message.isUrgent ? "high" : "normal",
  };
  if (message.replacementId !== undefined) {
    if (!topicPattern.test(message.replacementId)) {
      throw new Error("A topic has 1 to 32 characters of base64url");
    }
    headers.Topic = message.replacementId;
  }
  const body = encryptFor(message.payload, keysOf(target), sealed.ephemeral);
  headers["Content-Length"] = String(body.length);
  return { method: "POST", url: target.channel, headers, body };
}

function ttlOf({ ttlSeconds }: PushMessage): number {
  const wanted = ttlSeconds ?? longestTtlSeconds;
  return Math.min(longestTtlSeconds, Math.max(1, Math.floor(wanted)));
}

/** As a JWT's audience names it: lower case, without the port that https has anyway. */
function originOf(endpoint: string): string {
  const end = endpoint.indexOf("/", "https://".length);
  return endpoint.slice(0, end).toLowerCase().replace(/:443$/, "");
}

function keysOf({ keys }: PushTarget): SubscriptionKeys {
  const bytes = keys && readKeys(keys);
  if (!bytes) throw new UnusableTargetError("channel_keys_refused");
  return bytes;
}

function encryptFor(text: string, keys: SubscriptionKeys, ephemeral: Ephemeral): Buffer {
  try {
    return encrypt(text, keys, ephemeral);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY") throw cause;
    throw new UnusableTargetError("channel_keys_refused", { cause });
  }
}
