import { and, eq, lt, sql } from "drizzle-orm";
import { translationJobs, translators } from "@/db/schema";
import type { Context } from "@/server/context";
import { glossaryProblems } from "@/server/translation/glossary/rules";
import { noteUses, recall } from "@/server/translation/memory/memory";
import { findPhrase } from "@/server/translation/phrasebook/phrasebook";
import { appNamesOf, listTerms } from "@/server/translation/queries";
import type { FoundText, TranslateInput } from "@/server/translation/schema";

export interface AskedTranslation {
  /** What needed no translator. */
  filled: FoundText[];
  /** The rest, on its way to the translators that are set up; null when nothing is left or nobody is set up. */
  jobId: number | null;
  /** Nobody is set up to translate the rest. */
  isNotSetUp: boolean;
}

const dayMs = 86_400_000;

/**
 * Translates what can be translated at once and hands the rest to a worker: a person's words out of the memory, the
 * phrasebook, other memory; then the translators in the publisher's order (jobs/run.ts).
 */
export async function askTranslation(
  ctx: Context,
  input: TranslateInput,
): Promise<AskedTranslation> {
  const [appNames, terms] = await Promise.all([appNamesOf(ctx), listTerms(ctx)]);
  const filled: FoundText[] = [];
  const left: TranslateInput["wanted"] = [];
  for (const { to, texts } of input.wanted) {
    const languages = { from: input.from, to };
    const unique = [...new Set(texts)].filter((text) => text.trim() !== "");
    const recalled = input.isFresh ? [] : unique;
    const hits = await recall(ctx, languages, { texts: recalled, appNames });
    const missing: string[] = [];
    const used: string[] = [];
    for (const source of unique) {
      const keeps = (target: string) =>
        glossaryProblems(terms, languages, { source, target }).length === 0;
      const known = hits.get(source);
      const hit = known && keeps(known.text) ? known : undefined;
      const phrase = hit?.isHuman ? undefined : findPhrase(source, languages, appNames);
      if (phrase !== undefined && keeps(phrase)) {
        filled.push({ to, source, text: phrase, origin: "builtin" });
      } else if (hit) {
        used.push(source);
        filled.push({ to, source, text: hit.text, origin: "memory", provider: hit.provider });
      } else {
        missing.push(source);
      }
    }
    await noteUses(ctx, languages, { texts: used, appNames });
    if (missing.length > 0) left.push({ to, texts: missing });
  }
  if (left.length === 0) return { filled, jobId: null, isNotSetUp: false };
  if (!(await isSetUp(ctx))) return { filled, jobId: null, isNotSetUp: true };
  return {
    filled,
    jobId: await enqueue(ctx, { from: input.from, wanted: left }),
    isNotSetUp: false,
  };
}

async function isSetUp(ctx: Context): Promise<boolean> {
  const enabled = and(
    eq(translators.publisherId, ctx.publisherId),
    eq(translators.isEnabled, true),
  );
  return (await ctx.db.$count(translators, enabled)) > 0;
}

async function enqueue(ctx: Context, request: TranslateInput): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    await tx
      .delete(translationJobs)
      .where(
        and(
          eq(translationJobs.publisherId, ctx.publisherId),
          lt(translationJobs.createdAt, new Date(ctx.now.getTime() - dayMs)),
        ),
      );
    const [row] = await tx
      .insert(translationJobs)
      .values({ publisherId: ctx.publisherId, request: { ...request }, createdAt: ctx.now })
      .returning({ id: translationJobs.id });
    if (!row) throw new Error("A translation was not inserted.");
    const payload = JSON.stringify({ publisherId: ctx.publisherId, jobId: row.id });
    await tx.execute(
      sql`select graphile_worker.add_job('translate', ${payload}::json, max_attempts => 3, priority => -1)`,
    );
    return row.id;
  });
}
