import { removeIllegalCharacters } from "@/content/document";
import {
  type NotificationContent,
  ownTexts,
  renderLanguage,
  type TranslatedText,
} from "@/content/notification-content";
import { parsePayload } from "@/content/parse";
import { isOverridden, type TranslationOrigin } from "./entry";
import { matchEntries, rekeyEntries } from "./match";
import { listSlots, type TextSlot } from "./slots";

/** Changes of the languages of a content. All give new content; the old one is the undo. */

/** New languages start with every text needing text; ask textsToTranslate what to fill (P-81, P-82). */
export function addLanguages(
  content: NotificationContent,
  languages: readonly string[],
): NotificationContent {
  const fresh = languages.filter(
    (language) =>
      language !== content.defaultLanguage && !Object.hasOwn(content.translations, language),
  );
  const added = Object.fromEntries(fresh.map((language) => [language, { texts: {} }]));
  return { ...content, translations: { ...content.translations, ...added } };
}

export function removeLanguage(
  content: NotificationContent,
  language: string,
): NotificationContent {
  const left = Object.entries(content.translations).filter(([other]) => other !== language);
  return { ...content, translations: Object.fromEntries(left) };
}

/**
 * Replaces the document, from form or XML. Translations follow their texts to new places; those of removed
 * texts are kept aside and come back with the very same text. A malformed document touches none.
 */
export function updateDocument(content: NotificationContent, xml: string): NotificationContent {
  const parsed = parsePayload(xml);
  if (!parsed.ok) return { ...content, document: xml };
  const slots = listSlots(parsed.document);
  const translations = Object.fromEntries(
    Object.keys(content.translations).map((language) => [
      language,
      { texts: rekeyEntries(slots, ownTexts(content, language)) },
    ]),
  );
  return { ...content, document: xml, translations };
}

/** A person's words for one slot (P-84). Blank takes the translation away: the slot needs text again. */
export function overrideText(
  content: NotificationContent,
  { language, slotId }: SlotAddress,
  text: string,
): NotificationContent {
  return changeSlot(content, { language, slotId }, (slot) =>
    text.trim() === ""
      ? undefined
      : { text: removeIllegalCharacters(text), origin: "human", sourceText: slot.text },
  );
}

/** "Still right": the translation also holds for the text as it is now. */
export function confirmText(
  content: NotificationContent,
  address: SlotAddress,
): NotificationContent {
  return changeSlot(
    content,
    address,
    (slot, entry) => entry && { ...entry, sourceText: slot.text },
  );
}

/** Takes a person's words away, so that a translator may fill the slot again. */
export function resetText(content: NotificationContent, address: SlotAddress): NotificationContent {
  return changeSlot(content, address, () => undefined);
}

export interface SlotAddress {
  language: string;
  slotId: string;
}

export interface FilledText {
  slotId: string;
  /** What was translated: a result that comes late, for a text that has changed since, is dropped. */
  sourceText: string;
  text: string;
  origin: Exclude<TranslationOrigin, "human">;
  provider?: string;
}

/** Puts a translator's results in. Never over a person's words (P-86), never a blank one. */
export function fillTexts(
  content: NotificationContent,
  language: string,
  filled: readonly FilledText[],
): NotificationContent {
  return changeLanguage(content, language, (slots, entries) => {
    for (const { slotId, text, origin, provider, sourceText } of filled) {
      const slot = slots.find(({ id }) => id === slotId);
      const isCurrent = slot?.text === sourceText && slot.isTranslatable;
      if (!isCurrent || text.trim() === "" || isOverridden(entries.get(slotId))) continue;
      const clean = removeIllegalCharacters(text);
      entries.set(slotId, { text: clean, origin, provider, sourceText });
    }
  });
}

/**
 * Makes another language the default. Its texts move into the document; the old default's become a person's
 * translation; other languages stay as right or as out of date as they were.
 */
export function changeDefaultLanguage(
  content: NotificationContent,
  language: string,
): NotificationContent {
  const { defaultLanguage, translations } = content;
  if (language === defaultLanguage) return content;
  if (!Object.hasOwn(translations, language)) return { ...content, defaultLanguage: language };
  const parsed = parsePayload(content.document);
  const rendered = renderLanguage(content, language, "default");
  if (!parsed.ok || !rendered.ok) return content;
  const before = listSlots(parsed.document);
  const after = new Map(listSlots(rendered.document).map((slot) => [slot.id, slot.text]));
  const moved = removeLanguage(content, language);
  const others = Object.keys(moved.translations).map((other) => {
    const entries = matchEntries(before, ownTexts(content, other));
    return [other, { texts: resourced(before, entries, after) }] as const;
  });
  const old = before.filter((slot) => slot.isTranslatable).map(asHuman(after));
  const texts = Object.fromEntries(old);
  return {
    ...content,
    defaultLanguage: language,
    document: rendered.xml,
    translations: { ...Object.fromEntries(others), [defaultLanguage]: { texts } },
  };
}

const asHuman =
  (after: ReadonlyMap<string, string>) =>
  ({ id, text }: TextSlot): [string, TranslatedText] => [
    id,
    { text, origin: "human", sourceText: after.get(id) ?? text },
  ];

/** Translations that were up to date are so for the new source text too; stale ones keep their old source. */
function resourced(
  slots: readonly TextSlot[],
  entries: ReadonlyMap<string, TranslatedText>,
  after: ReadonlyMap<string, string>,
): Record<string, TranslatedText> {
  return Object.fromEntries(
    slots.flatMap(({ id, text }) => {
      const entry = entries.get(id);
      if (!entry) return [];
      const sourceText = entry.sourceText === text ? (after.get(id) ?? text) : entry.sourceText;
      return [[id, { ...entry, sourceText }]];
    }),
  );
}

function changeSlot(
  content: NotificationContent,
  { language, slotId }: SlotAddress,
  change: (slot: TextSlot, entry: TranslatedText | undefined) => TranslatedText | undefined,
): NotificationContent {
  return changeLanguage(content, language, (slots, entries) => {
    const slot = slots.find(({ id }) => id === slotId);
    if (!slot) return;
    const next = change(slot, entries.get(slotId));
    if (next) entries.set(slotId, next);
    else entries.delete(slotId);
  });
}

/** Content is unchanged if the document is malformed or the language is not there. */
function changeLanguage(
  content: NotificationContent,
  language: string,
  change: (slots: readonly TextSlot[], entries: Map<string, TranslatedText>) => void,
): NotificationContent {
  const parsed = parsePayload(content.document);
  if (!parsed.ok || !Object.hasOwn(content.translations, language)) return content;
  const slots = listSlots(parsed.document);
  const entries = new Map(Object.entries(rekeyEntries(slots, ownTexts(content, language))));
  change(slots, entries);
  const texts = Object.fromEntries(entries);
  return { ...content, translations: { ...content.translations, [language]: { texts } } };
}
