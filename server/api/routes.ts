import { connectorRoutes } from "./connector/routes";
import { swaggerDocument, swaggerQuery } from "./connector/swagger";
import { customerRoutes } from "./customers/routes";
import { openApiDocument } from "./description/openapi";
import { deviceRoutes } from "./device-routes";
import { flowRoutes } from "./flows/routes";
import { notificationRoutes } from "./notification-routes";
import type { Route } from "./route";

/** Every call of the public API. */
export function apiRoutes(publicUrl: string): Route[] {
  const routes: Route[] = [
    ...deviceRoutes,
    ...notificationRoutes,
    ...customerRoutes,
    ...connectorRoutes,
    ...flowRoutes,
  ];
  let document: Record<string, unknown> | undefined;
  routes.push({
    method: "GET",
    path: "/openapi.json",
    summary: "This description",
    tag: "About",
    caller: "anyone",
    params: {},
    answers: { 200: { description: "OpenAPI 3.1." } },
    run: async () => {
      document ??= openApiDocument(routes, publicUrl);
      return { status: 200, body: document };
    },
  });
  routes.push({
    method: "GET",
    path: "/swagger.json",
    summary: "SendPushNotification for a Power Platform custom connector",
    tag: "About",
    caller: "anyone",
    params: {},
    query: swaggerQuery,
    answers: { 200: { description: "Swagger 2.0." } },
    run: async (query) => {
      const { connection } = swaggerQuery.parse(query ?? {});
      return { status: 200, body: swaggerDocument(publicUrl, connection) };
    },
  });
  return routes;
}
