import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "@/emulators/server";
import { createTranslatorHttp, type TranslatorHttp } from "@/server/translation/network/http";
import type { AzureSettings } from "@/server/translation/schema";
import { createAzure } from "./azure";
import { azureBatches, azureLimits } from "./request";

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
  folder = await mkdtemp(join(tmpdir(), "herald-azure-"));
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
const pauses: number[] = [];
beforeEach(async () => {
  await control("requests", "DELETE");
  await control("faults", "DELETE");
  pauses.length = 0;
});

const europe: AzureSettings = { endpoint: "europe", region: "westeurope" };
const azure = (key = "k1", settings = europe) =>
  createAzure({
    settings,
    key,
    http,
    patience: {
      attempts: 4,
      budgetMs: 30_000,
      random: () => 0.5,
      sleep: async (milliseconds) => void pauses.push(milliseconds),
    },
  });

interface Seen {
  host: string;
  url: string;
  headers: string[];
  body: string;
}
const seen = async (): Promise<Seen[]> =>
  (await (await control("requests")).text())
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe("Azure AI Translator v3", () => {
  it("translates into several languages with one request, to the chosen end point with key and region", async () => {
    const results = await azure().translate({
      from: "en-US",
      to: ["de", "pt-BR", "pt"],
      texts: ["Not now", "[[0]] Premium at half price until Monday."],
    });
    expect(results.get("de")).toEqual([
      { ok: true, text: "Nicht jetzt" },
      { ok: true, text: "[[0]] Premium bis Montag zum halben Preis." },
    ]);
    expect(results.get("pt-BR")?.[1]).toMatchObject({
      text: "[[0]] Premium pela metade do preço até segunda-feira.",
    });
    expect(results.get("pt")?.[1]).toMatchObject({
      text: "[[0]] Premium a metade do preço até segunda-feira.",
    });
    const [only, ...others] = await seen();
    expect(others).toEqual([]);
    expect(only?.host).toBe("api-eur.cognitive.microsofttranslator.com");
    expect(only?.url).toBe("/translate?api-version=3.0&from=en&textType=html&to=de&to=pt&to=pt-pt");
    const text = JSON.stringify(only);
    expect(text).toContain("westeurope");
    expect(text).toContain("notranslate");
  });

  it("goes to the resource's own host where it has one", async () => {
    const custom = azure("k1", { endpoint: "custom", resourceName: "contoso" });
    expect((await custom.test()).state).toBe("accepted");
    const [only] = await seen();
    expect(only?.host).toBe("contoso.cognitiveservices.azure.com");
    expect(only?.url).toMatch(/^\/translator\/text\/v3\.0\/translate\?/);
  });

  it("shows Azure's own answer to a test: accepted, bad key, missing region, used-up quota", async () => {
    expect(await azure().test()).toMatchObject({
      state: "accepted",
      answer: expect.stringContaining("“Nicht jetzt” (request emulated-"),
    });
    expect(await azure("wrong").test()).toMatchObject({
      state: "refused",
      answer: expect.stringContaining("401000: The request is not authorized"),
    });
    const noRegion = azure("regional", { endpoint: "global" });
    expect((await noRegion.test()).state).toBe("refused");
    expect(await azure("quota").test()).toMatchObject({
      state: "quota",
      answer: expect.stringContaining("403001"),
    });
    expect(pauses).toEqual([]);
  });

  it("tries 429 again no sooner than Retry-After says, with jitter, and gives up after four", async () => {
    const verdict = await azure("busy").test();
    expect(verdict).toMatchObject({ state: "untested", answer: expect.stringContaining("429001") });
    expect(pauses).toEqual([1_250, 1_500, 2_000]);
    expect(await seen()).toHaveLength(4);
  });

  it.each([408, 500, 503])("tries %i again and goes on when it passes", async (status) => {
    await control("faults", "PUT", [{ match: { untilCount: 2 }, action: { status } }]);
    expect((await azure().test()).state).toBe("accepted");
    expect(pauses.length).toBeGreaterThan(0);
  });

  it("does not wait longer than its budget, however long Retry-After asks for", async () => {
    const action = { status: 503, headers: { "Retry-After": "600" } };
    await control("faults", "PUT", [{ match: {}, action }]);
    expect((await azure().test()).state).toBe("untested");
    expect(pauses).toEqual([]);
  });

  it("asks for each text alone when one of them makes Azure refuse all", async () => {
    const results = await azure().translate({
      from: "en",
      to: ["de"],
      texts: ["Not now", "No such sentence", "No ads"],
    });
    expect(results.get("de")).toEqual([
      { ok: true, text: "Nicht jetzt" },
      {
        ok: false,
        problem: { kind: "rejected", message: expect.stringContaining("No such sentence") },
      },
      { ok: true, text: "Keine Werbung" },
    ]);
  });

  it("loses only the language Azure does not have any more, not the others of the request", async () => {
    const results = await azure().translate({
      from: "en",
      to: ["de", "tr", "wo"],
      texts: ["Not now"],
    });
    expect(results.get("de")).toEqual([{ ok: true, text: "Nicht jetzt" }]);
    expect(results.get("tr")?.[0]).toMatchObject({ ok: false, problem: { kind: "unsupported" } });
    expect(results.get("wo")?.[0]).toMatchObject({ ok: false, problem: { kind: "unsupported" } });
  });

  it("has a result for every text when nothing usable comes back", async () => {
    for (const action of [
      { hang: true },
      { body: "<html>" },
      { reset: "after" },
      { status: 200, body: "[]" },
    ]) {
      await control("faults", "PUT", [{ match: {}, action }]);
      const quick = createTranslatorHttp({
        reroute: { host: "127.0.0.1", port: emulator.port },
        deadlineMs: 300,
      });
      const one = createAzure({
        settings: europe,
        key: "k1",
        http: quick.http,
        patience: { attempts: 1, budgetMs: 0, random: () => 0, sleep: async () => undefined },
      });
      const results = await one.translate({ from: "en", to: ["de"], texts: ["Not now", "No ads"] });
      expect(results.get("de")).toHaveLength(2);
      for (const result of results.get("de") ?? []) expect(result).toMatchObject({ ok: false });
      await quick.close();
    }
  });

  it("stays inside 1,000 elements and 50,000 characters × targets per request", async () => {
    const texts = Array.from({ length: 2_500 }, (_, at) => "x".repeat((at % 97) + 1));
    const to = ["de", "fr", "es", "ja"];
    const batches = azureBatches(texts, to);
    for (const { at, to: targets } of batches) {
      const characters = at.reduce((sum, index) => sum + (texts[index]?.length ?? 0), 0);
      expect(at.length).toBeLessThanOrEqual(azureLimits.elements);
      expect(characters * targets.length).toBeLessThanOrEqual(azureLimits.characters);
    }
    const pairs = batches.flatMap(({ at, to: targets }) =>
      at.flatMap((index) => targets.map((tag) => `${index} ${tag}`)),
    );
    expect(new Set(pairs).size).toBe(texts.length * to.length);
    expect(pairs).toHaveLength(texts.length * to.length);
    const long = azureBatches(["x".repeat(20_000)], to);
    expect(long.map(({ to: targets }) => targets.length)).toEqual([2, 2]);
  });
});
