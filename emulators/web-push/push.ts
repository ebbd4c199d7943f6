import { type Answer, headerOf, plain, type Received } from "@/emulators/exchange";
import { decrypt, UndecryptableError } from "./decrypt";
import {
  browserServices,
  type EmulatedSubscription,
  keyPairOf,
  parseEndpoint,
  serverKeyLength,
} from "./subscription";
import { senderOf } from "./vapid";

const maximumBodyBytes = 4_096;
const dayMs = 86_400_000;
const starts = Object.values(browserServices);

/** Whether a host and path are a browser's push service. */
export function isWebPush({ host, target }: Pick<Received, "host" | "target">): boolean {
  const url = `https://${host}${target}`;
  return starts.some((start) => url.startsWith(start));
}

/** A browser's push service and, behind it, the browser: what arrives is opened with the subscription's own key. */
export function answerWebPush(request: Received): Answer {
  if (request.method !== "POST") {
    return plain(405, "Only POST is allowed");
  }
  const subscription = parseEndpoint(request.host, request.target);
  if (!subscription) {
    return plain(404, "There is no such subscription");
  }
  return (
    headerError(request) ??
    senderError(request, subscription) ??
    answerByState(request, subscription)
  );
}

function headerError(request: Received): Answer | undefined {
  if (!/^\d{1,10}$/.test(headerOf(request, "ttl") ?? "")) {
    return plain(400, "TTL is missing or no number");
  }
  if (headerOf(request, "content-encoding") !== "aes128gcm") {
    return plain(400, "Content-Encoding must be aes128gcm");
  }
  if (!/^(very-low|low|normal|high)$/.test(headerOf(request, "urgency") ?? "normal")) {
    return plain(400, "Urgency is not valid");
  }
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(headerOf(request, "topic") ?? "none")) {
    return plain(400, "Topic is not valid");
  }
  return request.bodyBytes > maximumBodyBytes
    ? plain(413, `The body has ${request.bodyBytes} bytes, ${maximumBodyBytes} are allowed`)
    : undefined;
}

function senderError(request: Received, { serverKey }: EmulatedSubscription): Answer | undefined {
  const sender = senderOf(headerOf(request, "authorization"));
  const isInTime =
    sender && sender.expiresAt > request.time && sender.expiresAt <= request.time + dayMs;
  if (!sender || !isInTime || sender.audience !== `https://${request.host}`) {
    return plain(401, "The VAPID statement is missing, expired or for somebody else");
  }
  return serverKey === "" || sender.publicKey.slice(0, serverKeyLength) === serverKey
    ? undefined
    : plain(403, "The subscription was made with another key");
}

function answerByState(request: Received, subscription: EmulatedSubscription): Answer {
  switch (subscription.state) {
    case "ok":
      return accept(request, subscription);
    case "expired":
      return plain(410, "The subscription has expired");
    case "unknown":
      return plain(404, "The subscription is not known");
    case "refused":
      return plain(403, "The subscription was made with another key");
    case "throttled":
      return plain(429, "Too many pushes", ["Retry-After", "2"]);
    case "error":
      return plain(500, "Internal failure");
    case "unavailable":
      return plain(503, "Unavailable");
  }
}

/** A real service takes what it cannot read and the browser drops it; here that is an error, so that it shows. */
function accept(request: Received, { n }: EmulatedSubscription): Answer {
  try {
    const opened = decrypt(request.bytes ?? Buffer.alloc(0), keyPairOf(n));
    const location = `https://${request.host}/m/${request.seq}`;
    return { ...plain(201, "", ["Location", location]), accepted: true, opened };
  } catch (error) {
    if (error instanceof UndecryptableError) {
      return plain(400, error.message);
    }
    throw error;
  }
}
