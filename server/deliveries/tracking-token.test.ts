import { expect, test } from "vitest";
import { encodeToken, tokenBytes } from "@/content/tracking";
import { issueTokens, readToken } from "./tracking-token";

const key = "5e".repeat(32);
const delivery = { publisherId: 7, notificationId: 2 ** 40 + 3 };
const registrationIds = [1, 2 ** 47, 99];

function tokenAt(index: number): Buffer {
  const tokens = issueTokens(delivery, registrationIds, key);
  return tokens.subarray(index * tokenBytes, (index + 1) * tokenBytes);
}

test("a token names the delivery it was issued for, as bytes and as text (K-20)", () => {
  registrationIds.forEach((registrationId, index) => {
    const token = tokenAt(index);
    expect(readToken(token, key)).toEqual({ ...delivery, registrationId });
    expect(readToken(encodeToken(token), key)).toEqual({ ...delivery, registrationId });
  });
});

test("a token with any changed bit is nobody's (P13)", () => {
  const token = tokenAt(0);
  for (let bit = 0; bit < tokenBytes * 8; bit++) {
    const forged = Buffer.from(token);
    forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(readToken(forged, key)).toBeUndefined();
  }
});

test("a token of another key, a cut one and junk are nobody's (P13)", () => {
  expect(readToken(tokenAt(0), "6f".repeat(32))).toBeUndefined();
  expect(readToken(tokenAt(0).subarray(1), key)).toBeUndefined();
  expect(readToken("x".repeat(35), key)).toBeUndefined();
  expect(readToken("", key)).toBeUndefined();
});

test("a key of another form is refused instead of being used", () => {
  expect(() => issueTokens(delivery, [1], "secret")).toThrow(/64 hexadecimal/);
});
