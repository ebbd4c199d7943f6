/** How sure a rate is: a share of few people is mostly chance. */

const z95 = 1.96;
/** Fewer than this many are shown greyed. */
export const smallNumber = 100;

export interface Interval {
  low: number;
  high: number;
}

/** Wilson's 95 % interval of `part` out of `whole`; null of nobody. Also right for 0 and for few. */
export function intervalOf(part: number, whole: number): Interval | null {
  if (whole <= 0) return null;
  const share = Math.min(1, part / whole);
  const square = z95 * z95;
  const centre = (share + square / (2 * whole)) / (1 + square / whole);
  const half =
    (z95 / (1 + square / whole)) *
    Math.sqrt((share * (1 - share)) / whole + square / (4 * whole * whole));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

export interface Counted {
  part: number;
  whole: number;
}

/** Whether two rates differ by more than chance explains (two proportions, 95 %). */
export function isClearChange(now: Counted, before: Counted): boolean {
  if (now.whole <= 0 || before.whole <= 0) return false;
  const pooled = (now.part + before.part) / (now.whole + before.whole);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / now.whole + 1 / before.whole));
  const difference = now.part / now.whole - before.part / before.whole;
  return error > 0 && Math.abs(difference) / error > z95;
}

export function shareOf({ part, whole }: Counted): number | null {
  return whole > 0 ? Math.min(1, part / whole) : null;
}
