import { and, eq } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/connect";
import { notifications } from "@/db/schema";
import type { Clock } from "@/server/clock";
import { gatherReports } from "./report-queue";

export interface DeliveryTools {
  db: Database;
  clock: Clock;
}

const reportPayload = z.object({
  publisherId: z.number().int(),
  appId: z.number().int(),
  notificationId: z.number().int(),
  registrationId: z.number().int(),
  metric: z.number().int(),
  at: z.iso.datetime(),
  activationType: z.string(),
});

/** The window of the push is not recorded yet: the queue tries again. */
class NotRecordedError extends Error {}

/** Jobs of this noun, for the worker's task list. */
export function deliveryTasks(tools: DeliveryTools): TaskList {
  return { "count-report": (payload) => countEarlyReport(tools, payload) };
}

/** A launch or interaction that was reported before its delivery was recorded. */
export async function countEarlyReport(tools: DeliveryTools, payload: unknown): Promise<void> {
  const report = reportPayload.parse(payload);
  const row = { ...report, at: new Date(report.at) };
  const isOpen = await isUnderWay(tools.db, report);
  const [verdict] = await gatherReports(tools.db, [row], tools.clock());
  if (verdict === "early" && isOpen)
    throw new NotRecordedError("The delivery is not recorded yet.");
}

async function isUnderWay(
  db: Database,
  { publisherId, notificationId }: { publisherId: number; notificationId: number },
): Promise<boolean> {
  const [row] = await db
    .select({ finishedAt: notifications.finishedAt })
    .from(notifications)
    .where(and(eq(notifications.publisherId, publisherId), eq(notifications.id, notificationId)));
  return row !== undefined && row.finishedAt === null;
}
