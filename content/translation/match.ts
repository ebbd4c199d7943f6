import type { TranslatedText } from "./entry";
import type { TextSlot } from "./slots";

/** Entries of texts that are gone wait under this prefix; only the very same text brings them back. */
const keptPrefix = "kept/";
const maximumKept = 20;

/** From here on two texts are versions of one, not two texts. */
const similarEnough = 0.5;

type Entries = Readonly<Record<string, TranslatedText>>;

/**
 * Which stored translation belongs to which slot. Texts are moved, edited and written as XML, so an id alone
 * is not enough. In this order: same place and text; same text elsewhere (moved); similar text; same place
 * (rewritten). What finds nothing needs text (P-85's gap).
 */
export function matchEntries(
  slots: readonly TextSlot[],
  entries: Entries,
): Map<string, TranslatedText> {
  const matcher = new Matcher(slots, entries);
  matcher.claim((slot, id, entry) => id === slot.id && entry.sourceText === slot.text);
  matcher.claim((slot, id, entry) => isOfKind(slot, id) && entry.sourceText === slot.text);
  matcher.claimSimilar();
  matcher.claim((slot, id) => id === slot.id);
  return matcher.found;
}

/** The same entries under the ids the slots have now; what lost its slot is kept aside for a while. */
export function rekeyEntries(
  slots: readonly TextSlot[],
  entries: Entries,
): Record<string, TranslatedText> {
  const found = matchEntries(slots, entries);
  const claimed = new Set(found.values());
  const lost = Object.entries(entries).flatMap(([id, entry]) =>
    claimed.has(entry) ? [] : [[kindTag(id), entry] as const],
  );
  const kept = lost
    .slice(-maximumKept)
    .map(([tag, entry], index) => [`${keptPrefix}${index}/${tag}`, entry] as const);
  return Object.fromEntries([...found, ...kept]);
}

class Matcher {
  readonly found = new Map<string, TranslatedText>();
  private readonly open: Map<string, TranslatedText>;

  constructor(
    private readonly slots: readonly TextSlot[],
    entries: Entries,
  ) {
    this.open = new Map(Object.entries(entries));
  }

  claim(fits: (slot: TextSlot, id: string, entry: TranslatedText) => boolean): void {
    for (const slot of this.free()) {
      for (const [id, entry] of this.open) {
        if (!fits(slot, id, entry)) continue;
        this.take(slot, id, entry);
        break;
      }
    }
  }

  /** Best pairs first; of two equal ones the one in its old place. */
  claimSimilar(): void {
    const pairs = this.free().flatMap((slot) =>
      [...this.open]
        .filter(([id]) => isOfKind(slot, id) && !id.startsWith(keptPrefix))
        .map(([id, entry]) => {
          const bonus = id === slot.id ? 0.01 : 0;
          return { slot, id, entry, score: similarity(slot.text, entry.sourceText) + bonus };
        }),
    );
    pairs.sort((left, right) => right.score - left.score);
    for (const { slot, id, entry, score } of pairs) {
      if (score < similarEnough || this.found.has(slot.id) || !this.open.has(id)) continue;
      this.take(slot, id, entry);
    }
  }

  private free(): TextSlot[] {
    return this.slots.filter((slot) => !this.found.has(slot.id));
  }

  private take(slot: TextSlot, id: string, entry: TranslatedText): void {
    this.found.set(slot.id, entry);
    this.open.delete(id);
  }
}

/** A button's words do not become a title: only places of one sort are compared. */
function isOfKind(slot: TextSlot, id: string): boolean {
  return kindTag(id) === kindTag(slot.id);
}

/** "visual.0/binding.ToastGeneric/text.1" → "text"; attributes keep their name. */
function kindTag(id: string): string {
  const last = id.replace(/~\d+$/, "").split("/").at(-1) ?? "";
  return last.split(".")[0] ?? last;
}

/** 0 = nothing in common, 1 = same: shared pairs of letters (Dice), which works in every script. */
export function similarity(left: string, right: string): number {
  const pairs = new Map<string, number>();
  for (const pair of letterPairs(left)) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  let shared = 0;
  const others = letterPairs(right);
  for (const pair of others) {
    const count = pairs.get(pair) ?? 0;
    if (count === 0) continue;
    pairs.set(pair, count - 1);
    shared++;
  }
  const total = letterPairs(left).length + others.length;
  return total === 0 ? 0 : (2 * shared) / total;
}

function letterPairs(text: string): string[] {
  const lower = text.toLowerCase();
  return Array.from({ length: Math.max(0, lower.length - 1) }, (_, at) => lower.slice(at, at + 2));
}
