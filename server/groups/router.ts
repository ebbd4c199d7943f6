import { everyone, managers, procedure, router, writers } from "@/server/trpc/init";
import {
  createSegment,
  refreshSegment,
  removeSegment,
  updateGroupSettings,
  updateSegment,
} from "./commands";
import { createKnownGroup, updateKnownGroup } from "./known/commands";
import { exportKnownGroup, knownGroupById } from "./known/queries";
import { groupSettings, listGroups, pickGroups, segmentById } from "./queries";
import {
  countInput,
  createKnownInput,
  createSegmentInput,
  idInput,
  listInput,
  overlapInput,
  pickInput,
  settingsInput,
  updateKnownInput,
  updateSegmentInput,
} from "./schema";
import { countSegment, explainSegment } from "./segments/count";
import { overlapWith } from "./segments/overlap";
import { sampleMembers } from "./segments/sample";
import { segmentOverview } from "./segments/statistics";

export const groupsRouter = router({
  list: procedure(everyone)
    .input(listInput)
    .query(({ ctx, input }) => listGroups(ctx, input)),
  /** What the wizard's picker offers for one app. */
  choices: router({
    list: procedure(everyone)
      .input(pickInput)
      .query(({ ctx, input }) => pickGroups(ctx, input)),
  }),
  segments: router({
    byId: procedure(everyone)
      .input(idInput)
      .query(({ ctx, input }) => segmentById(ctx, input)),
    /** Exact; the rule need not be saved. */
    count: procedure(everyone)
      .input(countInput)
      .query(({ ctx, input, signal }) => countSegment(ctx, input, signal)),
    /** The waterfall: where people fall out. */
    explain: procedure(everyone)
      .input(countInput)
      .query(({ ctx, input, signal }) => explainSegment(ctx, input, signal)),
    /** App statistics, and each filter alone. */
    overview: procedure(everyone)
      .input(countInput)
      .query(({ ctx, input, signal }) => segmentOverview(ctx, input, signal)),
    create: procedure(writers)
      .input(createSegmentInput)
      .mutation(({ ctx, input }) => createSegment(ctx, input)),
    update: procedure(writers)
      .input(updateSegmentInput)
      .mutation(({ ctx, input }) => updateSegment(ctx, input)),
    remove: procedure(writers)
      .input(idInput)
      .mutation(({ ctx, input }) => removeSegment(ctx, input)),
  }),
  snapshots: router({
    create: procedure(writers)
      .input(idInput)
      .mutation(({ ctx, input }) => refreshSegment(ctx, input)),
  }),
  overlap: router({
    count: procedure(everyone)
      .input(overlapInput)
      .query(({ ctx, input, signal }) => overlapWith(ctx, input, signal)),
  }),
  /** What members look like: personal data, so not for everyone. */
  members: router({
    list: procedure(managers)
      .input(countInput)
      .query(({ ctx, input, signal }) => sampleMembers(ctx, input, signal)),
  }),
  known: router({
    byId: procedure(everyone)
      .input(idInput)
      .query(({ ctx, input }) => knownGroupById(ctx, input)),
    export: procedure(writers)
      .input(idInput)
      .query(({ ctx, input }) => exportKnownGroup(ctx, input)),
    create: procedure(writers)
      .input(createKnownInput)
      .mutation(({ ctx, input }) => createKnownGroup(ctx, input)),
    update: procedure(writers)
      .input(updateKnownInput)
      .mutation(({ ctx, input }) => updateKnownGroup(ctx, input)),
  }),
  settings: router({
    overview: procedure(everyone).query(({ ctx }) => groupSettings(ctx)),
    update: procedure(managers)
      .input(settingsInput)
      .mutation(({ ctx, input }) => updateGroupSettings(ctx, input)),
  }),
});
