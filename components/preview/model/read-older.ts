import type { AdaptiveItem, Group, InlineImage, StyledText } from "./read-group";

/** How a template of Windows 8 divides a tile, as near as today's columns and texts come to it. */
export interface OlderTemplate {
  size: "small" | "medium" | "wide" | "large";
  /** Where its pictures stand. */
  picture: "peek" | "behind" | "above" | "beside";
  /** Its first text is a heading, or a large number. */
  heading: "subtitle" | "header" | undefined;
}

const pattern = /^Tile(Square|Wide)(\d+x\d+)?([A-Za-z]+?)(\d\d)?$/;

/** undefined for today's templates, iconic ones, and what is none at all. */
export function olderTemplate(name: string): OlderTemplate | undefined {
  const [, shape, size = "", kind = "", number = ""] = pattern.exec(name) ?? [];
  if (!shape || kind.startsWith("IconWithBadge") || !/^(Image|Block|Text|Peek|Small)/.test(kind)) {
    return undefined;
  }
  const isBlock = /Block/.test(kind);
  return {
    size: sizeOf(shape, size),
    picture: pictureOf(kind, shape),
    heading: isBlock ? "header" : /^0[12]$/.test(number) ? "subtitle" : undefined,
  };
}

function sizeOf(shape: string, size: string): OlderTemplate["size"] {
  if (shape === "Wide") return "wide";
  if (size === "71x71") return "small";
  return size === "310x310" ? "large" : "medium";
}

function pictureOf(kind: string, shape: string): OlderTemplate["picture"] {
  if (kind.startsWith("Peek")) return "peek";
  if (!/Text/.test(kind)) return "behind";
  return kind.startsWith("Small") || shape === "Square" ? "beside" : "above";
}

export interface OlderContent {
  items: (AdaptiveItem | Group)[];
  /** The picture that covers the tile, and how much it is darkened for texts on it. */
  cover?: InlineImage;
  overlay: number;
  stacking: "top" | "bottom";
}

/** The last text takes the room that is left; a heading is larger than the others. */
export function arrangeOlder(
  { picture, heading }: OlderTemplate,
  read: readonly AdaptiveItem[],
): OlderContent {
  const [first] = read.filter((item): item is InlineImage => item.kind === "image");
  const written = read.filter((item): item is StyledText => item.kind === "text");
  const texts = written.map((text, at): StyledText => {
    const isHeading = at === 0 && heading !== undefined && written.length > 1;
    const wraps = at === written.length - 1;
    return { ...text, wraps, style: isHeading ? heading : text.style };
  });
  const plain = { overlay: 0, stacking: "top" } as const;
  if (!first) return { ...plain, items: texts };
  if (picture === "peek" || picture === "behind") return { ...plain, items: texts, cover: first };
  // The picture took all but a strip for the texts.
  if (picture === "above") return { items: texts, cover: first, overlay: 40, stacking: "bottom" };
  const column = (weight: number, items: AdaptiveItem[]) => ({
    weight,
    stacking: "top" as const,
    items,
  });
  const columns = [column(1, [first]), column(2, texts)];
  return { ...plain, items: [{ kind: "group", columns }] };
}
