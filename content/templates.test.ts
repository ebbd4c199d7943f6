import { describe, expect, it } from "vitest";
import { templateIds } from "@/db/enums";
import { attributeValue } from "./document";
import { readFields } from "./fields";
import { renderLanguage } from "./notification-content";
import { parsePayload } from "./parse";
import { findPlaceholders, isAbsoluteUri } from "./placeholders";
import { buildTemplate, templates } from "./templates";

const app = { name: "Tom & Co's <Runner>", storeId: "9N4D7VXQ2RLP" };

function parsed(xml: string) {
  const result = parsePayload(xml);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.document;
}

describe("templates", () => {
  it("are the seven of the seed, in its order (P-26)", () => {
    expect(templates.map((template) => template.id)).toEqual([...templateIds]);
    expect(templates.map((template) => template.title)).toEqual([
      "Blank (Toast)",
      "Blank (Tile)",
      "Ask for ratings (Toast)",
      "Ask for feedback (Toast)",
      "Cross-promote (Toast)",
      "Promote a sale (Toast)",
      "Prompt for update (Toast)",
    ]);
  });

  it.each([
    ["rate", "ms-windows-store://review/?ProductId=9N4D7VXQ2RLP"],
    ["feedback", "windows-feedback://?appid={PACKAGE_FAMILY_NAME}"],
    ["cross-promote", "ms-windows-store://pdp/?productid={ProductId you want to promote here}"],
    ["sale", "ms-windows-store://pdp/?ProductId=9N4D7VXQ2RLP"],
    ["update", "ms-windows-store://downloadsandupdates"],
  ] as const)("open what the seed says: %s → %s (P-54 to P-60)", (id, launch) => {
    const built = buildTemplate(id, app);
    const { root } = parsed(built.xml);
    expect(built).toMatchObject({ kind: "toast", launch, trackLaunches: false });
    expect(attributeValue(root, "launch")).toBe(launch);
    expect(attributeValue(root, "activationType")).toBe("protocol");
    expect(isAbsoluteUri(launch)).toBe(true);
  });

  it("track app launches of a blank toast only (P-43)", () => {
    expect(buildTemplate("blank-toast", app)).toMatchObject({
      activationType: "foreground",
      launch: undefined,
      trackLaunches: true,
    });
    expect(buildTemplate("blank-tile", app)).toMatchObject({ kind: "tile", trackLaunches: false });
  });

  it("fill in the app's name, whatever it is", () => {
    expect(readFields(parsed(buildTemplate("sale", app).xml))).toMatchObject({
      title: "Tom & Co's <Runner> is on sale",
    });
    expect(readFields(parsed(buildTemplate("sale", { name: "$&" }).xml))).toMatchObject({
      title: "$& is on sale",
    });
  });

  it("keep placeholders that must be replaced, and they are found (P-56, P-58, P-62)", () => {
    const found = (id: (typeof templateIds)[number], of: Parameters<typeof buildTemplate>[1]) =>
      findPlaceholders(parsed(buildTemplate(id, of).xml)).map(({ text }) => text);
    expect(found("feedback", app)).toEqual(["{PACKAGE_FAMILY_NAME}"]);
    expect(found("cross-promote", app)).toEqual(["{ProductId you want to promote here}"]);
    expect(found("sale", { name: "A" })).toEqual(["{StoreId}"]);
    expect(found("rate", { name: "A" })).toEqual(["{StoreId}", "{StoreId}"]);
    expect(found("rate", { name: "A", packageFamilyName: "A_8wek" })).toEqual([]);
    expect(found("rate", app)).toEqual([]);
  });

  it("have placeholders in launch and arguments only, not in texts or JSON (P-62)", () => {
    const xml = `<toast launch='{"a":1} {} {3F2504E0-4F89-11D3-9A0C-0305E82C3301}'><visual><binding template="ToastGeneric"><text>{name}</text></binding></visual></toast>`;
    expect(findPlaceholders(parsed(xml))).toEqual([]);
  });
});

describe("renderLanguage", () => {
  it("sets visual/@lang and nothing else (P-87)", () => {
    const { xml } = buildTemplate("rate", app);
    const content = {
      defaultLanguage: "en",
      document: xml,
      translations: {},
      trackLaunches: false,
    };
    const rendered = renderLanguage(content, "en");
    expect(rendered.ok && rendered.xml).toBe(xml.replace("<visual>", '<visual lang="en">'));
    expect(renderLanguage({ ...content, document: "<toast" }, "en").ok).toBe(false);
  });
});
