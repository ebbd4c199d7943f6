import { notificationsRouter } from "@/server/notifications/router";
import { router } from "./init";

/** The nouns that can be reached. */
export const appRouter = router({
  notifications: notificationsRouter,
});

export type AppRouter = typeof appRouter;
