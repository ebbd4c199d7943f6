import type { Access } from "@/server/delivery/access";
import type { PushAuth } from "@/server/providers/provider";
import type { Halt } from "./ledger";
import { accessesOf, type Routes } from "./routes";

/** What the providers of a slice let us in with. */
export interface Auths {
  ready: Map<Access, PushAuth>;
  /** Whose login service asks for a pause, and for how many milliseconds. */
  resting: Map<Access, number>;
  /** The shortest of these pauses. */
  pauseMs: number;
  /** Credentials were refused: the notification stops. */
  halt?: Halt;
}

const defaultPauseMs = 5_000;

export async function authorizeAll(routes: Routes): Promise<Auths> {
  const auths: Auths = { ready: new Map(), resting: new Map(), pauseMs: defaultPauseMs };
  for (const access of accessesOf(routes)) {
    const result = await access.authorize();
    if (result.kind === "ready") auths.ready.set(access, result.auth);
    else if (result.kind === "retry") auths.resting.set(access, result.afterMs ?? defaultPauseMs);
    else {
      const { reason, detail } = result;
      auths.halt ??= { provider: access.provider, reason, detail };
    }
  }
  if (auths.resting.size > 0) auths.pauseMs = Math.min(...auths.resting.values());
  return auths;
}
