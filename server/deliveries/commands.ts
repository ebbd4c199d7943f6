import { sql } from "drizzle-orm";
import { metricCodes } from "@/db/enums";
import type { Context } from "@/server/context";
import { gatherReports } from "./report-queue";
import type { Report, ReportVerdict } from "./report-sql";
import { metricsOf, reportTime } from "./reported";
import type { InteractionsInput, LaunchInput } from "./schema";
import { readToken } from "./tracking-token";

const earlyRetrySeconds = 5;

/**
 * The app was started from a notification (K-21, P-71). Idempotent, and silent about what it made of the token:
 * a forged, foreign or repeated one is answered like a good one and counts nothing (P13).
 */
export async function reportLaunch(
  ctx: Context,
  { appId, ...input }: LaunchInput & { appId: number },
): Promise<ReportVerdict> {
  const delivery = readToken(input.token);
  if (delivery?.publisherId !== ctx.publisherId) return "ignored";
  const report: Report = {
    ...delivery,
    appId,
    metric: metricCodes.launched,
    at: reportTime(input.at, ctx.now),
    activationType: input.activationType,
  };
  const [verdict = "ignored"] = await gatherReports(ctx.db, [report], ctx.now);
  if (verdict === "early") await countLater(ctx, [report]);
  return verdict;
}

/** What customers did with notifications (P-76): the same promises as for launches, many at once. */
export async function reportInteractions(
  ctx: Context,
  { appId, interactions }: InteractionsInput & { appId: number },
): Promise<ReportVerdict[]> {
  const reports = interactions.flatMap(({ token, surface, action, at }): Report[] => {
    const delivery = readToken(token);
    if (delivery?.publisherId !== ctx.publisherId) return [];
    const common = { ...delivery, appId, at: reportTime(at, ctx.now), activationType: "" };
    return metricsOf(surface, action).map((metric) => ({ ...common, metric }));
  });
  const verdicts = await gatherReports(ctx.db, reports, ctx.now);
  await countLater(
    ctx,
    reports.filter((_, place) => verdicts[place] === "early"),
  );
  return verdicts;
}

/** Quicker than the record of the window it was sent in: whether it counts is decided when that is written. */
async function countLater(ctx: Context, reports: Report[]): Promise<void> {
  if (reports.length === 0) return;
  // One job per key, in one order: add_jobs takes no key twice, and two calls must not wait for each other.
  const byKey = new Map(reports.map((report) => [jobKeyOf(report), report]));
  const jobs = [...byKey]
    .map(([key, report]) => ({ key, report }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  await ctx.db.execute(sql`
    select graphile_worker.add_jobs(array(
      select row('count-report', j->'report', null, now() + make_interval(secs => ${earlyRetrySeconds}), 12,
        j->>'key', null, null)::graphile_worker.job_spec
      from json_array_elements(${JSON.stringify(jobs)}::json) j
    ), job_key_preserve_run_at => true)`);
}

function jobKeyOf({ publisherId, notificationId, registrationId, metric }: Report): string {
  const kind = metric === metricCodes.launched ? "launch" : `interaction/${metric}`;
  return `${kind}/${publisherId}/${notificationId}/${registrationId}`;
}
