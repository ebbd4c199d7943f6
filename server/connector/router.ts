import { everyone, managers, procedure, router, writers } from "@/server/trpc/init";
import {
  createConnection,
  createConnectionKey,
  renameConnection,
  revokeConnection,
  revokeConnectionKey,
  rotateConnectionKey,
} from "./connections/commands";
import { connectionById, listConnections } from "./connections/queries";
import { listPushes, pushById, pushCall } from "./pushes/queries";
import {
  connectionCreate,
  connectionIdInput,
  connectionRename,
  consoleInput,
  historyInput,
  keyCreate,
  keyInput,
  pushIdInput,
} from "./schema";
import { checkPush } from "./send/check";
import { sendFromConsole } from "./send/console";

export const connectorRouter = router({
  connections: router({
    list: procedure(everyone).query(({ ctx }) => listConnections(ctx)),
    byId: procedure(everyone)
      .input(connectionIdInput)
      .query(({ ctx, input }) => connectionById(ctx, input)),
    create: procedure(managers)
      .input(connectionCreate)
      .mutation(({ ctx, input }) => createConnection(ctx, input)),
    update: procedure(managers)
      .input(connectionRename)
      .mutation(({ ctx, input }) => renameConnection(ctx, input)),
    /** Revokes. */
    remove: procedure(managers)
      .input(connectionIdInput)
      .mutation(({ ctx, input }) => revokeConnection(ctx, input)),
    keys: router({
      create: procedure(managers)
        .input(keyCreate)
        .mutation(({ ctx, input }) => createConnectionKey(ctx, input)),
      /** A new key for the old one, which ends a day later. */
      update: procedure(managers)
        .input(keyInput)
        .mutation(({ ctx, input }) => rotateConnectionKey(ctx, input)),
      remove: procedure(managers)
        .input(keyInput)
        .mutation(({ ctx, input }) => revokeConnectionKey(ctx, input)),
    }),
  }),
  pushes: router({
    list: procedure(everyone)
      .input(historyInput)
      .query(({ ctx, input }) => listPushes(ctx, input)),
    byId: procedure(everyone)
      .input(pushIdInput)
      .query(({ ctx, input }) => pushById(ctx, input)),
    /** The call as it was. */
    explain: procedure(everyone)
      .input(pushIdInput)
      .query(({ ctx, input }) => pushCall(ctx, input)),
    /** All but sending. */
    preview: procedure(writers)
      .input(consoleInput)
      .query(({ ctx, input }) => checkPush(ctx, { connectionId: input.id, push: input.push })),
    create: procedure(writers)
      .input(consoleInput)
      .mutation(({ ctx, input }) => sendFromConsole(ctx, input)),
  }),
});
