import { everyone, procedure, router } from "@/server/trpc/init";
import { launchesByLocalHour } from "./local-hours";
import { notificationStatistics } from "./queries";
import { statisticsInput } from "./schema";
import { sendTimeline } from "./timeline";

export const deliveriesRouter = router({
  /** P-66 to P-72: what became of one notification. */
  overview: procedure(everyone)
    .input(statisticsInput)
    .query(({ ctx, input }) => notificationStatistics(ctx, input)),
  /** Launches by the hour on each customer's clock. */
  overTime: procedure(everyone)
    .input(statisticsInput)
    .query(({ ctx, input }) => launchesByLocalHour(ctx, input)),
  /** What happened to the notification, and when. */
  list: procedure(everyone)
    .input(statisticsInput)
    .query(({ ctx, input }) => sendTimeline(ctx, input)),
});
