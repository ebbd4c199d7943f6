import { env, isDemo } from "@/server/env";

export const dynamic = "force-dynamic";

/** Tells the sample app where the demo's push service is; without the demo the browser's own is used. */
export function GET(): Response {
  const pushService = isDemo() ? `http://localhost:${env().EMULATOR_PORT}` : null;
  return Response.json({ pushService }, { headers: { "cache-control": "no-store" } });
}
