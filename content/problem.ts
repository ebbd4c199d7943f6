/** A finding in a payload. Codes are stable; messages are for people. */
export interface Problem {
  code: string;
  severity: "error" | "warning";
  message: string;
  /** From 1. Columns count UTF-16 units, as editors do. */
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** UTF-16 offsets into the text, end exclusive. */
  start: number;
  end: number;
  fix?: ProblemFix;
}

/** Replace the text from start to end. */
export interface ProblemFix {
  label: string;
  start: number;
  end: number;
  text: string;
}

export type ProblemDraft = Pick<Problem, "code" | "severity" | "message" | "start" | "end" | "fix">;

/** Adds lines and columns to findings that know their offsets. */
export function locateProblems(source: string, drafts: readonly ProblemDraft[]): Problem[] {
  if (drafts.length === 0) return [];
  const lineStarts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) {
    lineStarts.push(at + 1);
  }
  return drafts.map((draft) => {
    const from = positionOf(lineStarts, draft.start);
    const to = positionOf(lineStarts, draft.end);
    const { line, column } = from;
    return { ...draft, line, column, endLine: to.line, endColumn: to.column };
  });
}

function positionOf(lineStarts: readonly number[], offset: number) {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
