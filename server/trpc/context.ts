import { randomUUID } from "node:crypto";
import { readSessionId } from "@/server/auth/session-cookie";
import { systemClock } from "@/server/clock";
import { db, scansDb } from "@/server/db";
import { findSession } from "@/server/publishers/sessions";
import type { RequestContext } from "./init";

/** What a request may be: the session row is looked up each time, never kept. */
export async function requestContext(
  sessionCookie: string | undefined,
  requestId: string = randomUUID(),
): Promise<RequestContext> {
  const now = systemClock();
  const sessionId = await readSessionId(sessionCookie);
  const session = sessionId ? await findSession(db(), sessionId, now) : undefined;
  return { db: db(), scans: scansDb(), now, requestId, session };
}
