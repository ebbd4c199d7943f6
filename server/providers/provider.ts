import type { XmlDocument } from "@/content/document";
import type { TrackedPayload } from "@/content/tracking";
import type { NotificationKind, ProviderName, Reason } from "@/db/enums";

/**
 * The contract of a push service. Building a request and reading an answer are pure; only send.ts opens
 * sockets; a push that did not arrive is an Outcome, never an exception.
 */

/** A Web Push subscription's keys, base64url. */
export interface PushKeys {
  p256dh: string;
  auth: string;
}

/** What one registration adds to a push: its channel, byte for byte as the app gave it. */
export interface PushTarget {
  /** WNS channel URI, Web Push endpoint, FCM or APNs token. */
  channel: string;
  /** Web Push only. */
  keys?: PushKeys;
}

/** This one registration cannot be asked at all; `request` throws it, the engine records the reason. */
export class UnusableTargetError extends Error {
  constructor(
    readonly reason: Reason,
    options?: ErrorOptions,
  ) {
    super(`A registration cannot be asked: ${reason}`, options);
  }
}

/** One language of a notification, from which each provider makes its payload, once. */
export interface PushContent {
  document: XmlDocument;
  language: string;
  /** Launches are counted: the payload leaves room for tokens. */
  isTracked: boolean;
  /** Names the notification on the device, so that a second arrival replaces the first. ≤ 16 alphanumerics. */
  tag: string;
}

/** Filled per delivery by fillTracked. */
export interface RenderedPayload extends TrackedPayload {
  /** The service may wake the device at once for it. */
  isUrgent?: boolean;
}

/** What all pushes of one (app, language) share. */
export interface PushMessage {
  kind: NotificationKind | "badge" | "raw";
  /** Body for this delivery, tracking token already in it. UTF-8. */
  payload: string;
  /** Seconds the push service may keep it; undefined = its own default (P H.9, computed per request). */
  ttlSeconds?: number;
  /** At least once: a resend with the same id replaces the first on the device. ≤ 16 alphanumerics. */
  replacementId?: string;
  isUrgent?: boolean;
}

export type PushProtocol = "http/1.1" | "h2";

export interface PushRequest {
  method: "POST";
  /** HTTP/1.1 unless said otherwise. */
  protocol?: PushProtocol;
  /** Absolute URL, never re-encoded. */
  url: string;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** What came back, or how it failed to. Header names are lower case. */
export type PushAnswer =
  | {
      kind: "answer";
      status: number;
      statusText: string;
      headers: Record<string, string>;
      body: string;
    }
  /** `written` false proves that the far side never saw the request, so that sending again cannot double. */
  | {
      kind: "failure";
      failure: "refused" | "timeout" | "reset" | "tls" | "too_large";
      written: boolean;
    };

/**
 * sent: accepted (P-74). channel_expired: the provider's own word that the channel is dead. rejected: final.
 * retry: provably not accepted, try again. halted: our credentials or domain; stop the notification, burn nobody.
 * disputed: either this registration is wrong or we are (its channel is another app's than the credentials, or the
 * request is none the service takes); which of the two, other answers tell.
 * unknown: it may have arrived (P-72). stale_auth: renew the token and send once more.
 */
export type Outcome =
  | { kind: "sent"; status: number; messageId?: string }
  | { kind: "channel_expired"; status: number; reason: Reason; detail?: string }
  | { kind: "rejected"; status: number; reason: Reason; detail?: string }
  | {
      kind: "retry";
      status: number;
      reason: Reason;
      afterMs?: number;
      detail?: string;
      once?: boolean;
    }
  | { kind: "halted"; status: number; reason: Reason; detail?: string }
  | { kind: "disputed"; status: number; reason: Reason; detail?: string }
  | { kind: "unknown"; status: number; reason: Reason; detail?: string }
  | { kind: "stale_auth"; status: number };

/** A bearer token or what stands for one. Providers add what else their requests need of the credentials. */
export interface PushAuth {
  header: string;
  expiresAt: number;
  /** FCM and APNs: where pushes of these credentials go, which no channel tells. */
  route?: { origin: string; path?: string; topic?: string };
}

export type AuthResult =
  | { kind: "ready"; auth: PushAuth }
  | { kind: "retry"; reason: Reason; afterMs?: number; detail?: string }
  | { kind: "halted"; reason: Reason; detail: string };

/** How a provider's auth file reaches the network: send.ts gives it, tests fake nothing but the far side. */
export type HttpExchange = (request: {
  method: "POST" | "GET";
  protocol?: PushProtocol;
  url: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}) => Promise<PushAnswer>;

export interface Provider<Credentials> {
  name: ProviderName;
  /** Most bytes of a filled payload (UTF-8) that the service takes. */
  payloadLimit: number;
  /** The payload of one language; undefined when devices of this provider cannot show such a notification. */
  render(content: PushContent): RenderedPayload | undefined;
  /** Nobody is asked for its token: only a push shows whether credentials are taken. */
  isProvenByPush?: boolean;
  /**
   * Why this channel may not be asked at all (host not the provider's own), or undefined. With keys, as at
   * registration, they are looked at too.
   */
  refuseChannel(channel: string, keys?: PushKeys): Reason | undefined;
  /** Token for these credentials, cached until shortly before it expires, one request at a time per app. */
  authorize(credentials: Credentials, exchange: HttpExchange, now: number): Promise<AuthResult>;
  /** Forget a token the provider called stale; the next authorize asks for a new one. */
  forget(credentials: Credentials, auth: PushAuth): void;
  request(message: PushMessage, target: PushTarget, auth: PushAuth): PushRequest;
  outcome(answer: PushAnswer, now: number): Outcome;
}
