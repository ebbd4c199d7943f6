import { removeIllegalCharacters } from "@/content/document";
import type { ProtectedTerm } from "@/server/translation/glossary/rules";
import type { TextResult, Translator } from "@/server/translation/translator";
import { hasWords, type MaskedText, maskText, unmaskText } from "./guard";

export interface GuardedRequest {
  from: string;
  to: readonly string[];
  texts: readonly string[];
  /** What stays or is fixed in one language. */
  termsOf(language: string): readonly ProtectedTerm[];
}

const longestText = 5_000;

/** A translator behind the guard: the only way translators are called. Results by language, in the order of texts. */
export async function translateGuarded(
  translator: Translator,
  { from, to, texts, termsOf }: GuardedRequest,
): Promise<Map<string, TextResult[]>> {
  const results = new Map<string, TextResult[]>();
  for (const { languages, masks } of groupByMasks(to, texts, termsOf)) {
    const asked = masks.flatMap((mask) => (hasWords(mask.masked) ? [mask.masked] : []));
    const answered =
      asked.length === 0
        ? new Map<string, TextResult[]>()
        : await translator.translate({ from, to: languages, texts: asked });
    for (const language of languages) {
      const own = masksFor(language, texts, termsOf);
      const found = answered.get(language) ?? [];
      let next = 0;
      results.set(
        language,
        own.map((mask) =>
          settle(mask, hasWords(mask.masked) ? found[next++] : undefined, translator),
        ),
      );
    }
  }
  return results;
}

const masksFor = (
  language: string,
  texts: readonly string[],
  termsOf: GuardedRequest["termsOf"],
): MaskedText[] => {
  const terms = termsOf(language);
  return texts.map((text) => maskText(text, terms));
};

/** A glossary may protect other words in each language; those with the same masked texts are asked together. */
function groupByMasks(
  to: readonly string[],
  texts: readonly string[],
  termsOf: GuardedRequest["termsOf"],
) {
  const groups = new Map<string, { languages: string[]; masks: MaskedText[] }>();
  for (const language of to) {
    const masks = masksFor(language, texts, termsOf);
    const key = JSON.stringify(masks.map(({ masked }) => masked));
    const group = groups.get(key) ?? { languages: [], masks };
    group.languages.push(language);
    groups.set(key, group);
  }
  return groups.values();
}

function settle(
  mask: MaskedText,
  result: TextResult | undefined,
  { title }: Translator,
): TextResult {
  if (!hasWords(mask.masked)) {
    const text = unmaskText(mask.masked, mask);
    return text === undefined ? missing(title) : { ok: true, text };
  }
  if (!result) return missing(title);
  if (!result.ok) return result;
  const text = unmaskText(removeIllegalCharacters(result.text), mask);
  if (text === undefined || text.length > longestText) {
    const parts = mask.values.map((value) => `“${value}”`).join(", ");
    const lost =
      parts === "" ? "gave no usable text" : `changed or lost a protected part (${parts})`;
    return { ok: false, problem: { kind: "damaged", message: `${title} ${lost}.` } };
  }
  return { ok: true, text };
}

function missing(title: string): TextResult {
  return { ok: false, problem: { kind: "no_answer", message: `${title} left a text out.` } };
}
