import { everyone, procedure, router } from "@/server/trpc/init";
import { notificationStatistics } from "./queries";
import { statisticsInput } from "./schema";

export const deliveriesRouter = router({
  /** P-66 to P-72: what became of one notification. */
  overview: procedure(everyone)
    .input(statisticsInput)
    .query(({ ctx, input }) => notificationStatistics(ctx, input)),
});
