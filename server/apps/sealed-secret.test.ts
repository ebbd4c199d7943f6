import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { openSecret, SealBrokenError, type SecretOwner, sealSecret } from "./sealed-secret";

function keys() {
  const pair = generateKeyPairSync("x25519");
  return {
    open: pair.publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    closed: pair.privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
  };
}
const own = keys();
const owner: SecretOwner = { publisherId: 1, appId: 2, provider: "wns" };

test("a sealed secret opens for its owner with the private key, whatever its characters", () => {
  for (const secret of ["s3cret", "", "ü🙂\u0000\n", "x".repeat(10_000)]) {
    expect(openSecret(sealSecret(secret, owner, own.open), owner, own.closed)).toBe(secret);
  }
});

test("the sealed form does not contain the secret, and sealing twice gives two forms", () => {
  const first = sealSecret("canary-secret", owner, own.open);
  const second = sealSecret("canary-secret", owner, own.open);
  expect(first.includes("canary")).toBe(false);
  expect(first.equals(second)).toBe(false);
});

test.each<SecretOwner>([
  { ...owner, publisherId: 3 },
  { ...owner, appId: 3 },
  { ...owner, provider: "fcm" },
  { publisherId: 12, appId: 0, provider: "wns" },
])("a sealed secret moved to %o does not open (P22)", (other) => {
  const sealed = sealSecret("s3cret", owner, own.open);
  expect(() => openSecret(sealed, other, own.closed)).toThrow(SealBrokenError);
});

test("another private key does not open it and says which key is missing", () => {
  const sealed = sealSecret("s3cret", owner, own.open);
  expect(() => openSecret(sealed, owner, keys().closed)).toThrow(/another sealing key/);
});

test("any changed byte is noticed", () => {
  const sealed = sealSecret("s3cret", owner, own.open);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 0x01;
    expect(() => openSecret(changed, owner, own.closed)).toThrow(SealBrokenError);
  }
  expect(() => openSecret(sealed.subarray(0, 40), owner, own.closed)).toThrow(SealBrokenError);
});
