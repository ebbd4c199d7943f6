import { describe, expect, it } from "vitest";
import type { NotificationContent } from "@/content/notification-content";
import { addLanguages, overrideText, updateDocument } from "@/content/translation/changes";
import { translationsOf } from "@/content/translation/states";
import { askedKey, wantedTexts, withFound, withReplaced } from "./wanted";

const toast = (...lines: string[]) =>
  `<toast><visual><binding template="ToastGeneric">${lines.map((line) => `<text>${line}</text>`).join("")}</binding></visual></toast>`;
const title = "visual.0/binding.ToastGeneric/text.0";
const english: NotificationContent = {
  defaultLanguage: "en",
  document: toast("Later", "Open", "Open"),
  translations: {},
  trackLaunches: false,
};
const german = addLanguages(english, ["de"]);
const found = (source: string, text: string, provider?: string) => ({
  to: "de",
  source,
  text,
  origin: provider ? ("machine" as const) : ("builtin" as const),
  provider,
});
const texts = (content: NotificationContent) =>
  translationsOf(content, "de").map(({ text, state }) => `${state} ${text}`);

describe("what translators are asked", () => {
  it("is every missing text once, and nothing they were asked before", () => {
    expect(wantedTexts(english, new Set())).toEqual([]);
    expect(wantedTexts(german, new Set())).toEqual([{ to: "de", texts: ["Later", "Open"] }]);
    expect(wantedTexts(german, new Set([askedKey("de", "Open")]))).toEqual([
      { to: "de", texts: ["Later"] },
    ]);
  });

  it("is a changed text again, unless a person wrote its translation (P-86)", () => {
    const filled = withFound(german, [found("Later", "Später"), found("Open", "Öffnen")]);
    const edited = overrideText(filled, { language: "de", slotId: title }, "Nachher");
    const changed = updateDocument(edited, toast("Not later", "Open it", "Open"));
    expect(wantedTexts(changed, new Set())).toEqual([{ to: "de", texts: ["Open it"] }]);
  });
});

describe("what comes back", () => {
  it("fills every slot with that source, and none whose source has changed meanwhile", () => {
    const changed = updateDocument(german, toast("Sooner", "Open", "Open"));
    const filled = withFound(changed, [found("Later", "Später"), found("Open", "Öffnen")]);
    expect(texts(filled)).toEqual(["needs_text Sooner", "builtin Öffnen", "builtin Öffnen"]);
    expect(withFound(filled, [found("Gone", "Weg")])).toBe(filled);
  });

  it("never goes over a person's words, except where the person asked for it", () => {
    const edited = overrideText(german, { language: "de", slotId: title }, "Nachher");
    expect(texts(withFound(edited, [found("Later", "Später", "Azure")]))[0]).toBe("edited Nachher");
    const address = { language: "de", slotId: title };
    const replaced = withReplaced(edited, address, found("Later", "Später", "Azure"));
    expect(texts(replaced)[0]).toBe("machine Später");
    expect(withReplaced(edited, address, found("Sooner", "Früher"))).toBe(edited);
  });
});
