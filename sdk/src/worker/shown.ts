/** What Herald sends to browsers, decrypted (server/providers/web-push/payload.ts). */

/** The app starts with these arguments, or a page opens, or it only closes. */
export interface Target {
  launch?: string;
  url?: string;
  dismiss?: boolean;
}

export interface Message extends Target {
  herald: 1;
  title: string;
  body?: string;
  lang?: string;
  dir?: "rtl";
  icon?: string;
  image?: string;
  tag?: string;
  silent?: boolean;
  requireInteraction?: boolean;
  timestamp?: number;
  actions?: (Target & { title: string; icon?: string })[];
}

/** What a notification remembers, for when it is selected. */
export interface Remembered {
  /** Of the notification itself, then of its buttons. */
  targets: Target[];
}

/** Browsers take more than TypeScript's types know. */
type Options = NotificationOptions &
  Partial<Pick<Message, "image" | "timestamp">> & {
    actions?: { action: string; title: string; icon?: string }[];
  };

export function isMessage(value: unknown): value is Message {
  return typeof value === "object" && value !== null && (value as Message).herald === 1;
}

/** As the browser's showNotification takes it. Buttons are known by their place, from 1. */
export function optionsOf(message: Message): Options {
  const { title: _, launch, url, dismiss, actions = [], herald: __, ...shown } = message;
  const ofButtons = actions.map((one) => ({
    launch: one.launch,
    url: one.url,
    dismiss: one.dismiss,
  }));
  return {
    ...shown,
    actions: actions.map(({ title, icon }, index) => ({ action: String(index + 1), title, icon })),
    data: { targets: [{ launch, url, dismiss }, ...ofButtons] } satisfies Remembered,
  };
}

export function targetOf(notification: Notification, action: string): Target {
  const { targets = [] } = (notification.data ?? {}) as Partial<Remembered>;
  return targets[Number(action)] ?? targets[0] ?? {};
}
