import { createText, type XmlElement, type XmlNode } from "./document";

/** Edits of a child list that keep the author's layout: lines, indentation, comments. */

/** Inserts in front of what stands at `at` (or last) on a line of its own, indented like its neighbours. */
export function insertChildAt(parent: XmlElement, child: XmlElement, at: number): XmlElement {
  const gap = gapOf(parent, at);
  const children = parent.children.toSpliced(at, 0, ...(gap ? [createText(gap)] : []), child);
  return { ...parent, children: mergedTexts(children) };
}

/** Takes a child out together with the white space before it. */
export function removeChildAt(parent: XmlElement, at: number): XmlElement {
  const before = parent.children[at - 1];
  const from = before && isGap(before) ? at - 1 : at;
  const children = parent.children.toSpliced(from, at - from + 1);
  return { ...parent, children: mergedTexts(children) };
}

export function isGap(node: XmlNode): boolean {
  return node.type === "text" && /^[ \t\r\n]*$/.test(node.raw);
}

/** The line break and indentation that the neighbours of a place have, or nothing if they share a line. */
function gapOf(parent: XmlElement, at: number): string {
  const before = parent.children[at - 2];
  const first = parent.children[0];
  const neighbour = at === 0 ? first : before && isGap(before) ? before : first;
  if (!neighbour || !isGap(neighbour)) return "";
  const raw = neighbour.type === "text" ? neighbour.raw : "";
  const line = raw.lastIndexOf("\n");
  if (line < 0) return "";
  // Alone with the gap before the end tag: that is the parent's own indentation, one level less.
  return raw.slice(line) + (parent.children.every(isGap) ? "  " : "");
}

/** As the parser would read it back: one text where two would touch, so that paths stay true. */
function mergedTexts(children: readonly XmlNode[]): XmlNode[] {
  const merged: XmlNode[] = [];
  for (const child of children) {
    const last = merged.at(-1);
    if (child.type === "text" && last?.type === "text") {
      merged[merged.length - 1] = {
        type: "text",
        value: last.value + child.value,
        raw: last.raw + child.raw,
      };
    } else merged.push(child);
  }
  return merged;
}
