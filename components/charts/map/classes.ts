import { mapScale } from "@/components/ui/tokens";

/** Five fixed classes, not quantiles, so that two periods and two maps of one kind compare. */
export interface MapClasses {
  /** The lower bounds of the second to the fifth class, as shares. */
  bounds: readonly [number, number, number, number];
}

export function classOf(share: number, { bounds }: MapClasses): number {
  return bounds.filter((bound) => share >= bound).length;
}

export function colorOf(share: number | null, classes: MapClasses): string | undefined {
  return share === null ? undefined : mapScale[classOf(share, classes)];
}

/** "< 6%", "6–9", "9–12", "12–15", "≥ 15%" */
export function classLabels({ bounds }: MapClasses): string[] {
  const [a, b, c, d] = bounds.map((bound) => String(Math.round(bound * 1000) / 10));
  return [`< ${a}%`, `${a}–${b}`, `${b}–${c}`, `${c}–${d}`, `≥ ${d}%`];
}
