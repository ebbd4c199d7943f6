/** Names of ISO 3166 markets, without those that are groups, reserved or history. */
const notMarkets = new Set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split(" "));

const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

export function marketName(code: string): string {
  return names.of(code) ?? code;
}

let known: { code: string; name: string }[] | undefined;

/** All markets by name. */
export function allMarkets(): { code: string; name: string }[] {
  known ??= letters()
    .flatMap((a) => letters().map((b) => `${a}${b}`))
    .filter((code) => !notMarkets.has(code) && isCurrent(code))
    .flatMap((code) => {
      const name = names.of(code);
      return name ? [{ code, name }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  return known;
}

const letters = () => [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** DD, SU, BU … are written as what they became. */
function isCurrent(code: string): boolean {
  return new Intl.Locale(`und-${code}`).region === code;
}
