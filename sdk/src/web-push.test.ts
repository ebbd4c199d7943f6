import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { apnsChannel, fcmChannel, NotAllowedError, wnsChannel } from "./channels";
import { subscribeWith, webPush } from "./web-push";

const key = Buffer.alloc(65, 4).toString("base64url");
const otherKey = Buffer.alloc(65, 5).toString("base64url");
let permission: NotificationPermission;
let subscribedWith: string | undefined;
let unsubscribed = 0;

function subscription(of: string) {
  const bytes = Buffer.from(of, "base64url");
  return {
    options: { applicationServerKey: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 65) },
    toJSON: () => ({
      endpoint: `https://push.test/${of.slice(0, 4)}`,
      keys: { p256dh: "p", auth: "a" },
    }),
    unsubscribe: async () => {
      unsubscribed += 1;
      subscribedWith = undefined;
      return true;
    },
  };
}

const registration = {
  pushManager: {
    getSubscription: async () => (subscribedWith ? subscription(subscribedWith) : null),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      subscribedWith = applicationServerKey;
      return subscription(applicationServerKey);
    },
  },
} as unknown as ServiceWorkerRegistration;

beforeEach(() => {
  permission = "granted";
  subscribedWith = undefined;
  unsubscribed = 0;
  vi.stubGlobal("Notification", { requestPermission: async () => permission });
  vi.stubGlobal("navigator", {
    serviceWorker: { register: async () => registration, ready: Promise.resolve(registration) },
  });
});
afterEach(() => vi.unstubAllGlobals());

const context = { webPushKey: async () => key };

test("the channel is the browser's subscription with the app's key", async () => {
  expect(await webPush()(context)).toEqual({
    type: "webpush",
    endpoint: "https://push.test/BAQE",
    keys: { p256dh: "p", auth: "a" },
  });
  expect(subscribedWith).toBe(key);
});

test("at the next start the same subscription comes back (K-06)", async () => {
  await subscribeWith(registration, key);
  await subscribeWith(registration, key);
  expect(unsubscribed).toBe(0);
});

test("after the key was replaced the browser subscribes anew", async () => {
  await subscribeWith(registration, otherKey);
  await webPush()(context);
  expect(unsubscribed).toBe(1);
  expect(subscribedWith).toBe(key);
});

test("a customer who says no is told apart from an error", async () => {
  permission = "denied";
  await expect(webPush()(context)).rejects.toBeInstanceOf(NotAllowedError);
});

test("hosts hand in what they got, byte for byte", () => {
  const uri = "https://db3.notify.windows.com/?token=AwY%2b%3d";
  expect(wnsChannel(uri)).toEqual({ type: "wns", uri });
  expect(fcmChannel("a:b-c_d")).toEqual({ type: "fcm", token: "a:b-c_d" });
  expect(apnsChannel(new Uint8Array([0, 15, 255]))).toEqual({ type: "apns", token: "000fff" });
  expect(apnsChannel("000fff")).toEqual({ type: "apns", token: "000fff" });
});
