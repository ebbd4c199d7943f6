import { createDecipheriv, createECDH, hkdfSync } from "node:crypto";

/** What a browser keeps of a subscription. */
export interface BrowserKeys {
  privateKey: Buffer;
  auth: Buffer;
}

/** The body is not what RFC 8188 and 8291 describe, or not for this browser. */
export class UndecryptableError extends Error {}

/** Opens a Web Push body as a browser does (RFC 8291 over aes128gcm of RFC 8188). */
export function decrypt(body: Buffer, browser: BrowserKeys): string {
  if (body.length < 21 + 65 + 17) {
    throw new UndecryptableError("The body is too short");
  }
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const idLength = body[20] ?? 0;
  const senderKey = body.subarray(21, 21 + idLength);
  const sealed = body.subarray(21 + idLength);
  if (idLength !== 65 || recordSize < 18 || sealed.length > recordSize) {
    throw new UndecryptableError("The header names no key or more than one record");
  }
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(browser.privateKey);
  const shared = openPoint(() => ecdh.computeSecret(senderKey));
  const label = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), senderKey]);
  const input = derive(shared, browser.auth, label, 32);
  const key = derive(input, salt, "Content-Encoding: aes128gcm\0", 16);
  const nonce = derive(input, salt, "Content-Encoding: nonce\0", 12);
  return withoutPadding(open(sealed, key, nonce));
}

function derive(secret: Buffer, salt: Buffer, label: Buffer | string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, label, bytes));
}

function openPoint(compute: () => Buffer): Buffer {
  try {
    return compute();
  } catch (cause) {
    throw new UndecryptableError("The sender's key is not on the curve", { cause });
  }
}

function open(sealed: Buffer, key: Buffer, nonce: Buffer): Buffer {
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(0, sealed.length - 16)),
      decipher.final(),
    ]);
  } catch (cause) {
    throw new UndecryptableError("The body is not for this subscription", { cause });
  }
}

/** The last record ends in a 2 and zeros. */
function withoutPadding(plain: Buffer): string {
  let end = plain.length - 1;
  while (end >= 0 && plain[end] === 0) {
    end -= 1;
  }
  if (plain[end] !== 2) {
    throw new UndecryptableError("The record has no end");
  }
  return plain.toString("utf8", 0, end);
}
