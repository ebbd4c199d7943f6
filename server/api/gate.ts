import { systemClock } from "@/server/clock";
import { db, ingestDb } from "@/server/db";
import { env } from "@/server/env";
import { AppKeyCache } from "./callers";
import { type ApiLimits, createLimits } from "./limits";
import type { ApiAnswer } from "./reply";
import type { ApiRequest, Route } from "./route";
import { answerApi } from "./router";
import { apiRoutes } from "./routes";

interface Gate {
  routes: Route[];
  limits: ApiLimits;
  appKeys: AppKeyCache;
}

/** One per process, also across hot reloads of the route file. */
const holder = globalThis as typeof globalThis & { heraldApiGate?: Gate };

function gate(): Gate {
  holder.heraldApiGate ??= {
    routes: apiRoutes(env().NEXTAUTH_URL ?? `http://localhost:${env().PORT}`),
    limits: createLimits(),
    appKeys: new AppKeyCache(),
  };
  return holder.heraldApiGate;
}

/** A call of the public API, with this process's database and clock. */
export function answerCall(request: ApiRequest): Promise<ApiAnswer> {
  const { routes, limits, appKeys } = gate();
  const tools = { db: db(), ingest: ingestDb(), now: systemClock(), limits, appKeys };
  return answerApi(request, routes, tools);
}

/** The same for Next's route. */
export async function callApi(request: Request): Promise<Response> {
  const { body, ...head } = await answerCall(request);
  return new Response(body, head);
}
