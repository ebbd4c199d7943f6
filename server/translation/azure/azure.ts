import { randomUUID } from "node:crypto";
import { fromMarkup, toMarkup } from "@/server/translation/guard/markup";
import { azureCode } from "@/server/translation/languages/codes";
import type { TranslatorHttp } from "@/server/translation/network/http";
import {
  callWithPatience,
  defaultPatience,
  type Patience,
} from "@/server/translation/network/patience";
import type { AzureSettings } from "@/server/translation/schema";
import {
  failAll,
  type TextResult,
  type TranslationRequest,
  type Translator,
  translatorTitles,
} from "@/server/translation/translator";
import { type AzureReading, readAzure } from "./answer";
import { type AzureBatch, azureBatches, azureCall } from "./request";

const title = translatorTitles.azure;
const testSentence = "Not now";

/** Azure AI Translator, version 3 of its interface. */
export function createAzure(options: {
  settings: AzureSettings;
  key: string;
  http: TranslatorHttp;
  patience?: Patience;
}): Translator {
  const { settings, key, http, patience = defaultPatience } = options;

  async function ask(batch: AzureBatch): Promise<AzureReading> {
    const call = azureCall(settings, key, { batch, traceId: randomUUID() });
    return readAzure(await callWithPatience(http, call, patience), batch.texts.length);
  }

  /** One bad text makes Azure refuse the whole request: then each is asked alone. */
  async function askEach(batch: AzureBatch): Promise<AzureReading[]> {
    const whole = await ask(batch);
    if (whole.ok || whole.problem.kind !== "rejected" || batch.texts.length === 1) {
      return batch.texts.map((_, at) =>
        whole.ok ? { ...whole, rows: [whole.rows[at] ?? []] } : whole,
      );
    }
    const readings: AzureReading[] = [];
    for (const text of batch.texts) readings.push(await ask({ ...batch, texts: [text] }));
    return readings;
  }

  async function translateKnown(
    request: TranslationRequest,
    codes: ReadonlyMap<string, string>,
    from: string,
  ): Promise<Map<string, TextResult[]>> {
    const texts = request.texts.map(toMarkup);
    const results = new Map(
      [...codes.keys()].map((language): [string, TextResult[]] => [language, []]),
    );
    const batches = azureBatches(texts, [...codes.keys()]);
    for (const { at, to } of batches) {
      const wanted = to.map((language) => codes.get(language) ?? "");
      const batch = { from, to: wanted, texts: at.map((index) => texts[index] ?? "") };
      const readings = await askEach(batch);
      const [first] = readings;
      if (first && !first.ok && first.problem.kind === "unsupported" && to.length > 1) {
        // One language Azure no longer has spoils the request for the others: each is asked alone.
        batches.push(...to.map((language) => ({ at, to: [language] })));
        continue;
      }
      for (const [place, index] of at.entries()) {
        const reading = readings[place];
        for (const language of to) {
          const list = results.get(language);
          if (list && reading) list[index] = resultOf(reading, codes.get(language) ?? "");
        }
      }
    }
    return results;
  }

  return {
    name: "azure",
    title,
    async translate(request) {
      const from = azureCode(request.from);
      const known = new Map<string, string>();
      for (const language of request.to) {
        const code = azureCode(language);
        if (code !== undefined && from !== undefined && code !== from) known.set(language, code);
      }
      const unknown = request.to.filter((language) => !known.has(language));
      const missing = failAll({ ...request, to: unknown }, unsupported);
      if (known.size === 0 || from === undefined) return missing;
      return new Map([...missing, ...(await translateKnown(request, known, from))]);
    },
    async test() {
      const reading = await ask({ from: "en", to: ["de"], texts: [testSentence] });
      if (!reading.ok) {
        const { kind, message } = reading.problem;
        const state =
          kind === "quota"
            ? "quota"
            : kind === "refused" || kind === "rejected"
              ? "refused"
              : "untested";
        return { state, answer: message };
      }
      const [german] = reading.rows[0] ?? [];
      const trace = reading.requestId === "" ? "" : ` (request ${reading.requestId})`;
      return { state: "accepted", answer: `“${testSentence}” → “${german?.text ?? ""}”${trace}` };
    },
  };
}

const unsupported = {
  kind: "unsupported",
  message: `${title} does not offer this language.`,
} as const;

function resultOf(reading: AzureReading, code: string): TextResult {
  if (!reading.ok) return { ok: false, problem: reading.problem };
  const found = reading.rows[0]?.find(({ to }) => to.toLowerCase() === code.toLowerCase());
  const text = found && fromMarkup(found.text);
  if (text !== undefined) return { ok: true, text };
  return { ok: false, problem: { kind: "no_answer", message: `${title} left a text out.` } };
}
