import {
  attributeValue,
  type NodePath,
  textOf,
  type XmlDocument,
  type XmlElement,
} from "@/content/document";
import {
  type AttributeRule,
  type ElementRule,
  type Grammar,
  ownRule,
} from "@/content/grammar/grammar";
import { grammars, type PayloadKind } from "@/content/validate";

/** One attribute of an element: written, possible, or unknown to Windows (no rule). */
export interface OutlineAttribute {
  name: string;
  /** undefined = not written, so rule.default holds. */
  value?: string;
  rule?: AttributeRule;
}

/** An element as a form shows it. */
export interface OutlineItem {
  path: NodePath;
  name: string;
  /** "Text 2", "Button 1 (context menu)", "Medium tile". */
  label: string;
  /** undefined: Windows knows no such element here. */
  rule?: ElementRule;
  /** Written ones in their order, then the possible ones in the grammar's. */
  attributes: OutlineAttribute[];
  /** Only where the grammar has text. */
  text?: string;
  children: OutlineItem[];
}

export interface Outline {
  kind: PayloadKind;
  root: OutlineItem;
}

/** The sections of a form, each in document order. Paths hold for the document that was outlined. */
export interface OutlineSections {
  header: OutlineItem[];
  visual: OutlineItem[];
  /** One for a toast, one per size for a tile. */
  bindings: BindingSections[];
  audio: OutlineItem[];
  actions: OutlineItem[];
  inputs: OutlineItem[];
  buttons: OutlineItem[];
  /** Elements Windows does not know, wherever they stand. */
  unknown: OutlineItem[];
}

export interface BindingSections {
  binding: OutlineItem;
  /** Lines of the notification, without the attribution. */
  texts: OutlineItem[];
  attribution?: OutlineItem;
  images: OutlineItem[];
  groups: OutlineItem[];
  progress: OutlineItem[];
}

/** The document as a tree of form items, or undefined if it is neither toast, tile nor badge. */
export function outlineOf(document: XmlDocument): Outline | undefined {
  const { root } = document;
  if (!Object.hasOwn(grammars, root.name)) return undefined;
  const kind = root.name as PayloadKind;
  const grammar = grammars[kind];
  const label = `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
  return { kind, root: itemOf(grammar, root, { path: [], rule: grammar[kind], label }) };
}

export function sectionsOf({ root }: Outline): OutlineSections {
  const visual = named(root.children, "visual");
  const actions = named(root.children, "actions");
  const inside = actions.flatMap((item) => item.children);
  return {
    header: named(root.children, "header"),
    visual,
    bindings: visual.flatMap((item) => named(item.children, "binding")).map(bindingSections),
    audio: named(root.children, "audio"),
    actions,
    inputs: named(inside, "input"),
    buttons: named(inside, "action"),
    unknown: unknownIn(root),
  };
}

function bindingSections(binding: OutlineItem): BindingSections {
  const texts = named(binding.children, "text");
  return {
    binding,
    texts: texts.filter((text) => !isAttribution(text)),
    attribution: texts.find(isAttribution),
    images: named(binding.children, "image"),
    groups: named(binding.children, "group"),
    progress: named(binding.children, "progress"),
  };
}

/** Value of an attribute of an item, undefined if it is not written. */
export function outlineValue(item: OutlineItem, name: string): string | undefined {
  return item.attributes.find((attribute) => attribute.name === name)?.value;
}

function named(items: readonly OutlineItem[], name: string): OutlineItem[] {
  return items.filter((item) => item.name === name && item.rule);
}

function isAttribution(item: OutlineItem): boolean {
  return outlineValue(item, "placement") === "attribution";
}

function unknownIn(item: OutlineItem): OutlineItem[] {
  if (!item.rule) return [item];
  return item.children.flatMap(unknownIn);
}

interface ItemPlace {
  path: NodePath;
  rule: ElementRule | undefined;
  label: string;
}

function itemOf(
  grammar: Grammar,
  element: XmlElement,
  { path, rule, label }: ItemPlace,
): OutlineItem {
  const counts = new Map<string, number>();
  const children = element.children.flatMap((child, index) => {
    if (child.type !== "element") return [];
    const childRule = rule && ownRule(rule.children, child.name);
    const word = wordFor(child);
    const number = (counts.get(word) ?? 0) + 1;
    counts.set(word, number);
    const place = {
      path: [...path, index],
      rule: childRule && grammar[childRule.rule],
      label: single.has(word) ? word : `${word} ${number}`,
    };
    return [itemOf(grammar, child, place)];
  });
  const text = rule?.content === "text" ? textOf(element) : undefined;
  return {
    path,
    name: element.name,
    label,
    rule,
    attributes: attributesOf(element, rule),
    text,
    children,
  };
}

function attributesOf(element: XmlElement, rule: ElementRule | undefined): OutlineAttribute[] {
  const written = element.attributes.map(({ name, value }) => ({
    name,
    value,
    rule: rule && ownRule(rule.attributes, name),
  }));
  const possible = Object.entries(rule?.attributes ?? {})
    .filter(([name]) => !written.some((attribute) => attribute.name === name))
    .map(([name, attributeRule]) => ({ name, rule: attributeRule }));
  return [...written, ...possible];
}

const words: Readonly<Record<string, string>> = {
  text: "Text",
  image: "Picture",
  group: "Columns",
  subgroup: "Column",
  progress: "Progress bar",
  cameraPreview: "Camera preview",
  visual: "Visual",
  audio: "Sound",
  actions: "Boxes and buttons",
  input: "Box",
  selection: "Choice",
  action: "Button",
  header: "Header",
};

const bindingWords: Readonly<Record<string, string>> = {
  ToastGeneric: "Toast",
  TileSmall: "Small tile",
  TileMedium: "Medium tile",
  TileWide: "Wide tile",
  TileLarge: "Large tile",
};

const imageWords: Readonly<Record<string, string>> = {
  hero: "Hero picture",
  appLogoOverride: "App logo",
  background: "Background",
  peek: "Peek picture",
};

const single = new Set([
  "Attribution",
  "Visual",
  "Sound",
  "Boxes and buttons",
  "Header",
  ...Object.values(bindingWords),
  ...Object.values(imageWords),
]);

function wordFor(element: XmlElement): string {
  const placement = attributeValue(element, "placement") ?? "";
  if (element.name === "binding") {
    const template = attributeValue(element, "template") ?? "";
    return ownRule(bindingWords, template) ?? "Older layout";
  }
  if (element.name === "text" && placement === "attribution") return "Attribution";
  if (element.name === "image") return ownRule(imageWords, placement) ?? "Picture";
  if (element.name === "action" && placement === "contextMenu") return "Menu entry";
  return ownRule(words, element.name) ?? element.name;
}
