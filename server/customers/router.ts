import { managers, procedure, router, writers } from "@/server/trpc/init";
import { importRecords, noteImport } from "./import/import";
import { listPeople } from "./people/find";
import { personById } from "./people/overview";
import { exportPerson, removePerson } from "./people/person";
import { importEndInput, importPartInput, peopleInput, personIdInput, personInput } from "./schema";

export const customersRouter = router({
  imports: router({
    /** A part of a file: the page reads it, keeps its place, and goes on where it stopped. */
    create: procedure(managers)
      // A line that can't be stored is refused by itself, not with its part.
      .meta({ roles: managers, takesAnyText: true })
      .input(importPartInput)
      .mutation(({ ctx, input }) => importRecords(ctx, input)),
    /** The end of a file, for the audit log. */
    update: procedure(managers)
      .input(importEndInput)
      .mutation(({ ctx, input }) => noteImport(ctx, input)),
  }),
  people: router({
    list: procedure(writers)
      .input(peopleInput)
      .query(({ ctx, input }) => listPeople(ctx, input)),
    byId: procedure(writers)
      .input(personIdInput)
      .query(({ ctx, input }) => personById(ctx, input)),
  }),
  /** Everything that is kept of a person; who asked for it is noted. */
  export: procedure(managers)
    .input(personInput)
    .mutation(({ ctx, input }) => exportPerson(ctx, input)),
  remove: procedure(managers)
    .input(personInput)
    .mutation(({ ctx, input }) => removePerson(ctx, input)),
});
