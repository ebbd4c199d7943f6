const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
/** Regions that CLDR names although they are none: unknown, pseudo-accents, pseudo-bidi. */
const notCountries = new Set(["ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"]);

const cache = new Map<string, string | undefined>();

/** ISO 3166 alpha-2 in upper case, "UK" as "GB"; undefined for two letters that stand for no country. */
export function canonicalMarket(text: string): string | undefined {
  // Two letters only, so at most 2,704 entries.
  if (!/^[A-Za-z]{2}$/.test(text)) return undefined;
  if (!cache.has(text)) cache.set(text, find(text));
  return cache.get(text);
}

function find(text: string): string | undefined {
  const region = new Intl.Locale(`und-${text}`).region ?? "";
  return region.length === 2 && !notCountries.has(region) && names.of(region) ? region : undefined;
}
