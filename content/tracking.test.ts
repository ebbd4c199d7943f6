import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "@/db/testing/any-text";
import { utf8Bytes } from "./bytes";
import { attributeValue, createElement } from "./document";
import { parsePayload } from "./parse";
import { serialize } from "./serialize";
import {
  canTrack,
  decodeToken,
  encodeToken,
  fillTracked,
  prepareTracked,
  prepareUntracked,
  stripLaunchToken,
} from "./tracking";

const token = fc.uint8Array({ minLength: 26, maxLength: 26 });
const text60 = anyText({ maxLength: 60 });
const legalText = fc
  .string({ unit: "grapheme", maxLength: 60 })
  .filter((text) => !/\p{Cc}/u.test(text));

function parsed(xml: string) {
  const result = parsePayload(xml);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.document;
}

function toastWith(launch: string | undefined) {
  return { prolog: "", root: createElement("toast", { launch }), epilog: "" };
}

function launchAfter(launch: string | undefined, bytes: Uint8Array) {
  const xml = fillTracked(prepareTracked(toastWith(launch)), bytes);
  return attributeValue(parsed(xml).root, "launch") ?? "";
}

describe("launch tokens", () => {
  it("come off any launch string byte for byte (K-21, K-27)", () => {
    fc.assert(
      fc.property(legalText, token, (launch, bytes) => {
        const tracked = launchAfter(launch, bytes);
        expect(tracked).toHaveLength(launch.length + 47);
        const { original, token: found } = stripLaunchToken(tracked);
        expect(original).toBe(launch);
        expect(decodeToken(found ?? "")).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it("come off a launch string that already ends in a token, once (K-27)", () => {
    fc.assert(
      fc.property(legalText, token, token, (launch, first, second) => {
        const once = launchAfter(launch, first);
        const twice = launchAfter(once, second);
        expect(stripLaunchToken(twice).original).toBe(once);
        expect(stripLaunchToken(once).original).toBe(launch);
      }),
    );
  });

  it("leave arguments without a token unchanged (K-24)", () => {
    const tokenLike = fc
      .tuple(text60, fc.stringMatching(/^[A-Za-z0-9_-]{38,42}$/))
      .map(([head, tail]) => `${head};__ntk=${tail}`);
    fc.assert(
      fc.property(fc.oneof(text60, tokenLike), (argument) => {
        expect(stripLaunchToken(argument)).toEqual({ original: argument });
      }),
      { numRuns: 5000 },
    );
  });

  it("do not come off another string or when a character changed", () => {
    const tracked = launchAfter("a=1", new Uint8Array(26).fill(7));
    expect(stripLaunchToken(`x${tracked}`).token).toBeUndefined();
    for (let at = tracked.length - 40; at < tracked.length; at++) {
      const changed =
        tracked.slice(0, at) + (tracked[at] === "A" ? "B" : "A") + tracked.slice(at + 1);
      expect(stripLaunchToken(changed)).toEqual({ original: changed });
    }
  });

  it("carry the standard CRC-32 over argument and token", () => {
    const bytes = Uint8Array.from({ length: 26 }, (_, index) => index * 9);
    const encoded = launchAfter("läunch", bytes).slice(-40);
    const sum = crc32(Buffer.concat([Buffer.from("läunch"), bytes]));
    expect(Buffer.from(encoded, "base64url").subarray(0, 26)).toEqual(Buffer.from(bytes));
    expect(Buffer.from(encoded, "base64url").readUInt32BE(26)).toBe(sum);
    expect(encodeToken(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
  });

  it("are added to body, header and app buttons, never to protocol or system (K-26)", () => {
    const xml = `<toast><actions><action content="a" arguments="a"/><action content="b" activationType="background" arguments="b"/>
      <action content="p" activationType="protocol" arguments="http://p"/><action content="s" activationType="system" arguments="dismiss"/></actions>
      <header id="h" title="t" arguments="h"/><visual><binding template="ToastGeneric"><text>x</text></binding></visual></toast>`;
    const payload = prepareTracked(parsed(xml));
    const filled = fillTracked(payload, new Uint8Array(26).fill(255));
    const values = [...filled.matchAll(/(?:arguments|launch)="([^"]*)"/g)].map(
      (hit) => hit[1] ?? "",
    );
    expect(values.map((value) => stripLaunchToken(value).original)).toEqual([
      "",
      "a",
      "b",
      "http://p",
      "dismiss",
      "h",
    ]);
    expect(values.filter((value) => stripLaunchToken(value).token)).toHaveLength(4);
    expect(payload.bytes).toBe(utf8Bytes(filled));
    expect(payload.bytes).toBe(Buffer.byteLength(filled));
  });

  it("are not added to a protocol toast, a tile or an untracked payload (K-20, K-25)", () => {
    const protocol = parsed(
      "<toast activationType='protocol' launch='http://x'><actions><action content='' arguments=''/></actions></toast>",
    );
    for (const document of [protocol, parsed("<tile/>")]) {
      expect(canTrack(document)).toBe(false);
      expect(fillTracked(prepareTracked(document), new Uint8Array(26))).toBe(serialize(document));
    }
    const plain = parsed("<toast launch='a'/>");
    expect(fillTracked(prepareUntracked(plain), new Uint8Array(0))).toBe(serialize(plain));
  });

  it("have exactly 26 bytes", () => {
    const payload = prepareTracked(parsed("<toast/>"));
    expect(() => fillTracked(payload, new Uint8Array(25))).toThrow(RangeError);
    expect(decodeToken("A".repeat(34))).toBeUndefined();
    expect(decodeToken(`${"A".repeat(34)}B`)).toBeUndefined();
    expect(decodeToken(`${"A".repeat(34)}!`)).toBeUndefined();
  });

  it("are counted in UTF-8 bytes", () => {
    fc.assert(
      fc.property(text60, (text) => {
        expect(utf8Bytes(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});
