import type { Context } from "@/server/context";
import { AppError } from "@/server/errors";
import { RateLimiter } from "@/server/rate-limiter";
import { pushLimits } from "../schema";

const { perSecond, burst } = pushLimits;
const limiter = new RateLimiter({ perSecond, burst });

/** Calls of one connection, whoever makes them. Ask after the connection was found: others take no tokens of it. */
export function requireTokens(ctx: Context, connectionId: string): void {
  const key = `${ctx.publisherId}/${connectionId}`;
  const retryAfterSeconds = limiter.secondsToWait(key, ctx.now.getTime());
  if (retryAfterSeconds === 0) return;
  throw new AppError(
    "too_many",
    `This connection takes ${perSecond} calls a second. Wait as long as Retry-After says.`,
    { retryAfterSeconds },
  );
}
