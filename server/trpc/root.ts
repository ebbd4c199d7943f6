import { notificationsRouter } from "@/server/notifications/router";
import { publishersRouter } from "@/server/publishers/router";
import { router } from "./init";

/** The nouns that can be reached. */
export const appRouter = router({
  notifications: notificationsRouter,
  publishers: publishersRouter,
});

export type AppRouter = typeof appRouter;
