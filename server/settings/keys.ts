import { createHash, randomBytes } from "node:crypto";

/**
 * Keys that carry their publisher, `<prefix>_<publisher id base 36>_<128 random bits base 62>`, so that the
 * look-up stays inside the tenant.
 */
export type KeyPrefix = "apk" | "hk" | "flw";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const randomLength = 22;
const shape = /^([a-z]{2,3})_([0-9a-z]{1,7})_([0-9A-Za-z]{16,64})$/;
const largestPublisherId = 2 ** 31 - 1;

export function newKey(prefix: KeyPrefix, publisherId: number): string {
  return `${prefix}_${publisherId.toString(36)}_${randomBase62()}`;
}

/** The publisher a key says it belongs to; whether it really does, only its row tells. */
export function publisherOfKey(prefix: KeyPrefix, key: string): number | undefined {
  const match = shape.exec(key);
  if (match?.[1] !== prefix) return undefined;
  const id = Number.parseInt(match[2] ?? "", 36);
  return id > 0 && id <= largestPublisherId ? id : undefined;
}

/** What is stored of a key that is shown once. 128 random bits need no slow hash. */
export function hashOfKey(key: string): Buffer {
  return createHash("sha256").update(key, "utf8").digest();
}

/** First characters, enough to tell keys apart and too few to guess the rest. */
export function shownPrefix(key: string): string {
  const head = key.lastIndexOf("_") + 1;
  return key.slice(0, head + 4);
}

function randomBase62(): string {
  let value = BigInt(`0x${randomBytes(16).toString("hex")}`);
  let text = "";
  while (text.length < randomLength) {
    text = (base62[Number(value % 62n)] ?? "0") + text;
    value /= 62n;
  }
  return text;
}
