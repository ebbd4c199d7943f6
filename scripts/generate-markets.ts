import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { storeLanguages } from "@/content/store-languages";
import { canonicalTimeZone } from "@/server/registrations/time-zone";

/**
 * Writes db/seed/markets.ts: how many synthetic customers each market gets, their languages and time zones.
 * From Unicode CLDR's territory data and city-timezones; run it again only when those are upgraded.
 */
interface Territory {
  _gdp: string;
  _population: string;
  languagePopulation?: Record<
    string,
    { _populationPercent: string; _writingPercent?: string; _officialStatus?: string }
  >;
}
interface City {
  iso2: string;
  pop: number;
  timezone: string | null;
}

const require = createRequire(import.meta.url);
const territories = (
  require("cldr-core/supplemental/territoryInfo.json") as {
    supplemental: { territoryInfo: Record<string, Territory> };
  }
).supplemental.territoryInfo;
const { cityMapping } = require("city-timezones") as { cityMapping: City[] };

/** Not countries, or only grouped ones (spec/parts.md 2). */
const noMarket = new Set("AC CP CQ DG EA IC TA ZZ AQ BV HM".split(" "));
/** A Western app in the Microsoft Store: others have their own stores and their own apps. */
const skew: Record<string, number> = { CN: 0.1, IN: 0.3, RU: 0.35, IR: 0.1, KP: 0, US: 2.4 };
const englishSpeaking = { GB: 1.6, CA: 1.6, AU: 1.6, NZ: 1.6, IE: 1.6 };
const zonesWithoutCities: Record<string, string> = { XK: "Europe/Belgrade", PS: "Asia/Gaza" };

const known = new Set(
  storeLanguages.flatMap(({ codes }) => codes.map((code) => code.split("-")[0])),
);

const round = (value: number) => Math.max(1, Math.round(value));

function marketWeight(code: string, { _gdp, _population }: Territory): number {
  const people = Number(_population);
  if (people === 0) return 0;
  const wealth = Math.min(1, Number(_gdp) / people / 45_000) ** 0.8;
  return people * wealth * ({ ...skew, ...englishSpeaking }[code] ?? 1);
}

function languagesOf(code: string, { languagePopulation = {} }: Territory): [string, number][] {
  const weights = Object.entries(languagePopulation).flatMap(
    ([name, facts]): [string, number][] => {
      const [language = "", script] = name.split("_");
      if (!known.has(language)) return [];
      const share = Number(facts._populationPercent) * (Number(facts._writingPercent ?? 100) / 100);
      const isLikely = new Intl.Locale(`${language}-${code}`).maximize().script === script;
      const tag = script && !isLikely ? `${language}-${script}-${code}` : `${language}-${code}`;
      return [[tag, share * (facts._officialStatus ? 1 : 0.25)]];
    },
  );
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  const shares = weights.map(([tag, weight]): [string, number] => [tag, (weight / sum) * 100]);
  const most = shares.sort((a, b) => b[1] - a[1]).filter(([, share]) => share >= 3);
  return most.slice(0, 5).map(([tag, share]) => [tag, round(share)]);
}

function zonesOf(code: string): [string, number][] {
  const sums = new Map<string, number>();
  for (const { iso2, pop, timezone } of cityMapping) {
    const zone = iso2 === code && timezone ? canonicalTimeZone(timezone) : null;
    if (zone) sums.set(zone, (sums.get(zone) ?? 0) + pop);
  }
  const total = [...sums.values()].reduce((sum, pop) => sum + pop, 0);
  const largest = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 8);
  const fallback = zonesWithoutCities[code];
  if (largest.length === 0) return fallback ? [[fallback, 100]] : [];
  return largest.map(([zone, pop]) => [zone, round((pop / total) * 100)]);
}

const list = (pairs: [string, number][]) => pairs.map(([name, n]) => `${name}:${n}`).join(",");

const weights = Object.entries(territories)
  .filter(([code]) => /^[A-Z]{2}$/.test(code) && !noMarket.has(code))
  .map(([code, facts]) => ({ code, facts, weight: marketWeight(code, facts) }));
const total = weights.reduce((sum, { weight }) => sum + weight, 0);

const rows = weights
  .map(({ code, facts, weight }) => ({
    code,
    share: Math.round((weight / total) * 100_000),
    languages: languagesOf(code, facts),
    zones: zonesOf(code),
  }))
  .filter(({ share, languages, zones }) => share > 0 && languages.length > 0 && zones.length > 0)
  .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1))
  .map(({ code, share, languages, zones }) => `${code} ${share} ${list(languages)} ${list(zones)}`);

const file = `/**
 * Markets of the synthetic customers: share of 100,000, languages and time zones with their weights.
 * Written by scripts/generate-markets.ts from Unicode CLDR territory data (Unicode License v3, © Unicode, Inc.)
 * and city-timezones (MIT).
 */
export interface Market {
  code: string;
  weight: number;
  languages: [tag: string, weight: number][];
  zones: [name: string, weight: number][];
}

const table = \`
${rows.join("\n")}
\`;

function pairs(text: string): [string, number][] {
  return text.split(",").map((pair) => {
    const [name = "", weight = ""] = pair.split(":");
    return [name, Number(weight)];
  });
}

export const markets: readonly Market[] = table
  .trim()
  .split("\\n")
  .map((line) => {
    const [code = "", weight = "", languages = "", zones = ""] = line.split(" ");
    return { code, weight: Number(weight), languages: pairs(languages), zones: pairs(zones) };
  });
`;
writeFileSync(join(import.meta.dirname, "..", "db", "seed", "markets.ts"), file);
console.log(`${rows.length} markets`);
