import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isXmlText } from "@/content/document";
import type { NotificationContent } from "@/content/notification-content";
import {
  addLanguages,
  fillTexts,
  overrideText,
  updateDocument,
} from "@/content/translation/changes";
import { translationsOf } from "@/content/translation/states";
import { anyText } from "@/db/testing/any-text";
import { readCsv, writeCsv } from "./csv";
import { type ExportedText, exportTexts, type FileReading, importTexts } from "./rows";
import { readXliff, writeXliff } from "./xliff";

const document = (...lines: string[]) =>
  `<toast><visual><binding template="ToastGeneric">${lines.map((line) => `<text>${line}</text>`).join("")}</binding></visual></toast>`;
const title = "visual.0/binding.ToastGeneric/text.0";
const body = "visual.0/binding.ToastGeneric/text.1";

const english: NotificationContent = {
  defaultLanguage: "en-US",
  document: document("Only until Sunday", "Hello {name}, 40% off"),
  translations: {},
  trackLaunches: false,
};
const content = addLanguages(english, ["de", "ar"]);
const read = (reading: FileReading) => {
  if (!reading.ok) throw new Error(reading.message);
  return reading;
};
const textsOf = (given: NotificationContent, language = "de") =>
  translationsOf(given, language).map(({ text, state }) => `${state}: ${text}`);

const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
  .filter((text) => isXmlText(text) && text.trim() !== "" && !/[\r{}]/.test(text));
const exported: fc.Arbitrary<ExportedText> = fc.record({
  language: fc.constant("de"),
  id: fc.constantFrom(title, body, "a/b~2"),
  label: words,
  source: words,
  text: fc.oneof(fc.constant(""), words),
  state: fc.constantFrom("edited", "machine", "needs_text", "out_of_date"),
});

const expectSame = (reading: FileReading, texts: readonly ExportedText[]) => {
  const { texts: back, problems } = read(reading);
  expect(problems).toEqual([]);
  expect(back.map(({ id, source, text, language }) => ({ id, source, text, language }))).toEqual(
    texts.map(({ id, source, text, language }) => ({ id, source, text, language })),
  );
};

