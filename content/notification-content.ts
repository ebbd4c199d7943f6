import { z } from "zod";
import {
  attributeValue,
  updateElement,
  walkElements,
  withAttribute,
  type XmlDocument,
} from "./document";
import { writeVisualAttribute } from "./fields";
import { isValidLanguageTag } from "./languages";
import { maximumTextLength, parsePayload } from "./parse";
import { locateProblems, type Problem, type ProblemDraft } from "./problem";
import { serialize } from "./serialize";
import { type TranslatedText, type Translation, translationSchema } from "./translation/entry";
import { matchEntries } from "./translation/match";
import { listSlots, type TextSlot, writeSlot } from "./translation/slots";

export const languageTagSchema = z
  .string()
  .max(35)
  .refine(isValidLanguageTag, "This is not a language tag such as en-US.");

/** What a language shows where it has no text yet: the default language's text, or nothing is sent at all. */
export const missingTextChoices = ["default", "refuse"] as const;
export type MissingTextChoice = (typeof missingTextChoices)[number];

/** What a notification stores of its content. The document is written in the default language. */
export const notificationContentSchema = z.strictObject({
  defaultLanguage: languageTagSchema,
  /** Payload XML as the author wrote it; a draft's may be malformed. */
  document: z
    .string()
    .max(
      maximumTextLength,
      `The XML has more than ${maximumTextLength.toLocaleString("en-US")} characters.`,
    ),
  translations: z.record(languageTagSchema, translationSchema),
  trackLaunches: z.boolean(),
  /** Tiles: the value of the badge that goes beside it. Not set: the badge stays as it is. */
  badge: z.string().max(20).optional(),
  /** Not set: the default language's text. */
  missingTexts: z.enum(missingTextChoices).optional(),
});
export type NotificationContent = z.infer<typeof notificationContentSchema>;
export type { TranslatedText, Translation };

/** Every language the content can be shown in, the default first. Give this to chooseLanguage. */
export function contentLanguages(content: NotificationContent): string[] {
  const { defaultLanguage, translations } = content;
  const others = Object.keys(translations).filter((language) => language !== defaultLanguage);
  return [defaultLanguage, ...others];
}

export type RenderResult =
  | {
      ok: true;
      xml: string;
      /** Give it to prepareTracked or prepareUntracked. */
      document: XmlDocument;
      /** Slots that show the default language's text because they need text. */
      missing: TextSlot[];
      /** Slots whose translation was made from an earlier text. */
      outOfDate: TextSlot[];
    }
  | { ok: false; problems: Problem[] };

/**
 * The payload of one language: its texts in their slots, its tag in visual/@lang (P-87). A language without
 * translations shows the default texts. Problems: the document is malformed, or a text is missing and the
 * choice is to refuse.
 */
export function renderLanguage(
  content: NotificationContent,
  language: string,
  missingTexts: MissingTextChoice = content.missingTexts ?? "default",
): RenderResult {
  const parsed = parsePayload(content.document);
  if (!parsed.ok) return parsed;
  const { document, missing, outOfDate } = translate(content, language, parsed.document);
  if (missing.length > 0 && missingTexts === "refuse") {
    const drafts = missing.map((slot) => missingDraft(slot, language));
    return { ok: false, problems: locateProblems(content.document, drafts) };
  }
  const tagged = withLanguage(document, { from: content.defaultLanguage, to: language });
  return { ok: true, xml: serialize(tagged), document: tagged, missing, outOfDate };
}

function translate(content: NotificationContent, language: string, source: XmlDocument) {
  const missing: TextSlot[] = [];
  const outOfDate: TextSlot[] = [];
  if (language === content.defaultLanguage) return { document: source, missing, outOfDate };
  const slots = listSlots(source);
  const entries = matchEntries(slots, ownTexts(content, language));
  let document = source;
  for (const slot of slots) {
    const entry = entries.get(slot.id);
    if (!hasText(entry)) {
      if (slot.isTranslatable) missing.push(slot);
      continue;
    }
    if (!slot.isTranslatable && !slot.isOptional) continue;
    if (entry.sourceText !== slot.text) outOfDate.push(slot);
    document = writeSlot(document, slot, entry.text);
  }
  return { document, missing, outOfDate };
}

/** Texts of a language by slot id, empty for one that is not there. */
export function ownTexts(content: NotificationContent, language: string): Translation["texts"] {
  const { translations } = content;
  return Object.hasOwn(translations, language) ? (translations[language]?.texts ?? {}) : {};
}

/** A blank translation is none: an emptied box needs text, it does not send an empty one. */
export function hasText(entry: TranslatedText | undefined): entry is TranslatedText {
  return entry !== undefined && entry.text.trim() !== "";
}

/** binding and text override visual/@lang: where they name the default language they must follow. */
function withLanguage(document: XmlDocument, { from, to }: { from: string; to: string }) {
  let tagged = writeVisualAttribute(document, "lang", to);
  for (const [element, path] of walkElements(document)) {
    const own = element.name === "visual" ? undefined : attributeValue(element, "lang");
    if (own?.toLowerCase() !== from.toLowerCase()) continue;
    tagged = updateElement(tagged, path, (inner) => withAttribute(inner, "lang", to));
  }
  return tagged;
}

function missingDraft({ label }: TextSlot, language: string): ProblemDraft {
  const message = `${label} has no text in ${language}.`;
  return { code: "text.missing", severity: "error", message, start: 0, end: 0 };
}
