import { windows11Build } from "../toast-model";

/** Windows changed how a toast looks with these builds. */
export type Look = "11" | "10-20h2" | "10-1709" | "10-1607" | "10-1507";

export function lookOf(build: number): Look {
  if (build >= windows11Build) return "11";
  if (build >= 19_042) return "10-20h2";
  if (build >= 16_299) return "10-1709";
  return build >= 14_393 ? "10-1607" : "10-1507";
}

/** Values for the data attributes that the style sheets look at. */
export function skinOf(look: Look): "10" | "11" {
  return look === "11" ? "11" : "10";
}

/** Whole pixels rounded up, the last column takes the rest, as Windows 10 divides a row of buttons. */
export function buttonColumns(count: number, look: Look, build: number): string {
  if (look === "11") return `repeat(${count}, minmax(0, 1fr))`;
  const isNarrow = look === "10-1607" || look === "10-1507";
  const room = isNarrow ? 360 - 24 : 364 - 32;
  if (count === 1) {
    if (build >= 19_041) return "minmax(0, 1fr)";
    if (look === "10-1607") return "1fr max-content";
    return `${(room - 4) / 2}px minmax(0, 1fr)`;
  }
  const width = Math.ceil((room - 4 * (count - 1)) / count);
  return `repeat(${count - 1}, ${width}px) minmax(0, 1fr)`;
}
