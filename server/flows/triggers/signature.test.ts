import { describe, expect, it } from "vitest";
import { newSalt, secretOf, signatureOf, verifySignature } from "./signature";

const key = "5e".repeat(32);
const now = new Date("2026-11-22T10:00:00Z");
const stamp = String(now.getTime() / 1_000);
const body = Buffer.from('{"region":"EU"}');
const secret = "whs_one";

const signed = (timestamp = stamp, by = secret, over = body) => ({
  timestamp,
  signature: `v1=${signatureOf(by, timestamp, over)}`,
  body,
});

describe("a signed request", () => {
  it("is good with any live secret, and while a sender changes over", () => {
    expect(verifySignature(signed(), ["whs_two", secret], now)).toBe("good");
    const both = { ...signed(), signature: `v1=${"0".repeat(64)}, ${signed().signature}` };
    expect(verifySignature(both, [secret], now)).toBe("good");
  });

  it("is refused with any bit of the body changed", () => {
    for (let bit = 0; bit < body.length * 8; bit += 1) {
      const other = Buffer.from(body);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifySignature({ ...signed(), body: other }, [secret], now)).toBe("wrong");
    }
  });

  it.each([
    [-301, "stale"],
    [-300, "good"],
    [300, "good"],
    [301, "stale"],
  ])("signed %i seconds from now is %s", (seconds, verdict) => {
    const timestamp = String(now.getTime() / 1_000 + seconds);
    expect(verifySignature(signed(timestamp), [secret], now)).toBe(verdict);
  });

  it("with another time than it was signed for is wrong", () => {
    const moved = { ...signed(), timestamp: String(Number(stamp) + 1) };
    expect(verifySignature(moved, [secret], now)).toBe("wrong");
  });

  it.each([
    [null, `v1=${"0".repeat(64)}`],
    [stamp, null],
    [stamp, "v1=abc"],
    [stamp, "v0=1"],
    ["1e9", `v1=${"0".repeat(64)}`],
    ["", ""],
  ])("without a whole signature (%s, %s) is unsigned", (timestamp, signature) => {
    expect(verifySignature({ timestamp, signature, body }, [secret], now)).toBe("unsigned");
  });

  it("without a secret nothing is good", () => {
    expect(verifySignature(signed(), [], now)).toBe("wrong");
  });
});

describe("a secret", () => {
  it("is another for each flow, publisher and salt, and the same again", () => {
    const salt = newSalt();
    const owner = { publisherId: 1, flowId: 1, salt };
    const made = secretOf(owner, key);
    expect(secretOf(owner, key)).toBe(made);
    const others = [
      { ...owner, publisherId: 2 },
      { ...owner, flowId: 2 },
      { ...owner, salt: newSalt() },
    ].map((other) => secretOf(other, key));
    expect(new Set([made, ...others]).size).toBe(4);
    expect(secretOf(owner, "6f".repeat(32))).not.toBe(made);
  });
});
