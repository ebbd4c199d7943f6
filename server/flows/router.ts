import { everyone, managers, procedure, router, writers } from "@/server/trpc/init";
import {
  createFlow,
  createSecret,
  removeFlow,
  replayRun,
  revokeSecret,
  setFlowState,
  testFlow,
} from "./commands";
import { flowById, listFlows, listRuns } from "./queries";
import {
  createFlowInput,
  flowIdInput,
  runIdInput,
  runListInput,
  secretIdInput,
  testFlowInput,
  updateFlowInput,
} from "./schema";
import { saveFlow, turnOn } from "./turn-on";

export const flowsRouter = router({
  list: procedure(everyone).query(({ ctx }) => listFlows(ctx)),
  byId: procedure(everyone)
    .input(flowIdInput)
    .query(({ ctx, input }) => flowById(ctx, input)),
  create: procedure(writers)
    .input(createFlowInput)
    .mutation(({ ctx, input }) => createFlow(ctx, input)),
  update: procedure(writers)
    .input(updateFlowInput)
    .mutation(({ ctx, input }) => saveFlow(ctx, input)),
  remove: procedure(writers)
    .input(flowIdInput)
    .mutation(({ ctx, input }) => removeFlow(ctx, input)),
  resume: procedure(writers)
    .input(flowIdInput)
    .mutation(({ ctx, input }) => turnOn(ctx, input)),
  pause: procedure(writers)
    .input(flowIdInput)
    .mutation(({ ctx, input }) => setFlowState(ctx, { ...input, isOn: false })),
  test: procedure(writers)
    .input(testFlowInput)
    .mutation(({ ctx, input }) => testFlow(ctx, input)),
  runs: router({
    list: procedure(everyone)
      .input(runListInput)
      .query(({ ctx, input }) => listRuns(ctx, input)),
    /** Replay. */
    duplicate: procedure(writers)
      .input(runIdInput)
      .mutation(({ ctx, input }) => replayRun(ctx, input)),
  }),
  secrets: router({
    create: procedure(managers)
      .input(flowIdInput)
      .mutation(({ ctx, input }) => createSecret(ctx, input)),
    remove: procedure(managers)
      .input(secretIdInput)
      .mutation(({ ctx, input }) => revokeSecret(ctx, input)),
  }),
});
