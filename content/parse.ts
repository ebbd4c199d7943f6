import {
  type XmlElement as ParsedElement,
  type XmlNode as ParsedNode,
  parseXml,
  XmlCdata,
  XmlComment,
  XmlDocumentType,
  XmlElement as XmlElementClass,
  XmlError,
  XmlText as XmlTextClass,
} from "@rgrove/parse-xml";
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from "./document";
import { locateProblems, type Problem, type ProblemDraft } from "./problem";

export type ParseResult = { ok: true; document: XmlDocument } | { ok: false; problems: Problem[] };

/** UTF-16 units. Far above what any push service takes (5,000 bytes), low enough to stay quick. */
export const maximumTextLength = 65_536;
export const maximumDepth = 64;

/** Thrown inside this file only; parsePayload turns it into a problem. */
class Refusal extends Error {
  constructor(readonly draft: ProblemDraft) {
    super(draft.message);
  }
}

/**
 * Reads a payload. Never throws: what is not well-formed, holds a doctype, is too long or too deep comes
 * back as one problem, because a second finding behind a broken tag would be a guess.
 */
export function parsePayload(xml: string, longest = maximumTextLength): ParseResult {
  if (longest !== maximumTextLength || xml.length > longest) return read(xml, longest);
  const known = recent.get(xml);
  if (known) return known;
  const result = read(xml, longest);
  if (recent.size >= mostRecent) recent.delete(recent.keys().next().value ?? "");
  recent.set(xml, result);
  return result;
}

/** A keystroke in the editor is checked, measured, drawn and saved: the same text, five times. Documents never change. */
const recent = new Map<string, ParseResult>();
const mostRecent = 8;

function read(xml: string, longest: number): ParseResult {
  try {
    return { ok: true, document: readDocument(xml, longest) };
  } catch (error) {
    return { ok: false, problems: locateProblems(xml, [toDraft(xml, error)]) };
  }
}

function readDocument(xml: string, longest: number): XmlDocument {
  if (xml.length > longest) {
    refuse("xml.too-long", `The text is longer than ${longest} characters.`, 0, 0);
  }
  const parsed = parseXml(xml, {
    includeOffsets: true,
    preserveCdata: true,
    preserveComments: true,
    preserveDocumentType: true,
  });
  for (const child of parsed.children) {
    if (child instanceof XmlDocumentType) {
      refuse("xml.doctype", "A DOCTYPE is not allowed in a payload.", child.start, child.end);
    }
  }
  const root = parsed.root;
  if (!root) return refuse("xml.malformed", "The payload has no root element.", 0, xml.length);
  const end = Math.min(root.end, xml.length);
  const reader = new TreeReader(xml);
  return {
    prolog: xml.slice(0, root.start),
    root: reader.element(root, 1, new Set(["xml", "xmlns"])),
    epilog: xml.slice(end),
  };
}

function refuse(code: string, message: string, start: number, end: number): never {
  throw new Refusal({ code, severity: "error", message, start, end });
}

function toDraft(xml: string, error: unknown): ProblemDraft {
  if (error instanceof Refusal) return error.draft;
  if (error instanceof RangeError) {
    const message = `Elements are nested more than ${maximumDepth} deep.`;
    return { code: "xml.too-deep", severity: "error", message, start: 0, end: 0 };
  }
  if (!(error instanceof XmlError)) throw error;
  const start = unitOffset(xml, error.pos);
  const [message = "The payload is not well-formed XML"] = error.message.split(" (line ");
  const end = Math.min(start + 1, xml.length);
  return { code: "xml.malformed", severity: "error", message: `${message}.`, start, end };
}

