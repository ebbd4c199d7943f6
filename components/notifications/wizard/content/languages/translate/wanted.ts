import type { NotificationContent } from "@/content/notification-content";
import { type FilledText, fillTexts, resetText } from "@/content/translation/changes";
import { textsToTranslate, translationsOf } from "@/content/translation/states";
import type { FoundText } from "@/server/translation/schema";

export interface Wanted {
  to: string;
  texts: string[];
}

/** One text of one language, for what was asked and what failed. */
export function askedKey(to: string, source: string): string {
  return `${to}\n${source}`;
}

/** What the translators should be asked now, without what they were asked before (P-82, P-86). */
export function wantedTexts(content: NotificationContent, asked: ReadonlySet<string>): Wanted[] {
  return Object.keys(content.translations).flatMap((to) => {
    if (to === content.defaultLanguage) return [];
    const texts = textsToTranslate(content, to)
      .map(({ text }) => text)
      .filter((text) => !asked.has(askedKey(to, text)));
    return texts.length === 0 ? [] : [{ to, texts: [...new Set(texts)] }];
  });
}

/** Puts results in wherever their source still stands and no person has written. */
export function withFound(
  content: NotificationContent,
  found: readonly FoundText[],
): NotificationContent {
  let filled = content;
  for (const to of new Set(found.map((one) => one.to))) {
    const open = new Map(textsToTranslate(filled, to).map((slot) => [slot.id, slot.text]));
    const texts: FilledText[] = [];
    for (const [slotId, sourceText] of open) {
      const one = found.find((other) => other.to === to && other.source === sourceText);
      if (!one) continue;
      const { text, origin, provider } = one;
      texts.push({ slotId, sourceText, text, origin, provider });
    }
    if (texts.length > 0) filled = fillTexts(filled, to, texts);
  }
  return filled;
}

/** A new translation in place of the one there is, also where a person wrote it. */
export function withReplaced(
  content: NotificationContent,
  address: { language: string; slotId: string },
  found: FoundText,
): NotificationContent {
  const at = translationsOf(content, address.language).find(
    ({ slot }) => slot.id === address.slotId,
  );
  if (at?.slot.text !== found.source) return content;
  const { text, origin, provider, source } = found;
  const filled = { slotId: address.slotId, sourceText: source, text, origin, provider };
  return fillTexts(resetText(content, address), address.language, [filled]);
}
