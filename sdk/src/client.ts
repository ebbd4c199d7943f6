import { parseLaunchArguments, readParam } from "./launch-arguments";
import { browserStorage, type HeraldStorage } from "./storage";

export type Channel =
  | { type: "wns"; uri: string }
  | { type: "webpush"; endpoint: string; keys: { p256dh: string; auth: string } }
  | { type: "fcm"; token: string }
  | { type: "apns"; token: string };

export interface HeraldOptions {
  /** Where Herald runs, for example "https://push.contoso.example". */
  baseUrl: string;
  /** The public app key of the app's page. */
  appKey: string;
  storage?: HeraldStorage;
  fetch?: typeof globalThis.fetch;
}

export interface Installation {
  channel: Channel;
  /** Version of the app, "4.11.0"; a notification to update goes by it. */
  appVersion: string;
  /** ISO 3166 code of the customer's market, "DE". */
  market: string;
  /** Who is signed in, by your own id. */
  userId?: string;
  /** BCP 47; the browser's by default. */
  language?: string;
  /** IANA name; the browser's by default. */
  timeZone?: string;
  osVersion?: string;
  deviceType?: "pc" | "phone" | "console" | "iot" | "holographic" | "unknown";
  deviceId?: string;
  optedOut?: boolean;
}

export interface RegistrationResult {
  errorCode: "None" | "Network" | "Refused";
  errorMessage: string;
}

const tries = 3;
const triesApartMs = 10_000;

/** One per app. Call registerNotificationChannel at every start (K-01). */
export function createHerald(options: HeraldOptions) {
  const storage = options.storage ?? browserStorage();
  const request = options.fetch ?? globalThis.fetch.bind(globalThis);
  const api = `${options.baseUrl.replace(/\/$/, "")}/api/v1`;
  let lastArguments = "";
  let flushing: Promise<void> | undefined;

  async function installId(): Promise<string> {
    const known = await storage.get("install-id");
    if (known) return known;
    const created = crypto.randomUUID();
    await storage.set("install-id", created);
    return created;
  }

  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    const secret = await storage.get("registration-secret");
    const headers: Record<string, string> = { "X-App-Key": options.appKey };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (secret) headers.Authorization = `Bearer ${secret}`;
    return request(`${api}${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  async function register(installation: Installation): Promise<RegistrationResult> {
    const locale = Intl.DateTimeFormat().resolvedOptions();
    const body = { language: locale.locale, timeZone: locale.timeZone, ...installation };
    let isRenamed = false;
    for (let attempt = 1; ; attempt++) {
      const path = `/registrations/${encodeURIComponent(await installId())}`;
      const answer = await call("PUT", path, body).catch(() => undefined);
      if (answer?.ok) return registered(answer);
      if (!isRenamed && answer && (await isSecretRefused(answer))) {
        // The secret never arrived or is lost: a new installation takes the channel over.
        isRenamed = true;
        await forgetInstallation();
        continue;
      }
      if (answer && answer.status < 500 && answer.status !== 429) return refused(answer);
      if (attempt === tries)
        return { errorCode: "Network", errorMessage: "Herald did not answer." };
      await new Promise((resolve) => setTimeout(resolve, triesApartMs));
    }
  }

  async function forgetInstallation(): Promise<void> {
    await storage.remove("registration-secret");
    await storage.remove("install-id");
  }

  /** A wrong app key is 401 too; only for the secret it names Authorization. */
  async function isSecretRefused(answer: Response): Promise<boolean> {
    if (answer.status !== 401) return false;
    const body = (await answer
      .clone()
      .json()
      .catch(() => ({}))) as { error?: { details?: { field: string }[] } };
    return body.error?.details?.some(({ field }) => field === "Authorization") ?? false;
  }

  async function registered(answer: Response): Promise<RegistrationResult> {
    const body = (await answer.json()) as { registrationSecret?: string };
    if (body.registrationSecret) await storage.set("registration-secret", body.registrationSecret);
    void flush();
    return { errorCode: "None", errorMessage: "" };
  }

  async function refused(answer: Response): Promise<RegistrationResult> {
    const body = (await answer.json().catch(() => ({}))) as { error?: { message?: string } };
    return { errorCode: "Refused", errorMessage: body.error?.message ?? `HTTP ${answer.status}` };
  }

  async function enqueue(report: { path: string; body: unknown }): Promise<void> {
    const waiting = JSON.parse((await storage.get("reports")) ?? "[]") as unknown[];
    await storage.set("reports", JSON.stringify([...waiting, report].slice(-100)));
    await flush();
  }

  /** Sends what waits, oldest first; what the network refuses stays for the next start (K-28). */
  function flush(): Promise<void> {
    flushing ??= sendWaiting().finally(() => {
      flushing = undefined;
    });
    return flushing;
  }

  async function sendWaiting(): Promise<void> {
    for (;;) {
      const waiting = JSON.parse((await storage.get("reports")) ?? "[]") as {
        path: string;
        body: unknown;
      }[];
      const [first] = waiting;
      if (!first) return;
      const answer = await call("POST", first.path, first.body).catch(() => undefined);
      if (!answer || answer.status >= 500 || answer.status === 429) return;
      const now = JSON.parse((await storage.get("reports")) ?? "[]") as unknown[];
      await storage.set("reports", JSON.stringify(now.slice(1)));
    }
  }

  return {
    /** Registers this installation, or says that it is still there. Never throws. */
    registerNotificationChannel: register,

    /**
     * Reports the launch and gives back the author's own arguments, byte for byte (K-21). Returns at once;
     * the report goes out in the background and waits for the network when there is none.
     */
    parseArgumentsAndTrackAppLaunch(
      launchArguments: string,
      activationType = "foreground",
    ): string {
      const { original, token } = parseLaunchArguments(launchArguments);
      lastArguments = original;
      if (token) {
        const body = { token, activationType, at: new Date().toISOString() };
        enqueue({ path: "/launches", body }).catch(() => undefined);
      }
      return original;
    },

    /** Herald forgets this installation's channel; call it when the customer signs out (K-31). */
    async unregisterNotificationChannel(): Promise<boolean> {
      const path = `/registrations/${encodeURIComponent(await installId())}`;
      const answer = await call("DELETE", path).catch(() => undefined);
      return answer?.ok === true || answer?.status === 404;
    },

    /** A parameter of the notification that opened the app; "" when it was opened from elsewhere (C-16). */
    param: (name: string): string => readParam(lastArguments, name),

    flush,
  };
}

export type HeraldClient = ReturnType<typeof createHerald>;
