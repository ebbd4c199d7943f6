import {
  attributeValue,
  childElements,
  escapeAttribute,
  escapeText,
  firstChild,
  type XmlElement,
} from "@/content/document";
import { parsePayload } from "@/content/parse";
import type { SlotState } from "@/content/translation/states";
import type { ExportedText, FileReading, ImportedText } from "./rows";

/** XLIFF 1.2 and 2.0, one language a file. Placeholders travel as codes that a translator can't mistype. */

export type XliffVersion = "1.2" | "2.0";

/** UTF-16 units; far above any notification's texts. */
export const maximumXliffLength = 1_000_000;

interface Header {
  version: XliffVersion;
  from: string;
  to: string;
}

const names12: Record<SlotState, string> = {
  needs_text: "needs-translation",
  out_of_date: "needs-review-translation",
  edited: "translated",
  machine: "translated",
  memory: "translated",
  builtin: "translated",
  default: "needs-translation",
};

export function writeXliff(texts: readonly ExportedText[], header: Header): string {
  const units = texts.map((text, at) => (header.version === "1.2" ? unit12 : unit20)(text, at + 1));
  const [from, to] = [escapeAttribute(header.from), escapeAttribute(header.to)];
  const body =
    header.version === "1.2"
      ? `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="notification" source-language="${from}" target-language="${to}" datatype="plaintext">
    <body>
${units.join("\n")}
    </body>
  </file>
</xliff>`
      : `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="${from}" trgLang="${to}">
  <file id="notification">
${units.join("\n")}
  </file>
</xliff>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`;
}

function unit12({ id, label, source, text, state }: ExportedText, at: number): string {
  const target =
    text === ""
      ? `<target state="${names12[state]}"/>`
      : `<target state="${names12[state]}">${withCodes(text, code12, source)}</target>`;
  return `      <trans-unit id="u${at}" resname="${escapeAttribute(id)}" xml:space="preserve">
        <source>${withCodes(source, code12, source)}</source>
        ${target}
        <note>${escapeText(label)}</note>
      </trans-unit>`;
}

function unit20({ id, label, source, text, state }: ExportedText, at: number): string {
  const stage = text === "" ? "initial" : state === "out_of_date" ? "initial" : "translated";
  const target = text === "" ? "" : `\n        <target>${withCodes(text, code20, source)}</target>`;
  return `    <unit id="u${at}" name="${escapeAttribute(id)}" xml:space="preserve">
      <notes><note>${escapeText(label)}</note></notes>
      <segment state="${stage}"${state === "out_of_date" ? ' subState="herald:out-of-date"' : ""}>
        <source>${withCodes(source, code20, source)}</source>${target}
      </segment>
    </unit>`;
}

const placeholder = /\{\{[^{}\n]+\}\}|\{[^{}\n]+\}/g;

interface CodeForm {
  element: string;
  attribute: string;
}
const code12 = { element: "x", attribute: "equiv-text" };
const code20 = { element: "ph", attribute: "equiv" };

/** Codes are numbered by the source, so that the same placeholder has the same number on both sides. */
function withCodes(text: string, { element, attribute }: CodeForm, source: string): string {
  const known = [...source.matchAll(placeholder)].map(([part]) => part);
  const used = new Set<number>();
  let at = 0;
  let written = "";
  for (const { 0: part, index } of text.matchAll(placeholder)) {
    const number = known.findIndex((one, place) => one === part && !used.has(place));
    if (number < 0) continue;
    used.add(number);
    const code = `<${element} id="${number + 1}" ${attribute}="${escapeAttribute(part)}"/>`;
    written += escapeText(text.slice(at, index)) + code;
    at = index + part.length;
  }
  return written + escapeText(text.slice(at));
}

