import { everyone, managers, procedure, router } from "@/server/trpc/init";
import { retireRegistration } from "./commands";
import { countRegistrations, listRegistrations, registrationValues } from "./queries";
import { countInput, listInput, overviewInput, retireInput } from "./schema";

export const registrationsRouter = router({
  list: procedure(everyone)
    .input(listInput)
    .query(({ ctx, input }) => listRegistrations(ctx, input)),
  count: procedure(everyone)
    .input(countInput)
    .query(({ ctx, input }) => countRegistrations(ctx, input)),
  /** Languages and time zones with their number of live devices, for the filters. */
  overview: procedure(everyone)
    .input(overviewInput)
    .query(({ ctx, input }) => registrationValues(ctx, input)),
  remove: procedure(managers)
    .input(retireInput)
    .mutation(({ ctx, input }) => retireRegistration(ctx, input)),
});
