/** SendPushNotification for your own server or scripts. Keep the key off people's devices. */

export interface PushCall {
  /** E-mails and object IDs of people and security groups; kinds may be mixed. */
  recipients: string[];
  message: string;
  /** Whether selecting the notification opens the app; otherwise it only closes. */
  openApp?: boolean;
  params?: Record<string, string | number | boolean>;
}

export interface PushAccepted {
  /** psh_…, for `result`. */
  id: string;
  connectionId: string;
  createdAt: string;
  people: number;
  devices: number;
  /** Recipients that are nobody. */
  notFound: string[];
}

export type PushOutcome =
  | "sending"
  | "sent"
  | "not_found"
  | "not_entitled"
  | "opted_out"
  | "no_channel"
  | "failed"
  | "unknown";

export interface PushResult {
  id: string;
  state: "sending" | "paused" | "done";
  stateReason: string | null;
  totals: Record<
    | "people"
    | "devices"
    | "sent"
    | "sentDevices"
    | "sending"
    | "skipped"
    | "failed"
    | "unknown"
    | "notFound",
    number
  >;
  recipients: {
    recipient: string;
    kind: "person" | "group" | "unknown";
    name: string | null;
    outcome: PushOutcome;
    code?: string;
    people: number;
    devices: number;
    breakdown: { outcome: PushOutcome; code?: string; people: number; devices: number }[];
  }[];
}

export interface ConnectionOptions {
  /** Where Herald is, for example "https://push.contoso.com". */
  url: string;
  /** con_… */
  connectionId: string;
  /** A key of the connection. */
  key: string;
  fetch?: typeof fetch;
}

/** Herald refused the call. `retryAfterSeconds`: the same call may be made again then. */
export class PushRefusedError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(message);
    this.name = "PushRefusedError";
  }
}

/** One connection. Calls are safe to repeat: the same idempotency key sends once. */
export function createConnection(options: ConnectionOptions) {
  const base = `${options.url.replace(/\/+$/, "")}/api/v1`;
  const send = options.fetch ?? fetch;

  async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const headers = { ...init.headers, authorization: `Bearer ${options.key}` };
    const answer = await send(base + path, { ...init, headers });
    if (answer.ok) return (await answer.json()) as Answer;
    throw await refusalOf(answer);
  }

  return {
    /** @throws PushRefusedError; nothing was sent then */
    sendPushNotification(
      call: PushCall,
      idempotencyKey: string = crypto.randomUUID(),
    ): Promise<PushAccepted> {
      const path = `/connections/${encodeURIComponent(options.connectionId)}/send-push-notification`;
      return ask(path, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
        body: JSON.stringify(call),
      });
    },
    /** What came of each recipient so far. */
    result(pushId: string): Promise<PushResult> {
      return ask(`/pushes/${encodeURIComponent(pushId)}`, { method: "GET" });
    },
  };
}

async function refusalOf(answer: Response): Promise<PushRefusedError> {
  const retryAfter = Number(answer.headers.get("retry-after") ?? Number.NaN);
  const told = (await answer.json().catch(() => ({}))) as {
    error?: { code?: string; message?: string };
  };
  const { code = "unknown", message = `Herald answered ${answer.status}.` } = told.error ?? {};
  const wait = Number.isFinite(retryAfter) ? retryAfter : undefined;
  return new PushRefusedError(answer.status, code, message, wait);
}
