import { readHealth } from "@/server/api/health";
import { db } from "@/server/db";

export const dynamic = "force-dynamic";

/** 200 = ready: the process answers, reaches its database, and that is migrated. */
export async function GET(): Promise<Response> {
  const health = await readHealth(db());
  const isReady = health.status === "ready";
  return Response.json(health, {
    status: isReady ? 200 : 503,
    headers: { "Cache-Control": "no-store", ...(isReady ? {} : { "Retry-After": "1" }) },
  });
}
