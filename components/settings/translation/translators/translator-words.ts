import type { TranslatorName } from "@/db/enums";

export const translatorWords: Record<TranslatorName, { title: string; text: string }> = {
  local: {
    title: "Local models",
    text: "Mozilla’s models on Herald’s own machine. Texts never leave it. The operator installs a model per language.",
  },
  azure: {
    title: "Azure AI Translator",
    text: "Microsoft’s service, version 3. Needs a key of a Translator resource.",
  },
  libretranslate: {
    title: "LibreTranslate",
    text: "A LibreTranslate server of your own, or a hosted one with a key.",
  },
};

export const endpointWords = {
  global: "Global",
  americas: "Americas",
  europe: "Europe",
  asia_pacific: "Asia Pacific",
  custom: "The resource’s own host",
} as const;
