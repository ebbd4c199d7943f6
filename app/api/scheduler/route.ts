import { createHash, timingSafeEqual } from "node:crypto";
import { connection } from "@/server/db";
import { readLag } from "@/server/delivery/scheduler";
import { lastTick, runTick } from "@/server/delivery/scheduler-timer";
import { env } from "@/server/env";
import { log } from "@/server/log";

export const dynamic = "force-dynamic";

const noStore = { "Cache-Control": "no-store" };
const digest = (text: string) => createHash("sha256").update(text).digest();

function isAllowed(request: Request): boolean {
  const secret = env().HERALD_SCHEDULER_SECRET;
  const given = request.headers.get("authorization") ?? "";
  return secret !== undefined && timingSafeEqual(digest(given), digest(`Bearer ${secret}`));
}

/** One tick, for those who run the scheduler from outside. */
export async function POST(request: Request): Promise<Response> {
  if (!isAllowed(request)) {
    const error = { code: "unauthorized", message: "Send the scheduler secret as a bearer token." };
    return Response.json({ error }, { status: 401, headers: noStore });
  }
  try {
    return Response.json(await runTick(), { headers: noStore });
  } catch (error) {
    return unavailable(error);
  }
}

/** Health: when the last tick was and how late the oldest due work is. */
export async function GET(): Promise<Response> {
  try {
    const { lastAt, lastReport } = lastTick();
    const lag = await readLag({ pool: connection().pool });
    return Response.json(
      { lastTickAt: lastAt ?? null, lastTick: lastReport ?? null, ...lag },
      { headers: noStore },
    );
  } catch (error) {
    return unavailable(error);
  }
}

function unavailable(cause: unknown): Response {
  log.error("The scheduler could not be asked", { error: cause });
  const error = { code: "unavailable", message: "The database does not answer. Try again." };
  return Response.json({ error }, { status: 503, headers: { ...noStore, "Retry-After": "5" } });
}
