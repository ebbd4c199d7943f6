import { createECDH, createHash } from "node:crypto";

export const subscriptionStates = [
  "ok",
  "expired",
  "unknown",
  "throttled",
  "error",
  "unavailable",
  "refused",
] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

export const browserServices = {
  chrome: "https://fcm.googleapis.com/fcm/send/",
  firefox: "https://updates.push.services.mozilla.com/wpush/v2/",
  edge: "https://wns2-par02p.notify.windows.com/w/?token=",
  safari: "https://web.push.apple.com/",
} as const;
export type BrowserService = keyof typeof browserServices;

export interface EmulatedSubscription {
  state: SubscriptionState;
  n: number;
  /** Beginning of the public key that the app subscribed with; "" takes any. */
  serverKey: string;
}

/** As `PushSubscription.toJSON()` gives it. */
export interface SubscriptionJson {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** Subscriptions share key pairs, so that a million of them can be made in SQL. */
export const keyPairs = 64;
export const serverKeyLength = 16;

/** A subscription whose private key this emulator knows: everything about it is in its endpoint. */
export function emulatorSubscription(
  wanted: Partial<Omit<EmulatedSubscription, "serverKey">> & {
    applicationServerKey?: string;
    service?: BrowserService;
  } = {},
): SubscriptionJson {
  const { state = "ok", n = 1, applicationServerKey = "", service = "chrome" } = wanted;
  const text = `${state}|${n}|${applicationServerKey.slice(0, serverKeyLength)}`;
  const token = Buffer.from(text).toString("base64url");
  const { publicKey, auth } = keyPairOf(n);
  const keys = { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") };
  return { endpoint: browserServices[service] + token, keys };
}

/** The subscription behind a host and request target, or undefined when it is none that we gave out. */
export function parseEndpoint(host: string, target: string): EmulatedSubscription | undefined {
  const start = Object.values(browserServices).find((prefix) =>
    `https://${host}${target}`.startsWith(prefix),
  );
  const token = start === undefined ? "" : `https://${host}${target}`.slice(start.length);
  if (!/^[A-Za-z0-9_-]+$/.test(token)) {
    return undefined;
  }
  const [state = "", n = "", serverKey = ""] = Buffer.from(token, "base64url")
    .toString("utf8")
    .split("|");
  const isState = (subscriptionStates as readonly string[]).includes(state);
  return isState && /^\d+$/.test(n)
    ? { state: state as SubscriptionState, n: Number(n), serverKey }
    : undefined;
}

export interface KeyPair {
  privateKey: Buffer;
  publicKey: Buffer;
  auth: Buffer;
}

const pairs = new Map<number, KeyPair>();

/** The same in every run, so that subscriptions outlive the emulator. */
export function keyPairOf(n: number): KeyPair {
  const index = n % keyPairs;
  const known = pairs.get(index);
  if (known) {
    return known;
  }
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(digest(`subscription key ${index}`));
  const auth = digest(`subscription secret ${index}`).subarray(0, 16);
  const pair = { privateKey: ecdh.getPrivateKey(), publicKey: ecdh.getPublicKey(), auth };
  pairs.set(index, pair);
  return pair;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(`herald emulator ${text}`).digest();
}
