import { analyzeRouter } from "@/server/analyze/router";
import { appsRouter } from "@/server/apps/router";
import { connectorRouter } from "@/server/connector/router";
import { customersRouter } from "@/server/customers/router";
import { deliveriesRouter } from "@/server/deliveries/router";
import { flowsRouter } from "@/server/flows/router";
import { groupsRouter } from "@/server/groups/router";
import { notificationsRouter } from "@/server/notifications/router";
import { publishersRouter } from "@/server/publishers/router";
import { registrationsRouter } from "@/server/registrations/router";
import { settingsRouter } from "@/server/settings/router";
import { translationRouter } from "@/server/translation/router";
import { router } from "./init";

/** The nouns that can be reached. */
export const appRouter = router({
  analyze: analyzeRouter,
  apps: appsRouter,
  connector: connectorRouter,
  customers: customersRouter,
  deliveries: deliveriesRouter,
  flows: flowsRouter,
  groups: groupsRouter,
  notifications: notificationsRouter,
  publishers: publishersRouter,
  registrations: registrationsRouter,
  settings: settingsRouter,
  translation: translationRouter,
});

export type AppRouter = typeof appRouter;
