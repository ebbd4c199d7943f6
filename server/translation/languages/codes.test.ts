import { describe, expect, it } from "vitest";
import { storeLanguages } from "@/content/store-languages";
import { azureCode, libreCodes, mozillaCode } from "./codes";

describe("language codes of translators", () => {
  it("keep Azure's traps apart: Portuguese, Chinese, Serbian, Norwegian, Mongolian, Konkani", () => {
    const table: [string, string | undefined][] = [
      ["pt", "pt-pt"],
      ["pt-PT", "pt-pt"],
      ["pt-BR", "pt"],
      ["zh", "zh-Hans"],
      ["zh-CN", "zh-Hans"],
      ["zh-TW", "zh-Hant"],
      ["zh-HK", "zh-Hant"],
      ["sr", "sr-Cyrl"],
      ["sr-Latn-RS", "sr-Latn"],
      ["nb-NO", "nb"],
      ["no", "nb"],
      ["nn", undefined],
      ["mn-Cyrl", "mn-Cyrl"],
      ["kok-IN", "gom"],
      ["fr-CA", "fr-ca"],
      ["en-GB", "en"],
      ["de-AT", "de"],
    ];
    for (const [tag, code] of table) expect(azureCode(tag), tag).toBe(code);
  });

  it("give no near miss: another script or a language Azure lacks is for a person", () => {
    for (const tag of [
      "az-Cyrl",
      "bs-Cyrl",
      "uz-Cyrl",
      "tt-Cyrl",
      "pa-Arab",
      "be",
      "lb",
      "wo",
      "quz",
      "x",
    ]) {
      expect(azureCode(tag), tag).toBeUndefined();
    }
    expect(azureCode("ku-Arab")).toBe("ku");
    expect(azureCode("uz-Latn")).toBe("uz");
  });

  it("answer for every code of the Store without throwing", () => {
    const codes = storeLanguages.flatMap((language) => language.codes);
    const mapped = codes.filter((code) => azureCode(code) !== undefined);
    expect(mapped.length).toBeGreaterThan(250);
    for (const code of codes) {
      expect(libreCodes(code)).toBeInstanceOf(Array);
      mozillaCode(code);
    }
  });

  it("name what LibreTranslate servers of different ages call a language", () => {
    expect(libreCodes("zh-TW")).toEqual(["zh-Hant", "zt"]);
    expect(libreCodes("pt-BR")).toEqual(["pt-BR", "pb"]);
    expect(libreCodes("pt")).toEqual(["pt-PT", "pt"]);
    expect(libreCodes("az-Cyrl")).toEqual([]);
    expect(mozillaCode("zh-Hant")).toBe("zh_hant");
    expect(mozillaCode("sr-Latn")).toBeUndefined();
  });
});
