import { createHash } from "node:crypto";
import { findTerm } from "@/server/translation/glossary/rules";

/** What a text is found by in the memory: without accidents of writing, the name of an app as a slot. */

const slot = "{app}";

export interface SlottedText {
  text: string;
  /** The app whose name stands in the slot. */
  app: string | undefined;
}

/** The name of one app, however often, becomes a slot; a text that names two stays as it is. */
export function withSlot(text: string, appNames: readonly string[]): SlottedText {
  const plain = { text: normalized(text), app: undefined };
  if (plain.text.includes(slot)) return plain;
  const named = longestNames(plain.text, appNames);
  const [app] = named;
  if (app === undefined || named.length > 1) return plain;
  return { text: replaceTerm(plain.text, app, slot), app };
}

/** Pairs a source with its translation; without the same slots on both sides neither has one. */
export function slottedPair(
  pair: { source: string; target: string },
  appNames: readonly string[],
): { source: string; target: string } {
  const source = withSlot(pair.source, appNames);
  const whole = { source: normalized(pair.source), target: pair.target.trim() };
  if (source.app === undefined) return whole;
  const times = findTerm(whole.source, source.app).length;
  if (findTerm(pair.target, source.app).length !== times) return whole;
  return { source: source.text, target: replaceTerm(pair.target.trim(), source.app, slot) };
}

export function fillSlot(text: string, app: string | undefined): string {
  return app === undefined ? text : text.replaceAll(slot, () => app);
}

/** The memory keeps one source language per base language: en-US and en-GB texts serve each other. */
export function sourceKey(tag: string): string {
  const locale = new Intl.Locale(tag);
  const { script } = locale.maximize();
  const usual = new Intl.Locale(locale.language).maximize().script;
  return script === usual ? locale.language : `${locale.language}-${script}`;
}

export function targetKey(tag: string): string {
  return new Intl.Locale(tag).toString();
}

export function hashOf(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}

function normalized(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** A name inside a longer one ("Chess" in "Chess Premium") is not counted as named. */
function longestNames(text: string, appNames: readonly string[]): string[] {
  const found = appNames.filter((name) => findTerm(text, name).length > 0);
  return found.filter(
    (name) =>
      !found.some((other) => other !== name && findTerm(other, name).length > 0) ||
      findTerm(text, name).length >
        found.filter((other) => other !== name && findTerm(other, name).length > 0).length,
  );
}

function replaceTerm(text: string, term: string, by: string): string {
  let at = 0;
  let replaced = "";
  for (const { start, end } of findTerm(text, term)) {
    replaced += text.slice(at, start) + by;
    at = end;
  }
  return replaced + text.slice(at);
}
