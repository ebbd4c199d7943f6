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
import {
  changeMembers,
  removeGroup,
  removePerson,
  saveGroup,
  savePerson,
} from "./directory/commands";
import { importDirectory } from "./directory/import";
import { exportDirectory, listGroups, listMembers, listPeople } from "./directory/queries";
import {
  directoryListInput,
  groupInput,
  idInput,
  importInput,
  membersInput,
  membersListInput,
  personInput,
} from "./directory/schema";
import { entraInput } from "./entra/schema";
import { disconnectEntra, entraStatus, storeEntra, syncNow, testEntra } from "./entra/settings";
import { listPushes, pushById, pushCall } from "./pushes/queries";
import {
  connectionCreate,
  connectionIdInput,
  connectionRename,
  consoleCall,
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
  /** The directory that people and groups are taken from: Microsoft Entra ID. */
  directory: router({
    byId: procedure(everyone).query(({ ctx }) => entraStatus(ctx)),
    create: procedure(managers)
      .input(entraInput)
      .mutation(({ ctx, input }) => storeEntra(ctx, input)),
    test: procedure(managers).mutation(({ ctx }) => testEntra(ctx)),
    /** Sync now. */
    update: procedure(managers).mutation(({ ctx }) => syncNow(ctx)),
    remove: procedure(managers).mutation(({ ctx }) => disconnectEntra(ctx)),
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
      .input(consoleCall)
      .mutation(({ ctx, input }) => sendFromConsole(ctx, input)),
  }),
  people: router({
    list: procedure(everyone)
      .input(directoryListInput)
      .query(({ ctx, input }) => listPeople(ctx, input)),
    /** Adds one, or changes the one whose id is given. */
    update: procedure(writers)
      .input(personInput)
      .mutation(({ ctx, input }) => savePerson(ctx, input)),
    remove: procedure(writers)
      .input(idInput)
      .mutation(({ ctx, input }) => removePerson(ctx, input)),
    create: procedure(writers)
      .input(importInput)
      .mutation(({ ctx, input }) => importDirectory(ctx, input)),
    export: procedure(writers).query(({ ctx }) => exportDirectory(ctx)),
  }),
  groups: router({
    list: procedure(everyone)
      .input(directoryListInput)
      .query(({ ctx, input }) => listGroups(ctx, input)),
    /** Its people, those of groups inside it too. */
    byId: procedure(everyone)
      .input(membersListInput)
      .query(({ ctx, input }) => listMembers(ctx, input)),
    update: procedure(writers)
      .input(groupInput)
      .mutation(({ ctx, input }) => saveGroup(ctx, input)),
    remove: procedure(writers)
      .input(idInput)
      .mutation(({ ctx, input }) => removeGroup(ctx, input)),
    members: router({
      update: procedure(writers)
        .input(membersInput)
        .mutation(({ ctx, input }) => changeMembers(ctx, input)),
    }),
  }),
});
