import { log } from "@/server/log";
import { mozillaCode } from "@/server/translation/languages/codes";
import {
  failAll,
  type TextResult,
  type TranslationRequest,
  type Translator,
  type TranslatorProblem,
  translatorTitles,
} from "@/server/translation/translator";
import { Engine, EngineError } from "./engine";
import { installedPacks, loadPack, PackError, packRoute } from "./packs";

const title = translatorTitles.local;
/** An engine nobody uses gives its memory back. */
const idleMs = 60_000;

export interface LocalTranslator extends Translator {
  close(): Promise<void>;
}

/** Mozilla's models on this machine, in Bergamot. Looks at the folder each time: packs may come and go. */
export function createLocal(modelsFolder: string): LocalTranslator {
  let engine: Engine | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function stop(): Promise<void> {
    const stopping = engine;
    engine = undefined;
    clearTimeout(idle);
    await stopping?.close();
  }

  /** One after the other: the engine has one thread and room for one language. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  }

  async function run(from: string, to: string, texts: readonly string[]): Promise<TextResult[]> {
    const failed = (problem: TranslatorProblem) =>
      texts.map((): TextResult => ({ ok: false, problem }));
    const [source, target] = [mozillaCode(from), mozillaCode(to)];
    const route =
      source &&
      target &&
      source !== target &&
      packRoute(installedPacks(modelsFolder), source, target);
    if (!route) return failed(noPack(from, to));
    clearTimeout(idle);
    try {
      const packs = await Promise.all(route.map(loadPack));
      engine ??= new Engine();
      const translated = await engine.translate(packs, texts);
      idle = setTimeout(() => void stop(), idleMs);
      idle.unref();
      return translated.map((text) => ({ ok: true, text }));
    } catch (error) {
      // Whatever state the engine is in now, the next text gets a new one.
      await stop();
      if (!(error instanceof PackError || error instanceof EngineError || isMissingFile(error)))
        throw error;
      log.warn("A local model did not translate", { from, to, error });
      return failed({ kind: "no_answer", message: `${title}: ${error.message}` });
    }
  }

  return {
    name: "local",
    title,
    async translate(request: TranslationRequest) {
      const results = new Map<string, TextResult[]>();
      for (const language of request.to) {
        results.set(language, await inTurn(() => run(request.from, language, request.texts)));
      }
      return results.size > 0 ? results : failAll(request, noPack(request.from, ""));
    },
    async test() {
      const packs = installedPacks(modelsFolder).map(({ pack }) => `${pack.from}-${pack.to}`);
      const [first] = packs;
      if (first === undefined) {
        const answer =
          "No model pack is installed. The operator adds them with “npm run models -- add”.";
        return { state: "refused", answer };
      }
      const [from = "", to = ""] = first.replaceAll("_", "-").split("-");
      const [result] = await inTurn(() => run(from, to, ["Not now"]));
      const found = `Packs: ${packs.join(", ")}.`;
      if (!result?.ok)
        return { state: "refused", answer: `${found} ${result?.problem.message ?? ""}` };
      return { state: "accepted", answer: `${found} The engine loads and answers.` };
    },
    close: stop,
  };
}

function noPack(from: string, to: string): TranslatorProblem {
  return {
    kind: "unsupported",
    message: `No model pack for ${from} to ${to} is installed.`,
  };
}

function isMissingFile(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
