import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readToastFields } from "@/content/fields";
import { parsePayload } from "@/content/parse";
import { fillTracked, prepareTracked } from "@/content/tracking";
import { anyText } from "@/db/testing/any-text";
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
      fc.property(anyText(), fc.uint8Array({ minLength: 26, maxLength: 26 }), (text, token) => {
        const original = new TextDecoder().decode(new TextEncoder().encode(text));
        const parsed = parseLaunchArguments(tracked(original, token));
        expect(parsed.original).toBe(original);
        expect(parsed.token).toBe(Buffer.from(token).toString("base64url"));
      }),
    );
  });

  it("takes off what the server put on (K-20, K-21)", () => {
    const parsed = parsePayload(
      '<toast launch="a=1&amp;b=2"><visual><binding template="ToastGeneric"><text>x</text></binding></visual></toast>',
    );
    if (!parsed.ok) throw new Error("The toast does not parse.");
    const token = new Uint8Array(26).map((_, at) => at * 7);
    const sent = parsePayload(fillTracked(prepareTracked(parsed.document), token));
    if (!sent.ok) throw new Error("The sent toast does not parse.");
    const received = readToastFields(sent.document).launch ?? "";
    expect(parseLaunchArguments(received)).toEqual({
      original: "a=1&b=2",
      token: Buffer.from(token).toString("base64url"),
    });
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
