import { describe, expect, it } from "vitest";
import { parsePayload } from "@/content/parse";
import { readBadge } from "./badge-model";
import { columnWeights } from "./model/read-group";
import { readTile, type TileModelOptions } from "./tile-model";

function read(xml: string, options: Partial<TileModelOptions> = {}) {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return readTile(parsed.document, { appName: "Contoso Runner", ...options });
}

const tile = (binding: string, visual = "") => `<tile><visual ${visual}>${binding}</visual></tile>`;
const bind = (size: string, inside: string, attributes = "") =>
  `<binding template="Tile${size}" ${attributes}>${inside}</binding>`;
const text = "<text>a</text>";

describe("a tile", () => {
  it("shows the app's own face for every size without content (golden 29)", () => {
    const faces = read(tile(bind("Wide", text)));
    expect([faces.small, faces.medium, faces.large].map((face) => face.presentation)).toEqual([
      "base",
      "base",
      "base",
    ]);
    expect(faces.wide.presentation).toBe("adaptive");
  });

  it("keeps the first of two bindings for a size", () => {
    const faces = read(tile(bind("Wide", text) + bind("Wide", "")));
    expect(faces.wide.items).toHaveLength(1);
    expect(faces.medium.presentation).toBe("base");
  });

  it("draws templates of Windows 8 as near as today's parts come to them (P-50)", () => {
    const image = '<image id="1" src="a.png"/>';
    const two = '<text id="1">a</text><text id="2">b</text>';
    const faces = read(
      tile(
        bind("Square71x71Image", image) +
          bind("Square150x150PeekImageAndText02", image + two) +
          bind("WideSmallImageAndText03", image + text) +
          bind("Square310x310ImageAndTextOverlay01", image + text),
      ),
    );
    expect(faces.small).toMatchObject({ items: [], background: { overlay: 0 } });
    expect(faces.medium).toMatchObject({
      peek: { image: { src: "a.png" } },
      items: [
        { text: "a", style: "subtitle", wraps: false },
        { text: "b", style: "caption", wraps: true },
      ],
    });
    expect(faces.wide.items).toMatchObject([{ kind: "group", columns: [{}, {}] }]);
    expect(faces.large.presentation).toBe("adaptive");
    const above = read(tile(bind("WideImageAndText01", image + text))).wide;
    expect(above).toMatchObject({ stacking: "bottom", background: { overlay: 40 } });
    const block = read(tile(bind("SquareBlock", two))).medium;
    expect(block.items).toMatchObject([{ style: "header" }, { style: "caption" }]);
    expect(read(tile(bind("Tall150x310Image", image))).medium.presentation).toBe("base");
  });

  it("is branded as its base unless the payload says more; small never has a name", () => {
    const sizes = ["Small", "Medium", "Wide", "Large"].map((size) => bind(size, text)).join("");
    const shown = (visual = "", options = {}) =>
      Object.values(read(tile(sizes, visual), options)).map(
        ({ showsName, showsLogo }) => `${showsName ? "n" : "-"}${showsLogo ? "l" : "-"}`,
      );
    expect(shown()).toEqual(["--", "--", "n-", "n-"]);
    expect(shown("", { showsName: { small: true, medium: true, wide: false } })).toEqual([
      "--",
      "n-",
      "--",
      "n-",
    ]);
    expect(shown('branding="nameAndLogo"')).toEqual(["-l", "nl", "nl", "nl"]);
    expect(shown('branding="none"')).toEqual(["--", "--", "--", "--"]);
  });

  it("lets the binding override branding and name of the visual", () => {
    const { wide } = read(
      tile(
        bind("Wide", text, 'branding="logo" displayName="Mine"'),
        'branding="name" displayName="All"',
      ),
    );
    expect(wide).toMatchObject({ showsName: false, showsLogo: true, displayName: "Mine" });
  });

  it("darkens the background by 20 % under any text, by nothing without (golden 27)", () => {
    const overlay = (inside: string, hint = "", binding = "") =>
      read(
        tile(bind("Medium", `<image placement="background" src="a" ${hint}/>${inside}`, binding)),
      ).medium.background?.overlay;
    expect(overlay(text)).toBe(20);
    expect(overlay("<group><subgroup><text/></subgroup></group>")).toBe(20);
    expect(overlay("")).toBe(0);
    expect(overlay(text, 'hint-overlay="60"')).toBe(60);
    expect(overlay(text, 'hint-overlay="150"')).toBe(100);
    expect(overlay(text, "", 'hint-overlay="30"')).toBe(30);
    expect(overlay(text, 'hint-overlay="5"', 'hint-overlay="30"')).toBe(5);
  });

  it("has a peek without a black layer beside its background (golden 28)", () => {
    const { medium } = read(
      tile(
        bind(
          "Medium",
          `<image placement="peek" hint-crop="circle" src="a"/><image placement="background" src="b"/>${text}`,
        ),
      ),
    );
    expect(medium.peek).toMatchObject({ overlay: 0, image: { isCircle: true } });
    expect(medium.items).toHaveLength(1);
  });

  it("is presented as asked", () => {
    const faces = read(
      tile(
        `${bind("Wide", "", 'hint-presentation="people"')}<binding template="TileSquare150x150IconWithBadge"/>`,
      ),
    );
    expect([faces.wide.presentation, faces.medium.presentation]).toEqual(["people", "iconic"]);
  });
});

describe("weights of columns", () => {
  it("follow the documentation: 50, what is left of 100, then 1", () => {
    expect(columnWeights([undefined, undefined, undefined])).toEqual([50, 50, 1]);
    expect(columnWeights([33, undefined])).toEqual([33, 50]);
    expect(columnWeights([undefined, 60, undefined])).toEqual([50, 60, 1]);
    expect(columnWeights([1, 0])).toEqual([1, 1]);
  });
});

describe("a badge", () => {
  it("shows 1 to 99, then 99+, and nothing for 0, none or what Windows refuses (golden 29)", () => {
    const number = (value: string) => readBadge(value);
    expect(number("7")).toEqual({ kind: "number", text: "7" });
    expect(number("99")).toEqual({ kind: "number", text: "99" });
    expect(number("120")).toEqual({ kind: "number", text: "99+" });
    for (const value of ["0", "none", "-3", "1.5", "Busy", ""])
      expect(readBadge(value)).toBeUndefined();
  });

  it("shows the sign of busy, which the original misspelt (golden 29)", () => {
    expect(readBadge("busy")).toEqual({ kind: "glyph", glyph: "busy" });
    const parsed = parsePayload('<badge value="newMessage"/>');
    expect(parsed.ok && readBadge(parsed.document)).toMatchObject({ glyph: "newMessage" });
  });
});
