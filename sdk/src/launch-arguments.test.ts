import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLaunchArguments, readParam, crc32 as sdkCrc } from "./launch-arguments";

function tracked(original: string, token: Uint8Array): string {
  const bytes = new Uint8Array(30);
  bytes.set(token);
  const sum = sdkCrc(token, sdkCrc(new TextEncoder().encode(original)));
  new DataView(bytes.buffer).setUint32(26, sum);
  return `${original};__ntk=${Buffer.from(bytes).toString("base64url")}`;
}

describe("launch arguments", () => {
  it("gives the author's arguments back byte for byte whatever they hold (K-21, K-27)", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.uint8Array({ minLength: 26, maxLength: 26 }),
        (text, token) => {
          const original = new TextDecoder().decode(new TextEncoder().encode(text));
          const parsed = parseLaunchArguments(tracked(original, token));
          expect(parsed.original).toBe(original);
          expect(parsed.token).toHaveLength(40);
        },
      ),
    );
  });

  it("leaves arguments without a token alone (K-24)", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseLaunchArguments(text)).toEqual({ original: text, token: undefined });
      }),
    );
    const forged = `a=1;__ntk=${"A".repeat(40)}`;
    expect(parseLaunchArguments(forged)).toEqual({ original: forged, token: undefined });
  });

  it("reads a parameter, and nothing when the app was opened from elsewhere (C-15, C-16)", () => {
    expect(readParam("CaseID=42;Owner=A%3Bb%3Dc%25", "CaseID")).toBe("42");
    expect(readParam("CaseID=42;Owner=A%3Bb%3Dc%25", "Owner")).toBe("A;b=c%");
    expect(readParam("", "CaseID")).toBe("");
  });
});
