import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementAt, walkElements, type XmlDocument } from "@/content/document";
import { parsePayload } from "@/content/parse";
import { serialize } from "@/content/serialize";
import { validatePayload } from "@/content/validate";
import {
  addElement,
  duplicateElement,
  type Edited,
  possibleChildren,
  removeElement,
  ruleAt,
  setAttribute,
  setText,
} from "./edit";
import { moveElement, moveElementTo } from "./move";
import { outlineOf, outlineValue, sectionsOf } from "./outline";

function parsed(xml: string) {
  const result = parsePayload(xml);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.document;
}

const toast = `<toast launch='a'>
  <!-- mine -->
  <visual>
    <binding template="ToastGeneric" x-own="1">
      <text>One</text>
      <image src="a.png" placement="hero"/>
      <text placement="attribution">Via</text>
    </binding>
  </visual>
  <actions>
    <input id="input1" type="text"/>
    <action content="Go" arguments="go"/>
  </actions>
</toast>`;

const pathOf = (document: XmlDocument, name: string, nth = 0) => {
  const found = [...walkElements(document)].filter(([element]) => element.name === name)[nth];
  if (!found) throw new Error(name);
  return found[1];
};

function text(edited: Edited | undefined): string {
  if (!edited) throw new Error("refused");
  return serialize(edited.document);
}

describe("edits of a document", () => {
  const document = parsed(toast);

  it("put an element where the grammar wants it, indented like its neighbours", () => {
    const added = addElement(document, pathOf(document, "binding"), { name: "text", text: "Two" });
    expect(text(added)).toBe(toast.replace("Via</text>\n", "Via</text>\n      <text>Two</text>\n"));
    const audio = addElement(document, [], { name: "audio" });
    expect(text(audio)).toBe(toast.replace("  <actions>", "  <audio/>\n  <actions>"));
    const header = addElement(document, [], { name: "header", attributes: { title: "T" } });
    expect(text(header)).toBe(
      toast.replace("'a'>", `'a'>\n  <header id="header1" title="T" arguments=""/>`),
    );
  });

  it("fill required attributes and give fresh ids", () => {
    const added = addElement(document, pathOf(document, "actions"), { name: "input" });
    expect(text(added)).toContain(
      '<input id="input1" type="text"/>\n    <input id="input2" type="text"/>',
    );
    expect(added && elementAt(added.document, added.path)?.name).toBe("input");
    const inputPath = added?.path ?? [];
    const choice = added && addElement(added.document, inputPath, { name: "selection" });
    expect(text(choice)).toContain(
      '<input id="input2" type="text">\n      <selection id="selection1" content=""/>\n    </input>',
    );
  });

  it("refuse what the grammar refuses", () => {
    expect(addElement(document, [], { name: "text" })).toBeUndefined();
    expect(addElement(document, [9, 9], { name: "text" })).toBeUndefined();
    expect(addElement(document, [], { name: "visual" })).toBeUndefined();
    expect(removeElement(document, [])).toBeUndefined();
    expect(moveElement(document, pathOf(document, "image"), 1)).toBeUndefined();
    let full: XmlDocument = document;
    for (let count = 0; count < 2; count++) {
      full = addElement(full, pathOf(full, "binding"), { name: "text" })?.document ?? full;
    }
    expect(addElement(full, pathOf(full, "binding"), { name: "text" })).toBeUndefined();
    const left = possibleChildren(full, pathOf(full, "binding")).find(
      ({ name }) => name === "text",
    );
    expect(left?.left).toBe(0);
    expect(possibleChildren(document, [])?.map(({ name }) => name)).not.toContain("commands");
  });

  it("add and remove without a trace", () => {
    for (const name of ["text", "image", "group", "progress"]) {
      const added = addElement(document, pathOf(document, "binding"), { name });
      expect(added && text(removeElement(added.document, added.path))).toBe(toast);
    }
  });

  it("move texts and buttons, and back", () => {
    const more = addElement(document, pathOf(document, "actions"), { name: "action" });
    if (!more) throw new Error("refused");
    const moved = moveElement(more.document, more.path, -1);
    expect(text(moved)).toContain('arguments=""/>\n    <action content="Go"');
    expect(text(moved && moveElement(moved.document, moved.path, 1))).toBe(text(more));
    const copied = duplicateElement(document, pathOf(document, "input"));
    expect(text(copied)).toContain(
      '<input id="input1" type="text"/>\n    <input id="input2" type="text"/>',
    );
  });

  it("copy a size of a tile to the next size without content, and a toast's only layout not at all", () => {
    const tile = parsed(
      '<tile><visual><binding template="TileMedium"><text>a</text></binding><binding template="TileSmall"/></visual></tile>',
    );
    const copied = duplicateElement(tile, [0, 0]);
    expect(text(copied)).toContain(
      '</binding><binding template="TileWide"><text>a</text></binding><binding template="TileSmall"/>',
    );
    const full = copied && duplicateElement(copied.document, copied.path);
    expect(full && duplicateElement(full.document, full.path)).toBeUndefined();
    const toast = parsed('<toast><visual><binding template="ToastGeneric"/></visual></toast>');
    expect(duplicateElement(toast, [0, 0])).toBeUndefined();
  });

  it("move to a place among their like, whatever stands between", () => {
    const xml =
      '<toast><visual><binding template="ToastGeneric"><text>1</text><image src="a"/><text>2</text><text>3</text></binding></visual></toast>';
    const three = parsed(xml);
    const at = (index: number) => [0, 0, index];
    const order = (edited: Edited | undefined) =>
      text(edited)
        .match(/\d(?=<)|src/g)
        ?.join("");
    expect(order(moveElementTo(three, at(0), 3))).toBe("2src31");
    expect(order(moveElementTo(three, at(3), 0))).toBe("3src12");
    expect(moveElementTo(three, at(3), 0)?.path).toEqual(at(0));
    expect(moveElementTo(three, at(0), 0)).toBeUndefined();
    expect(moveElementTo(three, at(0), 1), "the place of a picture").toBeUndefined();
    expect(moveElementTo(three, at(0), 9)).toBeUndefined();
    expect(moveElementTo(three, [], 0)).toBeUndefined();
  });

  it("set and remove attributes and texts only", () => {
    const path = pathOf(document, "image");
    expect(text(setAttribute(document, path, ["alt", "A & B"]))).toBe(
      toast.replace('"hero"/>', '"hero" alt="A &amp; B"/>'),
    );
    expect(text(setAttribute(document, path, ["placement", undefined]))).toBe(
      toast.replace(' placement="hero"', ""),
    );
    expect(text(setText(document, pathOf(document, "text"), "1 < 2"))).toBe(
      toast.replace("One", "1 &lt; 2"),
    );
    expect(setText(document, [0], "x")).toBeUndefined();
  });

  it("leave a document that reads back with the same paths, whatever is done", () => {
    const deed = fc.tuple(fc.nat(5), fc.nat(40), fc.nat(10));
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
        let current = parsed(toast);
        for (const [kind, at, choice] of deeds) {
          const paths = [...walkElements(current)].map(([, path]) => path);
          const path = paths[at % paths.length] ?? [];
          const names = possibleChildren(current, path);
          const name = names[choice % Math.max(1, names.length)]?.name ?? "none";
          const edited = [
            () => addElement(current, path, { name }),
            () => removeElement(current, path),
            () => moveElement(current, path, choice % 2 ? 1 : -1),
            () => setText(current, path, `t${choice}`),
            () => duplicateElement(current, path),
            () => setAttribute(current, path, ["launch", choice % 3 ? "x" : undefined]),
          ][kind]?.();
          if (!edited) continue;
          current = edited.document;
          const again = parsed(serialize(current));
          const places = (document: XmlDocument) =>
            [...walkElements(document)].map(([element, place]) => [element.name, ...place]);
          expect(places(again)).toEqual(places(current));
          expect(serialize(current)).toContain("<!-- mine -->");
        }
        validatePayload(serialize(current));
      }),
    );
  });
});

