import { createECDH } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import { webPayloadLimit } from "@/content/native/web-payload";
import { decrypt } from "@/emulators/web-push/decrypt";
import { encrypt, freshEphemeral, isPoint, plaintextLimit, readKeys } from "./encrypt";

/** RFC 8291, section 5 and appendix A. */
const vector = {
  text: "When I grow up, I want to be a watermelon",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  userAgentPublic:
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  userAgentPrivate: "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
  serverPrivate: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  body: "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
};

function vectorEphemeral() {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(vector.serverPrivate, "base64url");
  return { ecdh, publicKey: ecdh.getPublicKey(), salt: Buffer.from(vector.salt, "base64url") };
}

function keysOf(p256dh: string, auth: string) {
  const keys = readKeys({ p256dh, auth });
  if (!keys) throw new Error("No keys");
  return keys;
}

function browser() {
  const ecdh = createECDH("prime256v1");
  const publicKey = ecdh.generateKeys();
  const auth = Buffer.alloc(16, 7);
  return { privateKey: ecdh.getPrivateKey(), keys: { p256dh: publicKey, auth } };
}

test("the example of RFC 8291 comes out byte for byte", () => {
  const keys = keysOf(vector.userAgentPublic, vector.auth);
  expect(encrypt(vector.text, keys, vectorEphemeral()).toString("base64url")).toBe(vector.body);
});

test("the far side's own reading of the standard opens the RFC's example", () => {
  const opened = decrypt(Buffer.from(vector.body, "base64url"), {
    privateKey: Buffer.from(vector.userAgentPrivate, "base64url"),
    auth: Buffer.from(vector.auth, "base64url"),
  });
  expect(opened).toBe(vector.text);
});

test.each(["", "a", "Gänsefüßchen 🦢", "x".repeat(plaintextLimit)])(
  "a message of any length opens again, and the longest fills 4,096 bytes",
  (text) => {
    const { privateKey, keys } = browser();
    const body = encrypt(text, keys, freshEphemeral());
    expect(body.length).toBe(103 + Buffer.byteLength(text));
    expect(body.length).toBeLessThanOrEqual(4_096);
    expect(decrypt(body, { privateKey, auth: keys.auth })).toBe(text);
  },
);

test("no two messages share key pair or salt", () => {
  const { keys } = browser();
  const heads = Array.from({ length: 600 }, () => {
    const body = encrypt("same", keys, freshEphemeral());
    return [body.subarray(0, 16).toString("hex"), body.subarray(21, 86).toString("hex")];
  });
  expect(new Set(heads.map(([salt]) => salt)).size).toBe(600);
  expect(new Set(heads.map(([, key]) => key)).size).toBe(600);
});

test("the content's limit is what encryption leaves of a push service's", () => {
  expect(plaintextLimit).toBe(webPayloadLimit);
});

describe("keys that are none", () => {
  const good = browser().keys.p256dh;
  it.each([
    ["short", good.subarray(0, 64), 16],
    ["compressed", Buffer.concat([Buffer.from([2]), good.subarray(1, 33)]), 16],
    ["not base64url", Buffer.from("?"), 16],
    ["with a short secret", good, 15],
  ])("%s are refused", (_, p256dh, bytes) => {
    const keys = { p256dh: p256dh.toString("base64url"), auth: "A".repeat((bytes * 4) / 3) };
    expect(readKeys(keys)).toBeUndefined();
  });

  it("off the curve are refused, and nothing is encrypted with them", () => {
    const bad = Buffer.from(good);
    bad[64] = (bad[64] ?? 0) ^ 1;
    expect(isPoint(good)).toBe(true);
    expect(isPoint(bad)).toBe(false);
    expect(() => encrypt("x", { p256dh: bad, auth: Buffer.alloc(16) }, freshEphemeral())).toThrow();
  });
});
