/** A stretch of text that both versions share, or that only one of them has. */
export interface DiffPart {
  kind: "same" | "removed" | "added";
  text: string;
}

/** Above this many words on either side the texts are shown as replaced: the table would grow too large. */
const maximumWords = 2000;

/** What changed from `before` to `after`, word by word, also in scripts without spaces. */
export function diffWords(before: string, after: string): DiffPart[] {
  if (before === after) return before === "" ? [] : [{ kind: "same", text: before }];
  const old = wordsOf(before);
  const fresh = wordsOf(after);
  if (old.length > maximumWords || fresh.length > maximumWords) {
    return merged([
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ]);
  }
  return merged(walkBack(old, fresh, commonLengths(old, fresh)));
}

function wordsOf(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Length of the longest common subsequence of every pair of tails, row by row. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint16Array {
  const width = fresh.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = fresh.length - 1; column >= 0; column--) {
      const here = row * width + column;
      lengths[here] =
        old[row] === fresh[column]
          ? (lengths[here + width + 1] ?? 0) + 1
          : Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0);
    }
  }
  return lengths;
}

function walkBack(
  old: readonly string[],
  fresh: readonly string[],
  lengths: Uint16Array,
): DiffPart[] {
  const width = fresh.length + 1;
  const parts: DiffPart[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < fresh.length) {
    const left = old[row];
    const right = fresh[column];
    if (left !== undefined && left === right) {
      parts.push({ kind: "same", text: left });
      row++;
      column++;
      continue;
    }
    const here = row * width + column;
    const removes = right === undefined || (lengths[here + width] ?? 0) >= (lengths[here + 1] ?? 0);
    if (left !== undefined && removes) {
      parts.push({ kind: "removed", text: left });
      row++;
    } else {
      parts.push({ kind: "added", text: right ?? "" });
      column++;
    }
  }
  return parts;
}

/** Neighbours of one kind become one part; a change reads removed first, then added. */
function merged(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    if (removed) result.push({ kind: "removed", text: removed });
    if (added) result.push({ kind: "added", text: added });
    removed = "";
    added = "";
  };
  for (const { kind, text } of parts) {
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.kind === "same") last.text += text;
      else result.push({ kind, text });
    }
  }
  flush();
  return result;
}
