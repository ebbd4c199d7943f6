import { createHerald, type HeraldClient, type Installation } from "../client";
import { launchParameter } from "../launches";
import type { Interaction } from "../reports";
import type { HeraldStorage } from "../storage";
import { subscribeWith, toChannel } from "../web-push";
import type { WorkerScope } from "./scope";
import { isMessage, type Message, optionsOf, type Target, targetOf } from "./shown";

interface StoredApp {
  baseUrl: string;
  appKey: string;
  installation: Omit<Installation, "channel">;
}

/**
 * Shows what is pushed, tells Herald what the customer does with it, and opens the app where the notification
 * says. `fetch`: how reports leave, for tests.
 */
export function startWorker(
  scope: WorkerScope,
  storage: HeraldStorage,
  fetch?: typeof globalThis.fetch,
): void {
  async function storedApp(): Promise<StoredApp | undefined> {
    const text = await storage.get("app");
    return text ? (JSON.parse(text) as StoredApp) : undefined;
  }

  async function herald(): Promise<HeraldClient | undefined> {
    const app = await storedApp();
    return app && createHerald({ ...app, storage, fetch });
  }

  /** Never throws: a report keeps no notification from being shown or opened. */
  async function track(launchArguments: string, action: Interaction["action"]): Promise<void> {
    try {
      await (await herald())?.trackInteractions([{ launchArguments, action }]);
    } catch {
      // Storage may be full or forbidden; the customer sees the notification all the same.
    }
  }

  async function show(message: Message): Promise<void> {
    let action: Interaction["action"] = "failed";
    try {
      await scope.registration.showNotification(message.title, optionsOf(message));
      action = "shown";
    } finally {
      await track(message.launch ?? "", action);
    }
  }

  async function open({ launch = "", url, dismiss }: Target): Promise<void> {
    if (dismiss) return;
    if (url !== undefined) {
      await scope.clients.openWindow(url);
      return;
    }
    const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
    const ours = windows.filter((one) => one.url.startsWith(scope.registration.scope));
    const page = ours.find(({ focused }) => focused) ?? ours[0];
    if (page) {
      page.postMessage({ herald: "launch", launchArguments: launch });
      await page.focus();
      return;
    }
    const start = startPage();
    start.searchParams.set(launchParameter, launch);
    await scope.clients.openWindow(start.href);
  }

  /** `herald-sw.js?start=/app/` where the app does not begin at the worker's scope. */
  function startPage(): URL {
    const start = new URL(scope.location.href).searchParams.get("start");
    return new URL(start ?? ".", scope.registration.scope);
  }

  async function renew(): Promise<void> {
    const app = await storedApp();
    await (await herald())?.registerNotificationChannel({
      ...(app as StoredApp).installation,
      channel: async ({ webPushKey }) =>
        toChannel(await subscribeWith(scope.registration, await webPushKey())),
    });
  }

  scope.addEventListener("push", (event) => {
    const message = event.data?.json();
    if (isMessage(message)) event.waitUntil(show(message));
  });

  scope.addEventListener("notificationclick", (event) => {
    const { notification, action } = event;
    if (!notification.data?.targets) return;
    notification.close();
    const target = targetOf(notification, action);
    const launch = target.launch ?? targetOf(notification, "").launch ?? "";
    event.waitUntil(Promise.allSettled([open(target), track(launch, "activated")]));
  });

  scope.addEventListener("notificationclose", (event) => {
    const { launch = "" } = targetOf(event.notification, "");
    event.waitUntil(track(launch, "dismissed"));
  });

  /** The browser replaced the subscription: Herald learns the new one without a page being open (K-07). */
  scope.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew()));

  /** A page of the app may hand a message in, where there is no push service to do it. */
  scope.addEventListener("message", (event) => {
    const data = event.data as { herald?: unknown; message?: unknown } | null;
    if (data?.herald === "push" && isMessage(data.message)) event.waitUntil(show(data.message));
  });
}
