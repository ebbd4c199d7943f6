import { procedure, router, writers } from "@/server/trpc/init";
import { sendTest } from "./commands";
import { listTestDevices, testPushById } from "./queries";
import { testDevicesInput, testPushIdInput, testPushInput } from "./schema";

export const testPushRouter = router({
  list: procedure(writers)
    .input(testDevicesInput)
    .query(({ ctx, input }) => listTestDevices(ctx, input)),
  byId: procedure(writers)
    .input(testPushIdInput)
    .query(({ ctx, input }) => testPushById(ctx, input)),
  test: procedure(writers)
    .input(testPushInput)
    .mutation(({ ctx, input }) => sendTest(ctx, input)),
});
