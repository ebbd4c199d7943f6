import { everyone, managers, procedure, router } from "@/server/trpc/init";
import { retireRegistration } from "./commands";
import { countRegistrations, listRegistrations } from "./queries";
import { countInput, listInput, retireInput } from "./schema";

export const registrationsRouter = router({
  list: procedure(everyone)
    .input(listInput)
    .query(({ ctx, input }) => listRegistrations(ctx, input)),
  count: procedure(everyone)
    .input(countInput)
    .query(({ ctx, input }) => countRegistrations(ctx, input)),
  remove: procedure(managers)
    .input(retireInput)
    .mutation(({ ctx, input }) => retireRegistration(ctx, input)),
});
