import {
  contentLanguages,
  hasText,
  type NotificationContent,
  ownTexts,
  type TranslatedText,
} from "@/content/notification-content";
import { parsePayload } from "@/content/parse";
import type { TranslationOrigin } from "./entry";
import { matchEntries } from "./match";
import { listSlots, type TextSlot } from "./slots";

/** In the order in which a list of languages names them: what needs a person first. */
export const slotStates = [
  "needs_text",
  "out_of_date",
  "edited",
  "machine",
  "memory",
  "builtin",
  "default",
] as const;
export type SlotState = (typeof slotStates)[number];

export interface SlotTranslation {
  slot: TextSlot;
  state: SlotState;
  /** What this language shows; the default language's text where it needs text. */
  text: string;
  entry?: TranslatedText;
}

const stateOfOrigin: Record<TranslationOrigin, SlotState> = {
  human: "edited",
  machine: "machine",
  memory: "memory",
  builtin: "builtin",
};

/**
 * Every slot of the document as one language shows it, in reading order. Pictures and untranslatable texts
 * are "default" unless the language has its own. A malformed document has none.
 */
export function translationsOf(content: NotificationContent, language: string): SlotTranslation[] {
  const parsed = parsePayload(content.document);
  if (!parsed.ok) return [];
  return translationsIn(content, language, listSlots(parsed.document));
}

/** The same over slots that are known already. */
export function translationsIn(
  content: NotificationContent,
  language: string,
  slots: readonly TextSlot[],
): SlotTranslation[] {
  if (language === content.defaultLanguage) {
    return slots.map((slot) => ({ slot, state: "default", text: slot.text }));
  }
  const entries = matchEntries(slots, ownTexts(content, language));
  return slots.map((slot) => {
    const entry = entries.get(slot.id);
    const state = stateOf(slot, entry);
    const text = entry && state !== "needs_text" && state !== "default" ? entry.text : slot.text;
    return { slot, state, text, entry };
  });
}

function stateOf(slot: TextSlot, entry: TranslatedText | undefined): SlotState {
  if (!slot.isTranslatable && !(slot.isOptional && hasText(entry))) return "default";
  if (!hasText(entry)) return "needs_text";
  return entry.sourceText === slot.text ? stateOfOrigin[entry.origin] : "out_of_date";
}

export interface LanguageState {
  language: string;
  isDefault: boolean;
  /** How many translatable slots are in each state. */
  counts: Record<SlotState, number>;
  /** The states that occur, most urgent first. */
  states: SlotState[];
}

/** The list of languages: the default first, each with what is to be done. */
export function languageStates(content: NotificationContent): LanguageState[] {
  const parsed = parsePayload(content.document);
  const slots = parsed.ok ? listSlots(parsed.document) : [];
  return contentLanguages(content).map((language) => {
    const counts = Object.fromEntries(
      slotStates.map((state) => [state, 0]),
    ) as LanguageState["counts"];
    for (const { slot, state } of translationsIn(content, language, slots)) {
      if (slot.isTranslatable || state !== "default") counts[state]++;
    }
    const isDefault = language === content.defaultLanguage;
    return { language, isDefault, counts, states: slotStates.filter((state) => counts[state] > 0) };
  });
}

/** What a translator should fill in now: missing texts, and changed ones that no person wrote (P-86). */
export function textsToTranslate(content: NotificationContent, language: string): TextSlot[] {
  return translationsOf(content, language)
    .filter(
      ({ state, entry, slot }) =>
        slot.isTranslatable &&
        (state === "needs_text" || (state === "out_of_date" && entry?.origin !== "human")),
    )
    .map(({ slot }) => slot);
}
