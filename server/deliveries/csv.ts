/** A spreadsheet runs what begins with one of these; a leading apostrophe makes it a text. */
const formulaStart = /^[=+\-@\t\r\0＝＋－＠]/;

export function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
