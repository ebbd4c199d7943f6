/** What a formula is made of. `at` counts characters from the start. */
export interface Token {
  kind: "name" | "text" | "number" | "sign" | "end";
  /** As it is written. */
  text: string;
  /** What it means: a text without its quotation marks. */
  value: string;
  at: number;
}

/** What a person can mend, and where. */
export class PowerFxError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iy;
const space = /(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)+/y;
const name = /[\p{L}_][\p{L}\p{N}_]*/uy;
const quotedName = /'(?:[^']|'')+'/y;
const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy;
const text = /"(?:[^"]|"")*"/y;
const signs = "(){}[],:;.";

/** @throws PowerFxError at what no formula has there */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const blank = matchAt(space, source, at);
    at += blank.length;
    if (at >= source.length) break;
    const token = tokenAt(source, at);
    found.push(token);
    at += token.text.length;
  }
  found.push({ kind: "end", text: "", value: "", at: source.length });
  return found;
}

function tokenAt(source: string, at: number): Token {
  if (source[at] === '"') return textAt(source, at);
  const bare = matchAt(guid, source, at);
  if (bare !== "") {
    throw new PowerFxError(`The object ID ${bare} is not in quotation marks.`, at);
  }
  const identifier = matchAt(name, source, at);
  if (identifier !== "") return { kind: "name", text: identifier, value: identifier, at };
  const quoted = matchAt(quotedName, source, at);
  if (quoted !== "") {
    return { kind: "name", text: quoted, value: quoted.slice(1, -1).replaceAll("''", "'"), at };
  }
  const digits = matchAt(number, source, at);
  if (digits !== "") return { kind: "number", text: digits, value: digits, at };
  const sign = source[at] ?? "";
  if (signs.includes(sign)) return { kind: "sign", text: sign, value: sign, at };
  throw new PowerFxError(`${sign} has no place here.`, at);
}

/** `""x` is what the first sample of the seed prints: an empty text, and then something without a mark (C-24). */
function textAt(source: string, at: number): Token {
  if (source.startsWith('""', at) && /[^\s,;)\]}"]/.test(source[at + 2] ?? " ")) {
    throw new PowerFxError(
      "Two quotation marks where a text starts with one. Remove the first of them.",
      at,
    );
  }
  const written = matchAt(text, source, at);
  if (written === "") throw new PowerFxError("This text has no closing quotation mark.", at);
  return { kind: "text", text: written, value: written.slice(1, -1).replaceAll('""', '"'), at };
}

function matchAt(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? "";
}
