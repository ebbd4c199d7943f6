import type { Reason } from "@/db/enums";
import type { PushAuth, PushMessage, PushRequest, PushTarget } from "@/server/providers/provider";

/**
 * Channels are `https://<any sub-domain>.notify.windows.com/?token=…` (spec/wns.md 2). The text itself is
 * matched, not a parsed URL: parsers drop tabs, turn `\` into `/` and lower full-width letters, so that what
 * was checked would not be what is sent.
 */
const channelPattern =
  /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){0,5}notify\.windows\.com(?::443)?(?:[/?][\x21-\x7e]*)?$/i;

const maximumChannelLength = 2048;

/** A token of ours must never leave for a host that is not WNS (T3). */
export function refuseChannel(channel: string): Reason | undefined {
  if (channel.length > maximumChannelLength || !channelPattern.test(channel)) {
    return "channel_host_refused";
  }
  return undefined;
}

const contentTypes = {
  toast: "text/xml",
  tile: "text/xml",
  badge: "text/xml",
  raw: "application/octet-stream",
} as const;

const replacementPattern = /^[A-Za-z0-9]{1,16}$/;

/** Toasts are told apart on the device by tag and group: one group keeps our tags apart from the app's own. */
const toastGroup = "herald";

/**
 * The request of spec/wns.md 3. `correlationVector` is the MS-CV, new for every request; it comes from outside
 * so that this stays pure. Throws on what a caller may never pass: a foreign channel, an id WNS would refuse.
 */
export function buildWnsRequest(
  message: PushMessage,
  target: PushTarget,
  sealed: { auth: PushAuth; correlationVector: string },
): PushRequest {
  if (refuseChannel(target.channel)) {
    throw new Error("A WNS request was asked for a channel that is not WNS's");
  }
  const headers: Record<string, string> = {
    Authorization: sealed.auth.header,
    "Content-Type": contentTypes[message.kind],
    "Content-Length": String(Buffer.byteLength(message.payload)),
    "X-WNS-Type": `wns/${message.kind}`,
    "X-WNS-RequestForStatus": "true",
    "MS-CV": sealed.correlationVector,
  };
  if (message.kind === "tile" || message.kind === "badge") {
    headers["X-WNS-Cache-Policy"] = "cache";
  }
  if (message.ttlSeconds !== undefined) {
    headers["X-WNS-TTL"] = String(Math.max(1, Math.floor(message.ttlSeconds)));
  }
  if (message.replacementId !== undefined) {
    addReplacement(headers, message.kind, message.replacementId);
  }
  return { method: "POST", url: target.channel, headers, body: message.payload };
}

function addReplacement(headers: Record<string, string>, kind: PushMessage["kind"], id: string) {
  if (!replacementPattern.test(id)) {
    throw new Error("A WNS tag has 1 to 16 letters and digits");
  }
  headers["X-WNS-Tag"] = id;
  if (kind === "toast") {
    headers["X-WNS-Group"] = toastGroup;
  }
}
