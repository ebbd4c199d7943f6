import { z } from "zod";
import type { XmlDocument } from "./document";
import { writeVisualAttribute } from "./fields";
import { isValidLanguageTag } from "./languages";
import { maximumTextLength, parsePayload } from "./parse";
import type { Problem } from "./problem";
import { serialize } from "./serialize";

export const languageTagSchema = z
  .string()
  .max(35)
  .refine(isValidLanguageTag, "This is not a language tag such as en-US.");

/** What one language says instead of the default language's texts. */
export const translationSchema = z.strictObject({});
export type Translation = z.infer<typeof translationSchema>;

/** What a notification stores of its content. The document is written in the default language. */
export const notificationContentSchema = z.strictObject({
  defaultLanguage: languageTagSchema,
  /** Payload XML as the author wrote it; a draft's may be malformed. */
  document: z.string().max(maximumTextLength),
  translations: z.record(languageTagSchema, translationSchema),
  trackLaunches: z.boolean(),
});
export type NotificationContent = z.infer<typeof notificationContentSchema>;

/** Every language the content can be shown in, the default first. */
export function contentLanguages(content: NotificationContent): string[] {
  const { defaultLanguage, translations } = content;
  const others = Object.keys(translations).filter((language) => language !== defaultLanguage);
  return [defaultLanguage, ...others];
}

export type RenderResult =
  | { ok: true; xml: string; document: XmlDocument }
  | { ok: false; problems: Problem[] };

/** The payload of one language: its texts, and its tag in visual/@lang (P-87). Give document to prepareTracked. */
export function renderLanguage(content: NotificationContent, language: string): RenderResult {
  const parsed = parsePayload(content.document);
  if (!parsed.ok) return parsed;
  const document = writeVisualAttribute(parsed.document, "lang", language);
  return { ok: true, xml: serialize(document), document };
}
