import { findTerm, type ProtectedTerm } from "@/server/translation/glossary/rules";

/**
 * Placeholder guard, around every translator: what must not change becomes a token, the text is translated, and
 * each token has to come back exactly once. Otherwise the text has failed; a mangled one is never used.
 */

export interface MaskedText {
  /** What a translator sees: tokens [[0]], [[1]] … in place of protected parts. */
  masked: string;
  /** What each token stands for in the target language. */
  values: readonly string[];
  /** White space around the text, which translators drop. */
  before: string;
  after: string;
}

interface Span {
  start: number;
  end: number;
  value: string;
}

/** Data binding and placeholders, addresses, printf parts, and what looks like a token of ours already. */
const fixedParts =
  /\[\[\d+\]\]|\{\{[^{}\n]{1,80}\}\}|\{[^{}\n]{1,80}\}|[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|%(?:\d+\$)?[sd]/gi;
const token = /\[\[(\d+)\]\]/g;

export function maskText(text: string, terms: readonly ProtectedTerm[] = []): MaskedText {
  const [, before = "", inner = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  const spans = chosen([...termSpans(inner, terms), ...fixedSpans(inner)]);
  let masked = "";
  let at = 0;
  for (const [index, span] of spans.entries()) {
    masked += `${inner.slice(at, span.start)}[[${index}]]`;
    at = span.end;
  }
  masked += inner.slice(at);
  return { masked, values: spans.map(({ value }) => value), before, after };
}

/** The translation with its protected parts back in place; undefined when one is missing, doubled or unknown. */
export function unmaskText(translated: string, { values, before, after }: MaskedText) {
  const seen = new Set<number>();
  let isWhole = true;
  const text = translated.trim().replace(token, (_, digits: string) => {
    const index = Number(digits);
    if (seen.has(index) || index >= values.length) isWhole = false;
    seen.add(index);
    return values[index] ?? "";
  });
  if (!isWhole || seen.size !== values.length || text === "") return undefined;
  return `${before}${text}${after}`;
}

/** Nothing but tokens, digits and signs: a translator would have nothing to do. */
export function hasWords(masked: string): boolean {
  return /\p{L}/u.test(masked.replace(token, ""));
}

/** Without the full stop of the sentence an address ends. */
function fixedSpans(text: string): Span[] {
  return [...text.matchAll(fixedParts)].map((found) => {
    const value = found[0].includes("://") ? found[0].replace(/[.,;:!?)\]]+$/, "") : found[0];
    return { start: found.index, end: found.index + value.length, value };
  });
}

function termSpans(text: string, terms: readonly ProtectedTerm[]): Span[] {
  return terms.flatMap(({ term, value }) =>
    findTerm(text, term).map(({ start, end }) => ({
      start,
      end,
      value: value ?? text.slice(start, end),
    })),
  );
}

/** Longest first where two overlap, then in the order of the text. */
function chosen(spans: readonly Span[]): Span[] {
  const longest = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start));
  const taken: Span[] = [];
  for (const span of longest) {
    if (taken.every((other) => span.end <= other.start || span.start >= other.end))
      taken.push(span);
  }
  return taken.sort((a, b) => a.start - b.start);
}
