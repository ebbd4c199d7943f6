import { elementAt, type NodePath, updateElement, type XmlDocument } from "@/content/document";
import type { Edited } from "./edit";

/** Swaps an element with its neighbour of the same name before (-1) or behind (1) it. */
export function moveElement(
  document: XmlDocument,
  path: NodePath,
  direction: -1 | 1,
): Edited | undefined {
  const index = path.at(-1);
  const parentPath = path.slice(0, -1);
  const children = elementAt(document, parentPath)?.children;
  const moved = elementAt(document, path);
  if (index === undefined || !children || !moved) return undefined;
  for (let at = index + direction; at >= 0 && at < children.length; at += direction) {
    const other = children[at];
    if (other?.type !== "element" || other.name !== moved.name) continue;
    const next = updateElement(document, parentPath, (parent) => ({
      ...parent,
      children: parent.children.with(at, moved).with(index, other),
    }));
    return { document: next, path: [...parentPath, at] };
  }
  return undefined;
}

/** Moves an element among those of its name to the place of the one at a child index of the same parent. */
export function moveElementTo(
  document: XmlDocument,
  path: NodePath,
  index: number,
): Edited | undefined {
  const from = path.at(-1);
  if (from === undefined || from === index) return undefined;
  const direction = index < from ? -1 : 1;
  let moved: Edited | undefined;
  for (let at = from; at !== index; ) {
    const next = moveElement(moved?.document ?? document, [...path.slice(0, -1), at], direction);
    const place = next?.path.at(-1);
    // No further in that direction, or beyond the place: it was no place of one of its name.
    if (!next || place === undefined || (place - index) * direction > 0) return undefined;
    moved = next;
    at = place;
  }
  return moved;
}
