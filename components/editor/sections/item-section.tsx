"use client";

import { AddButton } from "@/components/editor/form/add-button";
import {
  type Deed,
  pathKey,
  useFormDeeds,
  usePayloadForm,
} from "@/components/editor/form/form-context";
import { ItemCard } from "@/components/editor/form/item-card";
import type { OutlineItem } from "@/content/editor/outline";
import { FormSection } from "./form-section";

export interface AddDeed {
  label: string;
  deed: Deed;
}

/** Elements of one kind, with what adds another. What cannot be done now is not offered. */
export function ItemSection(props: {
  title: string;
  count?: string;
  items: readonly OutlineItem[];
  adds: readonly AddDeed[];
  labelOf?(item: OutlineItem, at: number): string;
}) {
  const { document } = usePayloadForm();
  const { change } = useFormDeeds();
  const possible = props.adds.filter(({ deed }) => deed(document));
  const deeds = possible.map(({ label, deed }) => (
    <AddButton key={label} label={label} onAdd={() => change(deed)} />
  ));
  return (
    <FormSection title={props.title} count={props.count} deeds={deeds}>
      {props.items.map((item, at) => (
        <ItemCard key={pathKey(item.path)} item={item} label={props.labelOf?.(item, at)} />
      ))}
    </FormSection>
  );
}
