import { type AdaptiveItem, type Column, type TextStyle, textStyles } from "./read-group";

/** Windows' adaptive type ramp, in effective pixels. */
export interface Face {
  size: number;
  weight: number;
  line: number;
  /** What a line takes once there is more than one. */
  minLine: number;
  /** Top margin of the first text of a tile is this minus 8. */
  first: number;
  /** Space above the letters inside the line; columns line up by it. */
  offset: number;
}

const face = (
  [size, weight]: readonly [number, number],
  [line, minLine]: readonly [number, number],
  [first, offset]: readonly [number, number],
): Face => ({ size, weight, line, minLine, first, offset });

export const faces: Readonly<Record<TextStyle, Face>> = {
  caption: face([12, 400], [16, 16], [4, 4]),
  body: face([15, 400], [20, 20], [3, 5]),
  base: face([15, 600], [20, 20], [3, 5]),
  subtitle: face([20, 400], [24, 26.6], [0, 7]),
  title: face([24, 350], [30, 31.9], [0, 9]),
  subheader: face([34, 300], [40, 45.2], [0, 12]),
  header: face([46, 300], [56, 61.3], [0, 17]),
  titleNumeral: face([24, 350], [17.9, 17.9], [8, 0]),
  subheaderNumeral: face([34, 300], [24.8, 24.8], [8, 0]),
  headerNumeral: face([46, 300], [33.3, 33.3], [8, 0]),
};

/** Space between a text (row) and the one under it (column); body and base share an entry. */
const gaps: readonly (readonly number[])[] = [
  [0, 1, 0, 0, 0, 0, 4, 8, 8],
  [1, 0, 0, 0, 0, 0, 5, 7, 8],
  [2, 1, 0, 0, 0, 0, 6, 8, 10],
  [1, 1, 0, 0, 0, 0, 7, 9, 12],
  [1, 4, 0, 0, 0, 0, 10, 12, 15],
  [4, 5, 3, 5, 0, 0, 12, 16, 20],
  [3, 4, 5, 6, 10, 0, 12, 14, 16],
  [6, 4, 5, 6, 3, 3, 14, 14, 16],
  [8, 7, 6, 8, 6, 5, 16, 16, 20],
];

const indexOf = (style: TextStyle) => {
  const at = textStyles.indexOf(style);
  return at < 2 ? at : at - 1;
};

/** Space kept free around a picture. */
export const imageMargin = 8;

/** Space above an item that follows another in the same stack. */
export function gapBetween(above: AdaptiveItem, below: AdaptiveItem): number {
  if (below.kind === "image") return below.hasMargin ? imageMargin : 0;
  if (above.kind === "image") return above.hasMargin ? imageMargin : 0;
  return gaps[indexOf(above.style)]?.[indexOf(below.style)] ?? 0;
}

/** Height of so many lines: one takes the line height, more take the font's own. */
export function linesHeight({ line, minLine }: Face, lines: number): number {
  return lines <= 1 ? lines * line : lines * minLine;
}

/** How many lines fit into a height. */
export function fittingLines({ line, minLine }: Face, height: number): number {
  if (height + 0.01 < line) return 0;
  return Math.max(1, Math.floor((height + 0.01) / minLine));
}

/** Extra space above the first item of each column, so that first lines stand on one line. */
export function firstMargins(columns: readonly Column[]): number[] {
  const offsets = columns.map(({ items: [first] }) =>
    first?.kind === "text" ? faces[first.style].offset : first ? 0 : undefined,
  );
  const startsWithImage = columns.some(({ items: [first] }) => first?.kind === "image");
  const most = Math.max(startsWithImage ? imageMargin : 0, ...offsets.map((offset) => offset ?? 0));
  return columns.map(({ items: [first] }, index) => {
    if (first?.kind === "image") return first.hasMargin ? imageMargin : 0;
    return most - (offsets[index] ?? 0);
  });
}
