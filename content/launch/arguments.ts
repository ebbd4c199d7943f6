/**
 * Argument strings as Microsoft's own libraries write and read them (spec 7). To Windows and to Herald every string
 * is opaque; these are for people who build and read one.
 */

export const argumentFormats = ["pairs", "query"] as const;
/** pairs: `k=v;k2=v2` with only % ; = escaped. query: `a=1&b=2`. */
export type ArgumentFormat = (typeof argumentFormats)[number];

export type Argument = readonly [name: string, value: string];

export function buildArguments(list: readonly Argument[], format: ArgumentFormat): string {
  if (format === "query") return new URLSearchParams(list.map(([k, v]) => [k, v])).toString();
  return list
    .map(([name, value]) =>
      value === "" ? escapePair(name) : `${escapePair(name)}=${escapePair(value)}`,
    )
    .join(";");
}

/** Names without a value read as "". */
export function readArguments(text: string, format: ArgumentFormat): Argument[] {
  if (text === "") return [];
  if (format === "query") return [...new URLSearchParams(text)];
  return text.split(";").map((pair): Argument => {
    const at = pair.indexOf("=");
    if (at < 0) return [unescapePair(pair), ""];
    return [unescapePair(pair.slice(0, at)), unescapePair(pair.slice(at + 1))];
  });
}

/** What a string looks like; undefined: it is one word, JSON or something of the author's own. */
export function guessFormat(text: string): ArgumentFormat | undefined {
  if (/^[^;=&{[\s]+=[^;&]*(;|$)/.test(text)) return "pairs";
  if (/^[^;=&{[\s]+=[^;]*(&[^;]*)*$/.test(text)) return "query";
  return undefined;
}

function escapePair(text: string): string {
  return text.replace(/[%;=]/g, (sign) => (sign === "%" ? "%25" : sign === ";" ? "%3B" : "%3D"));
}

function unescapePair(text: string): string {
  return text.replace(/%(25|3B|3D)/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