describe("files for translators come back as they went", () => {
  it("as CSV, whatever the texts hold, apostrophes and formulas too", () => {
    const risky = fc.constantFrom(
      "=1+1",
      "'=x",
      "''",
      "-5",
      "+",
      "@a",
      'say "hi"',
      "a;b,c",
      "two\nlines",
      "\ttab",
    );
    const list = fc.array(
      fc.oneof(
        exported,
        fc.tuple(exported, risky, risky).map(([one, source, text]) => ({ ...one, source, text })),
      ),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(list, (texts) => expectSame(readCsv(writeCsv(texts)), texts)),
      { numRuns: 1_000 },
    );
  });

  it.each(["1.2", "2.0"] as const)("as XLIFF %s, whatever the texts hold", (version) => {
    fc.assert(
      fc.property(fc.array(exported, { maxLength: 8 }), (texts) => {
        const xml = writeXliff(texts, { version, from: "en-US", to: "de" });
        expectSame(readXliff(xml, "en-GB"), texts);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["1.2", "2.0"] as const)("with placeholders as codes in XLIFF %s", (version) => {
    const filled = overrideText(
      content,
      { language: "de", slotId: body },
      "40 % Rabatt für {name}",
    );
    const texts = exportTexts(filled, ["de"]);
    const xml = writeXliff(texts, { version, from: "en-US", to: "de" });
    expect(xml).toContain(
      version === "1.2" ? '<x id="1" equiv-text="{name}"/>' : '<ph id="1" equiv="{name}"/>',
    );
    expectSame(readXliff(xml, "en-US"), texts);
    const bare = xml.replace(/(für )<(x|ph) id="1" [a-z-]+="\{name\}"\/>/, '$1<$2 id="1"/>');
    expect(bare).not.toBe(xml);
    expectSame(readXliff(bare, "en-US"), texts);
  });
});

describe("an import", () => {
  const csv = (...rows: string[]) => `language,id,source,translation\n${rows.join("\n")}\n`;
  const take = (text: string, given = content) => importTexts(given, read(readCsv(text)));

  it("makes a person's translation of each row", () => {
    const result = take(
      csv(`de,${title},Only until Sunday,Nur bis Sonntag`, `AR,${title},Only until Sunday,الأحد`),
    );
    expect(result).toMatchObject({ imported: 2, problems: [] });
    expect(textsOf(result.content)[0]).toBe("edited: Nur bis Sonntag");
    expect(textsOf(result.content, "ar")[0]).toBe("edited: الأحد");
    expect(result.taken).toHaveLength(2);
  });

  it("says of each row why it can't be used, and takes the others", () => {
    const result = take(
      csv(
        `de,${title},Only until Sunday,Nur bis Sonntag`,
        `fr,${title},Only until Sunday,Jusqu’à dimanche`,
        "de,no/such,Nothing,Nichts",
        `de,${body},"Hello {name}, 40% off",Hallo`,
        `de,${body},"Hello {name}, 40% off",Hallo {name} {x}`,
        `de,${title},Only until Sunday,${"x".repeat(5_001)}`,
        "de,too few",
        `de,${body},"Hello {name}, 40% off",`,
      ),
    );
    expect(result).toMatchObject({ imported: 1, empty: 1 });
    expect(result.problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
      "3 fr is not a language of this notification. Add it first.",
      "4 There is no text “no/such” in this notification.",
      "5 {name} of the original is missing or changed.",
      "6 {x} is not in the original.",
      "7 The text is longer than 5000 characters.",
      "8 The line has 2 of 4 columns.",
    ]);
  });

  it("keeps work on an earlier text, marked as out of date", () => {
    const changed = updateDocument(content, document("Only until Monday", "Hello {name}, 40% off"));
    const result = take(csv(`de,${title},Only until Sunday,Nur bis Sonntag`), changed);
    expect(textsOf(result.content)[0]).toBe("out_of_date: Nur bis Sonntag");
    expect(result.problems).toMatchObject([{ kind: "note", line: 2 }]);
    expect(result.taken).toEqual([]);
  });

  it("finds a text that was moved since the export", () => {
    const moved = updateDocument(
      content,
      document("New", "Only until Sunday", "Hello {name}, 40% off"),
    );
    const result = take(csv(`de,${title},Only until Sunday,Nur bis Sonntag`), moved);
    expect(textsOf(result.content)[1]).toBe("edited: Nur bis Sonntag");
  });

  it("leaves what is the same as it was, a machine's text included", () => {
    const machine = fillTexts(content, "de", [
      {
        slotId: title,
        sourceText: "Only until Sunday",
        text: "Nur bis Sonntag",
        origin: "machine",
      },
    ]);
    const result = take(writeCsv(exportTexts(machine, ["de", "ar"])), machine);
    expect(result).toMatchObject({ imported: 0, unchanged: 1, empty: 3, problems: [] });
    expect(result.content).toBe(machine);
  });

  it("reads what spreadsheets save: semicolons, tabs, another order of columns, LF and CRLF", () => {
    for (const separator of [";", "\t", ","]) {
      for (const end of ["\n", "\r\n"]) {
        const head = ["translation", "State", "ID", "Language", "source"].join(separator);
        const row = ["Nur bis Sonntag", "", title, "de", "Only until Sunday"].join(separator);
        expect(take(`\uFEFF${head}${end}${row}${end}${end}`)).toMatchObject({
          imported: 1,
          problems: [],
        });
      }
    }
  });
});

describe("a broken file", () => {
  it("is refused whole where nothing in it can be trusted, with the reason", () => {
    for (const [reading, message] of [
      [readCsv(""), /empty|no column/],
      [readCsv("a,b\n1,2"), /no column language, id/],
      [readXliff("", "en"), /not well-formed/],
      [readXliff("<xliff version='1.2'><file>", "en"), /Line 1, column/],
      [readXliff("<!DOCTYPE x [<!ENTITY a 'b'>]><xliff version='1.2'/>", "en"), /DOCTYPE/],
      [readXliff("<html version='1.2'/>", "en"), /not XLIFF/],
      [readXliff("<xliff version='1.0'/>", "en"), /1\.0 can’t be read/],
      [readXliff("<xliff/>", "en"), /without a version/],
      [readXliff(writeXliff([], { version: "1.2", from: "fr", to: "de" }), "en"), /from fr/],
      [readXliff(`<xliff version="2.0">${" ".repeat(1_000_001)}</xliff>`, "en"), /longer than/],
    ] as const) {
      expect(reading.ok).toBe(false);
      expect(reading.ok ? "" : reading.message).toMatch(message);
    }
  });

  it("with a quotation mark that never closes gives the lines before it and says where it opened", () => {
    const reading = read(
      readCsv(`language,id,source,translation\nde,${title},a,b\nde,x,"open,c\nde,y,z,w\n`),
    );
    expect(reading.texts).toHaveLength(1);
    expect(reading.problems).toMatchObject([{ line: 3, kind: "error" }]);
  });

  it("never throws, whatever it holds", () => {
    const xml = writeXliff(exportTexts(content, ["de"]), { version: "2.0", from: "en", to: "de" });
    const cut = fc
      .tuple(fc.nat(xml.length), fc.nat(40))
      .map(([at, length]) => xml.slice(0, at) + xml.slice(at + length));
    fc.assert(
      fc.property(fc.oneof(anyText(), cut), (text) => {
        for (const reading of [readCsv(text), readXliff(text, "en")]) {
          if (reading.ok) importTexts(content, reading);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("takes no untouched copy of the source for a translation", () => {
    const xml = `<xliff version="1.2"><file source-language="en" target-language="de"><body><group>
      <trans-unit id="${title}"><source>Only until Sunday</source><target state="new">Only until Sunday</target></trans-unit>
      <trans-unit id="${body}"><source>Hello <g id="1">{name}</g>, 40% off</source><target><![CDATA[{name}: 40 %]]></target></trans-unit>
    </group></body></file></xliff>`;
    const result = importTexts(content, read(readXliff(xml, "en")));
    expect(result).toMatchObject({ imported: 1, empty: 1, problems: [] });
  });
});
