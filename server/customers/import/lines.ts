import type { z } from "zod";
import { type CustomerLine, lineSchema } from "../schema";
import {
  csvCells,
  type ImportFormat,
  type Separator,
  separators,
  type TextRecord,
} from "./records";

/** A record as a customer, or what is wrong with it. Never throws: a bad line is not a bad file. */

export interface LineError {
  line: number;
  message: string;
}

export type LineResult =
  | { line: number; customer: CustomerLine }
  | { line: number; message: string };

export function isLineError(result: LineResult): result is LineError {
  return "message" in result;
}

/** The head of a CSV file: which column is which attribute, and what separates them. */
export interface Head {
  columns: readonly string[];
  separator: Separator;
}

/** Bytes of a workbook or of UTF-16, read as if they were UTF-8. */
const noText = /\uFFFD|(?!\s)\p{Cc}/u;

export function readHead(text: string): Head | { problem: string } {
  if (noText.test(text)) {
    return { problem: "The file is no text in UTF-8. In Excel, save it as “CSV UTF-8”." };
  }
  const separator =
    separators.find((one) => csvCells(text, one)?.map(columnOf).includes(idColumn)) ?? ",";
  const cells = csvCells(text, separator);
  if (!cells) return { problem: "The head of the file has a quote where none may stand." };
  const columns = cells.map((cell) => columnOf(cell) ?? "");
  const unknown = cells[columns.indexOf("")];
  if (unknown !== undefined) {
    return { problem: `The column “${unknown.slice(0, 60)}” is not known.` };
  }
  if (new Set(columns).size < columns.length) return { problem: "A column comes twice." };
  if (!columns.includes(idColumn)) return { problem: "The column externalId is missing." };
  return { columns, separator };
}

const idColumn = "externalId";
const columnsByName = new Map(
  Object.keys(lineSchema.shape).map((name) => [name.toLowerCase(), name]),
);

/** A head may be written "ExternalID". */
function columnOf(cell: string): string | undefined {
  return columnsByName.get(cell.trim().toLowerCase());
}

export function readRecord(record: TextRecord, format: ImportFormat, head: Head): LineResult {
  const { line } = record;
  if (record.isTooLong) return { line, message: "The line is longer than 16,384 characters." };
  const read = format === "csv" ? fromCsv(record.text, head) : fromJson(record.text);
  if ("message" in read) return { line, message: read.message };
  const parsed = lineSchema.safeParse(read.value);
  if (parsed.success) return { line, customer: parsed.data };
  return { line, message: describe(parsed.error) };
}

function fromJson(text: string): { value: unknown } | { message: string } {
  if (text.includes("\uFFFD")) return { message: "The line is not UTF-8." };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { message: "The line is not JSON." };
  }
}

function fromCsv(
  text: string,
  { columns, separator }: Head,
): { value: unknown } | { message: string } {
  if (text.includes("\uFFFD")) return { message: "The line is not UTF-8." };
  const cells = csvCells(text, separator);
  if (!cells) return { message: "A quote stands where none may, or is not closed." };
  if (cells.length !== columns.length) {
    return { message: `The line has ${cells.length} cells; the head has ${columns.length}.` };
  }
  const pairs = columns.map((column, place) => [column, cellValue(column, cells[place] ?? "")]);
  return { value: Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) };
}

const numbers = new Set([
  "rating",
  "storeAcquisitions",
  "sessions30d",
  "minutes30d",
  "storeSpendCents",
  "appSpendCents",
]);
const booleanWords = new Map<string, boolean>([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);
const booleans = new Set(["hasPurchased", "isOptedOut", "isEligible"]);

/** An empty cell leaves what is known. What can't be read stays text, and the schema says so. */
function cellValue(column: string, cell: string): unknown {
  const bare = cell.trim();
  if (bare === "") return undefined;
  if (numbers.has(column)) return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : bare;
  if (booleans.has(column)) return booleanWords.get(bare.toLowerCase()) ?? bare;
  // The apostrophe by which a spreadsheet keeps "=1+1" a text.
  return /^'[=+\-@]/.test(bare) ? bare.slice(1) : bare;
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return "The line is not understood.";
  if (issue.code === "unrecognized_keys") return `${issue.keys[0]?.slice(0, 60)} is not known.`;
  const field = issue.path.join(".");
  return field === "" ? "The line is not an object." : `${field}: ${inWords(issue)}`;
}

function inWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "too_big":
      return issue.origin === "string"
        ? `Use at most ${issue.maximum} characters.`
        : `Use at most ${issue.maximum}.`;
    case "too_small":
      return issue.origin === "string" ? "Must not be empty." : `Use at least ${issue.minimum}.`;
    case "invalid_value":
      return `Use one of ${issue.values.join(", ")}.`;
    case "invalid_type":
      return issue.expected === "int" ? "Use a whole number." : `A ${issue.expected} is expected.`;
    default:
      return issue.message;
  }
}
