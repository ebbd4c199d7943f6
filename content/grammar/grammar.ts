/**
 * The grammar of payloads as data: what an editor offers, what the validator checks, what the docs list.
 * Windows compares everything case-sensitively. Severities follow what Windows does: "error" is what it
 * refuses or what leaves nothing to show, "warning" what it ignores or shows otherwise.
 */

export type Severity = "error" | "warning";

/** First Windows release that knows a thing; absent = Windows 10 RTM. */
export type WindowsVersion = "1511" | "1607" | "1703" | "1709" | "11";

export type ValueRule =
  | { readonly type: "text" }
  | { readonly type: "choice"; readonly values: readonly string[] }
  | { readonly type: "boolean" }
  /** Out of range is always an error, not a number takes the attribute's severity. */
  | { readonly type: "integer"; readonly min?: number; readonly max?: number }
  | { readonly type: "language" }
  | { readonly type: "image" }
  | { readonly type: "sound" }
  | { readonly type: "timestamp" }
  | { readonly type: "progress" }
  | { readonly type: "people" }
  | { readonly type: "badge"; readonly values: readonly string[] }
  /** Current templates by name, older ones by pattern. */
  | { readonly type: "template"; readonly values: readonly string[]; readonly older: RegExp };

export interface AttributeRule {
  readonly value: ValueRule;
  /** Missing = error. */
  readonly required?: boolean;
  /** Of a value Windows does not know. */
  readonly severity: Severity;
  /** What Windows takes when the attribute is not written. */
  readonly default?: string;
  readonly since?: WindowsVersion;
  /** Known but without effect in this place; using it is a warning. */
  readonly ignored?: boolean;
  /** For people, one sentence. */
  readonly help?: string;
}

export interface ChildRule {
  /** Key of the child's rule in the grammar. */
  readonly rule: string;
  readonly min?: number;
  readonly max?: number;
  /** Severity of the first one too many. */
  readonly over?: Severity;
}

export interface ElementRule {
  readonly name: string;
  readonly help: string;
  readonly since?: WindowsVersion;
  readonly deprecated?: boolean;
  readonly content: "elements" | "text" | "empty";
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  /** In the order in which they are usually written. */
  readonly children: Readonly<Record<string, ChildRule>>;
}

export type Grammar = Readonly<Record<string, ElementRule>>;

type Extra = Omit<Partial<AttributeRule>, "value">;

function rule(value: ValueRule, extra: Extra = {}): AttributeRule {
  return { severity: "warning", ...extra, value };
}

export const text = (extra?: Extra) => rule({ type: "text" }, extra);
export const choice = (values: string, extra?: Extra) =>
  rule({ type: "choice", values: values.split(" ") }, extra);
export const bool = (extra?: Extra) => rule({ type: "boolean" }, { default: "false", ...extra });
export const integer = (min?: number, max?: number, extra?: Extra) =>
  rule({ type: "integer", min, max }, extra);
export const language = (extra?: Extra) => rule({ type: "language" }, extra);
export const image = (extra?: Extra) => rule({ type: "image" }, extra);
export const special = (type: "sound" | "timestamp" | "progress" | "people", extra?: Extra) =>
  rule({ type }, extra);
export const template = (values: string, older: RegExp) =>
  rule(
    { type: "template", values: values.split(" "), older },
    { required: true, severity: "error", help: "Which layout this binding is for." },
  );

export function element(
  name: string,
  help: string,
  parts: Partial<Omit<ElementRule, "name" | "help">> = {},
): ElementRule {
  return { content: "elements", attributes: {}, children: {}, ...parts, name, help };
}

/** Section 5 of the schema: sizes with a subtle twin, and numerals with tight line height. */
export const textStyles =
  "caption captionSubtle body bodySubtle base baseSubtle subtitle subtitleSubtle title titleSubtle titleNumeral titleNumeralSubtle subheader subheaderSubtle subheaderNumeral subheaderNumeralSubtle header headerSubtle headerNumeral headerNumeralSubtle";

/** Attributes that visual hands down to binding. */
export const inherited = {
  lang: language({ help: "Language of the texts, for fonts and reading direction." }),
  baseUri: text({ default: "ms-appx:///", help: "Put before relative image addresses." }),
  addImageQuery: bool({ help: "Adds scale, contrast and language to image addresses." }),
};

export const adaptiveText = {
  lang: language(),
  "hint-style": choice(textStyles, { default: "caption" }),
  "hint-wrap": bool({ help: "Whether the text may take more than one line." }),
  "hint-maxLines": integer(1),
  "hint-minLines": integer(1),
  "hint-align": choice("auto left center right", { default: "auto" }),
  id: integer(),
};

export const subgroupAttributes = {
  "hint-weight": integer(1, undefined, { help: "Width in relation to the other columns." }),
  "hint-textStacking": choice("top center bottom", { default: "top" }),
};

/** Own keys only: a payload may well hold an attribute called constructor. */
export function ownRule<T>(rules: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(rules, name) ? rules[name] : undefined;
}
