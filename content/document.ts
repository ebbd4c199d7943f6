/**
 * A payload as a lossless, immutable tree: every node keeps the characters it was written with, so that
 * serialize(parse(x)) === x. Edits return a new document and share what they did not touch; undo is keeping
 * the old one. Offsets are UTF-16 positions in the parsed text; nodes made by an edit have none.
 */

/** Where a parsed thing stood in its source, end exclusive. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

export interface XmlAttribute {
  readonly name: string;
  /** What the attribute means: references resolved, line breaks turned into spaces as XML demands. */
  readonly value: string;
  /** What stands between the quotes. */
  readonly raw: string;
  readonly quote: '"' | "'";
  /** White space before the name. */
  readonly before: string;
  /** The equals sign with the white space around it. */
  readonly equals: string;
  readonly range?: SourceRange;
  /** The characters between the quotes. */
  readonly valueRange?: SourceRange;
}

export interface XmlElement {
  readonly type: "element";
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  /** Written as `<a/>`; only looked at while there are no children. */
  readonly selfClosing: boolean;
  /** White space before `>` or `/>`. */
  readonly openEnd: string;
  /** White space before the `>` of the end tag. */
  readonly closeEnd: string;
  readonly range?: SourceRange;
  /** The name in the start tag. */
  readonly nameRange?: SourceRange;
}

export interface XmlText {
  readonly type: "text";
  readonly value: string;
  readonly raw: string;
  readonly range?: SourceRange;
}

/** Kept as written. `raw` includes the delimiters. */
export interface XmlOpaque {
  readonly type: "comment" | "cdata" | "instruction";
  /** Content of a comment or CDATA section; empty for an instruction. */
  readonly value: string;
  readonly raw: string;
  readonly range?: SourceRange;
}

export type XmlNode = XmlElement | XmlText | XmlOpaque;

export interface XmlDocument {
  /** Declaration, comments and white space before the root, as written. */
  readonly prolog: string;
  readonly root: XmlElement;
  /** What follows the root, as written. */
  readonly epilog: string;
}

/** Child indexes from the root down; [] is the root itself. */
export type NodePath = readonly number[];

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 forbids.
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** Whether XML 1.0 can carry this text at all. */
export function isXmlText(text: string): boolean {
  return !illegal.test(text);
}

/** The text without the characters XML 1.0 cannot carry; for text that people paste. */
export function removeIllegalCharacters(text: string): string {
  return text.replace(new RegExp(illegal.source, "gu"), "");
}

function requireXmlText(text: string): void {
  if (!isXmlText(text)) throw new RangeError("The text holds characters that XML cannot carry.");
}

const textEscapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\r": "&#13;",
};
const attributeEscapes: Record<string, string> = {
  ...textEscapes,
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
};

/** Text as element content. Throws RangeError on characters XML cannot carry. */
export function escapeText(text: string): string {
  requireXmlText(text);
  return text.replace(/[&<>\r]/g, (found) => textEscapes[found] ?? found);
}

/** Text for between double quotes. Throws RangeError on characters XML cannot carry. */
export function escapeAttribute(text: string): string {
  requireXmlText(text);
  return text.replace(/[&<>"\t\r\n]/g, (found) => attributeEscapes[found] ?? found);
}

export function createText(value: string): XmlText {
  return { type: "text", value, raw: escapeText(value) };
}

export function createAttribute(name: string, value: string): XmlAttribute {
  return { name, value, raw: escapeAttribute(value), quote: '"', before: " ", equals: "=" };
}

/** A new element. Attributes whose value is undefined are left out; order is kept. */
export function createElement(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly XmlNode[] = [],
): XmlElement {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [createAttribute(key, value)],
  );
  const attributesOf = { name, attributes: written, children };
  return { type: "element", ...attributesOf, selfClosing: true, openEnd: "", closeEnd: "" };
}

export function isElement(node: XmlNode | undefined): node is XmlElement {
  return node?.type === "element";
}

export function attributeOf(element: XmlElement, name: string): XmlAttribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name);
}

/** Value of an attribute, or undefined when it is not written. */
export function attributeValue(element: XmlElement, name: string): string | undefined {
  return attributeOf(element, name)?.value;
}

/** Child elements, all or those of one name. */
export function childElements(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => isElement(child) && (name === undefined || child.name === name),
  );
}

export function firstChild(element: XmlElement, name: string): XmlElement | undefined {
  return childElements(element, name)[0];
}

/** Text and CDATA of an element itself, comments left out. */
export function textOf(element: XmlElement): string {
  let text = "";
  for (const child of element.children) {
    if (child.type === "text" || child.type === "cdata") text += child.value;
  }
  return text;
}

/** The element with the attribute set in place, appended if it was missing, removed if value is undefined. */
export function withAttribute(
  element: XmlElement,
  name: string,
  value: string | undefined,
): XmlElement {
  const at = element.attributes.findIndex((attribute) => attribute.name === name);
  const old = element.attributes[at];
  if (old?.value === value) return element;
  if (value === undefined) {
    return { ...element, attributes: element.attributes.filter((_, index) => index !== at) };
  }
  if (!old) {
    return { ...element, attributes: [...element.attributes, createAttribute(name, value)] };
  }
  const { before, equals } = old;
  const next = { ...createAttribute(name, value), before, equals };
  return { ...element, attributes: element.attributes.with(at, next) };
}

/** The element with this text content; comments and child elements stay, the first text takes the value. */
export function withText(element: XmlElement, value: string): XmlElement {
  if (textOf(element) === value) return element;
  const isText = (node: XmlNode) => node.type === "text" || node.type === "cdata";
  const at = element.children.findIndex(isText);
  const rest = element.children.filter((node, index) => index === at || !isText(node));
  const fresh = value === "" ? [] : [createText(value)];
  const children =
    at < 0 ? [...fresh, ...rest] : [...rest.slice(0, at), ...fresh, ...rest.slice(at + 1)];
  return { ...element, children };
}

export function elementAt(document: XmlDocument, path: NodePath): XmlElement | undefined {
  let element: XmlElement | undefined = document.root;
  for (const index of path) {
    const child: XmlNode | undefined = element?.children[index];
    element = isElement(child) ? child : undefined;
  }
  return element;
}

/** The document with the element at `path` replaced; unchanged if there is none. */
export function updateElement(
  document: XmlDocument,
  path: NodePath,
  update: (element: XmlElement) => XmlElement,
): XmlDocument {
  const root = updateWithin(document.root, path, update);
  return root === document.root ? document : { ...document, root };
}

function updateWithin(
  element: XmlElement,
  path: NodePath,
  update: (element: XmlElement) => XmlElement,
): XmlElement {
  const [index, ...rest] = path;
  if (index === undefined) return update(element);
  const child = element.children[index];
  if (!isElement(child)) return element;
  const next = updateWithin(child, rest, update);
  return next === child ? element : { ...element, children: element.children.with(index, next) };
}

/** Every element with its path, in document order. */
export function* walkElements(document: XmlDocument): Generator<[XmlElement, NodePath]> {
  yield* walkFrom(document.root, []);
}

function* walkFrom(element: XmlElement, path: NodePath): Generator<[XmlElement, NodePath]> {
  yield [element, path];
  for (const [index, child] of element.children.entries()) {
    if (isElement(child)) yield* walkFrom(child, [...path, index]);
  }
}
