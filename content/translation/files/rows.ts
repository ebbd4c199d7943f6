import { isXmlText } from "@/content/document";
import { languageName } from "@/content/languages";
import { contentLanguages, type NotificationContent } from "@/content/notification-content";
import { overrideText } from "@/content/translation/changes";
import { type SlotState, type SlotTranslation, translationsOf } from "@/content/translation/states";

/** Texts on their way to a translator's own tools and back: what CSV and XLIFF have in common. */

export interface ExportedText {
  language: string;
  /** Slot id. */
  id: string;
  label: string;
  source: string;
  /** Empty where text is needed. */
  text: string;
  state: SlotState;
}

/** A translation as a file says it. */
export interface ImportedText {
  language: string;
  id: string;
  source: string;
  text: string;
  /** Where it stands in the file, from 1. */
  line: number;
}

export interface FileProblem {
  line: number;
  /** note: imported all the same. */
  kind: "error" | "note";
  message: string;
}

export type FileReading =
  | { ok: true; texts: ImportedText[]; problems: FileProblem[] }
  | { ok: false; message: string };

export interface ImportResult {
  content: NotificationContent;
  /** Texts that are another than before. */
  imported: number;
  unchanged: number;
  /** Rows without a translation. */
  empty: number;
  problems: FileProblem[];
  /** What a person wrote, for the memory. */
  taken: ImportedText[];
}

/** Every text of these languages that can be translated. */
export function exportTexts(
  content: NotificationContent,
  languages: readonly string[],
): ExportedText[] {
  return languages.flatMap((language) =>
    translationsOf(content, language)
      .filter(({ slot }) => slot.isTranslatable)
      .map(({ slot, state, text }) => ({
        language,
        id: slot.id,
        label: slot.label,
        source: slot.text,
        text: state === "needs_text" || state === "default" ? "" : text,
        state,
      })),
  );
}

const longestText = 5_000;

/** Puts a file's translations in as a person's words; every row that can't be used says why. */
export function importTexts(
  content: NotificationContent,
  reading: { texts: readonly ImportedText[]; problems: readonly FileProblem[] },
): ImportResult {
  const result: ImportResult = {
    content,
    imported: 0,
    unchanged: 0,
    empty: 0,
    problems: [...reading.problems],
    taken: [],
  };
  for (const row of reading.texts) takeRow(result, row);
  result.problems.sort((a, b) => a.line - b.line);
  return result;
}

function takeRow(result: ImportResult, row: ImportedText): void {
  const problem = (message: string, kind: FileProblem["kind"] = "error") =>
    result.problems.push({ line: row.line, kind, message });
  const language = languageOf(result.content, row.language);
  if (language === undefined) {
    problem(
      `${row.language || "No language"} is not a language of this notification. Add it first.`,
    );
    return;
  }
  if (row.text.trim() === "") {
    result.empty += 1;
    return;
  }
  const found = findText(translationsOf(result.content, language), row);
  if (!found) {
    problem(`There is no text “${row.id}” in this notification.`);
    return;
  }
  const refusal = refusalOf(found.slot.text, row.text);
  if (refusal) {
    problem(refusal);
    return;
  }
  if (found.entry?.text === row.text && found.entry.sourceText === found.slot.text) {
    result.unchanged += 1;
    return;
  }
  const address = { language, slotId: found.slot.id };
  const next = overrideText(result.content, address, row.text);
  const isStale = row.source !== "" && row.source !== found.slot.text;
  result.content = isStale ? withSource(next, address, row.source) : next;
  result.imported += 1;
  if (isStale) {
    const name = languageName(result.content.defaultLanguage);
    problem(`The ${name} text has changed since the export; imported as out of date.`, "note");
  } else {
    result.taken.push({ ...row, language, source: found.slot.text });
  }
}

function languageOf(content: NotificationContent, tag: string): string | undefined {
  const wanted = tag.trim().toLowerCase();
  return contentLanguages(content)
    .slice(1)
    .find((language) => language.toLowerCase() === wanted);
}

/** By its id; where the document was rearranged since the export, by what it says. */
function findText(
  texts: readonly SlotTranslation[],
  { id, source }: ImportedText,
): SlotTranslation | undefined {
  const open = texts.filter(({ slot }) => slot.isTranslatable);
  const byId = open.find(({ slot }) => slot.id === id);
  if (byId?.slot.text === source || source === "") return byId;
  const bySource = open.filter(({ slot }) => slot.text === source);
  return bySource.length === 1 ? bySource[0] : byId;
}

const placeholder = /\{\{[^{}\n]+\}\}|\{[^{}\n]+\}/g;

/** Why a translation can't be used, as a sentence. */
function refusalOf(source: string, text: string): string | undefined {
  if (text.length > longestText) return `The text is longer than ${longestText} characters.`;
  if (!isXmlText(text)) return "The text holds characters that cannot be sent.";
  const counts = (value: string) => [...value.matchAll(placeholder)].map(([part]) => part).sort();
  const [wanted, given] = [counts(source), counts(text)];
  const missing = wanted.find((part, at) => given[at] !== part);
  if (missing !== undefined) return `${missing} of the original is missing or changed.`;
  if (given.length > wanted.length) return `${given.at(-1)} is not in the original.`;
  return undefined;
}

function withSource(
  content: NotificationContent,
  { language, slotId }: { language: string; slotId: string },
  sourceText: string,
): NotificationContent {
  const texts = content.translations[language]?.texts ?? {};
  const entry = texts[slotId];
  if (!entry) return content;
  const changed = { texts: { ...texts, [slotId]: { ...entry, sourceText } } };
  return { ...content, translations: { ...content.translations, [language]: changed } };
}
