"use client";

import { addTo } from "@/components/editor/form/add";
import type { BindingSections, OutlineItem } from "@/content/editor/outline";
import { type AddDeed, ItemSection } from "./item-section";

interface Props {
  sections: BindingSections;
  /** "Medium tile: " before the headings, where there are several bindings. */
  prefix?: string;
}

/** Lines of text of a toast with their attribution, or of one tile size. */
export function TextSection({ sections, prefix, isToast }: Props & { isToast: boolean }) {
  const { binding, texts, attribution } = sections;
  const adds: AddDeed[] = [
    { label: "Add text", deed: (document) => addTo(document, binding.path, { name: "text" }) },
  ];
  if (isToast && !attribution) {
    const attributes = { placement: "attribution" };
    adds.push({
      label: "Add attribution",
      deed: (document) => addTo(document, binding.path, { name: "text", attributes }),
    });
  }
  const used = texts.filter(({ text }) => text?.trim()).length;
  return (
    <ItemSection
      title={titleOf("Text", prefix)}
      count={isToast ? `${used} of 3 texts` : undefined}
      items={attribution ? [...texts, attribution] : texts}
      adds={adds}
      labelOf={(item, at) =>
        isToast && at === 0 && !prefix ? `${item.label} (title)` : item.label
      }
    />
  );
}

/** Pictures by their place, columns, and progress bars. */
export function VisualSections({ sections, prefix, isToast }: Props & { isToast: boolean }) {
  const { binding, images, groups, progress } = sections;
  const add = (label: string, name: string, placement?: string): AddDeed => ({
    label,
    deed: (document) =>
      placement && images.some((image) => placementOf(image) === placement)
        ? undefined
        : addTo(document, binding.path, { name, attributes: placement ? { placement } : {} }),
  });
  const places = isToast
    ? [add("Add hero", "image", "hero"), add("Add app logo", "image", "appLogoOverride")]
    : [add("Add background", "image", "background"), add("Add peek", "image", "peek")];
  return (
    <>
      <ItemSection
        title={titleOf("Images", prefix)}
        count="Shared by all languages"
        items={images}
        adds={[...places, add("Add picture", "image")]}
      />
      <ItemSection
        title={titleOf("Columns", prefix)}
        items={groups}
        adds={[add("Add columns", "group")]}
      />
      {isToast && (
        <ItemSection
          title={titleOf("Progress", prefix)}
          items={progress}
          adds={[add("Add progress bar", "progress")]}
        />
      )}
    </>
  );
}

function placementOf(image: OutlineItem): string | undefined {
  return image.attributes.find(({ name }) => name === "placement")?.value;
}

function titleOf(title: string, prefix: string | undefined): string {
  return prefix ? `${prefix}: ${title.toLowerCase()}` : title;
}
