import { type Channel, type ChannelSource, NotAllowedError } from "./channels";

export interface WebPushOptions {
  /** Where the app serves herald-sw.js, or its own worker that imports it. Same origin as the page. */
  serviceWorker?: string;
  /** How a subscription is made, where the browser's own way will not do. */
  subscribe?: (registration: ServiceWorkerRegistration, key: string) => Promise<Subscription>;
}

interface Subscription {
  endpoint?: string;
  keys?: Record<string, string>;
}

/**
 * The browser's push channel: registers the service worker, asks the customer if nobody has yet (call it from a
 * click), and subscribes with the app's key; anew when the key is another than before.
 */
export function webPush(options: WebPushOptions = {}): ChannelSource {
  return async ({ webPushKey }) => {
    if (!("serviceWorker" in navigator) || !("Notification" in globalThis)) {
      throw new NotAllowedError("This browser has no notifications.");
    }
    const registration = await navigator.serviceWorker.register(
      options.serviceWorker ?? "/herald-sw.js",
    );
    if ((await Notification.requestPermission()) !== "granted") {
      throw new NotAllowedError("The customer has not allowed notifications.");
    }
    await navigator.serviceWorker.ready;
    const subscribe = options.subscribe ?? subscribeWith;
    return toChannel(await subscribe(registration, await webPushKey()));
  };
}

/** The subscription there is, if it was made with this key; else a new one. */
export async function subscribeWith(
  registration: ServiceWorkerRegistration,
  key: string,
): Promise<Subscription> {
  const { pushManager } = registration;
  const old = await pushManager.getSubscription();
  if (old && encode(old.options.applicationServerKey) === key) return old.toJSON();
  await old?.unsubscribe();
  const options = { userVisibleOnly: true, applicationServerKey: key };
  return (await pushManager.subscribe(options)).toJSON();
}

export function toChannel({ endpoint = "", keys = {} }: Subscription): Channel {
  const { p256dh = "", auth = "" } = keys;
  return { type: "webpush", endpoint, keys: { p256dh, auth } };
}

function encode(bytes: ArrayBuffer | null): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** Ends the browser's subscription, so that no service can push to this installation any more (K-30). */
export async function closeWebPush(): Promise<boolean> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  return (await subscription?.unsubscribe()) ?? false;
}
