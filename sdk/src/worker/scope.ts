/** What of a service worker's scope is used here; TypeScript's own types for it do not go with those of pages. */

export interface PushData {
  json(): unknown;
}

export interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void;
}

export interface PushEvent extends WorkerEvent {
  data: PushData | null;
}

export interface NotificationEvent extends WorkerEvent {
  notification: Notification;
  /** Id of the button, "" for the notification itself. */
  action: string;
}

export interface SubscriptionChangeEvent extends WorkerEvent {
  newSubscription?: PushSubscription | null;
}

export interface MessageToWorker extends WorkerEvent {
  data: unknown;
}

export interface WindowClient {
  url: string;
  focused: boolean;
  visibilityState: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}

interface Events {
  push: PushEvent;
  notificationclick: NotificationEvent;
  notificationclose: NotificationEvent;
  pushsubscriptionchange: SubscriptionChangeEvent;
  message: MessageToWorker;
}

export interface WorkerScope {
  registration: ServiceWorkerRegistration;
  location: { href: string };
  clients: {
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener<Name extends keyof Events>(
    name: Name,
    listen: (event: Events[Name]) => void,
  ): void;
}
