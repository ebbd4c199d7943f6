const shortestMs = 1_000;
const longestMs = 3_600_000;

/**
 * Retry-After as milliseconds from now: delta-seconds or an HTTP date, held within a second and an hour so that
 * a hostile answer can neither hammer nor park us (T4). Undefined when absent or not of either form.
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim();
  if (!text) {
    return undefined;
  }
  if (/^\d+$/.test(text)) {
    return clamp(Number(text) * 1_000);
  }
  const at = /^[A-Za-z]{3,9}, ?\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : clamp(at - now);
}

function clamp(milliseconds: number): number {
  return Math.min(longestMs, Math.max(shortestMs, milliseconds));
}
