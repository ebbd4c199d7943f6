/**
 * What the emulated translators know: a few sentences of the demo and of the tests, truly translated. Anything else
 * is refused, because an invented translation would look like a real one. {0} stands for a protected part.
 */

type Sentences = Readonly<Record<string, string>>;

/** English → language → translation. Codes are BCP 47; each translator's own codes are mapped onto them. */
const shipped: Readonly<Record<string, Sentences>> = {
  "Not now": {
    de: "Nicht jetzt",
    fr: "Pas maintenant",
    es: "Ahora no",
    ja: "後で",
    ar: "ليس الآن",
    "pt-BR": "Agora não",
    "pt-PT": "Agora não",
  },
  "Black Friday starts now": {
    de: "Der Black Friday beginnt jetzt",
    fr: "Le Black Friday commence maintenant",
    es: "El Black Friday empieza ahora",
    ja: "ブラックフライデー開始",
    ar: "تبدأ الجمعة السوداء الآن",
    "pt-BR": "A Black Friday começa agora",
    "pt-PT": "A Black Friday começa agora",
  },
  "{0} Premium at half price until Monday.": {
    de: "{0} Premium bis Montag zum halben Preis.",
    fr: "{0} Premium à moitié prix jusqu’à lundi.",
    es: "{0} Premium a mitad de precio hasta el lunes.",
    ja: "{0} Premium が月曜日まで半額。",
    ar: "{0} Premium بنصف السعر حتى يوم الاثنين.",
    "pt-BR": "{0} Premium pela metade do preço até segunda-feira.",
    "pt-PT": "{0} Premium a metade do preço até segunda-feira.",
  },
  "Runner {0} at half price until Monday.": {
    de: "Runner {0} bis Montag zum halben Preis.",
    fr: "Runner {0} à moitié prix jusqu’à lundi.",
  },
  "Runner Premium at half price until Monday.": {
    de: "Runner Premium bis Montag zum halben Preis.",
    fr: "Runner Premium à moitié prix jusqu’à lundi.",
    es: "Runner Premium a mitad de precio hasta el lunes.",
    ja: "Runner Premium が月曜日まで半額。",
    ar: "Runner Premium بنصف السعر حتى يوم الاثنين.",
    "pt-BR": "Runner Premium pela metade do preço até segunda-feira.",
    "pt-PT": "Runner Premium a metade do preço até segunda-feira.",
  },
  "Never caught in the rain": {
    de: "Nie mehr im Regen stehen",
    fr: "Ne soyez plus jamais surpris par la pluie",
    es: "Que no te pille la lluvia",
    ja: "もう雨に降られない",
    ar: "لن يفاجئك المطر بعد الآن",
    "pt-BR": "Nunca mais pegue chuva",
    "pt-PT": "Nunca mais apanhe chuva",
  },
  "Turn on storm alerts for your street.": {
    de: "Schalten Sie Sturmwarnungen für Ihre Straße ein.",
    fr: "Activez les alertes de tempête pour votre rue.",
    es: "Activa las alertas de tormenta para tu calle.",
    ja: "お住まいの地域の暴風雨の通知をオンにしましょう。",
    ar: "فعّل تنبيهات العواصف لشارعك.",
    "pt-BR": "Ative os alertas de tempestade para a sua rua.",
    "pt-PT": "Ative os alertas de tempestade para a sua rua.",
  },
  "White to move": {
    de: "Weiß am Zug",
    fr: "Trait aux Blancs",
    es: "Juegan las blancas",
    ja: "白の手番です",
    ar: "الدور للأبيض",
    "pt-BR": "Brancas jogam",
    "pt-PT": "Jogam as brancas",
  },
  "Tonight’s puzzle is waiting.": {
    de: "Das Rätsel von heute Abend wartet.",
    fr: "L’énigme de ce soir vous attend.",
    es: "El problema de esta noche te espera.",
    ja: "今夜の問題があなたを待っています。",
    ar: "لغز الليلة في انتظارك.",
    "pt-BR": "O problema desta noite está esperando.",
    "pt-PT": "O problema desta noite está à espera.",
  },
  "Only until Sunday": {
    de: "Nur bis Sonntag",
    fr: "Jusqu’à dimanche seulement",
    es: "Solo hasta el domingo",
    ja: "日曜日まで",
    ar: "حتى يوم الأحد فقط",
    "pt-BR": "Só até domingo",
    "pt-PT": "Só até domingo",
  },
  "Only until Monday": {
    de: "Nur bis Montag",
    fr: "Jusqu’à lundi seulement",
    es: "Solo hasta el lunes",
    ja: "月曜日まで",
    ar: "حتى يوم الاثنين فقط",
    "pt-BR": "Só até segunda-feira",
    "pt-PT": "Só até segunda-feira",
  },
  "No ads": {
    de: "Keine Werbung",
    fr: "Sans publicité",
    es: "Sin anuncios",
    ja: "広告なし",
    ar: "بلا إعلانات",
    "pt-BR": "Sem anúncios",
    "pt-PT": "Sem anúncios",
  },
};

export interface Entry {
  to: string;
  text: string;
  translation: string;
}

export function createDictionary() {
  let added = new Map<string, string>();
  return {
    /** More sentences for a test; {0} for protected parts. */
    set(entries: readonly Entry[]): void {
      added = new Map(entries.map(({ to, text, translation }) => [`${to}\n${text}`, translation]));
    },
    /** HTML in, HTML out; undefined for what it does not know. */
    translate(html: string, to: string): string | undefined {
      const spans: string[] = [];
      const plain = html.replace(/<span class="notranslate"[^>]*>.*?<\/span>/g, (span) => {
        spans.push(span);
        return `{${spans.length - 1}}`;
      });
      const text = plain.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
      const found = added.get(`${to}\n${text}`) ?? shipped[text]?.[to];
      return found
        ?.replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/\{(\d+)\}/g, (_, at: string) => spans[Number(at)] ?? "");
    },
  };
}

export type Dictionary = ReturnType<typeof createDictionary>;

export function parseEntries(value: unknown): Entry[] {
  const isList =
    Array.isArray(value) &&
    value.every(
      (entry) =>
        typeof entry?.to === "string" &&
        typeof entry?.text === "string" &&
        typeof entry?.translation === "string",
    );
  if (!isList) throw new TypeError("A dictionary is an array of { to, text, translation }");
  return value;
}
