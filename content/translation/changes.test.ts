import { describe, expect, it } from "vitest";
import { type NotificationContent, renderLanguage } from "@/content/notification-content";
import {
  addLanguages,
  changeDefaultLanguage,
  confirmText,
  fillTexts,
  overrideText,
  resetText,
  updateDocument,
} from "./changes";
import type { TextSlot } from "./slots";
import { languageStates, textsToTranslate, translationsOf } from "./states";

const toast = (...inner: string[]) =>
  `<toast><visual><binding template="ToastGeneric">${inner.join("")}</binding></visual></toast>`;
const line = (text: string) => `<text>${text}</text>`;
const title = "visual.0/binding.ToastGeneric/text.0";
const body = "visual.0/binding.ToastGeneric/text.1";
const third = "visual.0/binding.ToastGeneric/text.2";

const english: NotificationContent = {
  defaultLanguage: "en",
  document: toast(line("Runner Premium, 40% off"), line("Only until Sunday.")),
  translations: {},
  trackLaunches: false,
};

function machine(content: NotificationContent, language: string): NotificationContent {
  const filled = textsToTranslate(content, language).map((slot: TextSlot) => ({
    slotId: slot.id,
    sourceText: slot.text,
    text: `${language}: ${slot.text}`,
    origin: "machine" as const,
    provider: "test",
  }));
  return fillTexts(content, language, filled);
}

const german = machine(addLanguages(english, ["de", "en", "de"]), "de");
const states = (content: NotificationContent, language = "de") =>
  translationsOf(content, language).map(({ state }) => state);
const textsOf = (content: NotificationContent, language = "de") =>
  translationsOf(content, language).map(({ text }) => text);
const at = (slotId: string) => ({ language: "de", slotId });

