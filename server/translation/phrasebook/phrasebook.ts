import { asian } from "./asian";
import { european } from "./european";
import { germanic } from "./germanic";
import { romance } from "./romance";
import { slavic } from "./slavic";
import { southern } from "./southern";

/**
 * The templates' own texts and the usual words of buttons in the languages of the shipped tables: label
 * "Built-in". Herald's authors wrote them; no native speaker has reviewed them, and the portal says so.
 */
const tables: Readonly<Record<string, string>> = {
  ...germanic,
  ...romance,
  ...slavic,
  ...european,
  ...asian,
  ...southern,
};

export const phraseCount = 18;
const slot = "{app}";

const phrases = new Map<string, readonly string[]>(
  Object.entries(tables).map(([language, lines]) => [language, lines.trim().split("\n")]),
);

export const phrasebookLanguages: readonly string[] = [...phrases.keys()];

/**
 * The phrase in another language, or undefined. A slot stands for one of the publisher's own apps only: any other
 * words in its place would come out half translated.
 */
export function findPhrase(
  text: string,
  languages: { from: string; to: string },
  appNames: readonly string[],
): string | undefined {
  const [from, to] = [tableOf(languages.from), tableOf(languages.to)];
  if (!from || !to || from === to) return undefined;
  const wanted = normalized(text);
  for (const [at, phrase] of from.entries()) {
    const target = to[at];
    if (target === undefined) continue;
    if (!phrase.includes(slot)) {
      if (normalized(phrase) === wanted) return target;
      continue;
    }
    const name = appNames.find((app) => normalized(phrase.replaceAll(slot, () => app)) === wanted);
    if (name !== undefined) return target.replaceAll(slot, () => name);
  }
  return undefined;
}

/** Language tag → table. pt alone is the Store's Portugal; a script decides for Chinese and Serbian. */
function tableOf(tag: string): readonly string[] | undefined {
  const locale = localeOf(tag);
  if (!locale) return undefined;
  const { language } = locale;
  if (language === "no") return phrases.get("nb");
  if (language === "pt") return phrases.get(locale.region === "BR" ? "pt-BR" : "pt-PT");
  const { script } = locale.maximize();
  const scripted = phrases.get(`${language}-${script}`);
  if (scripted) return scripted;
  // Tables are in their language's usual script: az-Cyrl gets nothing of an az table.
  const usual = new Intl.Locale(language).maximize().script;
  return script === usual ? phrases.get(language) : undefined;
}

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Straight and curly apostrophes, non-breaking spaces: what an editor changes without being asked. */
function normalized(text: string): string {
  return text.normalize("NFC").replace(/['’]/g, "’").replace(/\s+/g, " ").trim();
}
