import { everyone, procedure, router } from "@/server/trpc/init";
import { notificationsBehind } from "./behind";
import { exportAnalyze } from "./export";
import { analyzeByMarket, analyzeOverTime, analyzeOverview } from "./queries";
import { analyzeInput, behindInput } from "./schema";

export const analyzeRouter = router({
  /** P-75: the four figures and the period before. */
  overview: procedure(everyone)
    .input(analyzeInput)
    .query(({ ctx, input }) => analyzeOverview(ctx, input)),
  /** P-76: user action states. */
  overTime: procedure(everyone)
    .input(analyzeInput)
    .query(({ ctx, input }) => analyzeOverTime(ctx, input)),
  /** P-77: the maps. */
  byMarket: procedure(everyone)
    .input(analyzeInput)
    .query(({ ctx, input }) => analyzeByMarket(ctx, input)),
  /** The notifications behind a country or a day. */
  list: procedure(everyone)
    .input(behindInput)
    .query(({ ctx, input }) => notificationsBehind(ctx, input)),
  /** Every day, app and market of the selection, as CSV. */
  export: procedure(everyone)
    .input(analyzeInput)
    .query(({ ctx, input }) => exportAnalyze(ctx, input)),
});
