import {
  attributeValue,
  createElement,
  createText,
  elementAt,
  type NodePath,
  updateElement,
  walkElements,
  withAttribute,
  withText,
  type XmlDocument,
  type XmlElement,
} from "@/content/document";
import { type ElementRule, ownRule } from "@/content/grammar/grammar";
import { insertChildAt, removeChildAt } from "@/content/layout";
import { grammars, type PayloadKind } from "@/content/validate";

/**
 * Edits for a structured editor. Each gives a new document and the path of what was edited in it; nothing
 * else changes by a byte. Undo is keeping the old document. A path that leads nowhere, or an element that
 * has no place, gives undefined. Texts with characters XML cannot carry throw RangeError.
 */
export interface Edited {
  document: XmlDocument;
  path: NodePath;
}

/** The grammar's rule for the element at a path; undefined where Windows knows no such element. */
export function ruleAt(document: XmlDocument, path: NodePath): ElementRule | undefined {
  const kind = document.root.name;
  if (!Object.hasOwn(grammars, kind)) return undefined;
  const grammar = grammars[kind as PayloadKind];
  let rule = grammar[kind];
  for (let depth = 1; depth <= path.length; depth++) {
    const element = elementAt(document, path.slice(0, depth));
    const child = element && rule && ownRule(rule.children, element.name);
    rule = child && grammar[child.rule];
  }
  return rule;
}

export interface PossibleChild {
  name: string;
  help: string;
  /** How many more there may be; undefined = no limit. */
  left?: number;
}

/** What may be put into the element at a path, in the usual order. */
export function possibleChildren(document: XmlDocument, path: NodePath): PossibleChild[] {
  const rule = ruleAt(document, path);
  const element = elementAt(document, path);
  if (!rule || !element) return [];
  const grammar = grammars[document.root.name as PayloadKind];
  return Object.entries(rule.children).flatMap(([name, { rule: key, max }]) => {
    const child = grammar[key];
    if (!child || child.deprecated) return [];
    const limit = name === "text" && key === "toast.text" ? 3 : max;
    const left = limit === undefined ? undefined : Math.max(0, limit - countOf(element, name));
    return [{ name, help: child.help, left }];
  });
}

/** Attribution is no line of the toast and does not count against its three (schema section 2). */
function countOf(element: XmlElement, name: string): number {
  return element.children.filter(
    (child) =>
      child.type === "element" &&
      child.name === name &&
      attributeValue(child, "placement") !== "attribution",
  ).length;
}

/** Sets an attribute, or removes it with undefined. */
export function setAttribute(
  document: XmlDocument,
  path: NodePath,
  [name, value]: readonly [name: string, value: string | undefined],
): Edited | undefined {
  if (!elementAt(document, path)) return undefined;
  const next = updateElement(document, path, (element) => withAttribute(element, name, value));
  return { document: next, path };
}

/** Sets the text of an element; comments and child elements stay. */
export function setText(document: XmlDocument, path: NodePath, text: string): Edited | undefined {
  if (!elementAt(document, path)) return undefined;
  return { document: updateElement(document, path, (element) => withText(element, text)), path };
}

export interface NewElement {
  name: string;
  attributes?: Readonly<Record<string, string>>;
  text?: string;
}

/**
 * Adds an element where the grammar wants it: behind the last of its name, else in the usual order. Required
 * attributes that are not given get their first value, ids a fresh one. undefined if the element may not
 * stand there or there are as many as there may be.
 */
export function addElement(
  document: XmlDocument,
  parentPath: NodePath,
  wanted: NewElement,
): Edited | undefined {
  const possible = possibleChildren(document, parentPath).find(({ name }) => name === wanted.name);
  const rule = ruleAt(document, parentPath);
  const parent = elementAt(document, parentPath);
  const isAttribution = wanted.attributes?.placement === "attribution";
  if (!possible || !rule || !parent || (possible.left === 0 && !isAttribution)) return undefined;
  const key = ownRule(rule.children, wanted.name)?.rule ?? "";
  const childRule = grammars[document.root.name as PayloadKind][key];
  const child = childRule && newElement(document, childRule, wanted);
  if (!child) return undefined;
  const opened = parent.children.length === 0 ? openParent(document, parentPath) : document;
  return insertAt(opened, parentPath, [
    child,
    placeFor(elementAt(opened, parentPath) ?? parent, rule, wanted.name),
  ]);
}

