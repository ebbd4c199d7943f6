import {
  anyoneProcedure,
  everyone,
  managers,
  owners,
  procedure,
  router,
  signedInProcedure,
} from "@/server/trpc/init";
import {
  addMember,
  renewPassword,
  switchPublisher,
  updateMember,
  updatePublisher,
} from "./commands";
import { changePassword, updateProfile } from "./profile";
import { listMembers, listPublishers, sessionOverview, setupState } from "./queries";
import {
  memberCreate,
  memberInput,
  memberUpdate,
  passwordUpdate,
  profileUpdate,
  publisherUpdate,
  setupCreate,
  switchInput,
} from "./schema";
import { createFirstOwner } from "./setup";

export const publishersRouter = router({
  list: signedInProcedure.query(({ ctx }) => listPublishers(ctx)),
  update: procedure(owners)
    .input(publisherUpdate)
    .mutation(({ ctx, input }) => updatePublisher(ctx, input)),
  session: router({
    overview: signedInProcedure.query(({ ctx }) => sessionOverview(ctx)),
    /** Which publisher this session looks at. */
    update: signedInProcedure
      .input(switchInput)
      .mutation(({ ctx, input }) => switchPublisher(ctx, input)),
  }),
  members: router({
    list: procedure(everyone).query(({ ctx }) => listMembers(ctx)),
    create: procedure(managers)
      .input(memberCreate)
      .mutation(({ ctx, input }) => addMember(ctx, input)),
    update: procedure(managers)
      .input(memberUpdate)
      .mutation(({ ctx, input }) => updateMember(ctx, input)),
    password: router({
      create: procedure(managers)
        .input(memberInput)
        .mutation(({ ctx, input }) => renewPassword(ctx, input)),
    }),
  }),
  profile: router({
    update: signedInProcedure
      .input(profileUpdate)
      .mutation(({ ctx, input }) => updateProfile(ctx, input)),
  }),
  password: router({
    update: signedInProcedure
      .input(passwordUpdate)
      .mutation(({ ctx, input }) => changePassword(ctx, input)),
  }),
  setup: router({
    overview: anyoneProcedure.query(({ ctx }) => setupState(ctx)),
    create: anyoneProcedure
      .input(setupCreate)
      .mutation(({ ctx, input }) => createFirstOwner(ctx, input)),
  }),
});
