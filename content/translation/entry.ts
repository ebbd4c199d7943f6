import { z } from "zod";
import { isXmlText } from "@/content/document";

/** Where a translation came from: shipped, reused from earlier work, a translator, a person. */
export const translationOrigins = ["builtin", "memory", "machine", "human"] as const;
export type TranslationOrigin = (typeof translationOrigins)[number];

const words = z
  .string()
  .max(5000)
  .refine(isXmlText, "The text holds characters that cannot be sent.");

/** One text in one language. A person's text is an override: nothing but a person changes it (P-84, P-86). */
export const translatedTextSchema = z.strictObject({
  text: words,
  origin: z.enum(translationOrigins),
  /** Which translator, for machine and memory. */
  provider: z.string().max(60).optional(),
  /** The default language's text this was made from; another one now means out of date. */
  sourceText: words,
});
export type TranslatedText = z.infer<typeof translatedTextSchema>;

/** What one language says instead of the default language's texts, by slot id. */
export const translationSchema = z.strictObject({
  texts: z
    .record(z.string().max(300), translatedTextSchema)
    .refine((texts) => Object.keys(texts).length <= 300, "There are too many texts."),
});
export type Translation = z.infer<typeof translationSchema>;

export function isOverridden(entry: TranslatedText | undefined): boolean {
  return entry?.origin === "human";
}
