import {
  type ConditionRow,
  type EvaluatedRow,
  type Fields,
  type FieldValue,
  type FlowDefinition,
  flowLimits,
} from "./schema";

/**
 * The small language of flows: `{field}` or `{field|what to say without it}` in a text, `{{` for a brace. Nothing is
 * ever run; a value becomes text, and whoever writes the text into XML or JSON escapes the whole of it afterwards.
 */

export type Piece = { text: string } | { field: string; fallback: string | undefined };

export interface Template {
  pieces: Piece[];
  /** What is wrong with it, for the person who wrote it. */
  problem: string | undefined;
}

const fieldPattern = /^[A-Za-z_][\w.-]{0,63}$/;

export function parseTemplate(text: string): Template {
  const pieces: Piece[] = [];
  let problem: string | undefined;
  let plain = "";
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== "{") {
      plain += text[at];
      continue;
    }
    if (text[at + 1] === "{") {
      plain += "{";
      at += 1;
      continue;
    }
    const end = text.indexOf("}", at);
    const inside = end === -1 ? "" : text.slice(at + 1, end);
    const [field = "", ...rest] = inside.split("|");
    if (!fieldPattern.test(field.trim())) {
      problem ??= end === -1 ? "A { has no }." : `“${inside}” is not the name of a value.`;
      plain += "{";
      continue;
    }
    if (plain !== "") pieces.push({ text: plain });
    plain = "";
    pieces.push({ field: field.trim(), fallback: rest.length > 0 ? rest.join("|") : undefined });
    at = end;
  }
  if (plain !== "") pieces.push({ text: plain });
  return { pieces, problem };
}

/** Names of the values a text uses, each once. */
export function fieldsOf(text: string): string[] {
  const { pieces } = parseTemplate(text);
  return [...new Set(pieces.flatMap((piece) => ("field" in piece ? [piece.field] : [])))];
}

export function fillTemplate(text: string, fields: Fields): string {
  return parseTemplate(text)
    .pieces.map((piece) => {
      if ("text" in piece) return piece.text;
      const value = textOf(fieldOf(fields, piece.field));
      return value === "" ? (piece.fallback ?? "") : value;
    })
    .join("");
}

/** A recipient that is one value alone may be a list: everybody in it. Empty ones are nobody. */
export function fillRecipients(recipients: readonly string[], fields: Fields): string[] {
  const filled = recipients.flatMap((recipient) => {
    const { pieces } = parseTemplate(recipient);
    const [only] = pieces;
    if (pieces.length === 1 && only && "field" in only) {
      const value = fieldOf(fields, only.field);
      if (Array.isArray(value)) return value;
    }
    return [fillTemplate(recipient, fields)];
  });
  return [...new Set(filled.map((one) => one.trim()).filter((one) => one !== ""))];
}

export function fieldOf(fields: Fields, name: string): FieldValue | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Control characters never belong into a notification; a line break becomes a space. */
export function textOf(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return "";
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return text.replace(/[\r\n\t]+/g, " ").replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, "");
}

const deepest = 4;

/** A JSON record as flat values: `order.total`; what is no text, number or list of texts is left out. */
export function flattenRecord(record: unknown): Fields {
  const fields: Fields = Object.create(null);
  let count = 0;
  const put = (name: string, value: FieldValue) => {
    if (count >= flowLimits.fields || !fieldPattern.test(name)) return;
    fields[name] = value;
    count += 1;
  };
  const walk = (value: unknown, path: string, depth: number): void => {
    if (typeof value === "string") put(path, value.slice(0, flowLimits.valueCharacters));
    else if (typeof value === "number" || typeof value === "boolean" || value === null) {
      put(path, value);
    } else if (Array.isArray(value)) {
      if (value.every((item) => typeof item === "string")) put(path, value.slice(0, 1_000));
    } else if (typeof value === "object" && depth < deepest) {
      for (const [name, inner] of Object.entries(value)) {
        walk(inner, path === "" ? name : `${path}.${name}`, depth + 1);
      }
    }
  };
  walk(record, "", 0);
  return { ...fields };
}

/** What a record says happened to it, where the trigger waits for something else. One that says nothing is taken. */
export function otherEvent({ trigger }: FlowDefinition, fields: Fields): string | undefined {
  if (trigger.kind !== "webhook" || trigger.event === "any") return undefined;
  const event = textOf(fieldOf(fields, "event")).trim();
  return event === "" || event.toLowerCase() === trigger.event ? undefined : event;
}

export interface Evaluation {
  holds: boolean;
  rows: EvaluatedRow[];
}

/** Without rows every run goes on. */
export function evaluateCondition(
  { mode, rows }: FlowDefinition["condition"],
  fields: Fields,
): Evaluation {
  const found = rows.map((row) => {
    const actual = fieldOf(fields, row.field);
    return { ...row, actual, holds: rowHolds(row, actual) };
  });
  const holds =
    found.length === 0 ||
    (mode === "all" ? found.every((row) => row.holds) : found.some((row) => row.holds));
  return { holds, rows: found };
}

function rowHolds({ operator, value }: ConditionRow, actual: FieldValue | undefined): boolean {
  const text = textOf(actual).trim().toLowerCase();
  const wanted = value.trim().toLowerCase();
  const items = Array.isArray(actual) ? actual.map((item) => item.trim().toLowerCase()) : undefined;
  switch (operator) {
    case "is_empty":
      return text === "";
    case "is_not_empty":
      return text !== "";
    case "is":
      return isSame(text, wanted);
    case "is_not":
      return !isSame(text, wanted);
    case "contains":
      return items ? items.includes(wanted) : text.includes(wanted);
    case "not_contains":
      return items ? !items.includes(wanted) : !text.includes(wanted);
    case "starts_with":
      return text.startsWith(wanted);
    default:
      return compares(operator, text, wanted);
  }
}

/** As numbers where both are: 5 is 5.0. */
function isSame(text: string, wanted: string): boolean {
  const [left, right] = [numberOf(text), numberOf(wanted)];
  return left !== undefined && right !== undefined ? left === right : text === wanted;
}

function compares(
  operator: "more_than" | "at_least" | "less_than" | "at_most",
  text: string,
  wanted: string,
): boolean {
  const [left, right] = [numberOf(text), numberOf(wanted)];
  // What is no number is neither more nor less than anything.
  if (left === undefined || right === undefined) return false;
  switch (operator) {
    case "more_than":
      return left > right;
    case "at_least":
      return left >= right;
    case "less_than":
      return left < right;
    case "at_most":
      return left <= right;
  }
}

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : undefined;
}
