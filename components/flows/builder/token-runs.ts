/** A text cut into plain parts and `{value}` parts, as they are written; pure. */
export function tokenRuns(text: string): { at: number; text: string; isToken: boolean }[] {
  const runs: { at: number; text: string; isToken: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{\{|\{[A-Za-z_][\w.-]*(?:\|[^{}]*)?\}/g)) {
    if (match[0] === "{{") continue;
    if (match.index > at) runs.push({ at, text: text.slice(at, match.index), isToken: false });
    runs.push({ at: match.index, text: match[0], isToken: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) runs.push({ at, text: text.slice(at), isToken: false });
  return runs;
}
