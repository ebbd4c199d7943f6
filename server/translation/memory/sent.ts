import type { NotificationContent } from "@/content/notification-content";
import { translationsOf } from "@/content/translation/states";
import type { Context } from "@/server/context";
import { appNamesOf } from "@/server/translation/queries";
import { remember } from "./memory";

/** Sending accepts what machines wrote: from then on it is used again, beside what people wrote. */
export async function rememberSent(ctx: Context, content: NotificationContent): Promise<void> {
  const languages = Object.keys(content.translations).filter(
    (language) => language !== content.defaultLanguage,
  );
  if (languages.length === 0) return;
  const appNames = await appNamesOf(ctx);
  for (const to of languages) {
    const pairs = translationsOf(content, to).flatMap(({ slot, state, entry }) =>
      slot.isTranslatable && entry && (state === "edited" || state === "machine")
        ? [
            {
              source: slot.text,
              target: entry.text,
              isHuman: state === "edited",
              provider: entry.provider,
            },
          ]
        : [],
    );
    await remember(ctx, { from: content.defaultLanguage, to }, { pairs, appNames });
  }
}
