import { chooseLanguage, languageName } from "@/content/languages";

/** A term of the glossary: fixed translations by language, none of them = it stays as it is everywhere. */
export interface GlossaryTerm {
  id: number;
  sourceLanguage: string;
  term: string;
  translations: Record<string, string>;
}

/** A word of the glossary or the name of an app: `value` is what the target language says there. */
export interface ProtectedTerm {
  term: string;
  /** undefined = as it is written. */
  value?: string;
}

/** What the guard protects in one language: terms and the names of the publisher's apps. */
export function protectedTerms(
  terms: readonly GlossaryTerm[],
  languages: { from: string; to: string },
  appNames: readonly string[],
): ProtectedTerm[] {
  const fixed = applicable(terms, languages.from).flatMap(({ term, translations }) => {
    if (Object.keys(translations).length === 0) return [{ term }];
    const value = translationFor(translations, languages.to);
    return value === undefined ? [] : [{ term, value }];
  });
  const known = new Set(fixed.map(({ term }) => term.toLowerCase()));
  const names = appNames.filter((name) => !known.has(name.toLowerCase()));
  return [...fixed, ...names.map((term) => ({ term }))];
}

/** Which terms a translation does not keep, as sentences. Machine translations pass by construction. */
export function glossaryProblems(
  terms: readonly GlossaryTerm[],
  languages: { from: string; to: string },
  { source, target }: { source: string; target: string },
): string[] {
  return applicable(terms, languages.from).flatMap(({ term, translations }) => {
    const isKept = Object.keys(translations).length === 0;
    const wanted = isKept ? term : translationFor(translations, languages.to);
    if (wanted === undefined || findTerm(source, term).length === 0) return [];
    if (findTerm(target, wanted).length > 0) return [];
    const name = languageName(languages.to);
    return [
      isKept
        ? `The glossary keeps “${term}” as it is in every language.`
        : `The glossary has “${wanted}” for “${term}” in ${name}.`,
    ];
  });
}

function applicable(terms: readonly GlossaryTerm[], from: string): GlossaryTerm[] {
  const own = baseOf(from);
  return terms.filter(({ sourceLanguage }) => baseOf(sourceLanguage) === own);
}

function translationFor(translations: Record<string, string>, to: string): string | undefined {
  const language = chooseLanguage(to, Object.keys(translations), "");
  return language === "" ? undefined : translations[language];
}

export function baseOf(tag: string): string {
  return tag.split(/[-_]/)[0]?.toLowerCase() ?? "";
}

/**
 * Whole words, in either case. A word ends where its script ends, so that a Latin name is found in "Chessを" and not
 * in "chessboard"; scripts without spaces between words have no word ends at all.
 */
export function findTerm(text: string, term: string): { start: number; end: number }[] {
  const wanted = term.trim();
  if (wanted === "") return [];
  const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  const [first, last] = [wordLetters(wanted.at(0)), wordLetters(wanted.at(-1))];
  const open = first === "" ? "" : `(?<!${first})`;
  const close = last === "" ? "" : `(?!${last})`;
  const pattern = new RegExp(`${open}${escaped}${close}`, "giu");
  return [...text.matchAll(pattern)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
}

const unspaced =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const spacedScripts = ["Latn", "Cyrl", "Grek", "Arab", "Hebr", "Deva", "Armn", "Geor"];

/** Letters that would make a longer word of a term with this edge. */
function wordLetters(edge: string | undefined): string {
  if (edge === undefined || unspaced.test(edge)) return "";
  const script = spacedScripts.find((name) => new RegExp(`\\p{sc=${name}}`, "u").test(edge));
  return script ? `[\\p{sc=${script}}\\p{N}_]` : "[\\p{L}\\p{N}_]";
}
