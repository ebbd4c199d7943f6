import { everyone, managers, procedure, router } from "@/server/trpc/init";
import { verifyAudit } from "./audit";
import { createApiKey, revokeApiKey } from "./commands";
import { listApiKeys, listAuditEvents } from "./queries";
import { apiKeyCreate, apiKeyIdInput, auditListInput, sendingUpdate } from "./schema";
import { sendingRules, updateSending } from "./sending";

export const settingsRouter = router({
  apiKeys: router({
    list: procedure(managers).query(({ ctx }) => listApiKeys(ctx)),
    create: procedure(managers)
      .input(apiKeyCreate)
      .mutation(({ ctx, input }) => createApiKey(ctx, input)),
    /** Revokes. */
    remove: procedure(managers)
      .input(apiKeyIdInput)
      .mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
  }),
  /** Frequency cap and quiet hours. */
  sending: router({
    overview: procedure(everyone).query(({ ctx }) => sendingRules(ctx)),
    update: procedure(managers)
      .input(sendingUpdate)
      .mutation(({ ctx, input }) => updateSending(ctx, input)),
  }),
  audit: router({
    list: procedure(managers)
      .input(auditListInput)
      .query(({ ctx, input }) => listAuditEvents(ctx, input)),
    /** Whether the chain is intact, and if not, where it breaks. */
    test: procedure(managers).query(({ ctx }) => verifyAudit(ctx)),
  }),
});
