/**
 * Channels that say themselves what becomes of a push, so that a million of them need no registry. The token is
 * base64 of three marker bytes and `state|n|app`, percent-encoded with lower-case digits; the marker bytes make
 * sure that every token holds `%2b` and `%2f`, so that a sender which re-encodes a URI is found out with 404.
 */

export const channelStates = [
  "ok",
  "expired",
  "unknown",
  "throttled",
  "channelthrottled",
  "dropped",
  "blocked",
  "error",
  "unavailable",
] as const;
export type ChannelState = (typeof channelStates)[number];

export interface EmulatedChannel {
  /** Package SID (legacy) or client ID (Entra) of the app the channel belongs to. */
  app: string;
  state: ChannelState;
  /** Tells channels of one app apart. */
  n: number;
}

const marker = Buffer.from([0xfb, 0xff, 0xfe]);
const subdomains = ["cloud", "db3", "bn1", "dm3p", "wns2-by3p"];

/** The channel URI a device would have got. One host by default, as one region's devices have. */
export function emulatorChannel(
  channel: { state?: ChannelState; n: number; host?: number } & (
    | { packageSid: string }
    | { clientId: string }
  ),
): string {
  const app = "packageSid" in channel ? channel.packageSid : channel.clientId;
  const host = subdomains[(channel.host ?? 0) % subdomains.length];
  const token = encodeToken({ app, state: channel.state ?? "ok", n: channel.n });
  return `https://${host}.notify.windows.com/?token=${token}`;
}

function encodeToken({ app, state, n }: EmulatedChannel): string {
  const text = Buffer.from(`${state}|${n}|${app}`, "utf8");
  return Buffer.concat([marker, text])
    .toString("base64")
    .replaceAll("+", "%2b")
    .replaceAll("/", "%2f")
    .replaceAll("=", "%3d");
}

const prefix = "/?token=";
const writtenByUs = /^%2b%2f%2f%2b(?:[A-Za-z0-9]|%2b|%2f|%3d)+$/;

/** The channel behind a request target, or undefined when it is not written as the one we gave out. */
export function parseChannel(target: string): EmulatedChannel | undefined {
  const raw = target.slice(prefix.length);
  if (!target.startsWith(prefix) || !writtenByUs.test(raw)) {
    return undefined;
  }
  const base64 = raw.replace(/%2[bf]|%3d/g, (code) =>
    code === "%2b" ? "+" : code === "%2f" ? "/" : "=",
  );
  const text = Buffer.from(base64, "base64").toString("utf8", marker.length);
  const [state = "", n = "", ...app] = text.split("|");
  const isState = (channelStates as readonly string[]).includes(state);
  return isState && /^\d+$/.test(n)
    ? { state: state as ChannelState, n: Number(n), app: app.join("|") }
    : undefined;
}
