import { languageName } from "@/content/languages";
import type { NotificationContent } from "@/content/notification-content";
import { languageStates } from "./states";

export interface TranslationGap {
  code: "texts.missing" | "texts.out-of-date";
  language: string;
  message: string;
  /** Send is refused: nobody has chosen what is shown where a text is missing. */
  isBlocking: boolean;
}

/** What each language lacks before Send: missing texts need a choice, out-of-date ones a look. */
export function translationGaps(content: NotificationContent): TranslationGap[] {
  const defaultName = languageName(content.defaultLanguage);
  return languageStates(content).flatMap(({ language, isDefault, counts }) => {
    if (isDefault) return [];
    const name = languageName(language);
    const { needs_text: missing, out_of_date: stale } = counts;
    const gaps: TranslationGap[] = [];
    if (missing > 0) {
      const isBlocking = content.missingTexts !== "default";
      const texts = missing === 1 ? "1 text needs" : `${missing} texts need`;
      const remedy = isBlocking
        ? `Write ${missing === 1 ? "it" : "them"}, or choose to show ${defaultName} where a text is missing.`
        : `${defaultName} is shown there.`;
      const message = `${name}: ${texts} a translation. ${remedy}`;
      gaps.push({ code: "texts.missing", language, message, isBlocking });
    }
    if (stale > 0) {
      const texts = stale === 1 ? "1 text is" : `${stale} texts are`;
      const message = `${name}: ${texts} out of date. ${defaultName} has changed since.`;
      gaps.push({ code: "texts.out-of-date", language, message, isBlocking: false });
    }
    return gaps;
  });
}
