import type { XmlAttribute, XmlElement, XmlNode } from "@/content/document";
import type { ProblemFix } from "@/content/problem";
import {
  type AttributeRule,
  type ChildRule,
  type ElementRule,
  type Grammar,
  ownRule,
} from "./grammar";
import { type Findings, fixByAttribute, rangeOf } from "./report";
import { checkValue, nearest } from "./values";

/** Holds every element and attribute of a tree against the grammar. */
export function walkGrammar(grammar: Grammar, root: XmlElement, findings: Findings): void {
  const rule = grammar[root.name];
  if (rule) checkElement({ grammar, findings }, root, rule);
}

interface Walk {
  grammar: Grammar;
  findings: Findings;
}

function checkElement(walk: Walk, element: XmlElement, rule: ElementRule): void {
  if (rule.deprecated) {
    walk.findings.add("warning", "element.deprecated", `${rule.name}: ${rule.help}`, {
      at: element,
    });
  }
  checkAttributes(walk, element, rule);
  const counts = new Map<string, number>();
  for (const child of element.children) {
    if (child.type !== "element") {
      checkStrayText(walk, child, rule);
      continue;
    }
    const childRule = ownRule(rule.children, child.name);
    const next = childRule && walk.grammar[childRule.rule];
    if (!childRule || !next) {
      reportUnknown(walk, child, rule);
      continue;
    }
    const count = (counts.get(child.name) ?? 0) + 1;
    counts.set(child.name, count);
    if (count === (childRule.max ?? Number.POSITIVE_INFINITY) + 1) {
      reportTooMany(walk, child, childRule);
    }
    checkElement(walk, child, next);
  }
  checkMissing(walk, element, rule, counts);
}

function checkStrayText({ findings }: Walk, node: XmlNode, rule: ElementRule): void {
  if (rule.content === "text" || node.type === "comment" || node.type === "instruction") return;
  if (node.type === "element" || node.value.trim() === "") return;
  const message = `Text inside ${rule.name} is not shown; put it into a text element.`;
  const range = node.range ?? { start: 0, end: 0 };
  findings.addRange({ severity: "warning", code: "text.stray", message }, range);
}

function reportUnknown({ findings, grammar }: Walk, child: XmlElement, rule: ElementRule): void {
  const meant = nearest(child.name, Object.keys(rule.children));
  const isKnown = Object.values(grammar).some((other) => other.name === child.name);
  const hint = meant ? ` Did you mean ${meant}?` : "";
  const message = isKnown
    ? `${child.name} may not stand inside ${rule.name}.${hint}`
    : `There is no element ${child.name}.${hint}`;
  const code = isKnown ? "element.wrong-parent" : "element.unknown";
  findings.add("error", code, message, {
    at: child,
    fix: meant ? renamed(child, meant) : undefined,
  });
}

/** Only an element without an end tag can be renamed in one place. */
function renamed(element: XmlElement, name: string): ProblemFix | undefined {
  if (!element.selfClosing) return undefined;
  return { label: `Change to ${name}`, ...rangeOf(element), text: name };
}

function reportTooMany({ findings }: Walk, child: XmlElement, rule: ChildRule): void {
  const severity = rule.over ?? "warning";
  const message =
    severity === "error"
      ? rule.max === 1
        ? `There may be only one ${child.name} here.`
        : `There may be at most ${rule.max} ${child.name} elements here.`
      : `Only the first ${child.name} is shown.`;
  findings.add(severity, `limit.${child.name}`, message, { at: child });
}

function checkMissing(
  { findings }: Walk,
  element: XmlElement,
  rule: ElementRule,
  counts: ReadonlyMap<string, number>,
): void {
  for (const [name, { min = 0 }] of Object.entries(rule.children)) {
    if (min === 0 || (counts.get(name) ?? 0) >= min) continue;
    const message = `${rule.name} needs ${/^[aeiou]/.test(name) ? "an" : "a"} ${name}.`;
    findings.add("error", `missing.${name}`, message, { at: element });
  }
}

function checkAttributes({ findings }: Walk, element: XmlElement, rule: ElementRule): void {
  for (const attribute of element.attributes) {
    const known = ownRule(rule.attributes, attribute.name);
    if (!known) reportUnknownAttribute(findings, attribute, { element, rule });
    else checkAttribute(findings, attribute, known);
  }
  for (const [name, { required, value }] of Object.entries(rule.attributes)) {
    if (!required || element.attributes.some((attribute) => attribute.name === name)) continue;
    const first = "values" in value ? (value.values[0] ?? "") : "";
    const message = `${rule.name} needs the attribute ${name}.`;
    const fix = fixByAttribute(element, name, first);
    findings.add("error", "attribute.missing", message, { at: element, fix });
  }
}

function reportUnknownAttribute(
  findings: Findings,
  attribute: XmlAttribute,
  { element, rule }: { element: XmlElement; rule: ElementRule },
): void {
  const { name } = attribute;
  const free = Object.keys(rule.attributes).filter(
    (candidate) => !element.attributes.some((other) => other.name === candidate),
  );
  const meant = nearest(name, free);
  const hint = meant ? ` Did you mean ${meant}?` : "";
  const message = `Windows ignores the attribute ${name} of ${rule.name}.${hint}`;
  const start = rangeOf(attribute).start;
  const fix = meant && {
    label: `Change to ${meant}`,
    start,
    end: start + name.length,
    text: meant,
  };
  findings.add("warning", "attribute.unknown", message, { at: attribute, fix: fix || undefined });
}

function checkAttribute(findings: Findings, attribute: XmlAttribute, rule: AttributeRule): void {
  const { name, value } = attribute;
  if (rule.ignored) {
    const message = `${name} has no effect here.`;
    findings.add("warning", "attribute.ignored", message, { at: attribute });
    return;
  }
  const found = checkValue(rule, value);
  if (!found) return;
  const { severity, code, says, suggestion } = found;
  const range = attribute.valueRange ?? { start: 0, end: 0 };
  const fix =
    suggestion === undefined
      ? undefined
      : { label: `Change to ${suggestion}`, ...range, text: suggestion };
  findings.addRange({ severity, code, message: `${name} ${says}`, fix }, range);
}
