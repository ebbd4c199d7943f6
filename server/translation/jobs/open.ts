import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/connect";
import type { TranslatorName } from "@/db/enums";
import { translators } from "@/db/schema";
import { openSecret, SealBrokenError } from "@/server/apps/sealed-secret";
import { createAzure } from "@/server/translation/azure/azure";
import { createLibreTranslate } from "@/server/translation/libretranslate/libretranslate";
import type { TranslatorHttp } from "@/server/translation/network/http";
import type { Patience } from "@/server/translation/network/patience";
import { azureSettingsSchema, libreTranslateSettingsSchema } from "@/server/translation/schema";
import type { Translator } from "@/server/translation/translator";

/** What a worker lends to translations. */
export interface TranslationTools {
  db: Database;
  http: TranslatorHttp;
  /** The local models of this worker's machine. */
  local: Translator;
  patience?: Patience;
  privateKey?: string;
  /** The far sides are emulators: what they translate says so. */
  isEmulated?: boolean;
}

export type OpenedTranslator =
  | { row: typeof translators.$inferSelect; translator: Translator }
  | { row: typeof translators.$inferSelect; broken: string };

/** The publisher's translators in their order, keys opened. For workers only. */
export async function openTranslators(
  tools: TranslationTools,
  publisherId: number,
  name?: TranslatorName,
): Promise<OpenedTranslator[]> {
  const rows = await tools.db
    .select()
    .from(translators)
    .where(
      and(
        eq(translators.publisherId, publisherId),
        name === undefined ? eq(translators.isEnabled, true) : eq(translators.name, name),
      ),
    )
    .orderBy(asc(translators.position), asc(translators.name));
  return rows.map((row) => {
    try {
      return { row, translator: open(tools, row) };
    } catch (error) {
      if (error instanceof SealBrokenError) return { row, broken: error.message };
      throw error;
    }
  });
}

function open(tools: TranslationTools, row: typeof translators.$inferSelect): Translator {
  const { http, patience, privateKey } = tools;
  const owner = { publisherId: row.publisherId, translator: row.name };
  const key = row.sealedKey ? openSecret(row.sealedKey, owner, privateKey) : undefined;
  switch (row.name) {
    case "local":
      return tools.local;
    case "azure": {
      if (key === undefined) throw new SealBrokenError("No key is stored. Enter it.");
      const settings = azureSettingsSchema.parse(row.settings);
      return createAzure({ settings, key, http, patience });
    }
    case "libretranslate": {
      const { baseUrl } = libreTranslateSettingsSchema.parse(row.settings);
      return createLibreTranslate({ baseUrl, key, http, patience });
    }
  }
}
