import { beforeEach, expect, test } from "vitest";
import { memoryStorage } from "../storage";
import type { NotificationEvent, WindowClient, WorkerScope } from "./scope";
import { startWorker } from "./worker";

const token = "A".repeat(35);
/** With the checksum of these arguments and a token of zeros. */
const tracked = (original: string) => `${original};__ntk=${tail(original)}`;

function tail(original: string): string {
  const bytes = new Uint8Array(30);
  new DataView(bytes.buffer).setUint32(26, crc(original, bytes.subarray(0, 26)));
  return Buffer.from(bytes).toString("base64url");
}

function crc(text: string, more: Uint8Array): number {
  let sum = ~0;
  for (const byte of [...Buffer.from(text), ...more]) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

type Listener = (event: unknown) => void;
let listeners: Map<string, Listener>;
let shown: { title: string; options: Record<string, unknown> }[];
let opened: string[];
let windows: WindowClient[];
let posted: unknown[];
let reports: { path: string; body: { interactions?: unknown[] } }[];
let isRefusing: boolean;

beforeEach(async () => {
  listeners = new Map();
  [shown, opened, windows, posted, reports] = [[], [], [], [], []];
  isRefusing = false;
  const storage = memoryStorage();
  await storage.set(
    "app",
    JSON.stringify({
      baseUrl: "https://push.contoso.test",
      appKey: "apk_1",
      installation: { appVersion: "1.0", market: "DE" },
    }),
  );
  const scope = {
    location: { href: "https://app.contoso.test/herald-sw.js?start=/app/" },
    registration: {
      scope: "https://app.contoso.test/",
      showNotification: async (title: string, options: Record<string, unknown>) => {
        if (isRefusing) throw new TypeError("No permission");
        shown.push({ title, options });
      },
      pushManager: {
        getSubscription: async () => null,
        subscribe: async () => ({
          toJSON: () => ({
            endpoint: "https://web.push.apple.com/new",
            keys: { p256dh: "p", auth: "a" },
          }),
        }),
      },
    },
    clients: {
      matchAll: async () => windows,
      openWindow: async (url: string) => opened.push(url),
    },
    addEventListener: (name: string, listen: Listener) => listeners.set(name, listen),
  };
  startWorker(scope as unknown as WorkerScope, storage, async (input, init) => {
    const { pathname } = new URL(String(input));
    if (init?.body) reports.push({ path: pathname, body: JSON.parse(String(init.body)) });
    return Response.json({ publicKey: "BKey" }, { status: init?.method === "POST" ? 202 : 200 });
  });
});

async function dispatch(name: string, event: object): Promise<void> {
  const waiting: Promise<unknown>[] = [];
  listeners.get(name)?.({ ...event, waitUntil: (work: Promise<unknown>) => waiting.push(work) });
  await Promise.allSettled(waiting);
}

const message = {
  herald: 1,
  title: "Evening puzzle",
  body: "Ready",
  tag: "n1",
  requireInteraction: true,
  launch: tracked("page=puzzle"),
  actions: [
    { title: "Play", launch: tracked("go=1") },
    { title: "Read", url: "https://contoso.test/read" },
  ],
};

const push = (value: unknown = message) => dispatch("push", { data: { json: () => value } });

async function click(action: string): Promise<void> {
  await push();
  reports.length = 0;
  let isClosed = false;
  const notification = { data: shown[0]?.options.data, close: () => (isClosed = true) };
  await dispatch("notificationclick", { notification, action } as unknown as NotificationEvent);
  expect(isClosed).toBe(true);
}

const did = (action: string) => [
  {
    path: "/api/v1/interactions",
    body: { interactions: [{ token, action, surface: "toast", at: expect.any(String) }] },
  },
];

test("a push is shown as it says and reported as shown", async () => {
  await push();
  expect(shown).toEqual([
    {
      title: "Evening puzzle",
      options: {
        body: "Ready",
        tag: "n1",
        requireInteraction: true,
        actions: [
          { action: "1", title: "Play", icon: undefined },
          { action: "2", title: "Read", icon: undefined },
        ],
        data: {
          targets: [
            { launch: message.launch },
            { launch: message.actions[0]?.launch },
            { url: "https://contoso.test/read" },
          ],
        },
      },
    },
  ]);
  expect(reports).toEqual(did("shown"));
});

test("what the browser refuses to show is reported as failed", async () => {
  isRefusing = true;
  await push();
  expect(reports).toEqual(did("failed"));
});

test.each([null, {}, { title: "of another service" }])("%j is not ours to show", async (value) => {
  await push(value);
  expect(shown).toEqual([]);
});

test("a click opens the app with the raw arguments, so that the page can report the launch (K-22)", async () => {
  await click("");
  const url = new URL(opened[0] ?? "");
  expect(url.origin + url.pathname).toBe("https://app.contoso.test/app/");
  expect(url.searchParams.get("herald-launch")).toBe(message.launch);
  expect(reports).toEqual(did("activated"));
});

test("a click with the app open hands the arguments to its page", async () => {
  const page = (url: string, focused: boolean): WindowClient => ({
    url,
    focused,
    visibilityState: "visible",
    focus: async () => posted.push("focus"),
    postMessage: (value) => posted.push(value),
  });
  windows = [page("https://other.test/", true), page("https://app.contoso.test/a", false)];
  await click("1");
  expect(posted).toEqual([{ herald: "launch", launchArguments: tracked("go=1") }, "focus"]);
  expect(opened).toEqual([]);
});

test("a button with a link opens the link; the notification still counts as selected (K-25)", async () => {
  await click("2");
  expect(opened).toEqual(["https://contoso.test/read"]);
  expect(reports).toEqual(did("activated"));
});

test("a notification that only closes opens nothing", async () => {
  const { launch: _, actions: __, ...shell } = message;
  await push({ ...shell, dismiss: true });
  const notification = { data: shown[0]?.options.data, close: () => undefined };
  await dispatch("notificationclick", { notification, action: "" });
  expect(opened).toEqual([]);
});

test("closing it is reported as dismissed", async () => {
  await push();
  reports.length = 0;
  await dispatch("notificationclose", { notification: { data: shown[0]?.options.data } });
  expect(reports).toEqual(did("dismissed"));
});

test("a subscription that the browser replaced registers itself (K-07)", async () => {
  await dispatch("pushsubscriptionchange", {});
  expect(reports[0]).toMatchObject({
    path: expect.stringMatching(/^\/api\/v1\/registrations\//),
    body: {
      appVersion: "1.0",
      channel: { type: "webpush", endpoint: "https://web.push.apple.com/new" },
    },
  });
});

test("a page may hand a message in where there is no push service", async () => {
  await dispatch("message", { data: { herald: "push", message } });
  await dispatch("message", { data: { message } });
  expect(shown).toHaveLength(1);
});
