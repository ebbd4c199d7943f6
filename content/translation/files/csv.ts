import type { ExportedText, FileProblem, FileReading, ImportedText } from "./rows";

const columns = ["language", "id", "label", "source", "translation", "state"] as const;
const byteOrderMark = "\uFEFF";

/** A spreadsheet runs what begins like this; a leading apostrophe makes it a text, and is doubled to be one. */
const needsApostrophe = /^[=+\-@\t\r']/;

/** RFC 4180 with a byte order mark, without which spreadsheets misread other scripts. */
export function writeCsv(texts: readonly ExportedText[]): string {
  const rows = texts.map(({ language, id, label, source, text, state }) =>
    [language, id, label, source, text, state].map(cell).join(","),
  );
  return `${byteOrderMark}${[columns.join(","), ...rows].join("\r\n")}\r\n`;
}

/** Comma, semicolon or tab, whatever the spreadsheet saved. Columns are found by their names, in any order. */
export function readCsv(text: string): FileReading {
  const body = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const { records, problem } = split(body, separatorOf(body));
  const [head, ...rows] = records;
  if (!head) return { ok: false, message: "The file is empty." };
  const names = head.cells.map((name) => name.trim().toLowerCase());
  const place = (name: (typeof columns)[number]) => names.indexOf(name);
  const missing = (["language", "id", "source", "translation"] as const).filter(
    (name) => place(name) < 0,
  );
  if (missing.length > 0) {
    return { ok: false, message: `The first line has no column ${missing.join(", ")}.` };
  }
  const problems: FileProblem[] = problem ? [problem] : [];
  const texts: ImportedText[] = [];
  for (const { cells, line } of rows) {
    if (cells.length === 1 && cells[0]?.trim() === "") continue;
    if (cells.length < names.length) {
      const message = `The line has ${cells.length} of ${names.length} columns.`;
      problems.push({ line, kind: "error", message });
      continue;
    }
    const value = (name: (typeof columns)[number]) => plain(cells[place(name)] ?? "");
    const found = { language: value("language"), id: value("id"), source: value("source") };
    texts.push({ ...found, text: value("translation"), line });
  }
  return { ok: true, texts, problems };
}

function cell(value: string): string {
  const safe = needsApostrophe.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function plain(value: string): string {
  return value.startsWith("'") && needsApostrophe.test(value.slice(1)) ? value.slice(1) : value;
}

/** The one that occurs most in the first line. */
function separatorOf(text: string): string {
  const [head = ""] = text.split(/\r?\n/, 1);
  const counts = [",", ";", "\t"].map((one) => ({ one, count: head.split(one).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).one;
}

interface CsvRecord {
  cells: string[];
  line: number;
}

function split(text: string, separator: string) {
  const records: CsvRecord[] = [];
  let record: CsvRecord = { cells: [], line: 1 };
  let problem: FileProblem | undefined;
  let line = 1;
  let value = "";
  let at = 0;
  const end = () => {
    record.cells.push(value);
    value = "";
  };
  while (at < text.length) {
    const letter = text[at] ?? "";
    if (letter === '"' && value === "") {
      const quoted = readQuoted(text, at + 1);
      if (quoted.end === undefined) {
        const message = "A quotation mark that opens here is never closed.";
        problem = { line, kind: "error", message };
        break;
      }
      value = quoted.value;
      line += value.split("\n").length - 1;
      at = quoted.end;
    } else if (letter === separator) {
      end();
      at += 1;
    } else if (letter === "\n" || letter === "\r") {
      end();
      records.push(record);
      at += text.startsWith("\r\n", at) ? 2 : 1;
      line += 1;
      record = { cells: [], line };
    } else {
      value += letter;
      at += 1;
    }
  }
  if (!problem && (value !== "" || record.cells.length > 0)) {
    end();
    records.push(record);
  }
  return { records, problem };
}

function readQuoted(text: string, from: number): { value: string; end: number | undefined } {
  let value = "";
  let at = from;
  for (;;) {
    const next = text.indexOf('"', at);
    if (next < 0) return { value, end: undefined };
    value += text.slice(at, next);
    if (text[next + 1] !== '"') return { value, end: next + 1 };
    value += '"';
    at = next + 2;
  }
}
