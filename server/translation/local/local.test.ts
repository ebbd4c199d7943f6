import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { installFromFolder, installFromList, pinsOf, removePack } from "./install";
import { createLocal, type LocalTranslator } from "./local";
import { installedPacks } from "./packs";
import { randomModel, randomVocabulary } from "./testing/random-pack";

const model = randomModel();
const vocab = randomVocabulary();
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

let folder: string;
let root: string;
const local: LocalTranslator[] = [];
function createIn(models: string): LocalTranslator {
  const one = createLocal(models);
  local.push(one);
  return one;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "herald-models-"));
});
afterAll(async () => {
  await Promise.all(local.map((one) => one.close()));
  rmSync(folder, { recursive: true });
});
let count = 0;
beforeEach(() => {
  count += 1;
  root = join(folder, `models-${count}`);
});

function source(pair: string, files: Record<string, Buffer> = {}): string {
  const path = join(folder, `source-${count}-${pair}-${Object.keys(files).length}`);
  mkdirSync(path, { recursive: true });
  const all = { [`model.${pair}.intgemm.bin`]: model, [`vocab.${pair}.spm`]: vocab, ...files };
  for (const [name, bytes] of Object.entries(all)) writeFileSync(join(path, name), bytes);
  return path;
}
const install = (from: string, to: string) =>
  installFromFolder(root, source(`${from}${to}`), { from, to });

describe("local models", () => {
  it("run in a thread of their own, in the order of the texts, the same each time", async () => {
    install("en", "de");
    const translator = createIn(root);
    const ask = () =>
      translator.translate({ from: "en-US", to: ["de-AT"], texts: ["Not now", "Hello"] });
    const first = (await ask()).get("de-AT");
    expect(first).toHaveLength(2);
    for (const result of first ?? [])
      expect(result).toMatchObject({ ok: true, text: expect.stringMatching(/./) });
    expect((await ask()).get("de-AT")).toEqual(first);
    expect((await translator.test()).state).toBe("accepted");
  });

  it("go by way of English where there is no direct pack, one language after the other", async () => {
    install("en", "de");
    install("fr", "en");
    const translator = createIn(root);
    const [viaEnglish, direct] = await Promise.all([
      translator.translate({ from: "fr", to: ["de"], texts: ["Bonjour"] }),
      translator.translate({ from: "en", to: ["de"], texts: ["Hello"] }),
    ]);
    expect(viaEnglish.get("de")?.[0]).toMatchObject({ ok: true });
    expect(direct.get("de")?.[0]).toMatchObject({ ok: true });
  });

  it("offer only what is installed, and say so", async () => {
    const translator = createIn(root);
    expect(await translator.test()).toMatchObject({
      state: "refused",
      answer: expect.stringContaining("No model pack"),
    });
    install("en", "de");
    const results = await translator.translate({
      from: "en",
      to: ["ja", "sr-Latn"],
      texts: ["Hello"],
    });
    for (const language of ["ja", "sr-Latn"]) {
      expect(results.get(language)?.[0]).toMatchObject({
        ok: false,
        problem: { kind: "unsupported" },
      });
    }
  });

  it("are not used when a file is not what was installed", async () => {
    install("en", "de");
    writeFileSync(join(root, "en-de", "vocab.ende.spm"), "changed");
    const results = await createIn(root).translate({ from: "en", to: ["de"], texts: ["Hello"] });
    expect(results.get("de")?.[0]).toMatchObject({
      ok: false,
      problem: {
        message: expect.stringContaining(
          "vocab.ende.spm of the pack en-de is not what was installed",
        ),
      },
    });
  });

  it("that the engine can't load fail their texts, and the next pack works again", async () => {
    installFromFolder(root, source("enfr", { "model.enfr.intgemm.bin": Buffer.from("no model") }), {
      from: "en",
      to: "fr",
    });
    install("en", "de");
    const translator = createIn(root);
    const broken = await translator.translate({ from: "en", to: ["fr"], texts: ["Hello"] });
    expect(broken.get("fr")?.[0]).toMatchObject({ ok: false, problem: { kind: "no_answer" } });
    const works = await translator.translate({ from: "en", to: ["de"], texts: ["Hello"] });
    expect(works.get("de")?.[0]).toMatchObject({ ok: true });
  });
});

describe("the installer", () => {
  const url = "https://models.test/models.json";
  const files: Record<string, Buffer> = {
    "https://models.test/data/ende/model.ende.intgemm.alphas.bin.gz": gzipSync(model),
    "https://models.test/data/ende/vocab.ende.spm.gz": gzipSync(vocab),
  };
  const list = {
    generated: "2025-12-01",
    baseUrl: "https://models.test/data",
    models: {
      "en-de": [
        { architecture: "base", releaseStatus: "Nightly", files: {} },
        {
          architecture: "tiny",
          releaseStatus: "Release",
          files: {
            model: {
              path: "ende/model.ende.intgemm.alphas.bin.gz",
              uncompressedHash: sha256(model),
            },
            vocab: { path: "ende/vocab.ende.spm.gz", uncompressedHash: sha256(vocab) },
          },
        },
      ],
    },
  };
  const download = async (wanted: string) => {
    const found = wanted === url ? Buffer.from(JSON.stringify(list)) : files[wanted];
    if (!found) throw new Error(`${wanted} answered 404.`);
    return found;
  };
  const pins = { model: sha256(model), vocab: sha256(vocab) };
  const pair = { from: "en", to: "de" };

  it("takes files from the network only with the pinned hashes", async () => {
    await expect(installFromList(root, url, { ...pair, download })).rejects.toThrow(
      "no hash for model",
    );
    const wrong = { ...pins, vocab: "0".repeat(64) };
    await expect(installFromList(root, url, { ...pair, pins: wrong, download })).rejects.toThrow(
      "Nothing was installed",
    );
    expect(installedPacks(root)).toEqual([]);
    const pack = await installFromList(root, url, { ...pair, pins, download });
    expect(pack).toMatchObject({ architecture: "tiny", precision: "int8shiftAlphaAll" });
    expect(installedPacks(root)).toHaveLength(1);
    expect(readdirSync(root)).toEqual(["en-de"]);
  });

  it("prints what a list claims, and refuses what is no list", async () => {
    expect(await pinsOf(url, { ...pair, download })).toEqual(pins);
    await expect(pinsOf(url, { from: "en", to: "xx", download })).rejects.toThrow("no model en-xx");
    await expect(
      pinsOf("https://models.test/data/ende/vocab.ende.spm.gz", { ...pair, download }),
    ).rejects.toThrow("not a list");
  });

  it("takes a folder, packed or not, and says what is missing", () => {
    const packed = source("ende", { "lex.50.50.ende.s2t.bin.gz": gzipSync(Buffer.from("lex")) });
    expect(installFromFolder(root, packed, pair).shortlist).toEqual({
      name: "lex.50.50.ende.s2t.bin",
      sha256: sha256(Buffer.from("lex")),
    });
    const empty = join(folder, "empty");
    mkdirSync(empty, { recursive: true });
    expect(() => installFromFolder(root, empty, pair)).toThrow("no model");
    const two = source("ende", { "model.other.bin": model, "x.txt": model });
    expect(() => installFromFolder(root, two, pair)).toThrow("more than one model");
    expect(removePack(root, "../en-de")).toBe(false);
    expect(removePack(root, "en-de")).toBe(true);
    expect(installedPacks(root)).toEqual([]);
  });
});
