import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "@/db/testing/any-text";
import { removeIllegalCharacters } from "./document";
import {
  readFields,
  readToastFields,
  type ToastField,
  writeBindingText,
  writeField,
} from "./fields";
import { parsePayload } from "./parse";
import { serialize } from "./serialize";

function parsed(xml: string) {
  const result = parsePayload(xml);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.document;
}

const xml = `<toast x-own='1' scenario="alarm" launch="a">
  <!-- kept -->
  <visual baseUri="ms-appx:///">
    <binding template="ToastGeneric">
      <image src="a.png"/>
      <text hint-maxLines="1">Title</text>
      <group><subgroup><text>inside</text></subgroup></group>
      <text placement="attribution">via <!-- c -->web</text>
    </binding>
  </visual>
</toast>`;

describe("fields of a toast", () => {
  it("are read from what is written, undefined where Windows' default holds", () => {
    expect(readFields(parsed(xml))).toEqual({
      kind: "toast",
      title: "Title",
      body: "",
      third: "",
      attribution: "via web",
      launch: "a",
      activationType: undefined,
      duration: undefined,
      scenario: "alarm",
      baseUri: "ms-appx:///",
      addImageQuery: undefined,
    });
  });

  it("change nothing but themselves", () => {
    const next = writeField(parsed(xml), "body", "Body & more");
    expect(serialize(next)).toBe(
      xml.replace("Title</text>", "Title</text>\n      <text>Body &amp; more</text>"),
    );
    expect(serialize(writeField(parsed(xml), "scenario", undefined))).toBe(
      xml.replace(' scenario="alarm"', ""),
    );
    expect(serialize(writeField(parsed(xml), "attribution", ""))).toBe(
      xml.replace('\n      <text placement="attribution">via <!-- c -->web</text>', ""),
    );
  });

  it("stay the same document when nothing changes", () => {
    const document = parsed(xml);
    const fields = readToastFields(document);
    for (const [field, value] of Object.entries(fields)) {
      if (field === "kind") continue;
      expect(writeField(document, field as ToastField, value)).toBe(document);
    }
  });

  it("read back what was written, in any order, on any toast", () => {
    const names: ToastField[] = [
      "title",
      "body",
      "third",
      "attribution",
      "launch",
      "duration",
      "baseUri",
    ];
    const value = anyText().map(removeIllegalCharacters);
    const writes = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 8 });
    const start = fc.constantFrom(
      xml,
      "<toast/>",
      "<toast><visual/></toast>",
      "<toast><visual><binding template='ToastGeneric'/></visual></toast>",
    );
    fc.assert(
      fc.property(start, writes, (from, list) => {
        let document = parsed(from);
        for (const [field, text] of list) {
          const before = readToastFields(document);
          document = parsed(serialize(writeField(document, field, text)));
          expect(readToastFields(document)).toEqual({ ...before, [field]: text });
        }
      }),
    );
  });
});

describe("fields of a tile", () => {
  const tile = `<tile><visual><binding template="TileMedium"><text>a</text></binding><binding template="TileWide"/></visual></tile>`;

  it("are the texts of each binding", () => {
    const next = writeBindingText(parsed(tile), [0, 1], "b");
    expect(serialize(next)).toBe(tile.replace("<text>a</text>", "<text>a</text><text>b</text>"));
    expect(readFields(next)).toMatchObject({
      kind: "tile",
      bindings: [
        { template: "TileMedium", texts: ["a", "b"] },
        { template: "TileWide", texts: [] },
      ],
    });
  });

  it("do not invent a binding", () => {
    const document = parsed(tile);
    expect(writeBindingText(document, [2, 0], "b")).toBe(document);
    expect(readFields(parsed("<badge/>"))).toBeUndefined();
  });
});
