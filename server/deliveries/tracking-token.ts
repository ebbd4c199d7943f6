import { createCipheriv, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { decodeToken, tokenBytes } from "@/content/tracking";
import { required } from "@/server/env";

/** Which delivery a launch belongs to (K-20): what the token says and only we can have written. */
export interface TrackedDelivery {
  publisherId: number;
  notificationId: number;
  registrationId: number;
}

/**
 * 26 bytes: publisher 4 · notification 6 · registration 6 · MAC 10. The ids are exactly one AES block, so the
 * first 10 bytes of its encryption are a MAC of 80 bits (a PRF on one block), and one cipher call signs a
 * whole window: 0.4 µs a token against 3 µs with HMAC.
 */
const blockBytes = 16;
const macBytes = tokenBytes - blockBytes;
const keyPattern = /^[0-9a-f]{64}$/i;

const keys = new Map<string, KeyObject>();

function keyOf(hex: string): KeyObject {
  const known = keys.get(hex);
  if (known) return known;
  if (!keyPattern.test(hex)) throw new Error("HERALD_TRACKING_KEY is not 64 hexadecimal digits.");
  const key = createSecretKey(Buffer.from(hex, "hex"));
  keys.set(hex, key);
  return key;
}

function encrypt(blocks: Buffer, hex: string): Buffer {
  const cipher = createCipheriv("aes-256-ecb", keyOf(hex), null);
  cipher.setAutoPadding(false);
  return cipher.update(blocks);
}

/**
 * The tokens of many deliveries of one notification, one after the other, 26 bytes each.
 * @param key 64 hexadecimal digits; by default HERALD_TRACKING_KEY
 */
export function issueTokens(
  { publisherId, notificationId }: Omit<TrackedDelivery, "registrationId">,
  registrationIds: readonly number[],
  key: string = required("HERALD_TRACKING_KEY"),
): Buffer {
  const blocks = Buffer.allocUnsafe(registrationIds.length * blockBytes);
  registrationIds.forEach((registrationId, index) => {
    const at = index * blockBytes;
    blocks.writeUInt32BE(publisherId, at);
    blocks.writeUIntBE(notificationId, at + 4, 6);
    blocks.writeUIntBE(registrationId, at + 10, 6);
  });
  const sealed = encrypt(blocks, key);
  const tokens = Buffer.allocUnsafe(registrationIds.length * tokenBytes);
  for (let index = 0; index < registrationIds.length; index++) {
    const from = index * blockBytes;
    const to = index * tokenBytes;
    blocks.copy(tokens, to, from, from + blockBytes);
    sealed.copy(tokens, to + blockBytes, from, from + macBytes);
  }
  return tokens;
}

/** What a token says, or undefined when it was not issued by us. Text is base64url, 35 characters. */
export function readToken(
  token: string | Uint8Array,
  key: string = required("HERALD_TRACKING_KEY"),
): TrackedDelivery | undefined {
  const bytes = typeof token === "string" ? decodeToken(token) : token;
  if (bytes?.length !== tokenBytes) return undefined;
  const block = Buffer.from(bytes.subarray(0, blockBytes));
  const mac = encrypt(block, key).subarray(0, macBytes);
  if (!timingSafeEqual(mac, bytes.subarray(blockBytes))) return undefined;
  return {
    publisherId: block.readUInt32BE(0),
    notificationId: block.readUIntBE(4, 6),
    registrationId: block.readUIntBE(10, 6),
  };
}
