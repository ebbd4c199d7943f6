import { describe, expect, it } from "vitest";
import {
  chooseLanguage,
  directionOf,
  isSameLanguage,
  isValidLanguageTag,
  languageName,
} from "./languages";
import { storeLanguages } from "./store-languages";

describe("isSameLanguage", () => {
  it("is about language and script, not about regions (P-87)", () => {
    expect(isSameLanguage("de-AT", "de-DE")).toBe(true);
    expect(isSameLanguage("zh-TW", "zh-Hans")).toBe(false);
    expect(isSameLanguage("zh-TW", "zh-Hant")).toBe(true);
    expect(isSameLanguage("sr-Latn-RS", "sr-Cyrl")).toBe(false);
    expect(isSameLanguage("no tag", "en")).toBe(false);
  });
});

describe("chooseLanguage", () => {
  it.each([
    ["zh-TW", ["zh-Hans", "en"], "en"],
    ["zh-TW", ["zh-Hans", "zh-Hant"], "zh-Hant"],
    ["zh-TW", ["zh"], "en"],
    ["zh-Hant-TW", ["zh-TW", "zh-CN"], "zh-TW"],
    ["zh-HK", ["zh-TW", "zh-Hant", "zh-HK"], "zh-HK"],
    ["zh-CN", ["zh-Hans"], "zh-Hans"],
    ["zh-CN", ["zh"], "zh"],
    ["zh-CHT", ["zh-Hans", "zh-Hant"], "zh-Hant"],
    ["pt-BR", ["pt", "pt-BR"], "pt-BR"],
    ["pt-BR", ["pt"], "pt"],
    ["pt-BR", ["pt-PT"], "en"],
    ["pt-PT", ["pt-BR", "pt"], "pt"],
    ["pt", ["pt-PT", "pt-BR"], "pt-BR"],
    ["sr-Latn", ["sr", "sr-Cyrl"], "en"],
    ["sr-Latn-RS", ["sr", "sr-Latn"], "sr-Latn"],
    ["sr", ["sr-Latn", "sr-Cyrl"], "sr-Cyrl"],
    ["de-AT", ["de"], "de"],
    ["de-AT", ["de-DE"], "en"],
    ["EN_us", ["en-US"], "en-US"],
    ["en-GB-oxendict", ["en-GB"], "en-GB"],
    ["ca-ES", ["ca-ES-valencia"], "en"],
    ["no-NO", ["nb"], "nb"],
    ["iw", ["he"], "he"],
    ["", ["de"], "en"],
    ["not a tag", ["de"], "en"],
  ])("gives %s out of %j %s", (wanted, available, expected) => {
    expect(chooseLanguage(wanted, available, "en")).toBe(expected);
  });

  it("gives the default back as it is spelled", () => {
    expect(chooseLanguage("fr", [], "EN-us")).toBe("EN-us");
  });
});

describe("language tags", () => {
  it("are valid in every spelling the Store uses", () => {
    expect(storeLanguages).toHaveLength(103);
    const codes = storeLanguages.flatMap((language) => language.codes);
    expect(codes.filter((code) => !isValidLanguageTag(code))).toEqual([]);
    expect(isValidLanguageTag("english")).toBe(true);
    expect(isValidLanguageTag("e")).toBe(false);
    expect(isValidLanguageTag("en US")).toBe(false);
  });

  it("know their direction and name", () => {
    expect(["ar", "he-IL", "ur", "pa-Arab", "ku-Arab"].map(directionOf)).toEqual(
      Array(5).fill("rtl"),
    );
    expect(["az-Latn", "pa", "en", "??"].map(directionOf)).toEqual(Array(4).fill("ltr"));
    expect(languageName("de-AT")).toBe("German (Austria)");
    expect(languageName("??")).toBe("??");
  });
});
