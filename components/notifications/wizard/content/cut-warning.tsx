"use client";

import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import type { Cut } from "@/components/preview/measure-cuts";
import type { XmlDocument } from "@/content/document";
import { listSlots, type TextSlot } from "@/content/translation/slots";

/** What is cut, by the place of the preview it is cut in. */
export type PlacedCuts = Readonly<Record<string, readonly Cut[]>>;

/** Names the texts of which something is not shown. */
export function CutWarning(props: { document: XmlDocument; cuts: PlacedCuts }) {
  const slots = listSlots(props.document);
  const lines = Object.entries(props.cuts).flatMap(([place, cuts]) => {
    const labels = new Set(cuts.map((cut) => labelOf(slots, cut)));
    return labels.size === 0 ? [] : [`${place}: ${[...labels].join(", ")}`];
  });
  if (lines.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>Windows cuts off text. {lines.join(". ")}.</MessageBarBody>
    </MessageBar>
  );
}

function labelOf(slots: readonly TextSlot[], { path, attribute }: Cut): string {
  const found = slots.find(
    (slot) => slot.attribute === attribute && slot.path.join("/") === path.join("/"),
  );
  return found?.label ?? "Text";
}
