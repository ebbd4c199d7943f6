/** Undo over whole values: content is immutable, so keeping the old one is enough. */
export interface History<T> {
  readonly past: readonly T[];
  readonly future: readonly T[];
  /** What the last change was about; typing on in the same field is one step. */
  readonly lastKey?: string;
  readonly lastAt: number;
}

export const emptyHistory = { past: [], future: [], lastAt: 0 } as const;

const mostSteps = 200;
const oneStepMs = 1000;

/** Notes that `before` is about to be replaced. Changes of one key shortly after another are one step. */
export function record<T>(
  history: History<T>,
  before: T,
  { key, at }: { key?: string; at: number },
): History<T> {
  const isSameStep =
    key !== undefined && key === history.lastKey && at - history.lastAt < oneStepMs;
  const past = isSameStep ? history.past : [...history.past, before].slice(-mostSteps);
  return { past, future: [], lastKey: key, lastAt: at };
}

export interface Step<T> {
  history: History<T>;
  value: T;
}

export function undo<T>({ past, future }: History<T>, now: T): Step<T> | undefined {
  const value = past.at(-1);
  if (value === undefined) return undefined;
  return { value, history: { past: past.slice(0, -1), future: [now, ...future], lastAt: 0 } };
}

export function redo<T>({ past, future }: History<T>, now: T): Step<T> | undefined {
  const [value, ...rest] = future;
  if (value === undefined) return undefined;
  return { value, history: { past: [...past, now], future: rest, lastAt: 0 } };
}
