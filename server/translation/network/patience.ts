import { retryAfterMs } from "@/server/providers/retry-after";
import type { TranslatorAnswer, TranslatorCall, TranslatorHttp } from "./http";

export interface Patience {
  /** Tries in all. */
  attempts: number;
  /** No try begins later than this after the first. */
  budgetMs: number;
  sleep(milliseconds: number): Promise<void>;
  random(): number;
}

export const defaultPatience: Patience = {
  attempts: 4,
  budgetMs: 30_000,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
};

const firstPauseMs = 500;
const worthAnotherTry = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Tries again what may pass: full jitter over a doubling pause, never shorter than Retry-After asks for. What asks
 * for a longer wait than the budget has left is given back as it is.
 */
export async function callWithPatience(
  http: TranslatorHttp,
  call: TranslatorCall,
  patience: Patience,
): Promise<TranslatorAnswer> {
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    const answer = await http(call);
    if (attempt >= patience.attempts || !mayPass(answer)) return answer;
    const asked =
      answer.kind === "answer"
        ? retryAfterMs(answer.headers["retry-after"], Date.now())
        : undefined;
    const pause = (asked ?? 0) + patience.random() * firstPauseMs * 2 ** (attempt - 1);
    if (waited + pause > patience.budgetMs) return answer;
    await patience.sleep(pause);
    waited += pause;
  }
}

function mayPass(answer: TranslatorAnswer): boolean {
  return answer.kind === "answer" ? worthAnotherTry.has(answer.status) : answer.failure === "reset";
}
