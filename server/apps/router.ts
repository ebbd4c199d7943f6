import { everyone, managers, procedure, router } from "@/server/trpc/init";
import {
  createApp,
  removeApp,
  replacePublicKey,
  storeCredentials,
  testCredentials,
  testPush,
  updateApp,
} from "./commands";
import { appById, listApps } from "./queries";
import {
  appIdInput,
  createInput,
  credentialsIdInput,
  credentialsInput,
  updateInput,
} from "./schema";
import { createWebPushKey, updateWebPushContact } from "./web-push/commands";
import { createKeyInput, updateContactInput } from "./web-push/schema";

export const appsRouter = router({
  list: procedure(everyone).query(({ ctx }) => listApps(ctx)),
  byId: procedure(everyone)
    .input(appIdInput)
    .query(({ ctx, input }) => appById(ctx, input)),
  create: procedure(managers)
    .input(createInput)
    .mutation(({ ctx, input }) => createApp(ctx, input)),
  update: procedure(managers)
    .input(updateInput)
    .mutation(({ ctx, input }) => updateApp(ctx, input)),
  remove: procedure(managers)
    .input(appIdInput)
    .mutation(({ ctx, input }) => removeApp(ctx, input)),
  publicKey: router({
    update: procedure(managers)
      .input(appIdInput)
      .mutation(({ ctx, input }) => replacePublicKey(ctx, input)),
  }),
  webPushKey: router({
    create: procedure(managers)
      .input(createKeyInput)
      .mutation(({ ctx, input }) => createWebPushKey(ctx, input)),
    update: procedure(managers)
      .input(updateContactInput)
      .mutation(({ ctx, input }) => updateWebPushContact(ctx, input)),
  }),
  credentials: router({
    update: procedure(managers)
      .input(credentialsInput)
      .mutation(({ ctx, input }) => storeCredentials(ctx, input)),
    test: procedure(managers)
      .input(credentialsIdInput)
      .mutation(({ ctx, input }) => testCredentials(ctx, input)),
  }),
  push: router({
    test: procedure(managers)
      .input(credentialsIdInput)
      .mutation(({ ctx, input }) => testPush(ctx, input)),
  }),
});
