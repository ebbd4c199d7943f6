import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { translationMemory, translators } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import { type Emulator, startEmulator } from "@/emulators/server";
import type { Context } from "@/server/context";
import {
  rememberTexts,
  removeMemory,
  removeTerm,
  removeTranslator,
  storeTerm,
  storeTranslator,
  testTranslator,
  updateTranslators,
} from "./commands";
import { askTranslation } from "./jobs/ask";
import { runTranslation, runTranslatorTest } from "./jobs/run";
import { createLocal } from "./local/local";
import { remember } from "./memory/memory";
import { createTranslatorHttp } from "./network/http";
import { listMemory, listTerms, listTranslators, suggestTexts, translationById } from "./queries";

const pair = generateKeyPairSync("x25519");
process.env.HERALD_SEALING_PUBLIC_KEY = pair.publicKey
  .export({ format: "der", type: "spki" })
  .toString("base64");
process.env.HERALD_SEALING_PRIVATE_KEY = pair.privateKey
  .export({ format: "der", type: "pkcs8" })
  .toString("base64");

let database: TestDatabase;
let emulator: Emulator;
let folder: string;
let network: ReturnType<typeof createTranslatorHttp>;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "herald-translation-"));
  emulator = await startEmulator({ port: 0, dataFolder: folder, log: "off", keep: 100 });
  network = createTranslatorHttp({ reroute: { host: "127.0.0.1", port: emulator.port } });
});
afterAll(async () => {
  await network.close();
  await emulator.close();
  await rm(folder, { recursive: true });
  await database.close();
});

let ctx: Context;
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  await insertApp(ctx, { name: "Contoso Chess" });
  await insertApp(ctx, { name: "Contoso Runner" });
});

const patience = { attempts: 1, budgetMs: 0, random: () => 0, sleep: async () => undefined };
const tools = () => ({
  db: database.db,
  http: network.http,
  local: createLocal(join(folder, "models")),
  clock: () => ctx.now,
  patience,
});
const azure = (key: string) =>
  storeTranslator(ctx, {
    name: "azure",
    settings: { endpoint: "europe", region: "westeurope" },
    key,
  });
const ask = (texts: string[], to = "de", given = ctx) =>
  askTranslation(given, { from: "en-US", wanted: [{ to, texts }] });
async function finish(jobId: number | null) {
  expect(jobId).not.toBeNull();
  await runTranslation(tools(), { publisherId: ctx.publisherId, jobId });
  return translationById(ctx, { id: jobId ?? 0 });
}