describe("translations of a content", () => {
  it("begin with texts that need text and are filled by a translator (P-81, P-82)", () => {
    const added = addLanguages(english, ["de"]);
    expect(states(added)).toEqual(["needs_text", "needs_text"]);
    expect(states(german)).toEqual(["machine", "machine"]);
    expect(states(german, "en")).toEqual(["default", "default"]);
    expect(textsOf(german)).toEqual(["de: Runner Premium, 40% off", "de: Only until Sunday."]);
  });

  it("follow a changed default text unless a person wrote them (P-84, P-86)", () => {
    const edited = overrideText(german, at(body), "Nur bis Sonntag.");
    const changed = updateDocument(
      edited,
      toast(line("Runner Premium, 50% off"), line("Only until Monday.")),
    );
    expect(states(changed)).toEqual(["out_of_date", "out_of_date"]);
    expect(textsToTranslate(changed, "de").map(({ id }) => id)).toEqual([title]);
    const again = machine(changed, "de");
    expect(states(again)).toEqual(["machine", "out_of_date"]);
    expect(textsOf(again)).toEqual(["de: Runner Premium, 50% off", "Nur bis Sonntag."]);
    const forced = fillTexts(again, "de", [
      { slotId: body, sourceText: "Only until Monday.", text: "x", origin: "machine" },
    ]);
    expect(textsOf(forced)).toEqual(textsOf(again));
  });

  it("show a text added after an override as a slot that needs text (P-85)", () => {
    const edited = overrideText(german, at(body), "Nur bis Sonntag.");
    const added = updateDocument(
      edited,
      toast(line("Runner Premium, 40% off"), line("No ads."), line("Only until Sunday.")),
    );
    expect(states(added)).toEqual(["machine", "needs_text", "edited"]);
    expect(textsOf(added)[2]).toBe("Nur bis Sonntag.");
    const rendered = renderLanguage(added, "de");
    expect(rendered.ok && rendered.missing.map(({ id }) => id)).toEqual([body]);
    expect(renderLanguage(added, "de", "refuse")).toMatchObject({
      ok: false,
      problems: [{ code: "text.missing" }],
    });
    expect(renderLanguage({ ...added, missingTexts: "refuse" }, "de").ok).toBe(false);
  });

  it("stay with their texts when these change places, also without updateDocument", () => {
    const swapped = toast(line("Only until Sunday."), line("Runner Premium, 40% off"));
    const expected = ["de: Only until Sunday.", "de: Runner Premium, 40% off"];
    expect(textsOf(updateDocument(german, swapped))).toEqual(expected);
    expect(textsOf({ ...german, document: swapped })).toEqual(expected);
    expect(states({ ...german, document: swapped })).toEqual(["machine", "machine"]);
  });

  it("come back when a removed text comes back, and not for another one", () => {
    const removed = updateDocument(german, toast(line("Runner Premium, 40% off")));
    expect(textsOf(removed)).toEqual(["de: Runner Premium, 40% off"]);
    const back = updateDocument(removed, english.document);
    expect(textsOf(back)).toEqual(textsOf(german));
    const other = updateDocument(
      removed,
      toast(line("Runner Premium, 40% off"), line("Something else")),
    );
    expect(states(other)).toEqual(["machine", "needs_text"]);
  });

  it("are left alone while the XML is malformed", () => {
    const broken = updateDocument(german, "<toast><visual>");
    expect(broken.translations).toEqual(german.translations);
    expect(states(broken)).toEqual([]);
    expect(updateDocument(broken, german.document)).toEqual(german);
  });

  it("can be confirmed, reset and emptied", () => {
    const edited = overrideText(german, at(title), "Läufer");
    const changed = updateDocument(
      edited,
      toast(line("Runner Premium!"), line("Only until Sunday.")),
    );
    expect(states(changed)[0]).toBe("out_of_date");
    expect(states(confirmText(changed, at(title)))[0]).toBe("edited");
    expect(states(resetText(changed, at(title)))[0]).toBe("needs_text");
    expect(states(overrideText(changed, at(title), "  "))[0]).toBe("needs_text");
    expect(states(machine(resetText(changed, at(title)), "de"))[0]).toBe("machine");
    expect(confirmText(changed, at(third))).toMatchObject({ translations: changed.translations });
  });

  it("drop a translator's result that comes too late", () => {
    const late = [{ slotId: title, sourceText: "old", text: "alt", origin: "machine" as const }];
    expect(textsOf(fillTexts(german, "de", late))).toEqual(textsOf(german));
    expect(fillTexts(german, "fr", late)).toBe(german);
  });

  it("are summed up per language, most urgent first", () => {
    const content = addLanguages(
      updateDocument(
        overrideText(german, at(title), "Läufer"),
        toast(line("Runner Premium, 30% off"), line("Only until Sunday."), line("New")),
      ),
      ["tr"],
    );
    expect(languageStates(content)).toMatchObject([
      { language: "en", isDefault: true, states: ["default"], counts: { default: 3 } },
      { language: "de", isDefault: false, states: ["needs_text", "out_of_date", "machine"] },
      { language: "tr", states: ["needs_text"], counts: { needs_text: 3 } },
    ]);
  });

  it("change roles with the default language", () => {
    const three = machine(addLanguages(german, ["fr"]), "fr");
    const turned = changeDefaultLanguage(three, "de");
    expect(turned.defaultLanguage).toBe("de");
    expect(states(turned, "de")).toEqual(["default", "default"]);
    expect(states(turned, "en")).toEqual(["edited", "edited"]);
    expect(textsOf(turned, "en")).toEqual(["Runner Premium, 40% off", "Only until Sunday."]);
    expect(states(turned, "fr")).toEqual(["machine", "machine"]);
    const plain = changeDefaultLanguage(german, "en-GB");
    expect(plain).toEqual({ ...german, defaultLanguage: "en-GB" });
  });
});

describe("renderLanguage", () => {
  it("writes the translation and the language, and keeps everything else", () => {
    const rendered = renderLanguage(german, "de");
    expect(rendered.ok && rendered.xml).toBe(
      german.document
        .replace("<visual>", '<visual lang="de">')
        .replace("Runner Premium, 40% off", "de: Runner Premium, 40% off")
        .replace("Only until Sunday.", "de: Only until Sunday."),
    );
    expect(rendered.ok && rendered.missing).toEqual([]);
    const stale = renderLanguage(
      updateDocument(german, toast(line("Runner Premium, 45% off"))),
      "de",
    );
    expect(stale.ok && stale.outOfDate.map(({ id }) => id)).toEqual([title]);
  });

  it("takes the default language off texts that name it, and leaves other tags", () => {
    const document = toast('<text lang="EN">One</text>', '<text lang="la">Two</text>');
    const rendered = renderLanguage({ ...english, document }, "de");
    expect(rendered.ok && rendered.xml).toBe(
      document.replace("<visual>", '<visual lang="de">').replace('lang="EN"', 'lang="de"'),
    );
  });

  it("shows the default texts in a language without translations", () => {
    const rendered = renderLanguage(english, "fr");
    expect(rendered.ok && rendered.xml).toContain("Only until Sunday.");
    expect(rendered.ok && rendered.missing).toHaveLength(2);
  });
});
