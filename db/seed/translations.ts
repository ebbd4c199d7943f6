import { parsePayload } from "@/content/parse";
import {
  addLanguages,
  fillTexts,
  overrideText,
  updateDocument,
} from "@/content/translation/changes";
import { listSlots } from "@/content/translation/slots";
import { textsToTranslate } from "@/content/translation/states";
import type { Context } from "@/server/context";
import { updateDraft } from "@/server/notifications/drafts";
import type { Draft } from "@/server/notifications/schema";
import { rememberTexts, storeTerm } from "@/server/translation/commands";
import { askTranslation } from "@/server/translation/jobs/ask";
import type { RememberInput } from "@/server/translation/schema";

/** Terms and earlier translations of the demo publisher; its translator stays for a person to set up. */

const earlier: Readonly<Record<string, readonly (readonly [source: string, target: string])[]>> = {
  de: [
    ["The winter event is live", "Das Winter-Event läuft"],
    ["Snow on every track until January.", "Schnee auf jeder Strecke, bis Januar."],
    ["Your club plays tonight", "Ihr Verein spielt heute Abend"],
    ["Get a warning an hour before it hits.", "Eine Stunde vorher gewarnt werden."],
  ],
  fr: [
    ["The winter event is live", "L’événement d’hiver a commencé"],
    ["Your club plays tonight", "Votre club joue ce soir"],
  ],
  ja: [["The winter event is live", "ウィンターイベント開催中"]],
  ar: [["The winter event is live", "انطلقت فعالية الشتاء"]],
};

export async function insertTranslations(ctx: Context): Promise<void> {
  for (const [to, texts] of Object.entries(earlier)) {
    const pairs: RememberInput["texts"] = texts.map(([source, target]) => ({ source, target }));
    await rememberTexts(ctx, { from: "en-US", to, texts: pairs });
  }
  await storeTerm(ctx, { sourceLanguage: "en", term: "Ghost mode", translations: {} });
  await storeTerm(ctx, {
    sourceLanguage: "en",
    term: "streak",
    translations: { de: "Serie", fr: "série", es: "racha" },
  });
}

/** A draft in six languages: built-in texts, one of a person, one out of date, and one that needs text everywhere. */
export async function translateDraft(
  ctx: Context,
  { id, revision, draft }: { id: number; revision: number; draft: Draft },
): Promise<void> {
  const { content } = draft;
  const languages = ["de", "fr", "ja", "ar", "pt-BR"];
  let translated = addLanguages(content, languages);
  const wanted = languages.map((to) => ({
    to,
    texts: textsToTranslate(translated, to).map(({ text }) => text),
  }));
  const { filled } = await askTranslation(ctx, { from: content.defaultLanguage, wanted });
  for (const to of languages) {
    const texts = textsToTranslate(translated, to).flatMap((slot) => {
      const found = filled.find((one) => one.to === to && one.source === slot.text);
      if (!found) return [];
      const { text, origin, provider } = found;
      return [{ slotId: slot.id, sourceText: slot.text, text, origin, provider }];
    });
    translated = fillTexts(translated, to, texts);
  }
  const parsed = parsePayload(content.document);
  const [title, body] = parsed.ok ? listSlots(parsed.document) : [];
  if (!title || !body) throw new Error("The template of the demo has no texts.");
  const german = { language: "de", slotId: title.id };
  translated = overrideText(translated, german, "Wie läuft Contoso Runner bei Ihnen?");
  const french = { language: "fr", slotId: body.id };
  translated = overrideText(translated, french, "Dites-nous ce qui vous plaît.");
  const stale = translated.translations.fr?.texts[body.id];
  if (stale) stale.sourceText = "Tell us what you like.";
  const longer = translated.document.replace(
    "</binding>",
    "<text>It takes two minutes.</text></binding>",
  );
  await updateDraft(ctx, {
    id,
    revision,
    changes: { content: updateDocument(translated, longer) },
  });
}
