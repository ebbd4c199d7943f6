const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function wordsOf(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

/** The details of an event as a line for people; what is empty is left out. */
export function factsOf(
  details: Record<string, unknown>,
  instant: (value: string) => string,
): string {
  const shown = (value: unknown): string => {
    if (typeof value === "string") return isoInstant.test(value) ? instant(value) : value;
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (Array.isArray(value)) return value.map(shown).join(", ");
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `${wordsOf(name)}: ${shown(value)}`)
    .join(" · ");
}
