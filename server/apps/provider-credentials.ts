import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { appCredentials } from "@/db/schema";
import { credentialSchemas, type KnownProviderName } from "@/server/providers";
import { openSecret, type SecretOwner } from "./sealed-secret";

/**
 * The usable credentials of one app, opened with the worker's private key; undefined when none are stored.
 * For workers only: the web process has no private key.
 * @throws SealBrokenError when the row was moved or belongs to another key
 */
export async function openCredentials<Name extends KnownProviderName>(
  db: Database,
  owner: SecretOwner & { provider: Name },
  privateKey?: string,
) {
  const [row] = await db
    .select({ identity: appCredentials.identity, sealedSecret: appCredentials.sealedSecret })
    .from(appCredentials)
    .where(
      and(
        eq(appCredentials.publisherId, owner.publisherId),
        eq(appCredentials.appId, owner.appId),
        eq(appCredentials.provider, owner.provider),
      ),
    );
  if (!row) return undefined;
  const secret = openSecret(row.sealedSecret, owner, privateKey);
  return credentialSchemas[owner.provider].parse({ ...row.identity, secret });
}
