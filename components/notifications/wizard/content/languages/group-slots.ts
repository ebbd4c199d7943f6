import { attributeValue, elementAt, type XmlDocument } from "@/content/document";
import type { SlotKind } from "@/content/translation/slots";
import type { SlotTranslation } from "@/content/translation/states";

const titles: Record<SlotKind, string> = {
  text: "Text",
  attribution: "Text",
  button: "Buttons",
  input: "Boxes",
  selection: "Boxes",
  header: "Header",
  progress: "Progress",
  name: "Names",
  alt: "Images",
  image: "Images",
};

const sizeNames: Readonly<Record<string, string>> = {
  TileSmall: "Small tile",
  TileMedium: "Medium tile",
  TileWide: "Wide tile",
  TileLarge: "Large tile",
};

export interface SlotGroup {
  title: string;
  texts: SlotTranslation[];
}

/** Texts under the headings of the form, a tile's by its sizes. What has nothing to translate is left out. */
export function groupSlots(
  document: XmlDocument | undefined,
  texts: readonly SlotTranslation[],
): SlotGroup[] {
  const groups = new Map<string, SlotTranslation[]>();
  for (const translation of texts) {
    const { slot } = translation;
    if (!slot.isTranslatable && !slot.isOptional) continue;
    const binding = document && elementAt(document, slot.path.slice(0, 2));
    const size = binding && sizeNames[attributeValue(binding, "template") ?? ""];
    const title = size ? `${size}: ${titles[slot.kind].toLowerCase()}` : titles[slot.kind];
    groups.set(title, [...(groups.get(title) ?? []), translation]);
  }
  return [...groups].map(([title, group]) => ({ title, texts: group }));
}
