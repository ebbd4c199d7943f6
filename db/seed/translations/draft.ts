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
import { askTranslation } from "@/server/translation/jobs/ask";

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
