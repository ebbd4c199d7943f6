import { everyone, procedure, router, writers } from "@/server/trpc/init";
import { sendCalendar } from "./calendar/calendar";
import {
  cancelNotification,
  pauseNotification,
  removeNotification,
  resumeNotification,
  scheduleNotification,
} from "./commands";
import { createNotification, duplicateNotification, updateDraft } from "./drafts";
import { explainNotification } from "./explain/explain";
import { exportNotifications } from "./list/export";
import { listNotifications } from "./list/list";
import { notificationProgress } from "./list/progress";
import { exportInput, listInput, overviewInput } from "./list/schema";
import { notificationById } from "./queries";
import { previewAudience } from "./review/reach";
import { reviewNotification } from "./review/review";
import {
  calendarInput,
  countInput,
  createInput,
  explainInput,
  idInput,
  scheduleInput,
  updateInput,
} from "./schema";
import { templatesRouter } from "./templates/router";
import { testPushRouter } from "./test-push/router";

export const notificationsRouter = router({
  templates: templatesRouter,
  testPush: testPushRouter,
  list: procedure(everyone)
    .input(listInput)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
  byId: procedure(everyone)
    .input(idInput)
    .query(({ ctx, input }) => notificationById(ctx, input)),
  /** Live figures of those under way. */
  overview: procedure(everyone)
    .input(overviewInput)
    .query(({ ctx, input }) => notificationProgress(ctx, input)),
  /** The exact reach of an audience now. */
  count: procedure(everyone)
    .input(countInput)
    .query(({ ctx, input }) => previewAudience(ctx, input)),
  /** The dry run of a draft. */
  preview: procedure(everyone)
    .input(idInput)
    .query(({ ctx, input }) => reviewNotification(ctx, input)),
  /** CSV of the list as it is filtered and sorted. */
  export: procedure(everyone)
    .input(exportInput)
    .query(({ ctx, input }) => exportNotifications(ctx, input)),
  /** Why did this person (not) get it? */
  explain: procedure(everyone)
    .input(explainInput)
    .query(({ ctx, input }) => explainNotification(ctx, input)),
  /** What is planned, and how many people get several. */
  calendar: router({
    overview: procedure(everyone)
      .input(calendarInput)
      .query(({ ctx, input }) => sendCalendar(ctx, input)),
  }),
  create: procedure(writers)
    .input(createInput)
    .mutation(({ ctx, input }) => createNotification(ctx, input)),
  update: procedure(writers)
    .input(updateInput)
    .mutation(({ ctx, input }) => updateDraft(ctx, input)),
  remove: procedure(writers)
    .input(idInput)
    .mutation(({ ctx, input }) => removeNotification(ctx, input)),
  duplicate: procedure(writers)
    .input(idInput)
    .mutation(({ ctx, input }) => duplicateNotification(ctx, input)),
  schedule: procedure(writers)
    .input(scheduleInput)
    .mutation(({ ctx, input }) => scheduleNotification(ctx, input)),
  pause: procedure(writers)
    .input(idInput)
    .mutation(({ ctx, input }) => pauseNotification(ctx, input)),
  resume: procedure(writers)
    .input(idInput)
    .mutation(({ ctx, input }) => resumeNotification(ctx, input)),
  cancel: procedure(writers)
    .input(idInput)
    .mutation(({ ctx, input }) => cancelNotification(ctx, input)),
});
