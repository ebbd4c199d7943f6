import { type NodePath, walkElements, type XmlDocument } from "@/content/document";
import { addElement, type Edited, type NewElement } from "@/content/editor/edit";

/** Adding what a person asks for, with the elements around it that Windows wants. */

/** Into the child of this name, which is made where it is missing: a button needs actions. */
export function addInto(
  document: XmlDocument,
  parentName: "actions" | "visual",
  wanted: NewElement,
): Edited | undefined {
  const path = pathOf(document, parentName);
  if (path) return addElement(document, path, wanted);
  const made = addElement(document, [], { name: parentName });
  return made && addElement(made.document, made.path, wanted);
}

/** Values a new element starts with, so that it says something before anything is typed. */
const starts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  progress: { status: "In progress", value: "0.5" },
};

/** One element under a path; columns come with their first column and its text. */
export function addTo(
  document: XmlDocument,
  parent: NodePath,
  wanted: NewElement,
): Edited | undefined {
  const attributes = { ...starts[wanted.name], ...wanted.attributes };
  const added = addElement(document, parent, { ...wanted, attributes });
  if (!added) return undefined;
  const inner = { group: "subgroup", subgroup: "text" }[wanted.name];
  const filled = inner && addTo(added.document, added.path, { name: inner });
  return filled ? { document: filled.document, path: added.path } : added;
}

/** The first binding, made with its visual where there is none. */
export function withBinding(document: XmlDocument): Edited | undefined {
  const path = pathOf(document, "binding");
  if (path) return { document, path };
  return addInto(document, "visual", { name: "binding" });
}

function pathOf(document: XmlDocument, name: string): NodePath | undefined {
  for (const [element, path] of walkElements(document)) {
    if (element.name === name) return path;
  }
  return undefined;
}
