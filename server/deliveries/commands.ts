import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import { countLaunch, type LaunchVerdict } from "./launch-sql";
import type { LaunchInput } from "./schema";
import { readToken } from "./tracking-token";

/** Writers of different shards never wait for each other; readers sum over them. */
const shards = 8;
/** How long a report may have waited for a network (K-28). */
const oldestReportMs = 30 * 86_400_000;
const earlyRetrySeconds = 5;

/**
 * The app was started from a notification (K-21, P-71). Idempotent, and silent about what it made of the token:
 * a forged, foreign or repeated one is answered like a good one and counts nothing (P13).
 */
export async function reportLaunch(
  ctx: Context,
  { appId, ...input }: LaunchInput & { appId: number },
): Promise<LaunchVerdict> {
  const delivery = readToken(input.token);
  if (delivery?.publisherId !== ctx.publisherId) return "ignored";
  const row = {
    ...delivery,
    appId,
    at: launchTime(input.at, ctx.now),
    now: ctx.now,
    activationType: input.activationType,
    shard: randomInt(shards),
  };
  const verdict = await countLaunch(ctx.db, row);
  if (verdict === "early") await countLater(ctx, { ...row, at: row.at.toISOString() });
  return verdict;
}

/** The app's clock may be wrong: never later than now, never older than a report can wait. */
function launchTime(at: string | undefined, now: Date): Date {
  const reported = at === undefined ? now.getTime() : Date.parse(at);
  const oldest = now.getTime() - oldestReportMs;
  return new Date(Math.min(now.getTime(), Math.max(oldest, reported)));
}

/** Quicker than the record of the window it was sent in: whether it counts is decided when that is written. */
async function countLater(
  ctx: Context,
  row: {
    publisherId: number;
    appId: number;
    notificationId: number;
    registrationId: number;
    at: string;
    activationType: string;
  },
): Promise<void> {
  const { publisherId, appId, notificationId, registrationId, at, activationType } = row;
  const payload = JSON.stringify({
    publisherId,
    appId,
    notificationId,
    registrationId,
    at,
    activationType,
  });
  const jobKey = `launch/${publisherId}/${notificationId}/${registrationId}`;
  await ctx.db.execute(sql`
    select graphile_worker.add_job('count-launch', ${payload}::json, job_key => ${jobKey},
      job_key_mode => 'preserve_run_at', max_attempts => 12,
      run_at => now() + make_interval(secs => ${earlyRetrySeconds}))`);
}
