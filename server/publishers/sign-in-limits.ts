export interface Attempt {
  at: Date;
  succeeded: boolean;
}

/** Five wrong tries in 15 minutes: at most 20 an hour. */
export const triesAllowed = 5;
export const windowMs = 15 * 60_000;

export type Verdict = { allowed: true; triesLeft: number } | { allowed: false; retryAt: Date };

/**
 * Whether one more try may be made.
 * @param attempts of one bucket (an account from strange addresses, or an account from one address it
 * has signed in from before), any order. A success wipes what came before it.
 * @returns triesLeft: how many remain after this one, if it is wrong
 */
export function judgeAttempts(attempts: Attempt[], now: Date): Verdict {
  const sorted = [...attempts].sort((a, b) => a.at.getTime() - b.at.getTime());
  const lastSuccess = sorted.findLastIndex((attempt) => attempt.succeeded);
  const since = now.getTime() - windowMs;
  const wrong = sorted.slice(lastSuccess + 1).filter((attempt) => attempt.at.getTime() > since);
  if (wrong.length < triesAllowed)
    return { allowed: true, triesLeft: triesAllowed - wrong.length - 1 };
  const first = wrong[wrong.length - triesAllowed] ?? { at: now };
  return { allowed: false, retryAt: new Date(first.at.getTime() + windowMs) };
}
