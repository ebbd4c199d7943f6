import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { TranslatorName, TranslatorState } from "@/db/enums";
import { apps, glossaryTerms, translationJobs, translationMemory, translators } from "@/db/schema";
import type { Context } from "@/server/context";
import { isDemo } from "@/server/env";
import { notFound } from "@/server/errors";
import type { GlossaryTerm } from "./glossary/rules";
import { memoryMatches, suggest } from "./memory/memory";
import { phrasebookLanguages } from "./phrasebook/phrasebook";
import type { FailedText, FoundText, MemoryListInput, suggestInput } from "./schema";

type Reader = Pick<Context, "db" | "publisherId">;

export interface TranslatorRow {
  name: TranslatorName;
  isEnabled: boolean;
  settings: Record<string, unknown>;
  hasKey: boolean;
  state: TranslatorState;
  stateReason: string | null;
  stateAt: Date | null;
  updatedAt: Date;
}

/** What is set up, in the order in which it is asked. Of a key only that there is one. */
export async function listTranslators(ctx: Reader) {
  const rows = await ctx.db
    .select({
      name: translators.name,
      isEnabled: translators.isEnabled,
      settings: translators.settings,
      hasKey: sql<boolean>`${translators.sealedKey} is not null`,
      state: translators.state,
      stateReason: translators.stateReason,
      stateAt: translators.stateAt,
      updatedAt: translators.updatedAt,
    })
    .from(translators)
    .where(eq(translators.publisherId, ctx.publisherId))
    .orderBy(asc(translators.position), asc(translators.name));
  const phrases = phrasebookLanguages.length;
  return {
    translators: rows as TranslatorRow[],
    phrasebookLanguages: phrases,
    isEmulated: isDemo(),
  };
}

export async function listTerms(
  ctx: Reader,
): Promise<(GlossaryTerm & { updatedAt: Date; createdBy: string })[]> {
  return ctx.db
    .select({
      id: glossaryTerms.id,
      sourceLanguage: glossaryTerms.sourceLanguage,
      term: glossaryTerms.term,
      translations: glossaryTerms.translations,
      createdBy: glossaryTerms.createdBy,
      updatedAt: glossaryTerms.updatedAt,
    })
    .from(glossaryTerms)
    .where(eq(glossaryTerms.publisherId, ctx.publisherId))
    .orderBy(asc(glossaryTerms.termKey), asc(glossaryTerms.id))
    .limit(1_000);
}

/** Names that no translator may touch and that stand for each other in the memory. */
export async function appNamesOf(ctx: Reader): Promise<string[]> {
  const rows = await ctx.db
    .select({ name: apps.name })
    .from(apps)
    .where(eq(apps.publisherId, ctx.publisherId))
    .limit(500);
  return rows.map(({ name }) => name);
}

/** One page of the memory, newest first. */
export async function listMemory(ctx: Reader, input: MemoryListInput) {
  const where = and(
    eq(translationMemory.publisherId, ctx.publisherId),
    input.language === "" ? undefined : eq(translationMemory.targetLanguage, input.language),
    memoryMatches(input.q),
  );
  const [rows, total, languages] = await Promise.all([
    ctx.db
      .select({
        id: translationMemory.id,
        sourceLanguage: translationMemory.sourceLanguage,
        targetLanguage: translationMemory.targetLanguage,
        sourceText: translationMemory.sourceText,
        targetText: translationMemory.targetText,
        isHuman: translationMemory.isHuman,
        provider: translationMemory.provider,
        uses: translationMemory.uses,
        createdBy: translationMemory.createdBy,
        updatedAt: translationMemory.updatedAt,
      })
      .from(translationMemory)
      .where(where)
      .orderBy(desc(translationMemory.updatedAt), desc(translationMemory.id))
      .limit(input.size)
      .offset((input.page - 1) * input.size),
    ctx.db.$count(translationMemory, where),
    ctx.db
      .selectDistinct({ language: translationMemory.targetLanguage })
      .from(translationMemory)
      .where(eq(translationMemory.publisherId, ctx.publisherId))
      .orderBy(asc(translationMemory.targetLanguage)),
  ]);
  return { rows, total, languages: languages.map(({ language }) => language) };
}

/** Similar texts that were translated before, as suggestions. */
export async function suggestTexts(ctx: Reader, { from, to, text }: z.infer<typeof suggestInput>) {
  return suggest(ctx, { from, to }, { text, appNames: await appNamesOf(ctx) });
}

export interface JobResult {
  filled: FoundText[];
  failed: FailedText[];
}

/** What came of a job so far. */
export async function translationById(ctx: Reader, { id }: { id: number }) {
  const [row] = await ctx.db
    .select({ status: translationJobs.status, result: translationJobs.result })
    .from(translationJobs)
    .where(and(eq(translationJobs.publisherId, ctx.publisherId), eq(translationJobs.id, id)));
  if (!row) throw notFound("translation");
  const result = (row.result ?? { filled: [], failed: [] }) as unknown as JobResult;
  return { id, isDone: row.status === "done", ...result };
}
