import { managers, procedure, router } from "@/server/trpc/init";
import { importRecords } from "./import/import";
import { exportPerson, removePerson } from "./people/person";
import { importPartInput, personInput } from "./schema";

export const customersRouter = router({
  imports: router({
    /** A part of a file: the page reads it, keeps its place, and goes on where it stopped. */
    create: procedure(managers)
      // A line that can't be stored is refused by itself, not with its part.
      .meta({ roles: managers, takesAnyText: true })
      .input(importPartInput)
      .mutation(({ ctx, input }) => importRecords(ctx, input)),
  }),
  export: procedure(managers)
    .input(personInput)
    .query(({ ctx, input }) => exportPerson(ctx, input)),
  remove: procedure(managers)
    .input(personInput)
    .mutation(({ ctx, input }) => removePerson(ctx, input)),
});
