/**
 * Cuts what arrives in pieces into records: a line of NDJSON, a row of CSV (RFC 4180: a quoted cell may hold line
 * breaks). Keeps only the record that is not complete yet. Runs in the browser and in the server.
 */

export type ImportFormat = "ndjson" | "csv";

export interface TextRecord {
  /** Of the file, from 1; where a record of several lines begins. */
  line: number;
  text: string;
  /** It was longer than a record may be, and its text was dropped. */
  isTooLong: boolean;
}

export const mostRecordCharacters = 16_384;

export class RecordSplitter {
  private text = "";
  private line = 1;
  private startLine = 1;
  private isQuoted = false;
  /** A quote may open a cell here and nowhere else: one inside a cell spoils its own line only. */
  private isCellStart = true;
  private isTooLong = false;
  private isFirst = true;
  private endsWithReturn = false;

  constructor(private readonly format: ImportFormat) {}

  /** The records that this piece completes. Empty lines are none. */
  push(piece: string): TextRecord[] {
    const records: TextRecord[] = [];
    let from = 0;
    const given = this.isFirst ? piece.replace(/^\uFEFF/, "") : piece;
    if (piece !== "") this.isFirst = false;
    for (let at = 0; at < given.length; at += 1) {
      const sign = given.charCodeAt(at);
      if (this.format === "csv") this.readQuote(sign);
      if (sign !== lineFeed && sign !== carriageReturn) {
        this.endsWithReturn = false;
        continue;
      }
      const isSecondOfTwo = sign === lineFeed && this.endsWithReturn;
      this.endsWithReturn = sign === carriageReturn;
      if (!isSecondOfTwo) this.line += 1;
      if (this.isQuoted && this.text.length + at - from <= mostRecordCharacters) continue;
      this.keep(given.slice(from, at));
      from = at + 1;
      records.push(...this.take());
    }
    this.keep(given.slice(from));
    return records;
  }

  /** The last record, when the file ends without a line break. */
  end(): TextRecord[] {
    return this.take();
  }

  private readQuote(sign: number): void {
    if (sign === quote && (this.isQuoted || this.isCellStart)) this.isQuoted = !this.isQuoted;
    this.isCellStart = sign === lineFeed || sign === carriageReturn || separatorSigns.has(sign);
  }

  private keep(text: string): void {
    if (this.text.length + text.length > mostRecordCharacters) {
      this.isTooLong = true;
      // A quote that is never closed must not swallow the rest of the file.
      this.isQuoted = false;
      this.text = "";
    } else if (!this.isTooLong) this.text += text;
  }

  private take(): TextRecord[] {
    const { text, isTooLong, startLine } = this;
    this.text = "";
    this.isTooLong = false;
    this.startLine = this.line;
    return text.trim() === "" && !isTooLong ? [] : [{ line: startLine, text, isTooLong }];
  }
}

/** A spreadsheet writes what its country has: the head tells which. */
export const separators = [",", ";", "\t"] as const;
export type Separator = (typeof separators)[number];
const separatorSigns = new Set(separators.map((one) => one.charCodeAt(0)));

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/** The cells of one CSV record; undefined = a quote stands where none may. */
export function csvCells(text: string, separator: Separator = ","): string[] | undefined {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let cell = "";
      let end = text.indexOf('"', at + 1);
      while (end !== -1 && text[end + 1] === '"') {
        cell += `${text.slice(at + 1, end)}"`;
        at = end + 1;
        end = text.indexOf('"', at + 1);
      }
      if (end === -1) return undefined;
      cells.push(cell + text.slice(at + 1, end));
      at = end + 1;
      if (at < text.length && text[at] !== separator) return undefined;
    } else {
      const end = text.indexOf(separator, at);
      const cell = text.slice(at, end === -1 ? undefined : end);
      if (cell.includes('"')) return undefined;
      cells.push(cell);
      at = end === -1 ? text.length : end;
    }
    if (at >= text.length) return cells;
    at += 1;
  }
}
