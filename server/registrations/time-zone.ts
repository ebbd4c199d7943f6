import { windowsZones } from "./windows-zones";

/**
 * Names that this platform's CLDR still prefers although IANA renamed the zone. Stored names are IANA's, so
 * that they do not change with the version of Node.
 */
const renamed: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
  "Etc/UTC": "UTC",
  "Etc/GMT": "UTC",
  GMT: "UTC",
};

const windowsByLowerCase = new Map(
  Object.entries(windowsZones).map(([name, zone]) => [name.toLowerCase(), zone]),
);

/** Offsets ("+05:30") and POSIX strings ("foo5bar") are refused by shape: newer platforms accept some. */
const ianaShape = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;

const cache = new Map<string, string | null>();
const cacheLimit = 2_000;

/**
 * The canonical IANA name of a zone as devices report it: an IANA name or alias in any case, or a Windows id.
 * null for everything else; whoever stores it keeps null and the app's default zone is used (checklist 16).
 */
export function canonicalTimeZone(name: string): string | null {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const zone = find(name);
  // Devices report whatever they like: the memory stays bounded.
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(name, zone);
  return zone;
}

function find(name: string): string | null {
  if (name.length > 64) return null;
  const written = windowsByLowerCase.get(name.trim().toLowerCase()) ?? name.trim();
  if (!ianaShape.test(written)) return null;
  const resolved = resolve(written);
  return resolved === null ? null : (renamed[resolved] ?? resolved);
}

function resolve(name: string): string | null {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
