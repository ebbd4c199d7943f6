import type { Received } from "./exchange";

/** Short names by which two requests are known to be the same push: whose channel, which notification. */
export interface Marks {
  channel: string;
  /** The tracking token in the body; without one `#` and a hash of the body. */
  notification: string;
}

const tokenKey = ";__ntk=";

export function marksOf(
  request: Pick<Received, "host" | "target" | "body"> & { device?: string },
): Marks {
  return {
    channel: hash(request.host + (request.device ?? request.target)),
    notification: trackingToken(request.body) ?? `#${hash(request.body)}`,
  };
}

function trackingToken(body: string): string | undefined {
  const at = body.indexOf(tokenKey);
  if (at === -1) {
    return undefined;
  }
  const start = at + tokenKey.length;
  let end = start;
  while (end < body.length && isTokenCharacter(body.charCodeAt(end))) {
    end += 1;
  }
  return end > start ? body.slice(start, end) : undefined;
}

/** Letters, digits, `-`, `.`, `_`, `~` and `%`: what may stand unescaped in a query. */
function isTokenCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 45 ||
    code === 46 ||
    code === 95 ||
    code === 126 ||
    code === 37
  );
}

/** 53 bits of two multiplicative hashes: quicker than a digest, and a million channels stay apart. */
function hash(text: string): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 2_654_435_761);
    two = Math.imul(two ^ code, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & two) + (one >>> 0)).toString(36);
}
