export type Channel =
  | { type: "wns"; uri: string }
  | { type: "webpush"; endpoint: string; keys: { p256dh: string; auth: string } }
  | { type: "fcm"; token: string }
  | { type: "apns"; token: string };

/** What a channel may be made with: Herald knows the app's public Web Push key. */
export interface ChannelContext {
  webPushKey(): Promise<string>;
}

/** A channel that has to be asked for first; it may throw NotAllowedError. */
export type ChannelSource = (context: ChannelContext) => Promise<Channel>;

/** The customer, or the device, does not want notifications. */
export class NotAllowedError extends Error {}

/**
 * Windows: the host (Electron, WinUI, UWP) asks for the channel and hands in its URI as it got it. Ask for one
 * at a time and await it (K-04); ask at every start, because it may change (K-06, K-07).
 */
export const wnsChannel = (uri: string): Channel => ({ type: "wns", uri });

/** Android: the token of FirebaseMessaging. Register again when onNewToken is called. */
export const fcmChannel = (token: string): Channel => ({ type: "fcm", token });

/** iOS and macOS: the device token as hexadecimal text or as the bytes the system gave. */
export function apnsChannel(token: string | Uint8Array): Channel {
  const text =
    typeof token === "string"
      ? token
      : Array.from(token, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { type: "apns", token: text };
}
