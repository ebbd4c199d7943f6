/** When somebody who was not accepted is asked again (RELIABILITY checklist 8). Pure. */

export const maximumAttempts = 5;
const shortestMs = 1_000;
const longestMs = 3_600_000;
const firstBackOffMs = 2_000;
const jitter = 0.25;

export interface RetryQuestion {
  /** How often the provider was asked so far, this time included. */
  attempts: number;
  /** The provider's Retry-After. */
  afterMs?: number;
  /** WNS channelthrottled: later, at most once. */
  once?: boolean;
  /** Until the notification expires; undefined = never. */
  leftMs?: number;
}

/**
 * Milliseconds until the next attempt, or undefined when there is none. Never sooner than the provider said;
 * the jitter only adds, so that those who were refused together do not come back together.
 * @param random 0 to 1
 */
export function retryDelayMs(question: RetryQuestion, random: number): number | undefined {
  const { attempts, afterMs, once, leftMs } = question;
  if (attempts >= (once ? 2 : maximumAttempts)) return undefined;
  const backOff = firstBackOffMs * 2 ** (attempts - 1);
  const base = Math.min(longestMs, Math.max(shortestMs, afterMs ?? backOff));
  const delay = Math.round(base * (1 + jitter * random));
  return leftMs !== undefined && delay >= leftMs ? undefined : delay;
}
