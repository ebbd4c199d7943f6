import { attributeValue } from "@/content/document";
import {
  childrenOf,
  choiceOf,
  type Inherited,
  inherit,
  integerOf,
  isTrue,
  type ModelImage,
  type ModelText,
  type Placed,
  readImage,
  type TextReader,
} from "./read-element";

/** Windows' type ramp in the order of its tables. */
export const textStyles = [
  "caption",
  "body",
  "base",
  "subtitle",
  "title",
  "subheader",
  "header",
  "titleNumeral",
  "subheaderNumeral",
  "headerNumeral",
] as const;
export type TextStyle = (typeof textStyles)[number];

export interface StyledText extends ModelText {
  kind: "text";
  style: TextStyle;
  isSubtle: boolean;
  wraps: boolean;
  maxLines?: number;
  minLines: number;
  align: "auto" | "left" | "center" | "right";
}

export interface InlineImage extends ModelImage {
  kind: "image";
}

export type AdaptiveItem = StyledText | InlineImage;

export interface Column {
  /** Share of the width. */
  weight: number;
  stacking: "top" | "center" | "bottom";
  items: AdaptiveItem[];
}

export interface Group {
  kind: "group";
  columns: Column[];
}

export function readGroup(placed: Placed, inherited: Inherited, reader: TextReader): Group {
  const subgroups = childrenOf(placed, "subgroup");
  const weights = columnWeights(
    subgroups.map(({ element }) => integerOf(element, "hint-weight", [0, 1_000_000])),
  );
  const columns = subgroups.map((subgroup, index): Column => {
    const inside = inherit(inherited, subgroup.element);
    return {
      weight: weights[index] ?? 1,
      stacking:
        subgroups.length === 1
          ? "top"
          : choiceOf(subgroup.element, "hint-textStacking", ["top", "center", "bottom"]),
      items: childrenOf(subgroup).flatMap((child) => readAdaptiveItem(child, inside, reader)),
    };
  });
  return { kind: "group", columns };
}

export function readAdaptiveItem(
  placed: Placed,
  inherited: Inherited,
  reader: TextReader,
): AdaptiveItem[] {
  if (placed.element.name === "text") return [readStyledText(placed, inherited, reader)];
  if (placed.element.name !== "image") return [];
  const image = readImage(placed, inherited);
  return image.src === "" ? [] : [{ kind: "image", ...image }];
}

function readStyledText(placed: Placed, inherited: Inherited, reader: TextReader): StyledText {
  const { element } = placed;
  const written = attributeValue(element, "hint-style") ?? "caption";
  const plain = written.replace(/subtle$/i, "").toLowerCase();
  return {
    ...reader.content(placed, inherited),
    kind: "text",
    style: textStyles.find((style) => style.toLowerCase() === plain) ?? "caption",
    isSubtle: /subtle$/i.test(written),
    wraps: isTrue(element, "hint-wrap"),
    maxLines: integerOf(element, "hint-maxLines", [1, 1_000]),
    minLines: integerOf(element, "hint-minLines", [1, 10]) ?? 1,
    align: choiceOf(element, "hint-align", ["auto", "left", "center", "right"]),
  };
}

/**
 * Shares as documented: the first column without a weight gets 50, the next what is left of 100 (1 where
 * nothing is), every further one 1.
 */
export function columnWeights(written: readonly (number | undefined)[]): number[] {
  let sum = 0;
  let without = 0;
  return written.map((weight) => {
    const share = weight ?? [50, Math.max(1, 100 - sum)][without] ?? 1;
    if (weight === undefined) without += 1;
    sum += share;
    return Math.max(1, share);
  });
}
