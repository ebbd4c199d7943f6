import { createCipheriv, createECDH, createHmac, type ECDH, randomFillSync } from "node:crypto";

/**
 * Message encryption for Web Push: RFC 8291 over RFC 8188's aes128gcm, one record. Pure but for the randomness
 * it is given.
 */

const curve = "prime256v1";
const publicKeyBytes = 65;
export const authSecretBytes = 16;
const saltBytes = 16;
const tagBytes = 16;
/** One record holds everything; the number only has to be larger than what a push service takes. */
const recordSize = 4096;
/** salt 16 · record size 4 · key id length 1 · key id 65. */
const headerBytes = saltBytes + 4 + 1 + publicKeyBytes;
/** Ends the last record (RFC 8188, 2). */
const lastRecord = 2;

/** Push services must take bodies of this size and may refuse larger ones (RFC 8030, 7.2). */
export const bodyLimit = 4096;
export const plaintextLimit = bodyLimit - headerBytes - 1 - tagBytes;

/** What a subscription was given to encrypt with. */
export interface SubscriptionKeys {
  /** The browser's public key: 65 bytes, uncompressed. */
  p256dh: Buffer;
  /** 16 bytes. */
  auth: Buffer;
}

/** One message's own key pair and salt. A new one for every message: RFC 8291 3.1 wants the pair fresh. */
export interface Ephemeral {
  ecdh: ECDH;
  publicKey: Buffer;
  salt: Buffer;
}

const info = (text: string) => Buffer.from(`${text}\0\x01`, "latin1");
const keyInfo = info("Content-Encoding: aes128gcm");
const nonceInfo = info("Content-Encoding: nonce");
const sharedInfo = Buffer.from("WebPush: info\0", "latin1");
const one = Buffer.from([1]);

/** @throws when p256dh is not a point of the curve */
export function encrypt(text: string, keys: SubscriptionKeys, ephemeral: Ephemeral): Buffer {
  const { ecdh, publicKey, salt } = ephemeral;
  const shared = ecdh.computeSecret(keys.p256dh);
  const input = hmac(hmac(keys.auth, shared), sharedInfo, keys.p256dh, publicKey, one);
  const pseudoRandom = hmac(salt, input);
  const key = hmac(pseudoRandom, keyInfo).subarray(0, 16);
  const nonce = hmac(pseudoRandom, nonceInfo).subarray(0, 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const length = Buffer.byteLength(text);
  const plain = Buffer.allocUnsafe(length + 1);
  plain.write(text, "utf8");
  plain[length] = lastRecord;
  const body = Buffer.allocUnsafe(headerBytes + length + 1 + tagBytes);
  writeHeader(body, publicKey, salt);
  cipher.update(plain).copy(body, headerBytes);
  cipher.final();
  cipher.getAuthTag().copy(body, headerBytes + length + 1);
  return body;
}

function writeHeader(body: Buffer, publicKey: Buffer, salt: Buffer): void {
  salt.copy(body, 0);
  body.writeUInt32BE(recordSize, saltBytes);
  body[saltBytes + 4] = publicKeyBytes;
  publicKey.copy(body, saltBytes + 5);
}

function hmac(key: Buffer, ...parts: Buffer[]): Buffer {
  const digest = createHmac("sha256", key);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

const ecdh = createECDH(curve);
const salts = Buffer.allocUnsafe(saltBytes * 256);
let usedSalts = salts.length;

/**
 * A fresh pair and salt. The object is reused, the key is not: making the object costs as much as the key. Good
 * until the next call. Salts are drawn in bulk, because one draw costs microseconds.
 */
export function freshEphemeral(): Ephemeral {
  const publicKey = ecdh.generateKeys();
  if (usedSalts >= salts.length) {
    randomFillSync(salts);
    usedSalts = 0;
  }
  const salt = salts.subarray(usedSalts, usedSalts + saltBytes);
  usedSalts += saltBytes;
  return { ecdh, publicKey, salt };
}

/** The keys as bytes, or undefined if they cannot be a subscription's. Whether p256dh is a point is not looked at. */
export function readKeys(keys: { p256dh: string; auth: string }): SubscriptionKeys | undefined {
  const p256dh = Buffer.from(keys.p256dh, "base64url");
  const auth = Buffer.from(keys.auth, "base64url");
  const isRight =
    p256dh.length === publicKeyBytes && p256dh[0] === 4 && auth.length === authSecretBytes;
  return isRight ? { p256dh, auth } : undefined;
}

/** A point that is not on the curve could give our key away bit by bit; OpenSSL refuses it. */
export function isPoint(p256dh: Buffer): boolean {
  try {
    freshEphemeral().ecdh.computeSecret(p256dh);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY")
      return false;
    throw error;
  }
}
