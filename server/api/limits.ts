import { RateLimiter } from "@/server/rate-limiter";

export interface ApiLimits {
  app: RateLimiter;
  address: RateLimiter;
  apiKey: RateLimiter;
}

/** Generous: they stop floods, not customers (T1, T2). */
export function createLimits(): ApiLimits {
  return {
    app: new RateLimiter({ perSecond: 3_000, burst: 6_000 }),
    address: new RateLimiter({ perSecond: 3_000, burst: 6_000 }),
    apiKey: new RateLimiter({ perSecond: 50, burst: 200 }),
  };
}
