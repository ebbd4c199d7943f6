import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attributeValue,
  createElement,
  removeIllegalCharacters,
  type XmlDocument,
} from "@/content/document";
import { parsePayload } from "@/content/parse";
import {
  encodeToken,
  fillTracked,
  prepareTracked,
  stripLaunchToken,
  tokenMark,
} from "@/content/tracking";
import { parseLaunchArguments } from "@/sdk/src/launch-arguments";
import { buildArguments, guessFormat, readArguments } from "./arguments";
import { launchTargets, sampleToken } from "./targets";

const toast = `<toast launch="a=1">
  <visual><binding template="ToastGeneric"><text>Hi</text></binding></visual>
  <actions>
    <action content="Open" arguments="go"/>
    <action content="Later" arguments="late" activationType="background"/>
    <action content="Site" arguments="https://contoso.test/?a=1" activationType="protocol"/>
    <action content="" arguments="dismiss" activationType="system"/>
    <action content="Mute" arguments="mute" placement="contextMenu"/>
  </actions>
  <header id="h" title="Club" arguments="club"/>
</toast>`;

function read(xml: string): XmlDocument {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.document;
}

describe("what a selection hands to the app", () => {
  it("is the author's string and a token for whatever starts the app (K-20, K-26)", () => {
    const targets = launchTargets(read(toast), true);
    expect(targets.map(({ label, activation }) => [label, activation])).toEqual([
      ["Body", "foreground"],
      ["Button “Open”", "foreground"],
      ["Button “Later”", "background"],
      ["Button “Site”", "protocol"],
      ["Button “dismiss”", "system"],
      ["Menu entry “Mute”", "foreground"],
      ["Header", "foreground"],
    ]);
    for (const { activation, written, handed } of targets) {
      const starts = activation === "foreground" || activation === "background";
      expect(handed.startsWith(written)).toBe(true);
      expect(handed.includes(tokenMark), `${activation} ${written}`).toBe(starts);
      expect(parseLaunchArguments(handed).original).toBe(written);
    }
  });

  it("is the author's string alone without tracking (K-20)", () => {
    for (const { written, handed } of launchTargets(read(toast), false)) {
      expect(handed).toBe(written);
    }
  });

  it("carries no token anywhere in a protocol toast's body (K-25)", () => {
    const xml = toast.replace('launch="a=1"', 'launch="https://x.test" activationType="protocol"');
    expect(launchTargets(read(xml), true).some(({ handed }) => handed.includes(tokenMark))).toBe(
      false,
    );
  });
});

it("names each size of a tile that has a string of its own, and never adds a token", () => {
  const xml = `<tile><visual arguments="all"><binding template="TileMedium" arguments="m"/><binding template="TileWide"/></visual></tile>`;
  const targets = launchTargets(read(xml), true);
  expect(targets.map(({ label, handed }) => [label, handed])).toEqual([
    ["Tile", "all"],
    ["TileMedium", "m"],
  ]);
  const [plain] = launchTargets(read(xml.replace(' arguments="all"', "")), true);
  expect(plain).toMatchObject({ label: "Tile", handed: "" });
});

/** What authors write and what breaks parsers: separators, quotes, surrogates, tokens of other strings. */
const nasty = fc.array(
  fc.oneof(
    fc.constantFrom(
      "&",
      ";",
      "=",
      "%",
      '"',
      "'",
      "<",
      ">",
      "\n",
      "\t",
      "  ",
      "😀",
      "ü",
      "%3B",
      "&amp;",
      ";__ntk=",
    ),
    fc.constant(`;__ntk=${"A".repeat(40)}`),
    fc.constant(`;__ntk=${encodeToken(sampleToken)}AAAAA`),
    fc.string({ unit: "grapheme", maxLength: 8 }),
  ),
  { maxLength: 8 },
);
const argument = nasty
  .map((parts) => parts.join(""))
  .filter((text) => removeIllegalCharacters(text) === text);
const token = fc.uint8Array({ minLength: 26, maxLength: 26 });

describe("the way of a string from the form to the app", () => {
  it("gives every author's string back byte for byte, in the portal and in the SDK (K-21, K-27)", () => {
    fc.assert(
      fc.property(argument, token, (text, bytes) => {
        const root = createElement("toast", { launch: text });
        const document: XmlDocument = { ...read("<toast/>"), root };
        const sent = read(fillTracked(prepareTracked(document), bytes));
        const handed = attributeValue(sent.root, "launch") ?? "";
        const expected = { original: text, token: encodeToken(bytes) };
        expect(stripLaunchToken(handed)).toEqual(expected);
        expect(parseLaunchArguments(handed)).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it("leaves strings without a token of ours as they are, in both (K-24)", () => {
    fc.assert(
      fc.property(argument, (text) => {
        expect(stripLaunchToken(text).original).toBe(text);
        expect(parseLaunchArguments(text)).toEqual({ original: text, token: undefined });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("building and reading arguments", () => {
  const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 });
  const list = fc.array(fc.tuple(name, fc.string({ unit: "grapheme", maxLength: 10 })), {
    minLength: 1,
    maxLength: 6,
  });

  it.each(["pairs", "query"] as const)("gives %s back as they were", (format) => {
    fc.assert(
      fc.property(list, (pairs) => {
        expect(readArguments(buildArguments(pairs, format), format)).toEqual(pairs);
      }),
    );
  });

  it.each([
    ["a=1;b=2", "pairs"],
    ["action=open", "pairs"],
    ["a=1&b=2", "query"],
    ["open", undefined],
    ['{"a":1}', undefined],
    ["", undefined],
  ])("takes %j for %s", (text, format) => expect(guessFormat(text)).toBe(format));
});
