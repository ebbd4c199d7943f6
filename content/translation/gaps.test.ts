import { describe, expect, it } from "vitest";
import type { NotificationContent } from "@/content/notification-content";
import { addLanguages, overrideText, updateDocument } from "./changes";
import { translationGaps } from "./gaps";

const toast = (...lines: string[]) =>
  `<toast><visual><binding template="ToastGeneric">${lines.map((line) => `<text>${line}</text>`).join("")}</binding></visual></toast>`;
const english: NotificationContent = {
  defaultLanguage: "en",
  document: toast("Later", "Open"),
  translations: {},
  trackLaunches: false,
};
const title = { language: "de", slotId: "visual.0/binding.ToastGeneric/text.0" };
const half = overrideText(addLanguages(english, ["de"]), title, "Später");

describe("gaps before Send", () => {
  it("block until somebody chooses what is shown where a text is missing", () => {
    expect(translationGaps(english)).toEqual([]);
    const message =
      "German: 1 text needs a translation. Write it, or choose to show English where a text is missing.";
    expect(translationGaps(half)).toMatchObject([
      { code: "texts.missing", isBlocking: true, message },
    ]);
    expect(translationGaps({ ...half, missingTexts: "refuse" })).toMatchObject([
      { isBlocking: true },
    ]);
    expect(translationGaps({ ...half, missingTexts: "default" })).toMatchObject([
      { isBlocking: false, message: "German: 1 text needs a translation. English is shown there." },
    ]);
  });

  it("name texts whose original has changed, without blocking", () => {
    const stale = updateDocument(half, toast("Much later"));
    expect(translationGaps(stale)).toEqual([
      {
        code: "texts.out-of-date",
        language: "de",
        isBlocking: false,
        message: "German: 1 text is out of date. English has changed since.",
      },
    ]);
  });
});
