import {
  attributeValue,
  type NodePath,
  textOf,
  updateElement,
  withAttribute,
  withText,
  type XmlDocument,
  type XmlElement,
} from "@/content/document";

export type SlotKind =
  | "text"
  | "attribution"
  | "header"
  | "progress"
  | "button"
  | "input"
  | "selection"
  | "name"
  | "alt"
  | "image";

/** A place in the document whose words differ by language. */
export interface TextSlot {
  /**
   * Made from the place and, where the author gave one, the element's own id. The same document always
   * gives the same ids; translations find a text that moved by what it says (match.ts).
   */
  id: string;
  kind: SlotKind;
  /** For people: "Text 2", "Button 1". */
  label: string;
  /** What the default language says. */
  text: string;
  path: NodePath;
  /** undefined: the element's own text. */
  attribute?: string;
  /** False for blank texts, data binding and resource names: nothing to translate. */
  isTranslatable: boolean;
  /** True where a language may differ but need not: pictures are shared by all languages. */
  isOptional: boolean;
}

/** Every slot of a document in reading order. */
export function listSlots(document: XmlDocument): TextSlot[] {
  const lister = new SlotLister();
  lister.visit(document.root, [], [document.root.name]);
  return lister.slots;
}

/** The document with this text in the slot. The slot must be one of this very document. */
export function writeSlot(document: XmlDocument, slot: TextSlot, text: string): XmlDocument {
  const { path, attribute } = slot;
  return updateElement(document, path, (element) =>
    attribute === undefined ? withText(element, text) : withAttribute(element, attribute, text),
  );
}

interface AttributeSlot {
  attribute: string;
  kind: SlotKind;
  label: string;
  optional?: boolean;
}

/** Attributes that people read, by element. */
const attributeSlots: Readonly<Record<string, readonly AttributeSlot[]>> = {
  header: [{ attribute: "title", kind: "header", label: "Header" }],
  visual: [{ attribute: "displayName", kind: "name", label: "Display name" }],
  binding: [
    { attribute: "displayName", kind: "name", label: "Display name" },
    { attribute: "hint-lockDetailedStatus1", kind: "text", label: "Lock screen line 1" },
    { attribute: "hint-lockDetailedStatus2", kind: "text", label: "Lock screen line 2" },
    { attribute: "hint-lockDetailedStatus3", kind: "text", label: "Lock screen line 3" },
  ],
  image: [
    { attribute: "alt", kind: "alt", label: "Alternative text" },
    { attribute: "src", kind: "image", label: "Picture", optional: true },
  ],
  progress: [
    { attribute: "title", kind: "progress", label: "Progress title" },
    { attribute: "status", kind: "progress", label: "Progress status" },
    { attribute: "valueStringOverride", kind: "progress", label: "Progress value" },
  ],
  input: [
    { attribute: "title", kind: "input", label: "Box title" },
    { attribute: "placeHolderContent", kind: "input", label: "Box hint" },
  ],
  selection: [{ attribute: "content", kind: "selection", label: "Choice" }],
  action: [
    { attribute: "content", kind: "button", label: "Button" },
    { attribute: "hint-toolTip", kind: "button", label: "Button tooltip" },
  ],
};

/** An id the author gave, so that the slot stays itself wherever the element goes. */
const naturalIds: Readonly<Record<string, string>> = {
  binding: "template",
  input: "id",
  selection: "id",
  action: "hint-actionId",
};

class SlotLister {
  readonly slots: TextSlot[] = [];
  private readonly taken = new Set<string>();
  private readonly labels = new Map<string, number>();

  visit(element: XmlElement, path: NodePath, trail: readonly string[]): void {
    const own = Object.hasOwn(attributeSlots, element.name) ? attributeSlots[element.name] : [];
    for (const slot of own ?? []) this.addAttribute(element, slot, { path, trail });
    if (element.name === "text") {
      this.addText(element, path, trail);
      return;
    }
    const counts = new Map<string, number>();
    for (const [index, child] of element.children.entries()) {
      if (child.type !== "element") continue;
      const name = stepName(child);
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      const key = naturalIds[child.name];
      const natural = key && attributeValue(child, key);
      this.visit(
        child,
        [...path, index],
        [...trail, natural ? `${name}.${natural}` : `${name}.${count}`],
      );
    }
  }

  private addText(element: XmlElement, path: NodePath, trail: readonly string[]): void {
    const isAttribution = attributeValue(element, "placement") === "attribution";
    const label = isAttribution ? "Attribution" : "Text";
    const kind = isAttribution ? "attribution" : "text";
    this.add({ kind, label, path, text: textOf(element) }, trail);
  }

  private addAttribute(
    element: XmlElement,
    { attribute, kind, label, optional }: AttributeSlot,
    { path, trail }: { path: NodePath; trail: readonly string[] },
  ): void {
    const text = attributeValue(element, attribute);
    if (text === undefined) return;
    const place = { kind, label, path, attribute, text, optional };
    this.add(place, [...trail, attribute]);
  }

  private add(
    place: Pick<TextSlot, "kind" | "label" | "path" | "attribute" | "text"> & {
      optional?: boolean;
    },
    trail: readonly string[],
  ): void {
    const { optional = false, ...slot } = place;
    const section = trail.find((step) => step.startsWith("binding.")) ?? "";
    const numbered = `${section}/${slot.label}`;
    const number = (this.labels.get(numbered) ?? 0) + 1;
    this.labels.set(numbered, number);
    this.slots.push({
      ...slot,
      id: this.unique(trail.slice(1).join("/")),
      label: numberedKinds.has(slot.kind) ? `${slot.label} ${number}` : slot.label,
      isTranslatable: !optional && isWords(slot.text),
      isOptional: optional,
    });
  }

  /** Two boxes of one id are an author's mistake; their slots must still be two. */
  private unique(id: string): string {
    let name = id;
    for (let copy = 2; this.taken.has(name); copy++) name = `${id}~${copy}`;
    this.taken.add(name);
    return name;
  }
}

const numberedKinds = new Set<SlotKind>(["text", "button", "input", "selection", "alt", "image"]);

/** The attribution is counted apart, so that adding one does not shift the texts. */
function stepName(element: XmlElement): string {
  return attributeValue(element, "placement") === "attribution" ? "attribution" : element.name;
}

function isWords(text: string): boolean {
  const trimmed = text.trim();
  return trimmed !== "" && !/^\{[^{}]+\}$/.test(trimmed) && !trimmed.startsWith("ms-resource:");
}
