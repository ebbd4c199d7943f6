/** The directory as a spreadsheet: name, email, object_id, groups. Pure. */

export interface CsvPerson {
  line: number;
  name: string;
  email: string;
  objectId: string;
  groups: string[];
}

export const csvHead = ["name", "email", "object_id", "groups"] as const;

/** @returns undefined when the first line is not our head */
export function readDirectoryCsv(text: string): CsvPerson[] | undefined {
  const rows = cellsOf(text.replace(/^\uFEFF/, ""));
  const head = rows[0]?.cells.map((cell) => cell.trim().toLowerCase().replaceAll(" ", "_")) ?? [];
  const place = (name: string) => head.indexOf(name);
  if (place("email") === -1 && place("object_id") === -1) return undefined;
  const cell = (cells: string[], name: string) => (cells[place(name)] ?? "").trim();
  return rows
    .slice(1)
    .filter(({ cells }) => cells.some((one) => one.trim() !== ""))
    .map(({ line, cells }) => ({
      line,
      name: withoutApostrophe(cell(cells, "name")),
      email: withoutApostrophe(cell(cells, "email")),
      objectId: cell(cells, "object_id"),
      groups: cell(cells, "groups")
        .split("|")
        .map((one) => withoutApostrophe(one.trim()))
        .filter((one) => one !== ""),
    }));
}

/** A spreadsheet runs what begins with one of these (T15). */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/;

export function directoryCsv(rows: readonly Omit<CsvPerson, "line">[]): string {
  const lines = rows.map(({ name, email, objectId, groups }) =>
    [name, email, objectId, groups.join("|")].map(written).join(","),
  );
  return `${[csvHead.join(","), ...lines].join("\r\n")}\r\n`;
}

function written(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function withoutApostrophe(text: string): string {
  return text.startsWith("'") && formulaStart.test(text.slice(1)) ? text.slice(1) : text;
}

/** RFC 4180: quoted cells may hold commas and line breaks. `line` is where a row starts. */
function cellsOf(text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let line = 1;
  let start = 1;
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\r|\n|$)/y;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) break;
    const [whole, quoted, plain = "", end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end === ",") continue;
    rows.push({ line: start, cells });
    cells = [];
    start = line;
  }
  // The last line may end in a comma, or without a break.
  if (cells.length > 0) rows.push({ line: start, cells });
  return rows;
}
