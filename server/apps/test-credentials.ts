import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/connect";
import { type CredentialState, providerNames } from "@/db/enums";
import { appCredentials } from "@/db/schema";
import type { Clock } from "@/server/clock";
import { isKnownProvider, providerOf } from "@/server/providers";
import type { AuthResult, HttpExchange } from "@/server/providers/provider";
import { openCredentials } from "./provider-credentials";
import { SealBrokenError, type SecretOwner } from "./sealed-secret";

/** What the worker lends to jobs of this noun. */
export interface WorkerTools {
  db: Database;
  exchange: HttpExchange;
  clock: Clock;
}

const payloadSchema = z.strictObject({
  publisherId: z.number().int().positive(),
  appId: z.number().int().positive(),
  provider: z.enum(providerNames),
});

interface Verdict {
  state: CredentialState;
  reason: string | null;
}

/** The login service could not be asked: the queue tries again. */
class NotDecidedError extends Error {}

/** Asks the provider's login service for a token with the stored credentials and notes what it said. */
export async function runCredentialTest(tools: WorkerTools, payload: unknown): Promise<void> {
  const owner = payloadSchema.parse(payload);
  const verdict = await tryCredentials(tools, owner);
  if (!verdict) return;
  await tools.db
    .update(appCredentials)
    .set({ state: verdict.state, stateReason: verdict.reason, stateAt: tools.clock() })
    .where(
      and(
        eq(appCredentials.publisherId, owner.publisherId),
        eq(appCredentials.appId, owner.appId),
        eq(appCredentials.provider, owner.provider),
      ),
    );
  if (verdict.state === "untested") throw new NotDecidedError(verdict.reason ?? "No answer.");
}

async function tryCredentials(
  tools: WorkerTools,
  owner: SecretOwner,
): Promise<Verdict | undefined> {
  const { provider } = owner;
  if (!isKnownProvider(provider)) return undefined;
  try {
    const credentials = await openCredentials(tools.db, { ...owner, provider });
    if (!credentials) return undefined;
    const now = tools.clock().getTime();
    const service = providerOf(provider);
    const first = await service.authorize(credentials, tools.exchange, now);
    if (first.kind !== "ready") return verdictOf(first);
    // It may have come from the cache; a test asks the service itself.
    service.forget(credentials, first.auth);
    // Nobody was asked: what is known stays, and only a push can say more.
    if (service.isProvenByPush) return undefined;
    return verdictOf(await service.authorize(credentials, tools.exchange, now));
  } catch (error) {
    if (error instanceof SealBrokenError) return { state: "refused", reason: error.message };
    throw error;
  }
}

function verdictOf(result: AuthResult): Verdict {
  switch (result.kind) {
    case "ready":
      return { state: "accepted", reason: null };
    case "halted":
      return { state: "refused", reason: result.detail };
    case "retry":
      return {
        state: "untested",
        reason: `The login service could not be asked: ${result.detail ?? result.reason}.`,
      };
  }
}