describe("translators", () => {
  test("keep their key sealed: it never comes back, and opens for this publisher only (T19, P22)", async () => {
    await azure("canary-key");
    expect(JSON.stringify(await listTranslators(ctx))).not.toContain("canary");
    const [row] = await database.db
      .select()
      .from(translators)
      .where(eq(translators.publisherId, ctx.publisherId));
    expect(row?.sealedKey?.includes("canary")).toBe(false);
    const audit = await database.db.execute(sql`select details::text from audit_events`);
    expect(JSON.stringify(audit.rows)).not.toContain("canary");
    const other = await insertPublisher(database.db);
    await database.db.execute(sql`
      insert into translators (publisher_id, name, position, settings, sealed_key)
      select ${other.publisherId}, name, position, settings, sealed_key from translators
      where publisher_id = ${ctx.publisherId}`);
    await runTranslatorTest(tools(), { publisherId: other.publisherId, name: "azure" });
    expect((await listTranslators(other)).translators[0]).toMatchObject({ state: "refused" });
  });

  test("are tested with their own answer, and a changed one is untested again", async () => {
    await azure("k1");
    await testTranslator(ctx, { name: "azure" });
    const jobs = await database.db.execute(sql`
      select 1 from graphile_worker.jobs where key = ${`test-translator/${ctx.publisherId}/azure`}`);
    expect(jobs.rows).toHaveLength(1);
    await runTranslatorTest(tools(), { publisherId: ctx.publisherId, name: "azure" });
    const state = async () => (await listTranslators(ctx)).translators[0];
    expect(await state()).toMatchObject({
      state: "accepted",
      stateReason: expect.stringContaining("Nicht jetzt"),
    });
    await azure("wrong key".replace(" ", "-"));
    expect(await state()).toMatchObject({ state: "untested", stateReason: null });
    await runTranslatorTest(tools(), { publisherId: ctx.publisherId, name: "azure" });
    expect(await state()).toMatchObject({
      state: "refused",
      stateReason: expect.stringContaining("401000"),
    });
  });

  test("keep the stored key when none is given, and Azure can't be stored without one", async () => {
    const settings = { endpoint: "global" } as const;
    await expect(storeTranslator(ctx, { name: "azure", settings })).rejects.toThrow(
      "Enter the key.",
    );
    await azure("k1");
    await storeTranslator(ctx, { name: "azure", settings });
    await runTranslatorTest(tools(), { publisherId: ctx.publisherId, name: "azure" });
    expect((await listTranslators(ctx)).translators[0]).toMatchObject({
      state: "accepted",
      settings,
    });
  });

  test("take no base URL inside the operator's network (T3)", async () => {
    for (const baseUrl of [
      "http://127.0.0.1:5000",
      "https://10.0.0.7",
      "https://169.254.169.254/",
    ]) {
      const stored = storeTranslator(ctx, {
        name: "libretranslate",
        settings: { baseUrl },
        key: null,
      });
      await expect(stored, baseUrl).rejects.toThrow("public HTTPS");
    }
  });

  test("are asked in their order; one that is off is not asked", async () => {
    await azure("wrong");
    await storeTranslator(ctx, {
      name: "libretranslate",
      settings: { baseUrl: "https://libretranslate.demo.test" },
      key: null,
    });
    const first = await finish((await ask(["White to move"])).jobId);
    expect(first.filled).toEqual([
      {
        to: "de",
        source: "White to move",
        text: "Weiß am Zug",
        origin: "machine",
        provider: "LibreTranslate",
      },
    ]);
    expect((await listTranslators(ctx)).translators[0]).toMatchObject({
      name: "azure",
      state: "refused",
    });
    await updateTranslators(ctx, {
      order: [
        { name: "libretranslate", isEnabled: false },
        { name: "azure", isEnabled: true },
      ],
    });
    const second = await finish((await ask(["White to move"])).jobId);
    expect(second.filled).toEqual([]);
    expect(second.failed).toEqual([
      { to: "de", source: "White to move", message: expect.stringContaining("401000") },
    ]);
    await removeTranslator(ctx, { name: "azure" });
    expect(await ask(["White to move"])).toMatchObject({ jobId: null, isNotSetUp: true });
  });

  test("whose quota is used up say so and rest for an hour", async () => {
    await azure("quota");
    const done = await finish((await ask(["White to move"])).jobId);
    expect(done.failed[0]?.message).toContain("403001");
    expect((await listTranslators(ctx)).translators[0]).toMatchObject({ state: "quota" });
    await fetch(`http://127.0.0.1:${emulator.port}/__emulator/requests`, { method: "DELETE" });
    await finish((await ask(["No ads"])).jobId);
    const log = await (await fetch(`http://127.0.0.1:${emulator.port}/__emulator/requests`)).text();
    expect(log).toBe("");
    ctx = { ...ctx, now: new Date(ctx.now.getTime() + 3_700_000) };
    await finish((await ask(["No ads"])).jobId);
    expect(
      await (await fetch(`http://127.0.0.1:${emulator.port}/__emulator/requests`)).text(),
    ).not.toBe("");
  });
});

describe("a translation", () => {
  test("takes the phrasebook for the templates' texts without any translator (P-80)", async () => {
    const asked = await ask(["Enjoying Contoso Chess?", "Rate now"], "ja");
    expect(asked).toMatchObject({ jobId: null, isNotSetUp: false });
    expect(asked.filled.map(({ text, origin }) => `${origin} ${text}`)).toEqual([
      "builtin Contoso Chess はいかがですか?",
      "builtin 今すぐ評価",
    ]);
  });

  test("without any translator says so and fills nothing", async () => {
    expect(await ask(["A sentence of ours"])).toEqual({
      filled: [],
      jobId: null,
      isNotSetUp: true,
    });
  });

  test("keeps apps' names and glossary terms as they are", async () => {
    await azure("k1");
    await storeTerm(ctx, { sourceLanguage: "en", term: "Premium", translations: {} });
    await fetch(`http://127.0.0.1:${emulator.port}/__emulator/dictionary`, {
      method: "PUT",
      body: JSON.stringify([
        { to: "de", text: "Get {0} for {1}", translation: "Holen Sie sich {0} für {1}" },
      ]),
    });
    const done = await finish((await ask(["Get Premium for Contoso Chess"])).jobId);
    expect(done.filled[0]?.text).toBe("Holen Sie sich Premium für Contoso Chess");
  });

  test("prefers a person's own words to the phrasebook, and the phrasebook to a machine's", async () => {
    const texts = [{ source: "Rate now", target: "Bewerte uns" }];
    await rememberTexts(ctx, { from: "en-US", to: "de", texts });
    const machine = [{ source: "Not now", target: "Nicht nun", isHuman: false, provider: "X" }];
    await remember(ctx, { from: "en", to: "de" }, { pairs: machine, appNames: [] });
    const asked = await ask(["Rate now", "Not now"]);
    expect(asked.filled).toMatchObject([
      { text: "Bewerte uns", origin: "memory" },
      { text: "Nicht jetzt", origin: "builtin" },
    ]);
  });

  test("of another publisher can't be read", async () => {
    await azure("k1");
    const { jobId } = await ask(["White to move"]);
    const other = await insertPublisher(database.db);
    await expect(translationById(other, { id: jobId ?? 0 })).rejects.toThrow("no such");
  });

  test("that was done is not done again", async () => {
    await azure("k1");
    const { jobId } = await ask(["White to move"]);
    await finish(jobId);
    await removeTranslator(ctx, { name: "azure" });
    expect((await finish(jobId)).filled).toHaveLength(1);
  });
});

