import { attributeValue, type XmlDocument } from "@/content/document";

export const badgeGlyphs = [
  "activity",
  "alarm",
  "alert",
  "attention",
  "available",
  "away",
  "busy",
  "error",
  "newMessage",
  "paused",
  "playing",
  "unavailable",
] as const;
export type BadgeGlyph = (typeof badgeGlyphs)[number];

export type BadgeModel = { kind: "number"; text: string } | { kind: "glyph"; glyph: BadgeGlyph };

/** What a badge value draws: 0, "none" and what Windows refuses draw nothing. */
export function readBadge(value: string | XmlDocument | undefined): BadgeModel | undefined {
  const written = typeof value === "object" ? valueOfDocument(value) : value;
  if (written === undefined) return undefined;
  if (/^\d+$/.test(written)) {
    const number = Number(written);
    if (number === 0) return undefined;
    return { kind: "number", text: number > 99 ? "99+" : String(number) };
  }
  const glyph = badgeGlyphs.find((known) => known === written);
  return glyph && { kind: "glyph", glyph };
}

function valueOfDocument({ root }: XmlDocument): string | undefined {
  return root.name === "badge" ? attributeValue(root, "value") : undefined;
}
