import { describe, expect, it } from "vitest";
import type { NodePath, XmlDocument } from "@/content/document";
import { ownRule } from "@/content/grammar/grammar";
import { parsePayload } from "@/content/parse";
import { grammars } from "@/content/validate";
import { addElement } from "./edit";
import { type OutlineItem, outlineOf } from "./outline";

/** P-41 to P-50: what the form can show is what the outline has; what it can add is what addElement takes. */

function read(xml: string): XmlDocument {
  const parsed = parsePayload(xml);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.document;
}

/** Adds, below every element, one of each it may hold, until nothing new is met. */
function grown(kind: "toast" | "tile"): { document: XmlDocument; refused: string[] } {
  let document = read(`<${kind}/>`);
  const refused: string[] = [];
  const met = new Set<string>();
  for (let queue: NodePath[] = [[]]; queue.length > 0; ) {
    const path = queue.shift() ?? [];
    const item = itemAt(document, path);
    if (!item?.rule) continue;
    for (const [name, { rule: key }] of Object.entries(item.rule.children)) {
      if (met.has(key) || grammars[kind][key]?.deprecated) continue;
      met.add(key);
      const added = addElement(document, path, { name });
      if (!added) refused.push(`${item.name} > ${name}`);
      else {
        document = added.document;
        queue = [...queue.map((one) => shifted(one, added.path)), added.path];
      }
    }
  }
  return { document, refused };
}

/** A path that an insertion before it has moved. */
function shifted(path: NodePath, inserted: NodePath): NodePath {
  const at = inserted.length - 1;
  const isBeside = inserted.slice(0, at).every((step, depth) => path[depth] === step);
  const step = path[at];
  if (!isBeside || step === undefined || step < (inserted[at] ?? 0)) return path;
  return path.with(at, step + 1);
}

function itemAt(document: XmlDocument, path: readonly number[]): OutlineItem | undefined {
  const all = (item: OutlineItem): OutlineItem[] => [item, ...item.children.flatMap(all)];
  const outline = outlineOf(document);
  return outline && all(outline.root).find((item) => item.path.join() === path.join());
}

describe.each(["toast", "tile"] as const)("the form of a %s", (kind) => {
  const { document, refused } = grown(kind);
  const outline = outlineOf(document);
  const all = (item: OutlineItem): OutlineItem[] => [item, ...item.children.flatMap(all)];
  const items = outline ? all(outline.root) : [];

  it("can add every element of the schema that is not deprecated", () => {
    expect(refused).toEqual([]);
    const wanted = Object.values(grammars[kind]).filter(({ deprecated }) => !deprecated);
    const shown = new Set(items.map(({ name }) => name));
    const missing = wanted.map(({ name }) => name).filter((name) => !shown.has(name));
    expect(missing.filter((name) => name !== "command")).toEqual([]);
  });

  it("has a field for every attribute of every element", () => {
    for (const { rule, attributes, name } of items) {
      const shown = attributes.map((attribute) => attribute.name);
      expect(shown, name).toEqual(expect.arrayContaining(Object.keys(rule?.attributes ?? {})));
      for (const attribute of attributes) {
        expect(ownRule(rule?.attributes ?? {}, attribute.name), attribute.name).toBeDefined();
      }
    }
  });
});
