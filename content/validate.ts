import { payloadByteLimit, utf8Bytes } from "./bytes";
import { attributeOf, walkElements, type XmlDocument } from "./document";
import { badgeGrammar } from "./grammar/badge";
import type { Grammar } from "./grammar/grammar";
import { Findings, rangeOf } from "./grammar/report";
import { tileGrammar } from "./grammar/tile";
import { checkTile } from "./grammar/tile-rules";
import { toastGrammar } from "./grammar/toast";
import { checkToast } from "./grammar/toast-rules";
import { walkGrammar } from "./grammar/walk";
import { parsePayload } from "./parse";
import { findPlaceholders } from "./placeholders";
import { locateProblems, type Problem } from "./problem";
import { prepareTracked, stripLaunchToken } from "./tracking";

export type PayloadKind = "toast" | "tile" | "badge";

export const grammars: Readonly<Record<PayloadKind, Grammar>> = {
  toast: toastGrammar,
  tile: tileGrammar,
  badge: badgeGrammar,
};

export interface ValidationOptions {
  /** Count the bytes with launch tokens in place (H 8). */
  trackLaunches?: boolean;
  /** What the payload has to be, where that is settled. */
  kind?: PayloadKind;
}

export interface Validation {
  /** undefined if the text is no XML or its root is none of the three. */
  kind?: PayloadKind;
  /** No errors; there may be warnings. */
  ok: boolean;
  problems: Problem[];
  /** As sent, in UTF-8. */
  bytes: number;
}

/** Holds a payload against the schema of Windows. Never throws. Problems are in order of place. */
export function validatePayload(xml: string, options: ValidationOptions = {}): Validation {
  const parsed = parsePayload(xml);
  if (!parsed.ok) return { ok: false, problems: parsed.problems, bytes: utf8Bytes(xml) };
  const { document } = parsed;
  const kind = kindOf(document);
  const findings = new Findings();
  if (kind) walkGrammar(grammars[kind], document.root, findings);
  else reportRoot(document, findings);
  if (kind && options.kind && kind !== options.kind) {
    const message = `This is a ${kind}, and the notification is a ${options.kind}.`;
    findings.add("error", "root.kind", message, { at: document.root });
  }
  if (kind === "toast") checkToast(document.root, findings);
  if (kind === "tile") checkTile(document.root, findings);
  checkArguments(document, findings);
  checkEncoding(document, findings);
  const bytes = options.trackLaunches ? prepareTracked(document).bytes : utf8Bytes(xml);
  checkSize(bytes, xml, findings);
  const problems = locateProblems(xml, findings.drafts);
  problems.sort((left, right) => left.start - right.start || left.end - right.end);
  return { kind, ok: !problems.some(isError), problems, bytes };
}

export function isError(problem: Problem): boolean {
  return problem.severity === "error";
}

function kindOf({ root }: XmlDocument): PayloadKind | undefined {
  const { name } = root;
  return name === "toast" || name === "tile" || name === "badge" ? name : undefined;
}

function reportRoot({ root }: XmlDocument, findings: Findings): void {
  const meant = Object.keys(grammars).find((kind) => kind === root.name.toLowerCase());
  const message = meant
    ? `The root element is spelled ${meant}; case matters.`
    : `The root element must be toast, tile or badge, not ${root.name}.`;
  findings.add("error", "root", message, { at: root });
}

/** What Windows takes but the author will regret: placeholders (P-62) and copied launch tokens. */
function checkArguments(document: XmlDocument, findings: Findings): void {
  for (const { text, range = { start: 0, end: 0 } } of findPlaceholders(document)) {
    const message = `Replace the placeholder ${text}.`;
    findings.addRange({ severity: "warning", code: "placeholder", message }, range);
  }
  for (const [element] of walkElements(document)) {
    for (const name of ["launch", "arguments"]) {
      const attribute = attributeOf(element, name);
      if (!attribute || stripLaunchToken(attribute.value).token === undefined) continue;
      const message = `${name} ends in a launch token of an earlier notification; remove it.`;
      findings.add("warning", "launch-token", message, { at: attribute });
    }
  }
}

function checkEncoding({ prolog, root }: XmlDocument, findings: Findings): void {
  const declared = /<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)/.exec(prolog)?.[1];
  if (declared === undefined || declared.toLowerCase() === "utf-8") return;
  const message = `Payloads are sent as UTF-8; the declaration says ${declared}.`;
  const end = rangeOf(root).start - 1;
  findings.addRange({ severity: "warning", code: "encoding", message }, { start: 0, end });
}

function checkSize(bytes: number, xml: string, findings: Findings): void {
  if (bytes <= payloadByteLimit) return;
  const format = new Intl.NumberFormat("en");
  const message = `The payload has ${format.format(bytes)} bytes; ${format.format(payloadByteLimit)} are allowed.`;
  findings.addRange(
    { severity: "error", code: "limit.bytes", message },
    { start: 0, end: xml.length },
  );
}
