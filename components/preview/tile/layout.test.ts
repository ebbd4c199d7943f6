import { describe, expect, it } from "vitest";
import { parsePayload } from "@/content/parse";
import { type TextStyle, textStyles } from "../model/read-group";
import { readTile, type TileSize } from "../tile-model";
import { layoutTile, type Measures } from "./layout";
import { contentBox, type Density, metricsOf } from "./metrics";

interface Case {
  size: TileSize;
  inside: string;
  attributes?: string;
  hasStrip?: boolean;
  density?: Density;
  /** Letters a line holds. */
  letters?: number;
  image?: { width: number; height: number };
}

function lay(one: Case) {
  const { size, inside, attributes = "", hasStrip = false, letters = 10 } = one;
  const template = `Tile${size[0]?.toUpperCase()}${size.slice(1)}`;
  const parsed = parsePayload(
    `<tile><visual><binding template="${template}" ${attributes}>${inside}</binding></visual></tile>`,
  );
  if (!parsed.ok) throw new Error("not XML");
  const measures: Measures = {
    text: ({ text }) => Math.max(1, Math.ceil(text.length / letters)),
    image: () => one.image ?? { width: 100, height: 100 },
  };
  const face = readTile(parsed.document, { appName: "App" })[size];
  return layoutTile(face, contentBox(metricsOf(size, one.density), hasStrip), measures);
}

/** "text@top-bottom" of every box. */
function spans(one: Case): string[] {
  return lay(one).boxes.map((box) => {
    const name = box.kind === "text" ? box.text.text : "image";
    return `${name}@${box.y}-${box.y + box.height}`;
  });
}

const long = "x".repeat(400);
const text = (content: string, more = "") => `<text ${more}>${content}</text>`;
const wrapped = (style: TextStyle) => text(long, `hint-style="${style}" hint-wrap="true"`);
const linesOf = (one: Case) =>
  lay(one).boxes.reduce((sum, box) => sum + (box.kind === "text" ? box.lines : 0), 0);

describe("the room of a tile", () => {
  const plainAndBranded: Record<string, Record<TileSize, string>> = {
    caption: { small: "2/1", medium: "5/4", wide: "5/4", large: "12/10" },
    body: { small: "2/1", medium: "4/3", wide: "4/3", large: "9/8" },
    base: { small: "2/1", medium: "4/3", wide: "4/3", large: "9/8" },
    subtitle: { small: "1/1", medium: "3/2", wide: "3/2", large: "7/6" },
    title: { small: "1/0", medium: "2/2", wide: "2/2", large: "6/5" },
    subheader: { small: "1/0", medium: "2/1", wide: "2/1", large: "4/3" },
    header: { small: "0/0", medium: "1/1", wide: "1/1", large: "3/2" },
  };

  it.each(Object.entries(plainAndBranded))(
    "holds as many lines of %s as in Windows",
    (name, want) => {
      const style = textStyles.find((known) => known === name) ?? "caption";
      for (const [size, expected] of Object.entries(want)) {
        const one = { size: size as TileSize, inside: wrapped(style) };
        expect(`${linesOf(one)}/${linesOf({ ...one, hasStrip: true })}`, size).toBe(expected);
      }
    },
  );

  it("is larger on a tablet", () => {
    const lines = (["small", "medium", "large"] as const).map((size) =>
      [false, true].map((hasStrip) =>
        linesOf({ size, inside: wrapped("caption"), hasStrip, density: "tablet" }),
      ),
    );
    expect(lines).toEqual([
      [3, 2],
      [7, 5],
      [15, 13],
    ]);
  });
});

describe("texts on a tile", () => {
  it("fill one and four lines, with the name one and three (golden 23)", () => {
    const inside = text("Title") + text(long, 'hint-style="captionSubtle" hint-wrap="true"');
    const one = { size: "medium", inside } as const;
    expect(spans(one)).toEqual(["Title@4-20", `${long}@20-84`]);
    expect(spans({ ...one, hasStrip: true })).toEqual(["Title@4-20", `${long}@20-68`]);
  });

  it("end the tile where they are cut, also if something small would still fit", () => {
    const inside = `${text(long, 'hint-wrap="true"')}${text("after")}`;
    const layout = lay({ size: "medium", inside });
    expect(layout.boxes).toHaveLength(1);
    expect(layout.dropped.map((dropped) => dropped.text)).toEqual(["after"]);
  });

  it("are never shown as half a line", () => {
    const inside = text("a", 'hint-style="subheader"') + text("b", 'hint-style="header"');
    expect(spans({ size: "medium", inside })).toEqual(["a@0-40"]);
  });

  it("take at most hint-maxLines, and hint-minLines even when empty", () => {
    const three = text(long, 'hint-wrap="true" hint-maxLines="3"');
    expect(spans({ size: "medium", inside: three + text("b") })).toEqual([
      `${long}@4-52`,
      "b@52-68",
    ]);
    const two = text("a", 'hint-wrap="true" hint-minLines="2"');
    expect(spans({ size: "medium", inside: two + text("b") })).toEqual(["a@4-36", "b@36-52"]);
  });

  it("stand in the middle or at the foot of what the strip leaves (golden 30)", () => {
    const at = (stacking: string, hasStrip: boolean) =>
      spans({
        size: "medium",
        inside: text("a"),
        attributes: `hint-textStacking="${stacking}"`,
        hasStrip,
      });
    expect([at("top", false), at("center", false), at("bottom", false)]).toEqual([
      ["a@4-20"],
      ["a@40-56"],
      ["a@76-92"],
    ]);
    expect([at("center", true), at("bottom", true)]).toEqual([["a@30-46"], ["a@56-72"]]);
  });
});

