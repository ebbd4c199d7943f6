/** Token buckets in memory: each web process counts for itself. */

export interface Limit {
  perSecond: number;
  /** How many may come at once. */
  burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const mostBuckets = 50_000;

export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly limit: Limit) {}

  /** Takes one token; 0 = go on, otherwise the seconds until there is one. */
  secondsToWait(key: string, nowMs: number): number {
    const { perSecond, burst } = this.limit;
    const known = this.buckets.get(key);
    const passed = known ? Math.max(0, nowMs - known.at) / 1_000 : 0;
    const tokens = known ? Math.min(burst, known.tokens + passed * perSecond) : burst;
    const isFree = tokens >= 1;
    this.put(key, { tokens: isFree ? tokens - 1 : tokens, at: nowMs });
    return isFree ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }

  /** The one that was used longest ago goes first: Map keeps the order of insertion. */
  private put(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size <= mostBuckets) return;
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
