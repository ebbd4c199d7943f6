import {
  attributeValue,
  childElements,
  createElement,
  createText,
  firstChild,
  isElement,
  textOf,
  updateElement,
  withAttribute,
  withText,
  type XmlDocument,
  type XmlElement,
  type XmlNode,
} from "./document";

import { insertChildAt, removeChildAt } from "./layout";

/**
 * The simple form over a document (P-41 to P-47). Reading takes what is written, undefined = not written, so
 * Windows' default holds. Writing gives a new document in which only that field changed; writing what is
 * already there gives the same document.
 */

export type ToastTextField = "title" | "body" | "third" | "attribution";

/** Attributes behind the form, with the element that carries them. Values are Windows' own spellings. */
const attributeFields = {
  launch: ["toast", "launch"],
  activationType: ["toast", "activationType"],
  duration: ["toast", "duration"],
  scenario: ["toast", "scenario"],
  baseUri: ["visual", "baseUri"],
  addImageQuery: ["visual", "addImageQuery"],
} as const;
export type ToastAttributeField = keyof typeof attributeFields;

export type ToastField = ToastTextField | ToastAttributeField;

export type ToastFields = Record<ToastTextField, string> &
  Partial<Record<ToastAttributeField, string>> & { kind: "toast" };

export interface TileFields {
  kind: "tile";
  baseUri?: string;
  addImageQuery?: string;
  bindings: { template: string; texts: string[] }[];
}

const textPlace = { title: 0, body: 1, third: 2 } as const;

/** The form's values, or undefined for a document that is neither toast nor tile. */
export function readFields(document: XmlDocument): ToastFields | TileFields | undefined {
  if (document.root.name === "toast") return readToastFields(document);
  if (document.root.name === "tile") return readTileFields(document);
  return undefined;
}

export function readToastFields({ root }: XmlDocument): ToastFields {
  const visual = firstChild(root, "visual");
  const binding = visual && firstChild(visual, "binding");
  const texts = binding ? plainTexts(binding).map(([text]) => textOf(text)) : [];
  const attribution = binding?.children.find(isAttribution);
  const fields: ToastFields = {
    kind: "toast",
    title: texts[0] ?? "",
    body: texts[1] ?? "",
    third: texts[2] ?? "",
    attribution: isElement(attribution) ? textOf(attribution) : "",
  };
  for (const field of Object.keys(attributeFields) as ToastAttributeField[]) {
    const [owner, name] = attributeFields[field];
    const element = owner === "toast" ? root : visual;
    fields[field] = element && attributeValue(element, name);
  }
  return fields;
}

export function readTileFields({ root }: XmlDocument): TileFields {
  const visual = firstChild(root, "visual");
  const bindings = visual ? childElements(visual, "binding") : [];
  return {
    kind: "tile",
    baseUri: visual && attributeValue(visual, "baseUri"),
    addImageQuery: visual && attributeValue(visual, "addImageQuery"),
    bindings: bindings.map((binding) => ({
      template: attributeValue(binding, "template") ?? "",
      texts: plainTexts(binding).map(([text]) => textOf(text)),
    })),
  };
}

/**
 * Sets one field of a toast. Attributes: undefined removes the attribute. Texts: undefined is ""; an empty
 * attribution and an empty last third text are taken out, title and body stay as empty texts. Missing
 * visual and binding are made. Throws RangeError on characters XML cannot carry.
 */
export function writeField(
  document: XmlDocument,
  field: ToastField,
  value: string | undefined,
): XmlDocument {
  if (field === "attribution") return writeAttribution(document, value ?? "");
  if (field === "title" || field === "body" || field === "third") {
    return writeBindingText(document, [0, textPlace[field]], value ?? "");
  }
  const [owner, name] = attributeFields[field];
  if (owner === "toast") {
    return updateElement(document, [], (root) => withAttribute(root, name, value));
  }
  return writeVisualAttribute(document, name, value);
}

