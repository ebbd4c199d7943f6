/**
 * Launch arguments as an app receives them: the author's own string, and behind it, when the author asked to
 * track launches, `;__ntk=` and 40 base64url characters: 26 opaque bytes that name the delivery and 4 bytes of
 * CRC-32 over the author's string and those bytes (K-20, K-21, K-27).
 */
const marker = ";__ntk=";
const tokenLength = 40;
const tokenBytes = 26;

export interface LaunchArguments {
  /** Byte for byte what the author wrote. */
  original: string;
  /** What to report, when the arguments carried a token: its 26 bytes as 35 base64url characters. */
  token: string | undefined;
}

/** Takes the tracking token off; arguments without one come back unchanged (K-24). */
export function parseLaunchArguments(raw: string): LaunchArguments {
  const start = raw.length - marker.length - tokenLength;
  if (start < 0 || !raw.startsWith(marker, start)) return { original: raw, token: undefined };
  const original = raw.slice(0, start);
  const token = raw.slice(start + marker.length);
  const bytes = decodeToken(token);
  if (!bytes) return { original: raw, token: undefined };
  const sum = crc32(bytes.subarray(0, tokenBytes), crc32(new TextEncoder().encode(original)));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (view.getUint32(tokenBytes) !== sum) return { original: raw, token: undefined };
  return { original, token: encodeBytes(bytes.subarray(0, tokenBytes)) };
}

function decodeToken(token: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]{40}$/.test(token)) return undefined;
  const binary = atob(token.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function encodeBytes(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

/** CRC-32 (IEEE 802.3); pass the sum of what came before to go on. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  let crc = ~previous;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/**
 * One parameter of the arguments, for example "CaseID" (C-15). Arguments are `name=value` pairs joined by `;`,
 * with `%`, `;` and `=` percent-escaped. "" when it is not there: the app was opened from elsewhere (C-16).
 */
export function readParam(launchArguments: string, name: string): string {
  for (const pair of launchArguments.split(";")) {
    const at = pair.indexOf("=");
    const key = unescape25(at < 0 ? pair : pair.slice(0, at));
    if (key === name) return at < 0 ? "" : unescape25(pair.slice(at + 1));
  }
  return "";
}

function unescape25(text: string): string {
  return text.replace(/%(25|3B|3D)/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
