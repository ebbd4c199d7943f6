import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "@/emulators/server";
import { createTranslatorHttp, type TranslatorHttp } from "@/server/translation/network/http";
import { createLibreTranslate } from "./libretranslate";

let emulator: Emulator;
let folder: string;
let closeHttp: () => Promise<void>;
let http: TranslatorHttp;
const control = (path: string, method = "GET", body?: unknown) =>
  fetch(`http://127.0.0.1:${emulator.port}/__emulator/${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "herald-libre-"));
  emulator = await startEmulator({ port: 0, dataFolder: folder, log: "off", keep: 200 });
  ({ http, close: closeHttp } = createTranslatorHttp({
    reroute: { host: "127.0.0.1", port: emulator.port },
  }));
});
afterAll(async () => {
  await closeHttp();
  await emulator.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await control("requests", "DELETE");
  await control("faults", "DELETE");
});

const patience = { attempts: 3, budgetMs: 10_000, random: () => 0, sleep: async () => undefined };
const libre = (key?: string) =>
  createLibreTranslate({ baseUrl: "https://libretranslate.demo.test/", key, http, patience });

describe("LibreTranslate", () => {
  it("uses the codes the server lists and keeps the order of texts", async () => {
    const results = await libre().translate({
      from: "en-US",
      to: ["pt-BR", "pt", "zh-Hans"],
      texts: ["Not now", "White to move"],
    });
    expect(results.get("pt-BR")).toEqual([
      { ok: true, text: "Agora não" },
      { ok: true, text: "Brancas jogam" },
    ]);
    expect(results.get("pt")?.[1]).toEqual({ ok: true, text: "Jogam as brancas" });
    expect(results.get("zh-Hans")?.[0]).toMatchObject({ ok: false });
  });

  it("says which languages the server does not offer, without asking it to translate", async () => {
    const results = await libre().translate({ from: "en", to: ["ko"], texts: ["Not now"] });
    expect(results.get("ko")?.[0]).toMatchObject({ ok: false, problem: { kind: "unsupported" } });
    const log = await (await control("requests")).text();
    expect(log).not.toContain("/translate");
  });

  it("halves a request the server finds too long, down to the one text it does not take", async () => {
    const sentences = Array.from({ length: 45 }, (_, at) => ({
      to: "de",
      text: `Sentence ${at}`,
      translation: `Satz ${at}`,
    }));
    await control("dictionary", "PUT", sentences);
    const texts = [...sentences.map(({ text }) => text), "Unknown"];
    const results = (await libre().translate({ from: "en", to: ["de"], texts })).get("de");
    expect(results?.slice(0, 45)).toEqual(
      sentences.map(({ translation }) => ({ ok: true, text: translation })),
    );
    expect(results?.[45]).toMatchObject({ ok: false, problem: { kind: "rejected" } });
    await control("dictionary", "PUT", []);
  });

  it("shows the server's own answer to a test", async () => {
    expect(await libre().test()).toMatchObject({
      state: "accepted",
      answer: expect.stringContaining("“Nicht jetzt” (de)"),
    });
    expect(await libre("wrong").test()).toEqual({
      state: "refused",
      answer: "LibreTranslate answered 403: Invalid API key",
    });
    expect(await libre("busy").test()).toMatchObject({ state: "untested" });
  });

  it("sends no key where none is stored", async () => {
    await libre().test();
    await libre("k2").test();
    const log = await (await control("requests")).text();
    expect(log.match(/api_key/g)).toHaveLength(1);
  });

  it("takes nothing from an answer of another shape", async () => {
    const bodies = ['{"translatedText":"one"}', '{"translatedText":[]}', "[]", "no json"];
    for (const body of bodies) {
      await control("faults", "PUT", [
        { match: { path: "/translate" }, action: { status: 200, body } },
      ]);
      const results = await libre().translate({ from: "en", to: ["de"], texts: ["Not now"] });
      expect(results.get("de")?.[0]).toMatchObject({ ok: false, problem: { kind: "no_answer" } });
    }
  });
});