/** Sets an attribute of visual (baseUri, addImageQuery, lang, branding …); undefined removes it. */
export function writeVisualAttribute(
  document: XmlDocument,
  name: string,
  value: string | undefined,
): XmlDocument {
  return updateVisual(document, value !== undefined, (visual) =>
    withAttribute(visual, name, value),
  );
}

/**
 * Sets the n-th text (groups and attribution not counted) of the n-th binding, both from 0. Texts in
 * between are made empty; a missing binding is made only in a toast.
 */
export function writeBindingText(
  document: XmlDocument,
  [bindingIndex, textIndex]: readonly [number, number],
  value: string,
): XmlDocument {
  return updateBinding(document, bindingIndex, value !== "", (binding) =>
    withPlainText(binding, textIndex, value),
  );
}

/** Texts directly in a binding that count as lines of the notification. */
function plainTexts(binding: XmlElement): [XmlElement, number][] {
  return binding.children.flatMap((child, index): [XmlElement, number][] =>
    isElement(child) && child.name === "text" && !isAttribution(child) ? [[child, index]] : [],
  );
}

function isAttribution(node: XmlNode): boolean {
  return (
    isElement(node) && node.name === "text" && attributeValue(node, "placement") === "attribution"
  );
}

function withPlainText(binding: XmlElement, textIndex: number, value: string): XmlElement {
  const texts = plainTexts(binding);
  const found = texts[textIndex];
  if (found) {
    const [text, at] = found;
    const isSpare = textIndex >= 2 && textIndex === texts.length - 1;
    if (value === "" && isSpare) return removeChildAt(binding, at);
    const next = withText(text, value);
    return next === text ? binding : { ...binding, children: binding.children.with(at, next) };
  }
  if (value === "") return binding;
  let next = binding;
  for (let index = texts.length; index <= textIndex; index++) {
    const content = index === textIndex ? [createText(value)] : [];
    next = insertChildAt(next, createElement("text", {}, content), placeBehind(plainTexts(next)));
  }
  return next;
}

function placeBehind(texts: readonly [XmlElement, number][]): number {
  const last = texts.at(-1);
  return last ? last[1] + 1 : 0;
}

function writeAttribution(document: XmlDocument, value: string): XmlDocument {
  return updateBinding(document, 0, value !== "", (binding) => {
    const at = binding.children.findIndex(isAttribution);
    const old = binding.children[at];
    if (isElement(old)) {
      if (value === "") return removeChildAt(binding, at);
      const next = withText(old, value);
      return next === old ? binding : { ...binding, children: binding.children.with(at, next) };
    }
    if (value === "") return binding;
    const made = createElement("text", { placement: "attribution" }, [createText(value)]);
    return insertChildAt(binding, made, placeBehind(plainTexts(binding)));
  });
}

function updateVisual(
  document: XmlDocument,
  create: boolean,
  update: (visual: XmlElement) => XmlElement,
): XmlDocument {
  return updateElement(document, [], (root) =>
    updateChild(root, ["visual", 0], { create, update }),
  );
}

function updateBinding(
  document: XmlDocument,
  index: number,
  create: boolean,
  update: (binding: XmlElement) => XmlElement,
): XmlDocument {
  const mayCreate = create && index === 0 && document.root.name === "toast";
  return updateVisual(document, mayCreate, (visual) =>
    updateChild(visual, ["binding", index], {
      create: mayCreate,
      update: (binding) =>
        update(
          attributeValue(binding, "template") === undefined && binding.children.length === 0
            ? withAttribute(binding, "template", "ToastGeneric")
            : binding,
        ),
    }),
  );
}

function updateChild(
  parent: XmlElement,
  [name, nth]: readonly [name: string, nth: number],
  { create, update }: { create: boolean; update: (element: XmlElement) => XmlElement },
): XmlElement {
  const child = childElements(parent, name)[nth];
  if (!child) {
    if (!create) return parent;
    return { ...parent, children: [update(createElement(name)), ...parent.children] };
  }
  const at = parent.children.indexOf(child);
  const next = update(child);
  return next === child ? parent : { ...parent, children: parent.children.with(at, next) };
}
