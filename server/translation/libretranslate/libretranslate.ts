import { z } from "zod";
import { fromMarkup, toMarkup } from "@/server/translation/guard/markup";
import { libreCodes } from "@/server/translation/languages/codes";
import {
  failureWords,
  type TranslatorAnswer,
  type TranslatorHttp,
} from "@/server/translation/network/http";
import {
  callWithPatience,
  defaultPatience,
  type Patience,
} from "@/server/translation/network/patience";
import {
  failAll,
  type ProblemKind,
  type TextResult,
  type TranslationRequest,
  type Translator,
  type TranslatorProblem,
  translatorTitles,
} from "@/server/translation/translator";

const title = translatorTitles.libretranslate;
const testSentence = "Not now";
/** A server's own limit is unknown; more than this at once gains nothing. */
const textsAtOnce = 50;

type Reading<Value> = { ok: true; value: Value } | { ok: false; problem: TranslatorProblem };

const textsSchema = z.object({ translatedText: z.array(z.string()) });
const languagesSchema = z.array(
  z.object({ code: z.string(), targets: z.array(z.string()).optional() }),
);
type Languages = z.infer<typeof languagesSchema>;

/** A LibreTranslate server of one's own, or a hosted one with a key. */
export function createLibreTranslate(options: {
  baseUrl: string;
  key: string | undefined;
  http: TranslatorHttp;
  patience?: Patience;
}): Translator {
  const { baseUrl, key, http, patience = defaultPatience } = options;
  const root = baseUrl.replace(/\/+$/, "");

  async function languages(): Promise<Reading<Languages>> {
    const call = { method: "GET" as const, url: `${root}/languages`, headers: {} };
    return read(await callWithPatience(http, call, patience), languagesSchema);
  }

  async function ask(texts: readonly string[], pair: Pair): Promise<Reading<string[]>> {
    const body = JSON.stringify({
      q: texts,
      ...pair,
      format: "html",
      ...(key ? { api_key: key } : {}),
    });
    const headers = { "content-type": "application/json" };
    const call = { method: "POST" as const, url: `${root}/translate`, headers, body };
    const reading = read(await callWithPatience(http, call, patience), textsSchema);
    if (!reading.ok) return reading;
    const { translatedText } = reading.value;
    if (translatedText.length === texts.length) return { ok: true, value: translatedText };
    const message = `${title} answered with another number of texts.`;
    return { ok: false, problem: { kind: "no_answer", message } };
  }

  /** A server may limit characters or texts per request and says so with 400: halves until one is left. */
  async function askParts(texts: readonly string[], pair: Pair): Promise<TextResult[]> {
    const reading = await ask(texts, pair);
    if (reading.ok) return reading.value.map(resultOf);
    const { problem } = reading;
    if (problem.kind !== "rejected" || texts.length === 1) {
      return texts.map((): TextResult => ({ ok: false, problem }));
    }
    const middle = Math.ceil(texts.length / 2);
    const left = await askParts(texts.slice(0, middle), pair);
    return [...left, ...(await askParts(texts.slice(middle), pair))];
  }

  async function translateInto(request: TranslationRequest, pair: Pair): Promise<TextResult[]> {
    const texts = request.texts.map(toMarkup);
    const results: TextResult[] = [];
    for (let at = 0; at < texts.length; at += textsAtOnce) {
      results.push(...(await askParts(texts.slice(at, at + textsAtOnce), pair)));
    }
    return results;
  }

  return {
    name: "libretranslate",
    title,
    async translate(request) {
      const offered = await languages();
      if (!offered.ok) return failAll(request, offered.problem);
      const results = new Map<string, TextResult[]>();
      for (const language of request.to) {
        const pair = pairOf(offered.value, request.from, language);
        const alone = { ...request, to: [language] };
        if (pair) results.set(language, await translateInto(request, pair));
        else results.set(language, failAll(alone, unsupported).get(language) ?? []);
      }
      return results;
    },
    async test() {
      const offered = await languages();
      if (!offered.ok) return verdictOf(offered.problem);
      const [target] =
        offered.value.find(({ code }) => code === "en")?.targets?.filter((code) => code !== "en") ??
        offered.value.map(({ code }) => code).filter((code) => code !== "en");
      const count = `${offered.value.length} languages`;
      if (target === undefined)
        return { state: "refused", answer: `${count}, none of them out of English.` };
      const reading = await ask([testSentence], { source: "en", target });
      if (!reading.ok) return verdictOf(reading.problem);
      return {
        state: "accepted",
        answer: `${count}. “${testSentence}” → “${reading.value[0]}” (${target})`,
      };
    },
  };
}

interface Pair {
  source: string;
  target: string;
}

const unsupported = {
  kind: "unsupported",
  message: `This ${title} server does not offer this language.`,
} as const;

function pairOf(offered: Languages, from: string, to: string): Pair | undefined {
  const codes = new Map(offered.map((language) => [language.code, language]));
  for (const source of libreCodes(from)) {
    const language = codes.get(source);
    if (!language) continue;
    const target = libreCodes(to).find(
      (code) =>
        code !== source && (language.targets ? language.targets.includes(code) : codes.has(code)),
    );
    if (target) return { source, target };
  }
  return undefined;
}

function resultOf(html: string): TextResult {
  const text = fromMarkup(html);
  if (text !== undefined) return { ok: true, text };
  return { ok: false, problem: { kind: "damaged", message: `${title} answered with markup.` } };
}

const errorSchema = z.object({ error: z.string().max(2_000) });

function read<Schema extends z.ZodType>(
  answer: TranslatorAnswer,
  schema: Schema,
): Reading<z.infer<Schema>> {
  if (answer.kind === "failure") {
    const message = `${title} ${failureWords[answer.failure]}.`;
    return { ok: false, problem: { kind: "no_answer", message } };
  }
  const body = jsonOf(answer.body);
  const parsed = answer.status === 200 ? schema.safeParse(body) : undefined;
  if (parsed?.success) return { ok: true, value: parsed.data };
  const error = errorSchema.safeParse(body);
  const words = error.success ? error.data.error : "something Herald can’t read";
  const message = `${title} answered ${answer.status}: ${words}`;
  return { ok: false, problem: { kind: kindOf(answer.status, words), message } };
}

function kindOf(status: number, words: string): ProblemKind {
  if (status === 400) return / is not supported/i.test(words) ? "unsupported" : "rejected";
  if (status === 401 || status === 403) return "refused";
  if (status === 408 || status === 429 || status >= 500) return "busy";
  return "no_answer";
}

function verdictOf({ kind, message }: TranslatorProblem) {
  const isRefused = kind === "refused" || kind === "rejected" || kind === "unsupported";
  return { state: isRefused ? ("refused" as const) : ("untested" as const), answer: message };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