describe("groups on a tile", () => {
  const column = (inside: string, weight = 'hint-weight="1"') =>
    `<subgroup ${weight}>${inside}</subgroup>`;
  const group = (...columns: string[]) => `<group>${columns.join("")}</group>`;
  const widths = (size: TileSize, count: number) => {
    const inside = group(...Array.from({ length: count }, () => column(text("a"))));
    return lay({ size, inside }).boxes.map(({ width }) => Math.round(width * 10) / 10);
  };

  it("divide the width into equal columns with gaps of 8", () => {
    expect(widths("medium", 2)).toEqual([38, 38]);
    expect(widths("medium", 3)[0]).toBe(22.7);
    expect(widths("wide", 4)[0]).toBe(41);
    expect(widths("large", 5)[0]).toBe(31.2);
  });

  it("put a picture directly under the text without its margin (golden 24)", () => {
    const day = `${text("Mon")}<image src="a" hint-removeMargin="true"/>${text("63")}${text("42")}`;
    const inside = group(...Array.from({ length: 5 }, () => column(day)));
    const all = spans({
      size: "wide",
      inside,
      hasStrip: true,
      image: { width: 200, height: 100 },
    });
    expect(all.slice(0, 4)).toEqual(["Mon@4-20", "image@20-36", "63@36-52", "42@52-68"]);
  });

  it("stop after what overflows in the first group (golden 25)", () => {
    const day = (hint: string) =>
      `${text("Mon")}<image src="a" ${hint}/>${text("63")}${text("42")}`;
    const shown = (hint: string) =>
      spans({ size: "medium", inside: group(column(day(hint)), column(day(hint))) }).slice(-1);
    expect(shown("")).toEqual(["63@74-90"]);
    expect(shown('hint-removeMargin="true"')).toEqual(["42@74-90"]);
  });

  it("are shown whole or not at all (golden 26)", () => {
    const mail = group(column(text("s", 'hint-style="subtitle"') + text("a") + text("b")));
    const one = { size: "large", inside: [mail, mail, mail].join("<text/>") } as const;
    const layout = lay({ ...one, hasStrip: true });
    expect(layout.boxes.filter((box) => box.kind === "text" && box.text.text === "s")).toHaveLength(
      2,
    );
    expect(layout.dropped).toHaveLength(3);
    expect(spans({ ...one, hasStrip: true }).slice(3, 6)).toEqual([
      "@58-74",
      "s@74-98",
      "a@100-116",
    ]);
  });

  it("line up the first lines of their columns", () => {
    const inside =
      text("top") + group(column(text("big", 'hint-style="title"')), column(text("small")));
    expect(spans({ size: "large", inside })).toEqual(["top@4-20", "big@20-50", "small@25-41"]);
  });

  it("move a short column to the foot of the row", () => {
    const inside = group(
      column(text("a") + text("b") + text("c")),
      column(text("d"), 'hint-weight="1" hint-textStacking="bottom"'),
    );
    expect(spans({ size: "medium", inside }).at(-1)).toBe("d@36-52");
  });
});

describe("pictures on a tile", () => {
  const box = (hint: string, image = { width: 40, height: 20 }) =>
    lay({ size: "medium", inside: `<image src="a" ${hint}/>`, image }).boxes[0];

  it("fill the width, or keep their size where they are aligned", () => {
    expect(box("")).toMatchObject({ x: 8, y: 8, width: 84, height: 42 });
    expect(box('hint-align="left"')).toMatchObject({ x: 8, width: 40, height: 20 });
    expect(box('hint-align="right"')).toMatchObject({ x: 52, width: 40, height: 20 });
  });

  it("shrink to the height that is left and end the tile", () => {
    const layout = lay({
      size: "medium",
      inside: `${text("a")}<image src="a"/>${text("b")}`,
      image: { width: 100, height: 100 },
    });
    expect(layout.boxes[1]).toMatchObject({ y: 28, width: 64, height: 64, x: 18 });
    expect(layout.boxes).toHaveLength(2);
  });

  it("are squares where they are cut to a circle", () => {
    expect(box('hint-crop="circle"')).toMatchObject({ width: 84, height: 84 });
    expect(box('hint-crop="circle" hint-align="center"')).toMatchObject({ width: 20, height: 20 });
  });
});
