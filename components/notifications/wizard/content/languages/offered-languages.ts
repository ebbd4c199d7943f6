import { chooseLanguage, languageName } from "@/content/languages";
import { storeLanguages } from "@/content/store-languages";
import type { LanguageCount } from "./language-devices";

export interface OfferedLanguage {
  code: string;
  /** In English; the Store's own name is searched too. */
  name: string;
  words: string;
  devices: number;
  /** Offered without a search: the Store's first code of the language. */
  isMain: boolean;
}

/** The Store's languages that the content lacks; those that devices would get come first. */
export function offeredLanguages(
  taken: readonly string[],
  counts: readonly LanguageCount[],
): OfferedLanguage[] {
  const known = new Set(taken.map((tag) => tag.toLowerCase()));
  const offers = storeLanguages.flatMap((language) =>
    language.codes.map((written, at) => {
      const code = new Intl.Locale(written).toString();
      const name = languageName(code);
      const words = `${name} ${language.name} ${code}`.toLowerCase();
      return { code, name, words, devices: devicesOf(code, counts), isMain: at === 0 };
    }),
  );
  return offers
    .filter(({ code }) => !known.has(code.toLowerCase()))
    .sort((left, right) => right.devices - left.devices || left.name.localeCompare(right.name));
}

function devicesOf(code: string, counts: readonly LanguageCount[]): number {
  let devices = 0;
  for (const { language, count } of counts) {
    if (chooseLanguage(language, [code], "") === code) devices += count;
  }
  return devices;
}

/** Every word of the query must occur. Regional codes come up only when they are asked for. */
export function findLanguages(
  offers: readonly OfferedLanguage[],
  query: string,
): OfferedLanguage[] {
  const parts = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return offers.filter(({ isMain }) => isMain);
  return offers.filter(({ words }) => parts.every((part) => words.includes(part)));
}
