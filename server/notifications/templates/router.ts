import { everyone, procedure, router, writers } from "@/server/trpc/init";
import { removeTemplate, renameTemplate, saveTemplate } from "./commands";
import { listTemplates } from "./queries";
import { renameTemplateInput, saveTemplateInput, templateIdInput } from "./schema";

export const templatesRouter = router({
  list: procedure(everyone).query(({ ctx }) => listTemplates(ctx)),
  create: procedure(writers)
    .input(saveTemplateInput)
    .mutation(({ ctx, input }) => saveTemplate(ctx, input)),
  update: procedure(writers)
    .input(renameTemplateInput)
    .mutation(({ ctx, input }) => renameTemplate(ctx, input)),
  remove: procedure(writers)
    .input(templateIdInput)
    .mutation(({ ctx, input }) => removeTemplate(ctx, input)),
});
