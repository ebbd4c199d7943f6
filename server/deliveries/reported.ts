import { type InteractionAction, type Metric, metricCodes, type Surface } from "@/db/enums";

/** Pure: what a report of an app means for the counters. */

/** How long a report may have waited for a network (K-28). */
const oldestReportMs = 30 * 86_400_000;

/** The app's clock may be wrong: never later than now, never older than a report can wait. */
export function reportTime(at: string | undefined, now: Date): Date {
  const reported = at === undefined ? now.getTime() : Date.parse(at);
  const oldest = now.getTime() - oldestReportMs;
  return new Date(Math.min(now.getTime(), Math.max(oldest, reported)));
}

/**
 * An action and what follows from it: what was selected, dismissed or timed out was shown, and a toast that
 * timed out is in Action Center from then on. So shown ≥ each other count, whichever reports get through.
 */
export function metricsOf(surface: Surface, action: InteractionAction): number[] {
  const metrics: Metric[] = [`${surface}_${action}`];
  if (action !== "shown" && action !== "failed") metrics.push(`${surface}_shown`);
  if (surface === "toast" && action === "timed_out") metrics.push("action_center_shown");
  return metrics.map((metric) => metricCodes[metric]);
}