/** The parser counts code points in its errors, editors count UTF-16 units. */
function unitOffset(xml: string, codePoints: number): number {
  let at = 0;
  for (let count = 0; count < codePoints && at < xml.length; count++) {
    at += (xml.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}

// XML's own white space, not \s: U+1680 and U+FEFF are white space to JavaScript and letters to XML.
const nameInTag = /[^ \t\r\n=/>]+/y;
const attributeInTag =
  /([ \t\r\n]+)([^ \t\r\n=/>]+)([ \t\r\n]*=[ \t\r\n]*)(?:"([^"]*)"|'([^']*)')/y;
const gapInTag = /[ \t\r\n]*/y;

class TreeReader {
  constructor(readonly xml: string) {}

  element(parsed: ParsedElement, depth: number, prefixes: ReadonlySet<string>): XmlElement {
    const { start } = parsed;
    const end = Math.min(parsed.end, this.xml.length);
    if (depth > maximumDepth) {
      refuse("xml.too-deep", `Elements are nested more than ${maximumDepth} deep.`, start, end);
    }
    const { name, nameRange, attributes, openEnd, selfClosing } = this.startTag(parsed);
    const known = declaredPrefixes(attributes, prefixes);
    requirePrefix(name, nameRange, known);
    for (const { name: key, range } of attributes) if (range) requirePrefix(key, range, known);
    const children = parsed.children.map((child) => this.node(child, depth + 1, known));
    const closeEnd = selfClosing ? "" : this.gapBefore(end - 1);
    const range = { start, end };
    const tag = { name, attributes, selfClosing, openEnd, closeEnd };
    return { type: "element", ...tag, children, range, nameRange };
  }

  private startTag(parsed: ParsedElement) {
    const nameStart = parsed.start + 1;
    nameInTag.lastIndex = nameStart;
    const [name = parsed.name] = nameInTag.exec(this.xml) ?? [];
    const nameRange = { start: nameStart, end: nameStart + name.length };
    let at = nameRange.end;
    const attributes: XmlAttribute[] = [];
    for (;;) {
      attributeInTag.lastIndex = at;
      const found = attributeInTag.exec(this.xml);
      if (!found) break;
      attributes.push(attributeFrom(found, at, parsed.attributes));
      at = attributeInTag.lastIndex;
    }
    gapInTag.lastIndex = at;
    const openEnd = gapInTag.exec(this.xml)?.[0] ?? "";
    const selfClosing = this.xml[at + openEnd.length] === "/";
    return { name, nameRange, attributes, openEnd, selfClosing };
  }

  private gapBefore(end: number): string {
    let at = end;
    while (at > 0 && " \t\r\n".includes(this.xml[at - 1] ?? "-")) at--;
    return this.xml.slice(at, end);
  }

  private node(parsed: ParsedNode, depth: number, prefixes: ReadonlySet<string>): XmlNode {
    if (parsed instanceof XmlElementClass) return this.element(parsed, depth, prefixes);
    const start = parsed.start;
    const end = Math.min(parsed.end, this.xml.length);
    const place = { raw: this.xml.slice(start, end), range: { start, end } };
    if (parsed instanceof XmlCdata) return { type: "cdata", value: parsed.text, ...place };
    if (parsed instanceof XmlTextClass) return { type: "text", value: parsed.text, ...place };
    if (parsed instanceof XmlComment) return { type: "comment", value: parsed.content, ...place };
    return { type: "instruction", value: "", ...place };
  }
}

function attributeFrom(
  found: RegExpExecArray,
  at: number,
  values: Readonly<Record<string, string>>,
): XmlAttribute {
  const [whole, before = "", name = "", equals = "", double, single] = found;
  const raw = double ?? single ?? "";
  const end = at + whole.length;
  return {
    name,
    value: values[name] ?? "",
    raw,
    quote: double === undefined ? "'" : '"',
    before,
    equals,
    range: { start: at + before.length, end },
    valueRange: { start: end - 1 - raw.length, end: end - 1 },
  };
}

function declaredPrefixes(
  attributes: readonly XmlAttribute[],
  outer: ReadonlySet<string>,
): ReadonlySet<string> {
  const own = attributes.filter((attribute) => attribute.name.startsWith("xmlns:"));
  if (own.length === 0) return outer;
  return new Set([...outer, ...own.map((attribute) => attribute.name.slice("xmlns:".length))]);
}

/** The parser knows no namespaces, Windows does: an undeclared prefix is not well-formed there. */
function requirePrefix(
  name: string,
  range: { start: number; end: number },
  known: ReadonlySet<string>,
): void {
  const colon = name.indexOf(":");
  if (colon < 0 || known.has(name.slice(0, colon))) return;
  const message = `The prefix “${name.slice(0, colon)}” is not declared.`;
  refuse("xml.prefix", message, range.start, range.end);
}
