import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Writes components/charts/map/places.ts: which market each shape of world-atlas is, and where on the map the markets
 * without a shape at that scale lie. From CLDR's code mappings and city-timezones; run it again only when those are
 * upgraded.
 */
interface City {
  iso2: string;
  lat: number;
  lng: number;
  pop: number;
}
interface Atlas {
  objects: { countries: { geometries: { id?: string; properties: { name: string } }[] } };
}

const require = createRequire(import.meta.url);
const atlas = require("world-atlas/countries-110m.json") as Atlas;
const { codeMappings } = (
  require("cldr-core/supplemental/codeMappings.json") as {
    supplemental: { codeMappings: Record<string, { _numeric?: string }> };
  }
).supplemental;
const { cityMapping } = require("city-timezones") as { cityMapping: City[] };

/** Groups, reserved codes, and Antarctica. */
const noMarket = new Set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ AQ".split(" "));
/** No city of these is listed; their largest settlement or station by hand. */
const byHand: Record<string, [number, number]> = {
  VG: [-64.6, 18.4],
  NR: [166.9, -0.5],
  AG: [-61.8, 17.1],
  AI: [-63.1, 18.2],
  AX: [20, 60.2],
  BL: [-62.8, 17.9],
  BQ: [-68.3, 12.2],
  BV: [3.4, -54.4],
  CC: [96.8, -12.2],
  CX: [105.7, -10.4],
  GF: [-52.3, 4.9],
  GG: [-2.5, 49.5],
  GI: [-5.4, 36.1],
  GP: [-61.6, 16.2],
  HM: [73.5, -53.1],
  IM: [-4.5, 54.2],
  IO: [72.4, -7.3],
  JE: [-2.1, 49.2],
  MF: [-63.1, 18.1],
  MQ: [-61, 14.6],
  MS: [-62.2, 16.7],
  NF: [168, -29],
  NU: [-169.9, -19.1],
  PM: [-56.2, 46.8],
  PN: [-130.1, -25.1],
  RE: [55.5, -21.1],
  SH: [-5.7, -15.9],
  SJ: [15.6, 78.2],
  SX: [-63.1, 18],
  TK: [-171.8, -9.2],
  UM: [-169.5, 16.7],
  VA: [12.5, 41.9],
  WF: [-176.2, -13.3],
  YT: [45.2, -12.8],
};

const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
/** Private use, and codes that became another's. */
const isCurrent = (code: string) =>
  names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code;

const byNumber = new Map(
  Object.entries(codeMappings)
    .filter(
      ([code, { _numeric }]) =>
        /^[A-Z]{2}$/.test(code) && _numeric && !noMarket.has(code) && isCurrent(code),
    )
    .map(([code, { _numeric }]) => [_numeric ?? "", code]),
);
const shapes: Record<string, string> = {};
for (const { id, properties } of atlas.objects.countries.geometries) {
  if (id && byNumber.has(id)) shapes[id] = byNumber.get(id) ?? "";
  if (!id && properties.name === "Kosovo") shapes.Kosovo = "XK";
}

const drawn = new Set(Object.values(shapes));
const points: Record<string, [number, number]> = {};
for (const code of [...new Set(byNumber.values())].sort()) {
  if (drawn.has(code)) continue;
  const point = byHand[code] ?? capitalOf(code);
  if (!point) throw new Error(`${code} has no shape and no city: add it by hand.`);
  points[code] = point;
}

/** The largest city. */
function capitalOf(code: string): [number, number] | undefined {
  const [largest] = cityMapping.filter(({ iso2 }) => iso2 === code).sort((a, b) => b.pop - a.pop);
  return largest && [Math.round(largest.lng * 10) / 10, Math.round(largest.lat * 10) / 10];
}

const text = `/** Made by scripts/generate-map.ts from Unicode CLDR, world-atlas and city-timezones. */

/** The market of each shape: ISO 3166 number (of one without a number: its name) to two letters. */
export const marketOfShape: Record<string, string> = ${JSON.stringify(shapes)};

/** Markets too small for a shape: longitude and latitude of their largest city. */
export const pointOfMarket: Record<string, [number, number]> = ${JSON.stringify(points)};
`;
writeFileSync(join(import.meta.dirname, "../components/charts/map/places.ts"), text);
console.log(`${Object.keys(shapes).length} shapes, ${Object.keys(points).length} points`);
