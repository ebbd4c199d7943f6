import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "@/db/testing/any-text";
import { findTerm } from "@/server/translation/glossary/rules";
import type { TextResult, Translator } from "@/server/translation/translator";
import { hasWords, maskText, unmaskText } from "./guard";
import { translateGuarded } from "./guarded";
import { fromMarkup, toMarkup } from "./markup";

const part = fc.oneof(
  fc.constantFrom("Hello", " ", "world", "40% off", "日本", "€", "é", "\n", ".", "it’s"),
  fc.constantFrom(
    "{name}",
    "{{user}}",
    "{0}",
    "%s",
    "%1$s",
    "https://a.test/x?y=1&z=2",
    "a@b.test",
    "[[7]]",
  ),
  fc.constantFrom("Contoso Chess", "contoso chess", "Premium"),
);
const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(""));
const terms = [{ term: "Contoso Chess" }, { term: "Premium", value: "Prämie" }];

describe("the placeholder guard", () => {
  it("gives every text back when the translator changes nothing", () => {
    fc.assert(
      fc.property(text, (source) => {
        const mask = maskText(source, [{ term: "Contoso Chess" }]);
        if (mask.masked === "") return;
        expect(unmaskText(mask.masked, mask)).toBe(source);
        expect(unmaskText(fromMarkup(toMarkup(mask.masked)) ?? "", mask)).toBe(source);
      }),
      { numRuns: 2_000 },
    );
  });

  it("refuses a translation in which a token is lost, doubled or unknown, whatever else it says", () => {
    const edit = fc.constantFrom("lose", "double", "invent");
    fc.assert(
      fc.property(text, edit, fc.nat(), (source, how, seed) => {
        const mask = maskText(source, terms);
        const count = mask.values.length;
        if (count === 0 && how !== "invent") return;
        const chosen = `[[${count === 0 ? 0 : seed % count}]]`;
        const broken =
          how === "lose"
            ? `${mask.masked.replace(chosen, "")} x`
            : how === "double"
              ? `${mask.masked} ${chosen}`
              : `${mask.masked} [[${count}]]`;
        expect(unmaskText(broken, mask)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it("lets no protected part and no whole word of the glossary reach the translator", () => {
    const spaced = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(spaced, (source) => {
        const { masked } = maskText(source, terms);
        expect(masked).not.toMatch(/\{|https:|@|%s|contoso chess|premium/i);
      }),
      { numRuns: 2_000 },
    );
  });

  it("keeps the white space around a text, and never accepts a blank one", () => {
    const mask = maskText("  Hi {name} \n");
    expect(mask.masked).toBe("Hi [[0]]");
    expect(unmaskText(" [[0]], hallo ", mask)).toBe("  {name}, hallo \n");
    expect(unmaskText("  ", maskText("Hi"))).toBeUndefined();
    expect(hasWords(maskText("{a} · 40").masked)).toBe(false);
  });

  it("finds terms as whole words in either case, and inside words where a script has no spaces", () => {
    expect(findTerm("Chess, chess and chessboard", "Chess")).toHaveLength(2);
    expect(findTerm("プレミアム版を試す", "プレミアム")).toHaveLength(1);
    expect(findTerm("50% (off)", "(off)")).toHaveLength(1);
    expect(findTerm("Chessを、Chess는 شطرنجChess", "chess")).toHaveLength(3);
    expect(findTerm("Chess2 Chessmaster", "Chess")).toEqual([]);
  });

  it("takes the full stop of a sentence out of an address", () => {
    expect(maskText("See https://a.test/x.").masked).toBe("See [[0]].");
  });
});

const translator = (answer: (masked: string) => string): Translator => ({
  name: "azure",
  title: "Test",
  translate: async ({ to, texts }) =>
    new Map(
      to.map((language) => [
        language,
        texts.map((one): TextResult => ({ ok: true, text: answer(one) })),
      ]),
    ),
  test: async () => ({ state: "accepted", answer: "" }),
});

describe("a guarded translation", () => {
  const ask = (one: Translator, texts: string[], to = ["de"]) =>
    translateGuarded(one, {
      from: "en",
      to,
      texts,
      termsOf: (language) => (language === "de" ? terms : []),
    });

  it("fails the one text whose placeholder was mangled and keeps the others", async () => {
    const mangling = translator((masked) =>
      masked.replace("[[0]]", "[[ 0 ]]").replace("Hello", "Hallo"),
    );
    const results = (await ask(mangling, ["Hello", "Hello {name}"])).get("de");
    expect(results?.[0]).toEqual({ ok: true, text: "Hallo" });
    expect(results?.[1]).toMatchObject({ ok: false, problem: { kind: "damaged" } });
    expect(JSON.stringify(results?.[1])).toContain("{name}");
  });

  it("puts the glossary's fixed translation in, in its language only", async () => {
    const echo = translator((masked) => masked);
    const results = await ask(echo, ["Get Premium"], ["de", "fr"]);
    expect(results.get("de")).toEqual([{ ok: true, text: "Get Prämie" }]);
    expect(results.get("fr")).toEqual([{ ok: true, text: "Get Premium" }]);
  });

  it("does not ask for texts without words, and counts an answer that is missing as failed", async () => {
    const asked: string[] = [];
    const silent: Translator = {
      ...translator((masked) => masked),
      translate: async ({ texts }) => {
        asked.push(...texts);
        return new Map([["de", []]]);
      },
    };
    const results = (await ask(silent, ["{a}", "Hello"])).get("de");
    expect(asked).toEqual(["Hello"]);
    expect(results?.[0]).toEqual({ ok: true, text: "{a}" });
    expect(results?.[1]).toMatchObject({ ok: false });
  });
});

describe("markup", () => {
  it("comes back as it went for any text", () => {
    fc.assert(
      fc.property(anyText(), (source) => {
        expect(fromMarkup(toMarkup(source))).toBe(source);
      }),
      { numRuns: 500 },
    );
  });

  it("with tags that are not ours is unusable, entities of any form are read", () => {
    expect(fromMarkup("a <b>c</b>")).toBeUndefined();
    expect(fromMarkup("a &#8217;&#x2019;&nbsp;&quot;&unknown;")).toBe('a ’’\u00a0"&unknown;');
  });
});
