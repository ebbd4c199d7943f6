import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { removeIllegalCharacters } from "@/content/document";
import { parsePayload } from "@/content/parse";
import { serialize } from "@/content/serialize";
import { anyText } from "@/db/testing/any-text";
import type { TranslatedText } from "./entry";
import { matchEntries, rekeyEntries } from "./match";
import { listSlots, writeSlot } from "./slots";
import { diffWords } from "./word-diff";

function parsed(xml: string) {
  const result = parsePayload(xml);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.document;
}

const everything = `<toast><header id="h" title="Head" arguments="a"/><visual>
  <binding template="ToastGeneric"><image src="a.png" alt="Alt" placement="hero"/><text>One</text><text></text><text>{bound}</text>
    <text placement="attribution">Via</text><group><subgroup><text>In column</text></subgroup></group>
    <progress title="P" status="Running" value="0.5" valueStringOverride="1 of 2"/></binding></visual>
  <actions><input id="i" type="selection" title="Choose" defaultInput="1"><selection id="1" content="First"/></input>
    <input id="t" type="text" placeHolderContent="Type"/><action content="Go" arguments="a" hint-toolTip="Tip"/><action content="" arguments="b"/></actions></toast>`;

describe("slots", () => {
  it("are every text a person reads, with its kind and label", () => {
    const slots = listSlots(parsed(everything));
    expect(slots.map(({ kind, label, text }) => `${kind} ${label}: ${text}`)).toEqual([
      "header Header: Head",
      "alt Alternative text 1: Alt",
      "image Picture 1: a.png",
      "text Text 1: One",
      "text Text 2: ",
      "text Text 3: {bound}",
      "attribution Attribution: Via",
      "text Text 4: In column",
      "progress Progress title: P",
      "progress Progress status: Running",
      "progress Progress value: 1 of 2",
      "input Box title 1: Choose",
      "selection Choice 1: First",
      "input Box hint 1: Type",
      "button Button 1: Go",
      "button Button tooltip 1: Tip",
      "button Button 2: ",
    ]);
    const idle = slots.filter((slot) => !slot.isTranslatable).map(({ label }) => label);
    expect(idle).toEqual(["Picture 1", "Text 2", "Text 3", "Button 2"]);
  });

  it("have ids of their own, even where the author gave one twice", () => {
    const twice = parsed(
      `<toast><actions><input id="a" title="x"/><input id="a" title="y"/></actions></toast>`,
    );
    const ids = [...listSlots(parsed(everything)), ...listSlots(twice)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("can each be written without touching the others", () => {
    const value = anyText().map(removeIllegalCharacters);
    const count = listSlots(parsed(everything)).length;
    fc.assert(
      fc.property(fc.nat(count - 1), value, (index, text) => {
        const document = parsed(everything);
        const before = listSlots(document);
        const slot = before[index];
        if (!slot) throw new Error("no slot");
        const after = listSlots(parsed(serialize(writeSlot(document, slot, text))));
        const expected = before.map((other) => (other.id === slot.id ? text : other.text));
        expect(after.map((other) => other.text)).toEqual(expected);
        expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      }),
    );
  });
});

describe("matching", () => {
  const binding = (texts: readonly string[]) =>
    listSlots(
      parsed(
        `<toast><visual><binding template="ToastGeneric">${texts.map((text) => `<text>${text}</text>`).join("")}</binding></visual></toast>`,
      ),
    );
  const word = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/);

  it("finds every text that only changed its place, with others added and removed around it", () => {
    const list = fc.uniqueArray(word, { maxLength: 6 });
    fc.assert(
      fc.property(list, list, fc.integer(), (before, added, seed) => {
        const entries: Record<string, TranslatedText> = {};
        for (const { id, text } of binding(before)) {
          entries[id] = { text: `t:${text}`, origin: "human", sourceText: text };
        }
        const fresh = added.filter((text) => !before.includes(text));
        const kept = before.filter((_, index) => (seed >> index) & 1);
        const slots = binding([...kept, ...fresh].reverse());
        for (const found of [
          matchEntries(slots, entries),
          matchEntries(slots, rekeyEntries(slots, entries)),
        ]) {
          const claims = [...found.values()];
          expect(new Set(claims).size).toBe(claims.length);
          for (const { id, text } of slots) {
            if (kept.includes(text)) expect(found.get(id)?.text).toBe(`t:${text}`);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("diffWords", () => {
  it("marks the words that changed", () => {
    expect(diffWords("Only until Sunday. No ads.", "Only until Monday. No ads.")).toEqual([
      { kind: "same", text: "Only until " },
      { kind: "removed", text: "Sunday" },
      { kind: "added", text: "Monday" },
      { kind: "same", text: ". No ads." },
    ]);
    expect(diffWords("", "")).toEqual([]);
    expect(diffWords("a", "")).toEqual([{ kind: "removed", text: "a" }]);
  });

  it("gives both texts back", () => {
    const text = fc.array(fc.constantFrom("ab", " ", "日本", ".", "😀", "x"), { maxLength: 30 });
    const joined = text.map((parts) => parts.join(""));
    fc.assert(
      fc.property(joined, joined, (before, after) => {
        const parts = diffWords(before, after);
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join("");
        expect(without("added")).toBe(before);
        expect(without("removed")).toBe(after);
      }),
    );
  });

  it("does not try a table for texts of thousands of words", () => {
    const long = "word ".repeat(3000);
    expect(diffWords(long, `${long}!`)).toHaveLength(2);
  });
});
