import type { TranslatorName, TranslatorState } from "@/db/enums";

/**
 * The contract of a translator. It gets texts in which what must not be touched stands as a token (guard.ts), asks
 * its far side, and never throws for what that side says: every text has a result.
 */

export interface TranslationRequest {
  /** BCP 47. */
  from: string;
  /** Languages that all get the same texts. */
  to: readonly string[];
  /** Masked: tokens like [[0]] must come back exactly once. */
  texts: readonly string[];
}

/**
 * unsupported: this pair of languages is not offered. refused: key or subscription. quota: used up.
 * busy: too many requests or a failure of theirs, after all retries. no_answer: nothing usable came back.
 * rejected: this text was not taken. damaged: a protected part came back changed or not at all.
 */
export const problemKinds = [
  "unsupported",
  "refused",
  "quota",
  "busy",
  "no_answer",
  "rejected",
  "damaged",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export interface TranslatorProblem {
  kind: ProblemKind;
  /** For people, in the far side's own words where it had any. */
  message: string;
}

export type TextResult = { ok: true; text: string } | { ok: false; problem: TranslatorProblem };

/** What a test button shows. */
export interface TranslatorVerdict {
  state: TranslatorState;
  /** The far side's own answer, or why there was none. */
  answer: string;
}

export interface Translator {
  readonly name: TranslatorName;
  /** For people: "Azure AI Translator". */
  readonly title: string;
  /** Results by target language, in the order of the texts. */
  translate(request: TranslationRequest): Promise<Map<string, TextResult[]>>;
  /** Asks the far side for one short translation. */
  test(): Promise<TranslatorVerdict>;
}

export const translatorTitles: Record<TranslatorName, string> = {
  local: "Local model (Mozilla)",
  azure: "Azure AI Translator",
  libretranslate: "LibreTranslate",
};

export function failAll(
  { to, texts }: TranslationRequest,
  problem: TranslatorProblem,
): Map<string, TextResult[]> {
  return new Map(
    to.map((language) => [language, texts.map((): TextResult => ({ ok: false, problem }))]),
  );
}