/** Either version, by its own word. What is not XLIFF, or is for another source language, is refused whole. */
export function readXliff(xml: string, sourceLanguage: string): FileReading {
  const parsed = parsePayload(xml.replace(/^\uFEFF/, ""), maximumXliffLength);
  if (!parsed.ok) {
    const [first] = parsed.problems;
    const place = first ? `Line ${first.line}, column ${first.column}: ` : "";
    return { ok: false, message: `The file is not well-formed. ${place}${first?.message ?? ""}` };
  }
  const { root } = parsed.document;
  const version = attributeValue(root, "version") ?? "";
  if (localName(root) !== "xliff") return { ok: false, message: "The file is not XLIFF." };
  if (version !== "1.2" && !/^2\.\d$/.test(version)) {
    return {
      ok: false,
      message: `XLIFF ${version || "without a version"} can’t be read; 1.2 and 2.0 can.`,
    };
  }
  const reader = new Reader(xml, sourceLanguage);
  const files = childElements(root).filter((child) => localName(child) === "file");
  for (const file of files) {
    const owner = version === "1.2" ? file : root;
    const [from, to] =
      version === "1.2" ? ["source-language", "target-language"] : ["srcLang", "trgLang"];
    reader.file(file, {
      from: attributeValue(owner, from) ?? "",
      to: attributeValue(owner, to) ?? "",
    });
  }
  if (reader.foreign !== undefined) {
    const message = `The file translates from ${reader.foreign || "no language"}, this notification from ${sourceLanguage}.`;
    return { ok: false, message };
  }
  return { ok: true, texts: reader.texts, problems: [] };
}

const untouched = new Set(["new", "needs-translation", "initial"]);

class Reader {
  readonly texts: ImportedText[] = [];
  foreign: string | undefined;

  constructor(
    private readonly xml: string,
    private readonly sourceLanguage: string,
  ) {}

  file(file: XmlElement, { from, to }: { from: string; to: string }): void {
    if (baseOf(from) !== baseOf(this.sourceLanguage)) {
      this.foreign = from;
      return;
    }
    this.walk(file, to);
  }

  private walk(element: XmlElement, language: string): void {
    for (const child of childElements(element)) {
      const name = localName(child);
      if (name === "trans-unit") this.unit12(child, language);
      else if (name === "unit") this.unit20(child, language);
      else this.walk(child, language);
    }
  }

  private unit12(unit: XmlElement, language: string): void {
    const [source, target] = [inner(unit, "source"), inner(unit, "target")];
    const state = target && attributeValue(target, "state");
    const isUntouched =
      state !== undefined && untouched.has(state) && wordsOf(target) === wordsOf(source);
    this.add(unit, attributeValue(unit, "resname") ?? attributeValue(unit, "id") ?? "", {
      language,
      source: wordsOf(source),
      text: isUntouched ? "" : wordsOf(target, source),
    });
  }

  private unit20(unit: XmlElement, language: string): void {
    const parts = childElements(unit).filter((child) =>
      ["segment", "ignorable"].includes(localName(child)),
    );
    const source = parts.map((part) => wordsOf(inner(part, "source"))).join("");
    const isWhole = parts.every((part) => localName(part) === "ignorable" || inner(part, "target"));
    const texts = parts.map((part) => {
      const [from, to] = [inner(part, "source"), inner(part, "target")];
      return to ? wordsOf(to, from) : wordsOf(from);
    });
    this.add(unit, attributeValue(unit, "name") ?? attributeValue(unit, "id") ?? "", {
      language,
      source,
      text: isWhole ? texts.join("") : "",
    });
  }

  private add(unit: XmlElement, id: string, text: Omit<ImportedText, "id" | "line">): void {
    const line = this.xml.slice(0, unit.range?.start ?? 0).split("\n").length;
    this.texts.push({ ...text, id, line });
  }
}

/** Words and placeholders of a source or target; a code without its text is looked up in the source. */
function wordsOf(element: XmlElement | undefined, source?: XmlElement): string {
  if (!element) return "";
  return element.children
    .map((child) => {
      if (child.type === "text" || child.type === "cdata") return child.value;
      if (child.type !== "element") return "";
      const own = codeText(child);
      if (own !== undefined) return own;
      const id = attributeValue(child, "id");
      const same = source && childElements(source).find((one) => attributeValue(one, "id") === id);
      return (same && codeText(same)) ?? wordsOf(child, source);
    })
    .join("");
}

function codeText(element: XmlElement): string | undefined {
  return attributeValue(element, "equiv-text") ?? attributeValue(element, "equiv");
}

function inner(element: XmlElement, name: string): XmlElement | undefined {
  return (
    firstChild(element, name) ?? childElements(element).find((child) => localName(child) === name)
  );
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1);
}

function baseOf(tag: string): string {
  return tag.split(/[-_]/)[0]?.toLowerCase() ?? "";
}
