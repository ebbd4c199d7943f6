import { everyone, managers, procedure, router, writers } from "@/server/trpc/init";
import {
  rememberTexts,
  removeMemory,
  removeTerm,
  removeTranslator,
  storeTerm,
  storeTranslator,
  testTranslator,
  updateTranslators,
} from "./commands";
import { askTranslation } from "./jobs/ask";
import { listMemory, listTerms, listTranslators, suggestTexts, translationById } from "./queries";
import {
  idInput,
  memoryListInput,
  rememberInput,
  suggestInput,
  termInput,
  translateInput,
  translatorInput,
  translatorNameInput,
  translatorUpdateInput,
} from "./schema";

export const translationRouter = router({
  /** Translates at once what needs no translator; byId tells what came of the rest. */
  create: procedure(writers)
    .input(translateInput)
    .mutation(({ ctx, input }) => askTranslation(ctx, input)),
  byId: procedure(writers)
    .input(idInput)
    .query(({ ctx, input }) => translationById(ctx, input)),
  /** Similar texts of the memory. */
  preview: procedure(everyone)
    .input(suggestInput)
    .query(({ ctx, input }) => suggestTexts(ctx, input)),
  translators: router({
    list: procedure(everyone).query(({ ctx }) => listTranslators(ctx)),
    create: procedure(managers)
      .input(translatorInput)
      .mutation(({ ctx, input }) => storeTranslator(ctx, input)),
    update: procedure(managers)
      .input(translatorUpdateInput)
      .mutation(({ ctx, input }) => updateTranslators(ctx, input)),
    remove: procedure(managers)
      .input(translatorNameInput)
      .mutation(({ ctx, input }) => removeTranslator(ctx, input)),
    test: procedure(managers)
      .input(translatorNameInput)
      .mutation(({ ctx, input }) => testTranslator(ctx, input)),
  }),
  glossary: router({
    list: procedure(everyone).query(({ ctx }) => listTerms(ctx)),
    update: procedure(managers)
      .input(termInput)
      .mutation(({ ctx, input }) => storeTerm(ctx, input)),
    remove: procedure(managers)
      .input(idInput)
      .mutation(({ ctx, input }) => removeTerm(ctx, input)),
  }),
  memory: router({
    list: procedure(everyone)
      .input(memoryListInput)
      .query(({ ctx, input }) => listMemory(ctx, input)),
    update: procedure(writers)
      .input(rememberInput)
      .mutation(({ ctx, input }) => rememberTexts(ctx, input)),
    remove: procedure(managers)
      .input(idInput)
      .mutation(({ ctx, input }) => removeMemory(ctx, input)),
  }),
});
