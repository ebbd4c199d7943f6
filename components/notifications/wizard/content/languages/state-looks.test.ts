import { expect, test } from "vitest";
import type { NotificationContent } from "@/content/notification-content";
import { addLanguages, overrideText, updateDocument } from "@/content/translation/changes";
import { languageStates, translationsOf } from "@/content/translation/states";
import { languageLook } from "./state-looks";

const toast = (first: string, second: string) =>
  `<toast><visual><binding template="ToastGeneric"><text>${first}</text><text>${second}</text></binding></visual></toast>`;

const content: NotificationContent = {
  defaultLanguage: "en-US",
  document: toast("Only until Sunday", "No ads"),
  translations: {},
  trackLaunches: false,
};

function lookOf(changed: NotificationContent, language: string) {
  const state = languageStates(changed).find((one) => one.language === language);
  return state && languageLook(state).text;
}

test("a new language says how many of its texts are missing (P-85)", () => {
  const added = addLanguages(content, ["de"]);
  expect(lookOf(added, "en-US")).toBe("Default");
  expect(lookOf(added, "de")).toBe("2 need text");
});

test("an override of a text that changed is out of date, beside what still needs text (P-86)", () => {
  const added = addLanguages(content, ["de"]);
  const slotId = translationsOf(added, "de")[0]?.slot.id ?? "";
  const edited = overrideText(added, { language: "de", slotId }, "Nur bis Sonntag");
  expect(lookOf(edited, "de")).toBe("1 needs text");
  const changed = updateDocument(edited, toast("Only until Monday", "No ads"));
  expect(lookOf(changed, "de")).toBe("Out of date · 1 needs text");
});
