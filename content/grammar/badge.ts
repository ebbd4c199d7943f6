import { element, type Grammar, integer } from "./grammar";

/** Section 4: 13 glyphs, camelCase. */
export const badgeGlyphs = [
  "none",
  "activity",
  "alert",
  "alarm",
  "available",
  "away",
  "busy",
  "newMessage",
  "paused",
  "playing",
  "unavailable",
  "error",
  "attention",
] as const;

export const badgeGrammar: Grammar = {
  badge: element("badge", "A number or a glyph on the app’s tile and taskbar button.", {
    content: "empty",
    attributes: {
      value: {
        value: { type: "badge", values: badgeGlyphs },
        required: true,
        severity: "error",
        help: "0 clears, above 99 shows 99+, or a glyph.",
      },
      version: integer(undefined, undefined, { default: "1" }),
    },
  }),
};
