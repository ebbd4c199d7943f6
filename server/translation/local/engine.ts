import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { LoadedPack } from "./packs";

/** One Bergamot engine in a thread of its own: WASM blocks whoever runs it, and keeps memory until it ends. */

export class EngineError extends Error {}

const callMs = 90_000;
const answerSchema = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string().optional() }).optional(),
});
const translatedSchema = z.array(z.object({ target: z.object({ text: z.string() }) }));

interface Call {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class Engine {
  private readonly thread: Worker;
  private readonly calls = new Map<number, Call>();
  private lastId = 0;
  private loaded: string[] = [];
  private readonly ready: Promise<unknown>;

  constructor() {
    // execArgv: the thread needs no TypeScript loader of its parent's.
    this.thread = new Worker(new URL("./engine-thread.cjs", import.meta.url), {
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    this.thread.unref();
    this.thread.on("message", (message) => this.answered(message));
    this.thread.on("error", (error) => this.failAll(error));
    this.thread.on("exit", () => this.failAll(new EngineError("The local engine ended.")));
    this.ready = this.call("initialize", { cacheSize: 0 });
  }

  /** Through one pack, or two of which the first one's target is the second one's source. */
  async translate(packs: readonly LoadedPack[], texts: readonly string[]): Promise<string[]> {
    await this.ready;
    await this.load(packs);
    const result = await this.call("translate", {
      models: packs.map(({ from, to }) => ({ from, to })),
      texts: texts.map((text) => ({ text, html: false, qualityScores: false })),
    });
    return translatedSchema.parse(result).map(({ target }) => target.text);
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }

  /** One language at a time: each model takes some 100 MB of the engine's memory. */
  private async load(packs: readonly LoadedPack[]): Promise<void> {
    const wanted = packs.map(({ from, to }) => `${from} ${to}`);
    for (const pair of this.loaded.filter((one) => !wanted.includes(one))) {
      const [from, to] = pair.split(" ");
      await this.call("freeTranslationModel", { from, to });
    }
    for (const { from, to, model, shortlist, vocabs, precision } of packs) {
      if (this.loaded.includes(`${from} ${to}`)) continue;
      const config = { "gemm-precision": precision };
      await this.call("loadTranslationModel", { from, to }, { model, shortlist, vocabs, config });
    }
    this.loaded = wanted;
  }

  private call(name: string, ...args: unknown[]): Promise<unknown> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new EngineError("The local engine took too long."));
        void this.thread.terminate();
      }, callMs);
      const over = () => {
        clearTimeout(timer);
        this.calls.delete(id);
        if (this.calls.size === 0) this.thread.unref();
      };
      this.thread.ref();
      this.calls.set(id, {
        resolve: (result) => {
          over();
          resolve(result);
        },
        reject: (error) => {
          over();
          reject(error);
        },
      });
      this.thread.postMessage({ id, name, args });
    });
  }

  private answered(message: unknown): void {
    const { id, result, error } = answerSchema.parse(message);
    const call = this.calls.get(id);
    if (error) call?.reject(new EngineError(error.message ?? "The local engine failed."));
    else call?.resolve(result);
  }

  private failAll(error: Error): void {
    for (const call of [...this.calls.values()]) call.reject(error);
  }
}
