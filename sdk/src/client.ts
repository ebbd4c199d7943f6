import { type Channel, type ChannelContext, type ChannelSource, NotAllowedError } from "./channels";
import { parseLaunchArguments, readParam } from "./launch-arguments";
import { createReports, type Interaction } from "./reports";
import { browserStorage, type HeraldStorage } from "./storage";

export interface HeraldOptions {
  /** Where Herald runs, for example "https://push.contoso.example". */
  baseUrl: string;
  /** The public app key of the app's page. */
  appKey: string;
  storage?: HeraldStorage;
  fetch?: typeof globalThis.fetch;
}

export interface Installation {
  channel: Channel | ChannelSource;
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
  errorCode: "None" | "Network" | "Refused" | "NotAllowed";
  errorMessage: string;
}

const tries = 3;
const triesApartMs = 10_000;

/** One per app. Call registerNotificationChannel at every start (K-01). */
export function createHerald(options: HeraldOptions) {
  const storage = options.storage ?? browserStorage();
  const request = options.fetch ?? globalThis.fetch.bind(globalThis);
  const api = `${options.baseUrl.replace(/\/$/, "")}/api/v1`;
  const reports = createReports(storage, post);
  let lastArguments = "";
  let registering: Promise<unknown> = Promise.resolve();

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
      // A report goes out although the page is left.
      keepalive: method === "POST",
    });
  }

  /** What Herald refuses is settled too: asking again would change nothing. */
  async function post(path: string, body: unknown): Promise<boolean> {
    const answer = await call("POST", path, body).catch(() => undefined);
    return answer !== undefined && answer.status < 500 && answer.status !== 429;
  }

  const context: ChannelContext = {
    async webPushKey() {
      const answer = await call("GET", "/web-push-key");
      if (!answer.ok) throw new Error((await wordsOf(answer)) || `HTTP ${answer.status}`);
      return ((await answer.json()) as { publicKey: string }).publicKey;
    },
  };

  /** One after the other: two at once could ask for two channels (K-04). Never throws (K-05). */
  function register(installation: Installation): Promise<RegistrationResult> {
    const turn = registering.then(() => registerNow(installation)).catch(failed);
    registering = turn;
    return turn;
  }

  async function registerNow({ channel, ...rest }: Installation): Promise<RegistrationResult> {
    const locale = Intl.DateTimeFormat().resolvedOptions();
    const facts = { language: locale.locale, timeZone: locale.timeZone, ...rest };
    // For the service worker, which registers anew when the browser changes the subscription.
    const { baseUrl, appKey } = options;
    await storage.set("app", JSON.stringify({ baseUrl, appKey, installation: facts }));
    const source = typeof channel === "function" ? await channel(context) : channel;
    return put({ ...facts, channel: source });
  }

  async function put(body: unknown): Promise<RegistrationResult> {
    let isRenamed = false;
    for (let attempt = 1; ; attempt++) {
      const path = `/registrations/${encodeURIComponent(await installId())}`;
      const answer = await call("PUT", path, body).catch(() => undefined);
      if (answer?.ok) return registered(answer);
      if (!isRenamed && answer && (await isSecretRefused(answer))) {
        // The secret never arrived or is lost: a new installation takes the channel over.
        isRenamed = true;
        await storage.remove("registration-secret");
        await storage.remove("install-id");
        continue;
      }
      if (answer && answer.status < 500 && answer.status !== 429) {
        const errorMessage = (await wordsOf(answer)) || `HTTP ${answer.status}`;
        return { errorCode: "Refused", errorMessage };
      }
      if (attempt === tries) {
        return { errorCode: "Network", errorMessage: "Herald did not answer." };
      }
      await new Promise((resolve) => setTimeout(resolve, triesApartMs));
    }
  }

  async function registered(answer: Response): Promise<RegistrationResult> {
    const body = (await answer.json()) as { registrationSecret?: string };
    if (body.registrationSecret) await storage.set("registration-secret", body.registrationSecret);
    reports.flush().catch(() => undefined);
    return { errorCode: "None", errorMessage: "" };
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
        const launch = { token, activationType, at: new Date().toISOString() };
        reports.add([{ launch }]).catch(() => undefined);
      }
      return original;
    },

    /** Reports what became of notifications, from their raw launch arguments; those without a token are left out. */
    async trackInteractions(
      seen: {
        launchArguments: string;
        action: Interaction["action"];
        surface?: Interaction["surface"];
      }[],
    ): Promise<void> {
      const found = seen.flatMap(({ launchArguments, action, surface = "toast" }) => {
        const { token } = parseLaunchArguments(launchArguments);
        const at = new Date().toISOString();
        return token ? [{ interaction: { token, action, surface, at } }] : [];
      });
      if (found.length > 0) await reports.add(found);
    },

    /**
     * Herald forgets this installation at once; call it when the customer signs out (K-31). `closeChannel` ends
     * the channel itself, for every service that uses it (K-30); without it only Herald stops.
     */
    async unregisterNotificationChannel(closeChannel?: () => Promise<unknown>): Promise<boolean> {
      const path = `/registrations/${encodeURIComponent(await installId())}`;
      const answer = await call("DELETE", path).catch(() => undefined);
      await closeChannel?.().catch(() => undefined);
      return answer?.ok === true || answer?.status === 404;
    },

    /** A parameter of the notification that opened the app; "" when it was opened from elsewhere (C-16). */
    param: (name: string): string => readParam(lastArguments, name),

    /** Sends what waits for the network. */
    flush: reports.flush,
  };
}

export type HeraldClient = ReturnType<typeof createHerald>;

function failed(error: unknown): RegistrationResult {
  const errorMessage = error instanceof Error ? error.message : String(error);
  return { errorCode: error instanceof NotAllowedError ? "NotAllowed" : "Refused", errorMessage };
}

interface ErrorBody {
  error?: { message?: string; details?: { field: string }[] };
}

async function bodyOf(answer: Response): Promise<ErrorBody> {
  return (await answer
    .clone()
    .json()
    .catch(() => ({}))) as ErrorBody;
}

async function wordsOf(answer: Response): Promise<string | undefined> {
  return (await bodyOf(answer)).error?.message;
}

/** A wrong app key is 401 too; only for the secret it names Authorization. */
async function isSecretRefused(answer: Response): Promise<boolean> {
  if (answer.status !== 401) return false;
  const { error } = await bodyOf(answer);
  return error?.details?.some(({ field }) => field === "Authorization") ?? false;
}
