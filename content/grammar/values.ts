import { isValidLanguageTag } from "@/content/languages";
import type { AttributeRule, Severity, ValueRule } from "./grammar";

/** What is wrong with a value, as the end of a sentence that begins with the attribute's name. */
export interface ValueFinding {
  code: string;
  severity: Severity;
  says: string;
  suggestion?: string;
}

/** undefined = fine. */
export function checkValue(rule: AttributeRule, value: string): ValueFinding | undefined {
  const found = findingOf(rule.value, value);
  return found && { code: "value", severity: rule.severity, ...found };
}

type Found = Pick<ValueFinding, "says"> & Partial<ValueFinding>;

function findingOf(rule: ValueRule, value: string): Found | undefined {
  switch (rule.type) {
    case "text":
      return undefined;
    case "choice":
    case "template":
    case "badge":
      return checkChoice(rule, value);
    case "boolean":
      return checkBoolean(value);
    case "integer":
      return checkInteger(rule, value);
    case "language":
      return isValidLanguageTag(value)
        ? undefined
        : { says: "is not a language tag such as en-US.", code: "value.language" };
    case "image":
      return checkImage(value);
    case "sound":
      return checkSound(value);
    case "timestamp":
      return checkTimestamp(value);
    case "progress":
      return checkProgress(value);
    case "people":
      return /^(mailto|tel|remoteid):./.test(value)
        ? undefined
        : { says: "must begin with mailto:, tel: or remoteid:." };
  }
}

function checkChoice(
  rule: Extract<ValueRule, { type: "choice" | "template" | "badge" }>,
  value: string,
): Found | undefined {
  if (rule.values.includes(value)) return undefined;
  if (rule.type === "template" && rule.older.test(value)) return undefined;
  if (rule.type === "badge" && /^\d+$/.test(value)) return undefined;
  const suggestion = nearest(value, rule.values);
  if (suggestion?.toLowerCase() === value.toLowerCase()) {
    return { says: `is spelled ${suggestion}; case matters.`, suggestion, code: "value.case" };
  }
  const number = rule.type === "badge" ? "a whole number from 0, or " : "";
  return { says: `must be ${number}${listed(rule.values)}.`, suggestion };
}

function listed(values: readonly string[]): string {
  if (values.length > 8) return "one of the documented values";
  return values.length === 1 ? `${values[0]}` : `one of ${values.join(", ")}`;
}

export function isTrue(value: string | undefined): boolean {
  return value === "true" || value === "1";
}

function checkBoolean(value: string): Found | undefined {
  if (value === "true" || value === "false" || value === "1" || value === "0") return undefined;
  return { says: "must be true or false.", suggestion: nearest(value, ["true", "false"]) };
}

function checkInteger(
  { min, max }: Extract<ValueRule, { type: "integer" }>,
  value: string,
): Found | undefined {
  if (!/^[+-]?\d+$/.test(value)) return { says: "must be a whole number.", code: "value.number" };
  const number = Number(value);
  if (number >= (min ?? number) && number <= (max ?? number)) return undefined;
  const says = max === undefined ? `must be at least ${min}.` : `must be from ${min} to ${max}.`;
  return { says, severity: "error", code: "limit.range" };
}

const imageSchemes =
  /^(https?:\/\/|ms-appx:\/\/|ms-appdata:\/\/\/local\/|ms-resource:|file:\/\/\/)/i;

function checkImage(value: string): Found | undefined {
  if (value === "") return { says: "is empty: no picture will be shown.", code: "value.image" };
  if (imageSchemes.test(value) || !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value)) return undefined;
  const says = "should be http(s), ms-appx, ms-appdata:///local/, file or a relative address.";
  return { says, code: "value.image" };
}

const soundNames =
  /^ms-winsoundevent:Notification\.(Default|IM|Mail|Reminder|SMS|Looping\.(Alarm|Call)([2-9]|10)?)$/;
const soundFile = /\.(aac|flac|m4a|mp3|wav|wma)$/i;

function checkSound(value: string): Found | undefined {
  const code = "value.sound";
  if (soundNames.test(value)) return undefined;
  if (value.startsWith("ms-winsoundevent:")) return { says: "is not a sound of Windows.", code };
  if (value.startsWith("ms-resource:")) return undefined;
  if (value.startsWith("ms-appx:///")) {
    const says = "should be an aac, flac, m4a, mp3, wav or wma file.";
    return soundFile.test(value) ? undefined : { says, code };
  }
  if (value.startsWith("ms-appdata:")) {
    return { says: "may be silent: not every Windows plays ms-appdata sounds.", code };
  }
  return { says: "must be ms-winsoundevent:, ms-appx:/// or ms-resource:; it stays silent.", code };
}

const timestamp =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/;

function checkTimestamp(value: string): Found | undefined {
  const code = "timestamp";
  const parts = timestamp.exec(value);
  if (!parts) return { says: "must be an ISO 8601 time such as 2026-03-29T09:30:00Z.", code };
  const decimals = parts[7] ?? "";
  if (decimals.length > 3) {
    const suggestion = value.replace(decimals, decimals.slice(0, 3));
    return { says: "may have at most 3 decimals of a second.", code, suggestion };
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (exists && hour < 25 && minute < 60 && second < 61) return undefined;
  return { says: "is not a date and time that exists.", code };
}

function checkProgress(value: string): Found | undefined {
  if (value === "indeterminate" || /^\{[^{}]+\}$/.test(value)) return undefined;
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
  if (number >= 0 && number <= 1) return undefined;
  return { says: "must be from 0.0 to 1.0, indeterminate, or {name}.", code: "limit.progress" };
}

/** The candidate that was probably meant: same but for case, or at most two letters away. */
export function nearest(value: string, candidates: readonly string[]): string | undefined {
  const lower = value.toLowerCase();
  const same = candidates.find((candidate) => candidate.toLowerCase() === lower);
  if (same || value.length > 60) return same;
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.ceil(value.length / 2));
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 1; at <= left.length; at++) {
    const next = [at];
    for (let to = 1; to <= right.length; to++) {
      const change = (row[to - 1] ?? 0) + (left[at - 1] === right[to - 1] ? 0 : 1);
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