function insertAt(
  document: XmlDocument,
  parentPath: NodePath,
  [child, at]: readonly [XmlElement, number],
): Edited {
  const next = updateElement(document, parentPath, (parent) => insertChildAt(parent, child, at));
  const index = elementAt(next, parentPath)?.children.indexOf(child) ?? at;
  return { document: next, path: [...parentPath, index] };
}

function newElement(document: XmlDocument, rule: ElementRule, wanted: NewElement): XmlElement {
  const attributes: Record<string, string | undefined> = {};
  for (const [name, { required, value }] of Object.entries(rule.attributes)) {
    if (!required) continue;
    const first = "values" in value ? value.values[0] : undefined;
    attributes[name] = first ?? (name === "id" ? freshId(document, rule.name) : "");
  }
  const text = wanted.text ? [createText(wanted.text)] : [];
  return createElement(rule.name, { ...attributes, ...wanted.attributes }, text);
}

/** input1, input2 …, the first that no element of the document has. */
function freshId(document: XmlDocument, name: string): string {
  const taken = new Set<string | undefined>();
  for (const [element] of walkElements(document)) taken.add(attributeValue(element, "id"));
  let number = 1;
  while (taken.has(`${name}${number}`)) number++;
  return `${name}${number}`;
}

/** Gives an empty element on a line of its own the line break and indentation its children will have. */
function openParent(document: XmlDocument, path: NodePath): XmlDocument {
  const index = path.at(-1);
  if (index === undefined) return document;
  const gap = elementAt(document, path.slice(0, -1))?.children[index - 1];
  const raw = gap?.type === "text" && gap.value.trim() === "" ? gap.raw : "";
  const line = raw.slice(Math.max(0, raw.lastIndexOf("\n")));
  if (!line.startsWith("\n")) return document;
  return updateElement(document, path, (element) => ({ ...element, children: [createText(line)] }));
}

function placeFor(parent: XmlElement, rule: ElementRule, name: string): number {
  const order = Object.keys(rule.children);
  const rank = order.indexOf(name);
  let at = 0;
  let sees = false;
  for (const [index, child] of parent.children.entries()) {
    if (child.type !== "element") continue;
    const other = order.indexOf(child.name);
    if (other <= rank || (mixed.has(name) && mixed.has(child.name))) {
      at = index + 1;
      sees = true;
    }
  }
  return sees ? at : 0;
}

/** Pictures, groups and bars: authors order them freely, so a new one goes behind all of them. */
const mixed = new Set(["image", "group", "progress"]);

/** Takes an element out, with the white space before it. The root stays. */
export function removeElement(document: XmlDocument, path: NodePath): Edited | undefined {
  const index = path.at(-1);
  if (index === undefined || !elementAt(document, path)) return undefined;
  const parentPath = path.slice(0, -1);
  const next = updateElement(document, parentPath, (parent) => removeChildAt(parent, index));
  return { document: next, path: parentPath };
}

/**
 * A copy right behind the element, with a fresh id if it has one; of a binding for a layout that has none yet.
 * undefined where no more may stand.
 */
export function duplicateElement(document: XmlDocument, path: NodePath): Edited | undefined {
  const index = path.at(-1);
  const element = elementAt(document, path);
  const parentPath = path.slice(0, -1);
  if (index === undefined || !element) return undefined;
  const possible = possibleChildren(document, parentPath);
  if (possible.find(({ name }) => name === element.name)?.left === 0) return undefined;
  const copy =
    element.name === "binding" ? forFreeLayout(document, path) : withFreshId(document, element);
  return copy && insertAt(document, parentPath, [copy, index + 1]);
}

function withFreshId(document: XmlDocument, element: XmlElement): XmlElement {
  if (attributeValue(element, "id") === undefined) return { ...element };
  return withAttribute(element, "id", freshId(document, element.name));
}

/** Two bindings of one layout are one too many. */
function forFreeLayout(document: XmlDocument, path: NodePath): XmlElement | undefined {
  const element = elementAt(document, path);
  const layouts = ruleAt(document, path)?.attributes.template?.value;
  const siblings = elementAt(document, path.slice(0, -1))?.children ?? [];
  if (!element || layouts?.type !== "template") return undefined;
  const free = layouts.values.find((layout) =>
    siblings.every(
      (child) => child.type !== "element" || attributeValue(child, "template") !== layout,
    ),
  );
  return free === undefined ? undefined : withAttribute(element, "template", free);
}