describe("the memory", () => {
  const german = { from: "en-US", to: "de" };
  const human = (source: string, target: string) =>
    rememberTexts(ctx, { ...german, texts: [{ source, target }] });

  test("uses exactly the same text again, with another app's name in its place", async () => {
    await human("Contoso Chess is back", "Contoso Chess ist zurück");
    const asked = await ask(["Contoso Runner  is back", "Contoso Chess is back"]);
    expect(asked.filled.map(({ text }) => text)).toEqual([
      "Contoso Runner ist zurück",
      "Contoso Chess ist zurück",
    ]);
    expect((await listMemory(ctx, { q: "", language: "", page: 1, size: 10 })).rows).toMatchObject([
      { sourceText: "{app} is back", targetText: "{app} ist zurück", uses: 1 },
    ]);
    expect((await ask(["Contoso Golf is back"])).filled).toEqual([]);
    expect((await ask(["Contoso Chess is back"], "de-AT")).filled).toEqual([]);
  });

  test("never lets a machine's words replace a person's", async () => {
    await human("Hello", "Servus");
    const kept = await remember(ctx, german, {
      pairs: [{ source: "Hello", target: "Hallo", isHuman: false, provider: "Azure" }],
      appNames: [],
    });
    expect(kept).toBe(0);
    expect((await ask(["Hello"])).filled[0]).toMatchObject({ text: "Servus" });
    await human("Hello", "Grüß Gott");
    expect((await ask(["Hello"])).filled[0]).toMatchObject({ text: "Grüß Gott" });
  });

  test("is not used against the glossary", async () => {
    await human("Get Premium", "Hol dir Prämie");
    await storeTerm(ctx, { sourceLanguage: "en", term: "Premium", translations: {} });
    expect((await ask(["Get Premium"])).filled).toEqual([]);
  });

  test("suggests similar texts with how similar they are, and never fills them in", async () => {
    await human("The winter event is live", "Das Winter-Event läuft");
    const found = await suggestTexts(ctx, {
      from: "en-US",
      to: "de",
      text: "The summer event is live",
    });
    expect(found).toMatchObject([{ target: "Das Winter-Event läuft" }]);
    expect(found[0]?.likeness).toBeGreaterThan(0.6);
    expect(found[0]?.likeness).toBeLessThan(1);
    expect((await ask(["The summer event is live"])).filled).toEqual([]);
    expect(
      await suggestTexts(ctx, { from: "en-US", to: "de", text: "Nothing alike at all" }),
    ).toEqual([]);
  });

  test("can be searched by either text and language, and forgets what is deleted", async () => {
    await human("White wins", "Weiß gewinnt");
    await rememberTexts(ctx, {
      from: "en",
      to: "fr",
      texts: [{ source: "100%_sure", target: "Certain" }],
    });
    const list = (q: string, language = "") => listMemory(ctx, { q, language, page: 1, size: 10 });
    expect((await list("weiß")).total).toBe(1);
    expect((await list("%_")).total).toBe(1);
    expect((await list("", "fr")).rows).toMatchObject([{ targetText: "Certain" }]);
    expect((await list("")).languages).toEqual(["de", "fr"]);
    const [row] = (await list("weiß")).rows;
    const other = await insertPublisher(database.db);
    await expect(removeMemory(other, { id: row?.id ?? 0 })).rejects.toThrow("no such");
    await removeMemory(ctx, { id: row?.id ?? 0 });
    expect((await ask(["White wins"])).filled).toEqual([]);
    expect(
      await database.db.$count(
        translationMemory,
        eq(translationMemory.publisherId, other.publisherId),
      ),
    ).toBe(0);
  });
});

describe("the glossary", () => {
  test("keeps a term once, changes and removes it", async () => {
    const { id } = await storeTerm(ctx, {
      sourceLanguage: "EN",
      term: "Blitz",
      translations: { "DE-at": "Blitzschach" },
    });
    await expect(
      storeTerm(ctx, { sourceLanguage: "en", term: "blitz", translations: {} }),
    ).rejects.toThrow("in the glossary already");
    expect(await listTerms(ctx)).toMatchObject([
      { sourceLanguage: "en", translations: { "de-AT": "Blitzschach" } },
    ]);
    await storeTerm(ctx, { id, sourceLanguage: "en", term: "Blitz", translations: {} });
    expect(await listTerms(ctx)).toMatchObject([{ translations: {} }]);
    const other = await insertPublisher(database.db);
    await expect(removeTerm(other, { id })).rejects.toThrow("no such");
    await removeTerm(ctx, { id });
    expect(await listTerms(ctx)).toEqual([]);
  });
});
