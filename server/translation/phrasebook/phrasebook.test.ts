import { describe, expect, it } from "vitest";
import { templates } from "@/content/templates";
import { findPhrase, phrasebookLanguages, phraseCount } from "./phrasebook";

const apps = ["Contoso Chess", "Contoso Chess Premium"];
const german = (text: string) => findPhrase(text, { from: "en-US", to: "de-AT" }, apps);

describe("the phrasebook", () => {
  it("holds every text and button of the templates in every language, each with its slot", () => {
    const texts = templates.flatMap((template) => [...template.texts, ...template.buttons]);
    for (const text of texts.filter(Boolean)) {
      const written = text.replaceAll("{app}", "Contoso Chess");
      for (const to of phrasebookLanguages.filter((language) => language !== "en")) {
        const found = findPhrase(written, { from: "en", to }, apps);
        expect(found, `${text} in ${to}`).toBeTruthy();
        expect(found?.includes("Contoso Chess"), `${text} in ${to}`).toBe(text.includes("{app}"));
      }
    }
  });

  it("has as many lines in each table as there are phrases, none of them English", () => {
    const english = phraseLines("en");
    expect(english).toHaveLength(phraseCount);
    for (const language of phrasebookLanguages) {
      const lines = phraseLines(language);
      expect(lines, language).toHaveLength(phraseCount);
      if (language === "en") continue;
      const same = lines.filter((line, at) => line === english[at]);
      // Dutch and Afrikaans do say "Later".
      expect(
        same.filter((line) => line !== "Later"),
        language,
      ).toEqual([]);
    }
  });

  it("fills the slot with an own app only, so nothing comes out half translated", () => {
    expect(german("Enjoying Contoso Chess?")).toBe("Gefällt Ihnen Contoso Chess?");
    expect(german("How is the league?")).toBeUndefined();
    expect(german("Contoso Chess Premium is on sale")).toBe("Contoso Chess Premium ist im Angebot");
  });

  it("knows the traps of language tags", () => {
    const to = (tag: string) => findPhrase("Not now", { from: "en", to: tag }, apps);
    expect(to("pt")).toBe(to("pt-PT"));
    expect(findPhrase("Update now", { from: "en", to: "pt-AO" }, apps)).toBe("Atualizar agora");
    expect(findPhrase("Enjoying Contoso Chess?", { from: "en", to: "pt" }, apps)).toContain(
      "a gostar",
    );
    expect(findPhrase("Enjoying Contoso Chess?", { from: "en", to: "pt-br" }, apps)).toContain(
      "gostando",
    );
    expect(to("zh-TW")).toBe(to("zh-Hant"));
    expect(to("zh")).toBe(to("zh-Hans"));
    expect(to("sr-Latn-RS")).toBe("Ne sada");
    expect(to("sr")).toBe("Не сада");
    expect(to("no")).toBe("Ikke nå");
    expect(to("nn")).toBeUndefined();
    expect(to("bs-Cyrl")).toBeUndefined();
    expect(to("not a tag")).toBeUndefined();
    expect(to("en-GB")).toBeUndefined();
  });

  it("works out of other languages too, and takes either apostrophe", () => {
    expect(findPhrase("Nicht jetzt", { from: "de", to: "fr" }, apps)).toBe("Pas maintenant");
    expect(german("Tell us what works for you and what doesn't.")).toContain("Sagen Sie uns");
  });
});

/** Through the public door only: each English phrase's translation, "" where there is none. */
function phraseLines(language: string): string[] {
  const english = [
    "Enjoying Contoso Chess?",
    "A rating takes ten seconds and helps others find Contoso Chess.",
    "How is Contoso Chess?",
    "Tell us what works for you and what doesn’t.",
    "There is more from us",
    "From the makers of Contoso Chess: take a look at our other app.",
    "Contoso Chess is on sale",
    "See the offer in the Store before it ends.",
    "A new version of Contoso Chess is here",
    "Update now to get what is new.",
    "Rate now",
    "Not now",
    "Learn more",
    "Open",
    "Update now",
    "See offer",
    "Later",
    "Dismiss",
  ];
  if (language === "en") return english;
  return english.flatMap((text) => findPhrase(text, { from: "en", to: language }, apps) ?? []);
}
