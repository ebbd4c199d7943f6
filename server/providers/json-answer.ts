import type { PushAnswer } from "./provider";

type Answer = Extract<PushAnswer, { kind: "answer" }>;

/** An answer's body as an object; one that is none says nothing, and what follows depends on its status. */
export function jsonOf(body: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(body));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** What the far side said, fit for one line of a screen. */
export function plainWords(answer: Answer, said: (unknown | undefined)[]): string {
  const words = said.filter((part): part is string => typeof part === "string" && part !== "");
  const status = `HTTP ${answer.status} ${answer.statusText}`.trim();
  return (words.length > 0 ? words.join(": ") : status)
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, 300)
    .trim();
}
