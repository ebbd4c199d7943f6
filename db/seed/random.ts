/** A stream of numbers that is the same on every machine: the demo looks alike wherever it is started. */
export interface Random {
  /** 0 ≤ n < 1 */
  next(): number;
  /** Whole, min ≤ n ≤ max. */
  between(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** Mean 0, deviation 1. */
  normal(): number;
  bytes(count: number): Buffer;
}

/** xoshiro128** by Blackman and Vigna, seeded by splitmix32. */
export function createRandom(seed: number): Random {
  let mixed = seed >>> 0;
  const split = () => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [split(), split(), split(), split()];
  const rotated = (value: number, by: number) => ((value << by) | (value >>> (32 - by))) >>> 0;
  const next32 = () => {
    const result = Math.imul(rotated(Math.imul(b, 5) >>> 0, 7), 9) >>> 0;
    const shifted = (b << 9) >>> 0;
    c = (c ^ a) >>> 0;
    d = (d ^ b) >>> 0;
    b = (b ^ c) >>> 0;
    a = (a ^ d) >>> 0;
    c = (c ^ shifted) >>> 0;
    d = rotated(d, 11);
    return result;
  };
  const next = () => next32() / 2 ** 32;
  return {
    next,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => next32() & 255)),
  };
}

/** Draws by weight in constant time (Vose's alias method). */
export function weighted<T>(entries: readonly (readonly [T, number])[]): (random: Random) => T {
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  const share = entries.map(([, weight]) => (weight * entries.length) / total);
  const alias = entries.map((_, index) => index);
  const small = share.flatMap((value, index) => (value < 1 ? [index] : []));
  const large = share.flatMap((value, index) => (value < 1 ? [] : [index]));
  while (small.length > 0 && large.length > 0) {
    const less = small.pop() as number;
    const more = large.pop() as number;
    alias[less] = more;
    share[more] = (share[more] ?? 0) - (1 - (share[less] ?? 0));
    ((share[more] ?? 0) < 1 ? small : large).push(more);
  }
  for (const index of [...small, ...large]) share[index] = 1;
  return (random) => {
    const index = Math.floor(random.next() * entries.length);
    const chosen = random.next() < (share[index] ?? 1) ? index : (alias[index] ?? index);
    return (entries[chosen] as readonly [T, number])[0];
  };
}
