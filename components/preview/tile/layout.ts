import { faces, firstMargins, fittingLines, gapBetween, linesHeight } from "../model/ramp";
import type { AdaptiveItem, Column, Group, InlineImage, StyledText } from "../model/read-group";
import type { TileFace, TileItem } from "../tile-model";
import type { Rect } from "./metrics";

/** Lines a text takes at a width when nothing stops it. */
export type MeasureText = (text: StyledText, width: number) => number;
/** What a picture measures by itself. */
export type MeasureImage = (image: InlineImage) => { width: number; height: number };

export interface Measures {
  text: MeasureText;
  image: MeasureImage;
}

export interface TextBox extends Rect {
  kind: "text";
  text: StyledText;
  /** Lines drawn; the last ends with an ellipsis if the text is longer. */
  lines: number;
}

export interface ImageBox extends Rect {
  kind: "image";
  image: InlineImage;
}

export type TileBox = TextBox | ImageBox;

export interface TileLayout {
  boxes: TileBox[];
  /** Texts that found no room at all. */
  dropped: StyledText[];
}

const firstTextShift = -8;

/**
 * Puts the content of a tile into its box as Windows does: what is cut ends the stack, a group is shown
 * whole or not at all unless it comes first, and lines are never shown in half.
 */
export function layoutTile(face: TileFace, box: Rect, measures: Measures): TileLayout {
  const boxes: TileBox[] = [];
  const stack = new Stack(box, measures, boxes);
  const bottom = box.y + box.height;
  let above: TileItem | undefined;
  for (const item of face.items) {
    if (item.kind === "group") {
      const isFirst = above === undefined;
      const row = layoutGroup(
        item,
        { ...box, y: stack.y, height: bottom - stack.y },
        isFirst,
        measures,
      );
      if (row.isOver && !isFirst) break;
      boxes.push(...row.boxes);
      stack.y = row.bottom;
      if (row.isOver) break;
    } else if (!stack.add(item, marginAbove(item, above))) break;
    above = item;
  }
  const used = stack.y - box.y;
  const shift = stackingShift(face.stacking, box.height - used);
  const placed = boxes.map((each) => ({ ...each, y: each.y + shift }));
  return { boxes: placed, dropped: droppedTexts(face.items, placed) };
}

function marginAbove(item: AdaptiveItem, above: TileItem | undefined): number {
  if (above === undefined) {
    return item.kind === "text" ? faces[item.style].first + firstTextShift : 0;
  }
  if (above.kind === "group") return item.kind === "image" && item.hasMargin ? 8 : 0;
  return gapBetween(above, item);
}

function stackingShift(stacking: Column["stacking"], room: number): number {
  if (room <= 0 || stacking === "top") return 0;
  return stacking === "bottom" ? room : Math.round(room / 2);
}

function droppedTexts(items: readonly TileItem[], placed: readonly TileBox[]): StyledText[] {
  const shown = new Set(placed.flatMap((box) => (box.kind === "text" ? [box.text] : [])));
  const all = items.flatMap((item) =>
    item.kind === "group" ? item.columns.flatMap((column) => column.items) : [item],
  );
  return all.filter(
    (item): item is StyledText =>
      item.kind === "text" && !shown.has(item) && (item.text.trim() !== "" || item.isMissing),
  );
}

interface Row {
  boxes: TileBox[];
  bottom: number;
  /** Something did not fit. */
  isOver: boolean;
}

function layoutGroup({ columns }: Group, box: Rect, isFirst: boolean, measures: Measures): Row {
  const margins = isFirst ? columns.map(marginOfFirst) : firstMargins(columns);
  const stacks = columnRects(columns, box).map((rect, index) => {
    const stack = new Stack(rect, measures);
    stack.addAll(columns[index]?.items ?? [], margins[index] ?? 0);
    return stack;
  });
  const bottom = Math.max(box.y, ...stacks.map((stack) => stack.y));
  const boxes = stacks.flatMap((stack, index) => {
    const shift = stackingShift(columns[index]?.stacking ?? "top", bottom - stack.y);
    return stack.boxes.map((each) => ({ ...each, y: each.y + shift }));
  });
  return { boxes, bottom, isOver: stacks.some((stack) => stack.isOver) };
}

function marginOfFirst({ items: [first] }: Column): number {
  return first ? marginAbove(first, undefined) : 0;
}

const columnGap = 8;

/** Star proportions of what is left beside the gaps. */
export function columnRects(columns: readonly Column[], box: Rect): Rect[] {
  const room = box.width - columnGap * (columns.length - 1);
  const sum = columns.reduce((total, { weight }) => total + weight, 0);
  let x = box.x;
  return columns.map(({ weight }) => {
    const width = (room * weight) / sum;
    const rect = { ...box, x, width };
    x += width + columnGap;
    return rect;
  });
}

/** Items from top to bottom in one column. */
class Stack {
  y: number;
  isOver = false;
  private readonly bottom: number;

  constructor(
    private readonly box: Rect,
    private readonly measures: Measures,
    readonly boxes: TileBox[] = [],
  ) {
    this.y = box.y;
    this.bottom = box.y + box.height;
  }

  addAll(items: readonly AdaptiveItem[], firstMargin: number): void {
    for (const [index, item] of items.entries()) {
      const above = items[index - 1];
      if (!this.add(item, above ? gapBetween(above, item) : firstMargin)) return;
    }
  }

  /** False: the stack ends here. */
  add(item: AdaptiveItem, margin: number): boolean {
    const y = this.y + margin;
    const goesOn = item.kind === "text" ? this.addText(item, y) : this.addImage(item, y);
    if (!goesOn) this.isOver = true;
    return goesOn;
  }

  private addText(text: StyledText, y: number): boolean {
    const face = faces[text.style];
    const most = text.wraps ? (text.maxLines ?? Number.POSITIVE_INFINITY) : 1;
    const wish = text.wraps ? Math.min(most, this.measures.text(text, this.box.width)) : 1;
    const least = text.minLines > 1 ? text.minLines * face.minLine : 0;
    const height = Math.max(linesHeight(face, wish), least);
    const room = this.bottom - y;
    const lines = Math.min(wish, fittingLines(face, room));
    const isWhole = height <= room + 0.01;
    if (lines === 0 || (!text.wraps && !isWhole)) return false;
    const drawn = isWhole ? height : linesHeight(face, lines);
    const { x, width } = this.box;
    this.boxes.push({ kind: "text", text, lines, x, y, width, height: drawn });
    this.y = y + height;
    return isWhole;
  }

  private addImage(image: InlineImage, y: number): boolean {
    const room = this.bottom - y;
    if (room <= 0) return false;
    const { width, height } = this.imageSize(image);
    const scale = Math.min(1, room / height);
    const shown = { width: width * scale, height: height * scale };
    const free = this.box.width - shown.width;
    const share = { stretch: 0.5, left: 0, center: 0.5, right: 1 }[image.align];
    this.boxes.push({ kind: "image", image, ...shown, x: this.box.x + free * share, y });
    this.y = y + shown.height;
    return scale === 1;
  }

  /** Stretched pictures take the width, others are one pixel to one effective pixel. */
  private imageSize(image: InlineImage): { width: number; height: number } {
    const own = this.measures.image(image);
    if (image.isCircle) {
      const side = image.align === "stretch" ? this.box.width : Math.min(own.width, own.height);
      return { width: side, height: side };
    }
    const width = image.align === "stretch" ? this.box.width : Math.min(own.width, this.box.width);
    return { width, height: Math.ceil((width * own.height) / Math.max(1, own.width) - 0.001) };
  }
}
