/**
 * Language tags: which content a device gets, and how it is written. Likely subtags come from the
 * platform's CLDR (Intl.Locale), so that zh-TW is known to be Hant and never gets Hans.
 */

interface Subtags {
  language: string;
  script: string;
  region: string;
  /** Script or region that the tag itself names. */
  ownScript?: string;
  ownRegion?: string;
  /** Says more than language, script and region, as ca-ES-valencia does. */
  hasVariant: boolean;
  canonical: string;
}

/** Tags that old Windows versions report and that BCP 47 no longer knows. */
const legacyTags = new Map([
  ["zh-chs", "zh-Hans"],
  ["zh-cht", "zh-Hant"],
  ["no", "nb"],
  ["no-no", "nb-NO"],
]);

const cache = new Map<string, Subtags | undefined>();
const cacheLimit = 2000;

function subtagsOf(tag: string): Subtags | undefined {
  const known = cache.get(tag);
  if (known || cache.has(tag)) return known;
  const subtags = readSubtags(tag);
  // Registrations report whatever they like: keep the memory bounded.
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(tag, subtags);
  return subtags;
}

function readSubtags(tag: string): Subtags | undefined {
  const written = tag.trim().replaceAll("_", "-");
  const canonical = canonicalTag(legacyTags.get(written.toLowerCase()) ?? written);
  if (!canonical) return undefined;
  const own = new Intl.Locale(canonical);
  const full = own.maximize();
  const plain = [own.language, own.script, own.region].filter((part) => part !== undefined);
  return {
    language: own.language,
    script: full.script ?? "",
    region: full.region ?? "",
    ownScript: own.script,
    ownRegion: own.region,
    hasVariant: canonical !== plain.join("-"),
    canonical,
  };
}

function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether the tag is a well-formed BCP 47 language tag (language first; no private-use-only tags). */
export function isValidLanguageTag(tag: string): boolean {
  return canonicalTag(tag) !== undefined;
}

/** The tag in its usual spelling ("EN-us" → "en-US"), or undefined if it is none. */
export function normalizeLanguageTag(tag: string): string | undefined {
  return canonicalTag(tag);
}

/**
 * Which of the available languages a device that wants `wanted` gets: RFC 4647 lookup over language, script
 * and region. Content without a region serves every region of its script; content for a region serves that
 * region only; another script is never served. No match, or an unreadable tag: `defaultLanguage`.
 * Returns one of `available`, or `defaultLanguage`, spelled as given.
 */
export function chooseLanguage(
  wanted: string,
  available: readonly string[],
  defaultLanguage: string,
): string {
  const want = subtagsOf(wanted);
  if (!want) return defaultLanguage;
  let best = defaultLanguage;
  let bestRank = 0;
  for (const tag of available) {
    const rank = rankOf(want, subtagsOf(tag));
    if (rank > bestRank) {
      best = tag;
      bestRank = rank;
    }
  }
  return best;
}

/** 0 = not this one. The longer the part of the wanted tag that the offer names, the higher. */
function rankOf(want: Subtags, offer: Subtags | undefined): number {
  if (!offer || offer.language !== want.language || offer.script !== want.script) return 0;
  if (offer.canonical === want.canonical) return 5;
  if (offer.hasVariant && !want.canonical.startsWith(offer.canonical)) return 0;
  if (offer.ownRegion) {
    // Only the region that is asked for, or the one a tag without region stands for: zh-TW = zh-Hant.
    return offer.ownRegion === want.region ? (want.ownRegion ? 4 : 1) : 0;
  }
  return offer.ownScript ? 3 : 2;
}

/** Whether who reads one reads the other: same language in the same script. zh-TW and zh-Hans are not. */
export function isSameLanguage(left: string, right: string): boolean {
  const [a, b] = [subtagsOf(left), subtagsOf(right)];
  return a !== undefined && b !== undefined && a.language === b.language && a.script === b.script;
}

const rightToLeftScripts = new Set(
  "Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi".split(" "),
);

/** Writing direction of a language, from its script. */
export function directionOf(tag: string): "ltr" | "rtl" {
  return rightToLeftScripts.has(subtagsOf(tag)?.script ?? "") ? "rtl" : "ltr";
}

const names = new Map<string, Intl.DisplayNames>();

function namesIn(displayLanguage: string): Intl.DisplayNames {
  const known = names.get(displayLanguage);
  if (known) return known;
  const made = new Intl.DisplayNames([displayLanguage], {
    type: "language",
    languageDisplay: "standard",
  });
  names.set(displayLanguage, made);
  return made;
}

/** Name of a language in another, "German (Austria)"; the tag itself where the platform knows no name. */
export function languageName(tag: string, displayLanguage = "en"): string {
  const canonical = subtagsOf(tag)?.canonical;
  return (canonical && namesIn(displayLanguage).of(canonical)) ?? tag;
}
