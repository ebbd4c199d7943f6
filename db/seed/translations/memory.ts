import type { Context } from "@/server/context";
import { rememberTexts, storeTerm } from "@/server/translation/commands";
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
