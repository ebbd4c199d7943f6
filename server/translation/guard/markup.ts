/** Masked text as HTML for translators that know class="notranslate", and back. */

const token = /\[\[(\d+)\]\]/g;

export function toMarkup(masked: string): string {
  return escapeMarkup(masked).replace(
    token,
    (whole) => `<span class="notranslate" translate="no">${whole}</span>`,
  );
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

/** Drops the tags we put in; any other tag is the translator's own and makes the text unusable. */
export function fromMarkup(html: string): string | undefined {
  const bare = html.replace(/<\/?span(?:\s[^<>]*)?>/gi, "");
  if (/[<>]/.test(bare)) return undefined;
  return bare.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
