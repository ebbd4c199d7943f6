import {
  attributeOf,
  type SourceRange,
  type XmlAttribute,
  type XmlElement,
} from "@/content/document";
import type { ProblemDraft, ProblemFix } from "@/content/problem";
import type { Severity } from "./grammar";

/** Where a rule of two or more elements puts its findings. */
export interface Report {
  /** `at` is the element (its name is marked) or one attribute of it. */
  add(severity: Severity, code: string, message: string, place: Place): void;
}

export interface Place {
  at: XmlElement | XmlAttribute;
  fix?: ProblemFix;
}

export class Findings implements Report {
  readonly drafts: ProblemDraft[] = [];

  add(severity: Severity, code: string, message: string, { at, fix }: Place): void {
    this.addRange({ severity, code, message, fix }, rangeOf(at));
  }

  addRange(draft: Omit<ProblemDraft, "start" | "end">, range: SourceRange): void {
    this.drafts.push({ ...draft, start: range.start, end: range.end });
  }
}

export const nowhere: SourceRange = { start: 0, end: 0 };

export function rangeOf(at: XmlElement | XmlAttribute): SourceRange {
  return ("nameRange" in at ? at.nameRange : at.range) ?? nowhere;
}

/** The attribute if it is written, else the element: what to point at. */
export function placeOf(element: XmlElement, name: string): XmlElement | XmlAttribute {
  return attributeOf(element, name) ?? element;
}

/** Puts an attribute behind the element's name. */
export function fixByAttribute(element: XmlElement, name: string, value: string): ProblemFix {
  const { end } = rangeOf(element);
  return { label: `Add ${name}`, start: end, end, text: ` ${name}="${value}"` };
}
