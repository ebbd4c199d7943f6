import {
  attributeValue,
  isElement,
  type NodePath,
  textOf,
  type XmlElement,
} from "@/content/document";

/** A place whose words a language may lack; content/translation's slots have this shape. */
export interface SlotPlace {
  path: NodePath;
  /** undefined: the element's own text. */
  attribute?: string;
}

/** Words to draw and where they come from. */
export interface ModelText {
  text: string;
  place: SlotPlace;
  lang?: string;
  /** Nobody wrote this text yet: a dashed slot is drawn. */
  isMissing: boolean;
}

export interface ModelImage {
  /** As written. */
  src: string;
  /** After base address and query; what Windows would load. */
  address: string;
  alt: string;
  isCircle: boolean;
  align: "stretch" | "left" | "center" | "right";
  hasMargin: boolean;
  overlay?: number;
  path: NodePath;
}

/** Something Windows draws otherwise than written. Messages with lines come from content/validate. */
export interface ModelNote {
  code: string;
  message: string;
  path: NodePath;
}

export interface Placed {
  element: XmlElement;
  path: NodePath;
}

export function childrenOf({ element, path }: Placed, name?: string): Placed[] {
  return element.children.flatMap((child, index) =>
    isElement(child) && (name === undefined || child.name === name)
      ? [{ element: child, path: [...path, index] }]
      : [],
  );
}

export function isTrue(element: XmlElement, name: string): boolean {
  return attributeValue(element, name) === "true" || attributeValue(element, name) === "1";
}

/** A whole number held within the limits, or undefined where none can be read. */
export function integerOf(
  element: XmlElement,
  name: string,
  [least, most]: readonly [number, number],
): number | undefined {
  const written = attributeValue(element, name)?.trim();
  if (!written || !/^[+-]?\d+$/.test(written)) return undefined;
  return Math.min(most, Math.max(least, Number(written)));
}

/** One of the choices, or the first where it is missing or unknown. Hints are matched without case. */
export function choiceOf<T extends string>(
  element: XmlElement,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  const written = attributeValue(element, name)?.toLowerCase();
  return choices.find((choice) => choice.toLowerCase() === written) ?? choices[0];
}

/** What visual and binding say for everything below them. */
export interface Inherited {
  lang?: string;
  baseUri?: string;
  addImageQuery?: boolean;
}

export function inherit(from: Inherited, element: XmlElement): Inherited {
  const query = attributeValue(element, "addImageQuery");
  return {
    lang: attributeValue(element, "lang") || from.lang,
    baseUri: attributeValue(element, "baseUri") || from.baseUri,
    addImageQuery: query === undefined ? from.addImageQuery : query === "true",
  };
}

export function readImage({ element, path }: Placed, inherited: Inherited): ModelImage {
  const src = attributeValue(element, "src")?.trim() ?? "";
  return {
    src,
    address: addressOf(src, inherit(inherited, element)),
    alt: attributeValue(element, "alt") ?? "",
    isCircle: choiceOf(element, "hint-crop", ["none", "circle"]) === "circle",
    align: choiceOf(element, "hint-align", ["stretch", "left", "center", "right"]),
    hasMargin: !isTrue(element, "hint-removeMargin"),
    overlay: integerOf(element, "hint-overlay", [0, 100]),
    path,
  };
}

function addressOf(src: string, { baseUri, addImageQuery, lang }: Inherited): string {
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(src);
  const whole = hasScheme || src === "" ? src : joinBase(baseUri ?? "ms-appx:///", src);
  if (!addImageQuery || !/^https?:/i.test(whole)) return whole;
  const query = `ms-scale=100&ms-contrast=standard&ms-lang=${encodeURIComponent(lang ?? "en-us")}`;
  return `${whole}${whole.includes("?") ? "&" : "?"}${query}`;
}

function joinBase(base: string, src: string): string {
  return base.endsWith("/") || src.startsWith("/")
    ? `${base.replace(/\/$/, "")}/${src.replace(/^\//, "")}`
    : `${base}/${src}`;
}

/** Reads texts, knowing which ones are waiting for a translation and what data is bound. */
export class TextReader {
  private readonly missing: ReadonlySet<string>;

  constructor(
    needsText: readonly SlotPlace[] = [],
    private readonly data: Readonly<Record<string, string>> = {},
  ) {
    this.missing = new Set(needsText.map(keyOf));
  }

  /** Element content, with `{name}` replaced where the whole text is one and data has it. */
  content({ element, path }: Placed, inherited: Inherited): ModelText {
    const lang = attributeValue(element, "lang") || inherited.lang;
    return { ...this.at({ path }, this.bound(textOf(element))), lang };
  }

  attribute({ element, path }: Placed, attribute: string): ModelText | undefined {
    const written = attributeValue(element, attribute);
    if (written === undefined) return undefined;
    return this.at({ path, attribute }, this.bound(written));
  }

  bound(text: string): string {
    const name = /^\{([^{}]+)\}$/.exec(text.trim())?.[1];
    return name !== undefined && Object.hasOwn(this.data, name) ? (this.data[name] ?? text) : text;
  }

  private at(place: SlotPlace, text: string): ModelText {
    return { text, place, isMissing: this.missing.has(keyOf(place)) };
  }
}

function keyOf({ path, attribute }: SlotPlace): string {
  return `${path.join("/")}@${attribute ?? ""}`;
}

export function isBlank({ text, isMissing }: ModelText): boolean {
  return text.trim() === "" && !isMissing;
}
