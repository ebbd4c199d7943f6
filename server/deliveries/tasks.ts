import { and, eq } from "drizzle-orm";
import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/connect";
import { notifications } from "@/db/schema";
import type { Clock } from "@/server/clock";
import { countLaunch } from "./launch-sql";
import { activationTypes } from "./schema";

export interface DeliveryTools {
  db: Database;
  clock: Clock;
}

const launchPayload = z.object({
  publisherId: z.number().int(),
  appId: z.number().int(),
  notificationId: z.number().int(),
  registrationId: z.number().int(),
  at: z.iso.datetime(),
  activationType: z.enum(activationTypes),
});

/** The window of the push is not recorded yet: the queue tries again. */
class NotRecordedError extends Error {}

/** Jobs of this noun, for the worker's task list. */
export function deliveryTasks(tools: DeliveryTools): TaskList {
  return { "count-launch": (payload) => countEarlyLaunch(tools, payload) };
}

/** A launch that was reported before its delivery was recorded. */
export async function countEarlyLaunch(tools: DeliveryTools, payload: unknown): Promise<void> {
  const launch = launchPayload.parse(payload);
  const row = { ...launch, at: new Date(launch.at), now: tools.clock(), shard: 0 };
  const isOpen = await isUnderWay(tools.db, launch);
  const verdict = await countLaunch(tools.db, row);
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
