import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type TranslatorName, type TranslatorState, translatorNames } from "@/db/enums";
import { translationJobs, translators } from "@/db/schema";
import type { Clock } from "@/server/clock";
import { type GlossaryTerm, protectedTerms } from "@/server/translation/glossary/rules";
import { translateGuarded } from "@/server/translation/guard/guarded";
import { appNamesOf, type JobResult, listTerms } from "@/server/translation/queries";
import { translateInput } from "@/server/translation/schema";
import type { TranslatorProblem } from "@/server/translation/translator";
import { type OpenedTranslator, openTranslators, type TranslationTools } from "./open";

const jobPayload = z.strictObject({ publisherId: z.number().int(), jobId: z.number().int() });
const testPayload = z.strictObject({
  publisherId: z.number().int(),
  name: z.enum(translatorNames),
});

/** A translator whose limit is used up is left alone for so long. */
const quotaRestMs = 3_600_000;

type Tools = TranslationTools & { clock: Clock };

/** Asks the publisher's translators in their order; what one can't do the next one is asked for. */
export async function runTranslation(tools: Tools, payload: unknown): Promise<void> {
  const { publisherId, jobId } = jobPayload.parse(payload);
  const ofJob = and(eq(translationJobs.publisherId, publisherId), eq(translationJobs.id, jobId));
  const [job] = await tools.db
    .update(translationJobs)
    .set({ status: "running" })
    .where(and(ofJob, sql`${translationJobs.status} <> 'done'`))
    .returning({ request: translationJobs.request });
  if (!job) return;
  const ctx = { db: tools.db, publisherId };
  const [opened, terms, appNames] = await Promise.all([
    openTranslators(tools, publisherId),
    listTerms(ctx),
    appNamesOf(ctx),
  ]);
  const request = translateInput.parse(job.request);
  const work = new Work(request, { terms, appNames });
  for (const one of opened) {
    if (work.isDone) break;
    await work.ask(one, tools);
  }
  await tools.db
    .update(translationJobs)
    .set({ status: "done", result: { ...work.result() }, finishedAt: tools.clock() })
    .where(ofJob);
}

/** Asks one translator for a word and keeps its own answer for the settings page. */
export async function runTranslatorTest(tools: Tools, payload: unknown): Promise<void> {
  const { publisherId, name } = testPayload.parse(payload);
  const [opened] = await openTranslators(tools, publisherId, name);
  if (!opened) return;
  const verdict =
    "broken" in opened
      ? { state: "refused" as const, answer: opened.broken }
      : await opened.translator.test();
  await noteState(tools, { publisherId, name, state: verdict.state, reason: verdict.answer });
}

interface Open {
  to: string;
  source: string;
  problem: TranslatorProblem | undefined;
}

class Work {
  private open: Open[];
  private readonly filled: JobResult["filled"] = [];

  constructor(
    private readonly request: z.infer<typeof translateInput>,
    private readonly known: { terms: readonly GlossaryTerm[]; appNames: readonly string[] },
  ) {
    this.open = request.wanted.flatMap(({ to, texts }) =>
      texts.map((source) => ({ to, source, problem: undefined })),
    );
  }

  get isDone(): boolean {
    return this.open.length === 0;
  }

  result(): JobResult {
    const failed = this.open.map(({ to, source, problem }) => ({
      to,
      source,
      message: problem?.message ?? "No translator that is set up offers this language.",
    }));
    return { filled: this.filled, failed };
  }

  async ask(opened: OpenedTranslator, tools: Tools): Promise<void> {
    if ("broken" in opened) {
      this.fail({ kind: "refused", message: opened.broken });
      return;
    }
    if (rests(opened, tools.clock())) {
      const { title } = opened.translator;
      const message = opened.row.stateReason ?? `${title} has used up its limit.`;
      this.fail({ kind: "quota", message });
      return;
    }
    for (const { languages, texts } of this.groups()) {
      if (opened.row.state === "quota" && rests(opened, tools.clock())) break;
      await this.askFor(languages, texts, opened, tools);
    }
  }

  /** Languages that lack the same texts are asked for together. */
  private groups(): { languages: string[]; texts: string[] }[] {
    const byLanguage = new Map<string, string[]>();
    for (const { to, source } of this.open) {
      byLanguage.set(to, [...(byLanguage.get(to) ?? []), source]);
    }
    const groups = new Map<string, { languages: string[]; texts: string[] }>();
    for (const [language, texts] of byLanguage) {
      const key = JSON.stringify(texts);
      const group = groups.get(key) ?? { languages: [], texts };
      group.languages.push(language);
      groups.set(key, group);
    }
    return [...groups.values()];
  }

  private async askFor(
    languages: string[],
    texts: string[],
    opened: Extract<OpenedTranslator, { translator: unknown }>,
    tools: Tools,
  ): Promise<void> {
    const { translator, row } = opened;
    const isEmulated = tools.isEmulated && translator.name !== "local";
    const provider = `${translator.title}${isEmulated ? " (emulated)" : ""}`;
    const { from } = this.request;
    const { terms, appNames } = this.known;
    const answers = await translateGuarded(translator, {
      from,
      to: languages,
      texts,
      termsOf: (to) => protectedTerms(terms, { from, to }, appNames),
    });
    let worst: TranslatorProblem | undefined;
    for (const language of languages) {
      for (const [at, result] of (answers.get(language) ?? []).entries()) {
        const source = texts[at] ?? "";
        if (result.ok) this.settle({ to: language, source, text: result.text }, provider);
        else {
          this.note(language, source, result.problem);
          if (stateOf(result.problem)) worst = result.problem;
        }
      }
    }
    const state = worst && stateOf(worst);
    if (worst && state) {
      const { publisherId, name } = row;
      await noteState(tools, { publisherId, name, state, reason: worst.message });
      // From here on this job leaves it alone too.
      opened.row = { ...row, state, stateAt: tools.clock() };
    }
  }

  private settle(found: { to: string; source: string; text: string }, provider: string): void {
    this.filled.push({ ...found, origin: "machine", provider });
    this.open = this.open.filter(({ to, source }) => to !== found.to || source !== found.source);
  }

  private note(language: string, text: string, problem: TranslatorProblem): void {
    const one = this.open.find(({ to, source }) => to === language && source === text);
    // What says more than "not offered" is kept for the person.
    if (one && (one.problem === undefined || one.problem.kind === "unsupported"))
      one.problem = problem;
  }

  private fail(problem: TranslatorProblem): void {
    for (const one of this.open) this.note(one.to, one.source, problem);
  }
}

function stateOf({ kind }: TranslatorProblem): TranslatorState | undefined {
  if (kind === "refused") return "refused";
  return kind === "quota" ? "quota" : undefined;
}

function rests({ row }: OpenedTranslator, now: Date): boolean {
  if (row.state !== "quota" || !row.stateAt) return false;
  return now.getTime() - row.stateAt.getTime() < quotaRestMs;
}

async function noteState(
  { db, clock }: Tools,
  note: { publisherId: number; name: TranslatorName; state: TranslatorState; reason: string },
): Promise<void> {
  await db
    .update(translators)
    .set({ state: note.state, stateReason: note.reason.slice(0, 1_000), stateAt: clock() })
    .where(and(eq(translators.publisherId, note.publisherId), eq(translators.name, note.name)));
}
