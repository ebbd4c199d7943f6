/**
 * App versions as one comparable number. A Windows package version has four parts of 16 bits; a number that is
 * exact in JavaScript has 53 bits. So the key holds major 12, minor 16, build 16 and revision 9 bits: the
 * Store keeps the revision at 0, and majors above 4095 are not seen.
 */
const limits = [4095, 65_535, 65_535, 511] as const;
const partLimit = 65_535;
const shape = /^\d{1,5}(\.\d{1,5}){0,3}$/;

/** Key of the largest version that can be told apart. */
const largestKey = 2 ** 53 - 1;

/** Four parts of a version such as "5.2" or "1.2.3.4", or undefined for anything else. */
function partsOf(version: string): [number, number, number, number] | undefined {
  if (!shape.test(version)) return undefined;
  const [major = 0, minor = 0, build = 0, revision = 0] = version.split(".").map(Number);
  const parts: [number, number, number, number] = [major, minor, build, revision];
  return parts.every((part) => part <= partLimit) ? parts : undefined;
}

/**
 * The key of a version a device reports, or undefined for what is no version. Parts too large for the key
 * count as the largest: because a publisher's latest version is exact (isExactVersion), "below the latest
 * version" is still answered right for every version a device can have.
 */
export function versionKey(version: string): number | undefined {
  const parts = partsOf(version);
  if (!parts) return undefined;
  const [major, minor, build, revision] = parts;
  if (major > limits[0]) return largestKey;
  const low = Math.min(revision, limits[3]);
  return ((major * 65_536 + minor) * 65_536 + build) * 512 + low;
}

/** Whether the version survives the way into a key and back: what a publisher may set as the latest. */
export function isExactVersion(version: string): boolean {
  const parts = partsOf(version);
  return parts?.every((part, place) => part <= (limits[place] ?? 0)) ?? false;
}

/** "5.2.0.0" for the key of "5.2". */
export function versionOfKey(key: number): string {
  const revision = key % 512;
  const rest = Math.floor(key / 512);
  const build = rest % 65_536;
  const upper = Math.floor(rest / 65_536);
  return [Math.floor(upper / 65_536), upper % 65_536, build, revision].join(".");
}
