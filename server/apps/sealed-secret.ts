import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { ProviderName, TranslatorName } from "@/db/enums";
import { required } from "@/server/env";

/**
 * Provider secrets at rest (T19): anybody with the public key can seal, only workers hold the private key and
 * can open. Layout: version 1 · key id 8 · ephemeral public key 32 · nonce 12 · ciphertext · tag 16.
 */
const version = 1;
const sizes = { keyId: 8, publicKey: 32, nonce: 12, tag: 16 };
const headerLength = 1 + sizes.keyId + sizes.publicKey + sizes.nonce;

/** Whose secret it is. Bound in as additional data: a sealed secret moved to another row does not open. */
export interface SecretOwner {
  publisherId: number;
  appId: number;
  provider: ProviderName;
}

/** The key of a translator: of the publisher, not of an app. */
export interface TranslatorKeyOwner {
  publisherId: number;
  translator: TranslatorName;
}

/** The secret of the directory that people and groups are taken from: of the publisher. */
export interface DirectorySecretOwner {
  publisherId: number;
  directory: "entra";
}

type AnyOwner = SecretOwner | TranslatorKeyOwner | DirectorySecretOwner;

/** The sealed secret is not this owner's, was changed, or belongs to another key. */
export class SealBrokenError extends Error {}

/** @param publicKey X25519, base64 SPKI DER; by default HERALD_SEALING_PUBLIC_KEY */
export function sealSecret(
  secret: string,
  owner: AnyOwner,
  publicKey: string = required("HERALD_SEALING_PUBLIC_KEY"),
): Buffer {
  const recipient = createPublicKey({
    key: Buffer.from(publicKey, "base64"),
    format: "der",
    type: "spki",
  });
  const ephemeral = generateKeyPairSync("x25519");
  const ephemeralRaw = rawPublicKey(ephemeral.publicKey);
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient });
  const nonce = randomBytes(sizes.nonce);
  const key = deriveKey(shared, ephemeralRaw, rawPublicKey(recipient));
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: sizes.tag });
  cipher.setAAD(additionalData(owner));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([
    Buffer.from([version]),
    keyId(recipient),
    ephemeralRaw,
    nonce,
    sealed,
    cipher.getAuthTag(),
  ]);
}

/**
 * @param privateKey X25519, base64 PKCS8 DER; by default HERALD_SEALING_PRIVATE_KEY, which only workers have
 * @throws SealBrokenError when it cannot be opened for this owner with this key
 */
export function openSecret(
  sealed: Buffer,
  owner: AnyOwner,
  privateKey: string = required("HERALD_SEALING_PRIVATE_KEY"),
): string {
  const own = createPrivateKey({
    key: Buffer.from(privateKey, "base64"),
    format: "der",
    type: "pkcs8",
  });
  const ownPublic = createPublicKey(own);
  if (sealed.length < headerLength + sizes.tag || sealed[0] !== version) {
    throw new SealBrokenError("The stored secret is damaged. Enter it again.");
  }
  if (!sealed.subarray(1, 1 + sizes.keyId).equals(keyId(ownPublic))) {
    throw new SealBrokenError("The stored secret belongs to another sealing key. Enter it again.");
  }
  const ephemeralRaw = sealed.subarray(1 + sizes.keyId, 1 + sizes.keyId + sizes.publicKey);
  const shared = diffieHellman({ privateKey: own, publicKey: fromRawPublicKey(ephemeralRaw) });
  const key = deriveKey(shared, ephemeralRaw, rawPublicKey(ownPublic));
  return decrypt(sealed, key, additionalData(owner));
}

function decrypt(sealed: Buffer, key: Buffer, aad: Buffer): string {
  const nonce = sealed.subarray(headerLength - sizes.nonce, headerLength);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: sizes.tag });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - sizes.tag));
  const body = sealed.subarray(headerLength, sealed.length - sizes.tag);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new SealBrokenError("The stored secret does not belong to this app.", { cause });
  }
}

function deriveKey(shared: Buffer, ephemeralRaw: Buffer, recipientRaw: Buffer): Buffer {
  const salt = Buffer.concat([ephemeralRaw, recipientRaw]);
  return Buffer.from(hkdfSync("sha256", shared, salt, "herald sealed secret 1", 32));
}

function additionalData(owner: AnyOwner): Buffer {
  if ("translator" in owner) {
    return Buffer.from(`${owner.publisherId}/translation/${owner.translator}`, "utf8");
  }
  if ("directory" in owner) {
    return Buffer.from(`${owner.publisherId}/directory/${owner.directory}`, "utf8");
  }
  return Buffer.from(`${owner.publisherId}/${owner.appId}/${owner.provider}`, "utf8");
}

function keyId(publicKey: KeyObject): Buffer {
  return createHash("sha256").update(rawPublicKey(publicKey)).digest().subarray(0, sizes.keyId);
}

// An X25519 SPKI is a fixed 12-byte prefix and the 32 raw bytes (RFC 8410).
const spkiPrefix = Buffer.from("302a300506032b656e032100", "hex");

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: "der", type: "spki" }).subarray(spkiPrefix.length);
}

function fromRawPublicKey(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: "der", type: "spki" });
}