describe("outline of a document", () => {
  it("is the form's model with labels, rules and paths", () => {
    const document = parsed(toast.replace("<actions>", "<odd/><actions>"));
    const outline = outlineOf(document);
    if (!outline) throw new Error("no outline");
    const { bindings, buttons, inputs, unknown } = sectionsOf(outline);
    const [binding] = bindings;
    expect(binding?.texts.map(({ label, text: words }) => [label, words])).toEqual([
      ["Text 1", "One"],
    ]);
    expect(binding?.attribution?.text).toBe("Via");
    expect(binding?.images[0]).toMatchObject({ label: "Hero picture" });
    expect(binding?.binding.attributes.find(({ name }) => name === "x-own")).toMatchObject({
      value: "1",
      rule: undefined,
    });
    expect(buttons[0] && outlineValue(buttons[0], "content")).toBe("Go");
    expect(buttons[0]?.attributes.find(({ name }) => name === "activationType")).toMatchObject({
      rule: { default: "foreground" },
    });
    expect(inputs[0]?.label).toBe("Box 1");
    expect(unknown.map(({ name }) => name)).toEqual(["odd"]);
    for (const item of [binding?.images[0], buttons[0]]) {
      expect(item && elementAt(document, item.path)?.name).toBe(item?.name);
      expect(item && ruleAt(document, item.path)).toBe(item?.rule);
    }
  });

  it("has a section per tile size", () => {
    const outline = outlineOf(
      parsed(
        '<tile><visual><binding template="TileWide"><text>a</text></binding><binding template="TileSquareText01"/></visual></tile>',
      ),
    );
    const labels = outline && sectionsOf(outline).bindings.map(({ binding }) => binding.label);
    expect(labels).toEqual(["Wide tile", "Older layout 1"]);
    expect(outlineOf(parsed("<raw/>"))).toBeUndefined();
  });
});
