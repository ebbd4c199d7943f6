/**
 * Our language tags → the codes of each translator. undefined = the translator has no such language, or has it in
 * another script: then the text is for a person, not for a near miss.
 */

interface Parts {
  language: string;
  script: string;
  region: string | undefined;
}

function partsOf(tag: string): Parts | undefined {
  try {
    const locale = new Intl.Locale(tag);
    const language = locale.language === "no" ? "nb" : locale.language;
    return { language, script: locale.maximize().script ?? "", region: locale.region };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The target languages of Azure Translator v3 that people here may choose; snapshot of the 2025 list. */
const azureLanguages = new Set(
  `af am ar as az ba bg bn bo bs ca cs cy da de dv el en es et eu fa fi fil fj fo fr ga gl gu ha he hi hr hsb ht
   hu hy id ig is it ja ka kk km kn ko ku ky lo lt lug lv mg mi mk ml mr ms mt my nb ne nl nso nya or pa pl prs ps
   ro ru run rw sd si sk sl sm sn so sq st sv sw ta te th ti tk tn to tr tt ug uk ur uz vi xh yo zu dsb`.split(
    /\s+/,
  ),
);

/** Scripts in which Azure has a language, where that is not the script the platform infers. */
const azureScripts: Readonly<Record<string, string>> = {
  ku: "Arab",
  tt: "Latn",
  uz: "Latn",
  tk: "Latn",
  az: "Latn",
  bs: "Latn",
  ug: "Arab",
  pa: "Guru",
  sd: "Arab",
};

const azureByScript: Readonly<Record<string, string>> = {
  "zh/Hans": "zh-Hans",
  "zh/Hant": "zh-Hant",
  "sr/Latn": "sr-Latn",
  "sr/Cyrl": "sr-Cyrl",
  "mn/Cyrl": "mn-Cyrl",
  "mn/Mong": "mn-Mong",
  "iu/Cans": "iu",
  "iu/Latn": "iu-Latn",
};

const azureRenamed: Readonly<Record<string, string>> = { kok: "gom" };

/** Azure's pt is Brazil's; the Store's (and our) pt is Portugal's. nn has no code of its own and is not nb. */
export function azureCode(tag: string): string | undefined {
  const parts = partsOf(tag);
  if (!parts) return undefined;
  const { language, script, region } = parts;
  if (language === "pt") return region === "BR" ? "pt" : "pt-pt";
  if (language === "fr" && region === "CA") return "fr-ca";
  const scripted = azureByScript[`${language}/${script}`];
  if (scripted) return scripted;
  const renamed = azureRenamed[language];
  if (renamed) return renamed;
  if (!azureLanguages.has(language)) return undefined;
  const usual = azureScripts[language] ?? new Intl.Locale(language).maximize().script;
  return script === usual ? language : undefined;
}

const libreOther: Readonly<Record<string, readonly string[]>> = {
  "zh/Hans": ["zh-Hans", "zh"],
  "zh/Hant": ["zh-Hant", "zt"],
  "sr/Latn": ["sr-Latn"],
  "sr/Cyrl": ["sr-Cyrl", "sr"],
};

/** Codes under which a LibreTranslate server may list the language, best first; it says itself which it has. */
export function libreCodes(tag: string): readonly string[] {
  const parts = partsOf(tag);
  if (!parts) return [];
  const { language, script, region } = parts;
  if (language === "pt") return region === "BR" ? ["pt-BR", "pb"] : ["pt-PT", "pt"];
  if (language === "nb") return ["nb", "no"];
  const scripted = libreOther[`${language}/${script}`];
  if (scripted) return scripted;
  return script === new Intl.Locale(language).maximize().script ? [language] : [];
}

/** Mozilla's packs: plain language codes; zh is simplified. */
export function mozillaCode(tag: string): string | undefined {
  const parts = partsOf(tag);
  if (!parts) return undefined;
  const { language, script } = parts;
  if (language === "zh") return script === "Hans" ? "zh" : "zh_hant";
  if (language === "sr") return script === "Cyrl" ? "sr" : undefined;
  return script === new Intl.Locale(language).maximize().script ? language : undefined;
}
