import { badgeGlyphs } from "./badge";

/** The badge that goes beside a tile: a number or one of Windows' glyphs (spec 4). */

export { badgeGlyphs };

const number = /^(?:0|[1-9]\d{0,8})$/;

/** What is wrong with a badge value, as a sentence; undefined = Windows takes it. */
export function badgeProblem(value: string): string | undefined {
  if (number.test(value) || (badgeGlyphs as readonly string[]).includes(value)) return undefined;
  return "A badge is a number from 0 or one of the signs. 0 and “none” clear it.";
}

/** The payload of a wns/badge request. Only for values without a problem: nothing in them needs escaping. */
export function badgePayload(value: string): string {
  const problem = badgeProblem(value);
  if (problem) throw new RangeError(problem);
  return `<badge value="${value}"/>`;
}
