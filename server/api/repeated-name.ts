/**
 * The way to the first name that an object of this JSON has twice, for example ["params", "CaseID"]; undefined when
 * none has. JSON.parse keeps the last of them and says nothing. The text is JSON already.
 */
export function repeatedName(text: string): string[] | undefined {
  const frames: Frame[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const frame = frames.at(-1);
    switch (text[at]) {
      case "{":
        frames.push({ names: new Set(), place: "" });
        break;
      case "[":
        frames.push({ names: undefined, place: "0" });
        break;
      case "}":
      case "]":
        frames.pop();
        break;
      case ",":
        if (frame && !frame.names) frame.place = String(Number(frame.place) + 1);
        break;
      case '"': {
        const end = endOfText(text, at);
        if (frame?.names && isName(text, end + 1)) {
          frame.place = JSON.parse(text.slice(at, end + 1));
          if (frame.names.has(frame.place)) return frames.map(({ place }) => place);
          frame.names.add(frame.place);
        }
        at = end;
        break;
      }
    }
  }
  return undefined;
}

interface Frame {
  /** Of an object; an array has none. */
  names: Set<string> | undefined;
  /** The member or position that is being read. */
  place: string;
}

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function isName(text: string, from: number): boolean {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at += 1;
  return text[at] === ":";
}
