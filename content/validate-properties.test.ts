import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "@/db/testing/any-text";
import { createElement, createText, type XmlElement } from "./document";
import type { AttributeRule, ElementRule, Grammar } from "./grammar/grammar";
import { parsePayload } from "./parse";
import type { Problem } from "./problem";
import { serialize } from "./serialize";
import { grammars, isError, validatePayload } from "./validate";

/** A small seeded generator: 20,000 documents must take seconds, not a minute. */
class Dice {
  constructor(private state: number) {}
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) | 0;
    return Math.floor(((this.state >>> 8) / 0x1000000) * limit);
  }
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

const texts = [
  "",
  "a",
  "Hello & <you>",
  '"quoted"',
  "日本語 😀",
  "{name}",
  "a\nb\tc",
  "ms-resource:x",
];

function valueFor({ value }: AttributeRule, dice: Dice): string {
  switch (value.type) {
    case "choice":
    case "template":
      return dice.pick(value.values);
    case "badge":
      return dice.pick([...value.values, "0", "7", "99", "1000"]);
    case "boolean":
      return dice.pick(["true", "false"]);
    case "integer":
      return String((value.min ?? 0) + dice.below((value.max ?? 200) - (value.min ?? 0) + 1));
    case "language":
      return dice.pick(["en", "zh-Hant-TW", "sr-Latn"]);
    case "timestamp":
      return dice.pick(["2026-02-28T09:30:00Z", "2026-12-31T23:59:59.999+01:00", "2026-01-01"]);
    case "progress":
      return dice.pick(["0", "1.0", ".5", "indeterminate", "{p}"]);
    default:
      return dice.pick(texts);
  }
}

/** Limits over several elements, kept by construction: pictures inline, three texts, four of a kind. */
function grow(grammar: Grammar, rule: ElementRule, dice: Dice): XmlElement {
  const attributes: Record<string, string> = {};
  for (const [name, attribute] of Object.entries(rule.attributes)) {
    if (name.endsWith("Pfn") || (name === "placement" && rule.name === "image")) continue;
    if (attribute.required || dice.below(4) === 0) attributes[name] = valueFor(attribute, dice);
  }
  const children = Object.values(rule.children).flatMap(({ rule: key, min = 0, max = 3 }) => {
    const next = grammar[key];
    const count =
      next?.name === "binding"
        ? 1
        : Math.max(min, dice.below(Math.min(max, rule.name === "binding" ? 3 : 2) + 1));
    return next ? Array.from({ length: count }, () => grow(grammar, next, dice)) : [];
  });
  const content = rule.content === "text" ? [createText(dice.pick(texts))] : [];
  return createElement(rule.name, attributes, [...content, ...children]);
}

function generate(seed: number): string {
  const dice = new Dice(seed);
  const kind = dice.pick(["toast", "toast", "tile", "badge"] as const);
  const rule = grammars[kind][kind];
  if (!rule) throw new Error(kind);
  return serialize({ prolog: "", root: grow(grammars[kind], rule, dice), epilog: "" });
}

const spice = [
  "<",
  ">",
  "&",
  '"',
  "'",
  "/",
  "=",
  " ",
  "]]>",
  "<!--",
  "<![CDATA[",
  "&#0;",
  "&#x1F600;",
  "\uD83D",
  "\u0000",
  "é",
  "\u1680",
  "\uFEFF",
  "\u00A0",
  "<a",
  "</toast>",
  "xml:",
  "hint-",
  "<?xml?>",
  "\r\n",
];

function mutate(xml: string, seed: number): string {
  const dice = new Dice(seed ^ 0x5bd1e995);
  let text = xml;
  for (let count = dice.below(6) + 1; count > 0; count--) {
    const from = dice.below(text.length + 1);
    const to = Math.min(text.length, from + dice.below(12));
    const piece = text.slice(from, to);
    const put = [
      dice.pick(spice),
      "",
      piece + piece,
      [...piece].reverse().join(""),
      piece.toUpperCase(),
    ];
    text = text.slice(0, from) + dice.pick(put) + text.slice(to);
  }
  return text;
}

function checkShape(xml: string): Problem[] {
  const { ok, problems } = validatePayload(xml);
  if (ok === problems.some(isError)) throw new Error(`ok contradicts the problems of ${xml}`);
  for (const { start, end, line, column, endLine, fix } of problems) {
    const isInside = start >= 0 && start <= end && end <= xml.length;
    const isPlaced = line >= 1 && column >= 1 && endLine >= line;
    const isFixable = !fix || (fix.start >= 0 && fix.start <= fix.end && fix.end <= xml.length);
    if (!isInside || !isPlaced || !isFixable) throw new Error(`misplaced in ${xml}`);
  }
  const parsed = parsePayload(xml);
  if (parsed.ok && serialize(parsed.document) !== xml) throw new Error(`changed ${xml}`);
  return problems;
}

const seeds = fc.integer();

describe("the validator", () => {
  it("accepts 10,000 documents grown from the grammar", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const xml = generate(seed);
        const errors = checkShape(xml).filter(isError);
        if (errors.some(({ code }) => code !== "limit.bytes")) expect(errors).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it("never throws on 10,000 mutated documents and gives every accepted one back byte for byte", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        checkShape(mutate(generate(seed), seed));
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it("never throws on any text at all", () => {
    fc.assert(
      fc.property(anyText(), (xml) => {
        checkShape(xml);
      }),
      { numRuns: 2000 },
    );
  });
});
