import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { accounts } from "@/db/schema";
import { emailSchema } from "./schema";

export interface IdentityClaims {
  issuer: string;
  subject: string;
  email: string | undefined;
  /** Only a verified address may stand for an account. */
  isEmailVerified: boolean;
}

/**
 * The account of somebody the identity provider vouches for: by subject, else by verified e-mail, which
 * then binds the subject. Nobody is created here: an owner or manager adds people (SCREENS 12).
 */
export async function accountOfIdentity(
  db: Database,
  claims: IdentityClaims,
): Promise<{ accountId: number } | undefined> {
  const oidcSubject = `${claims.issuer}|${claims.subject}`;
  const [known] = await db
    .select({ accountId: accounts.id, isDisabled: accounts.isDisabled })
    .from(accounts)
    .where(eq(accounts.oidcSubject, oidcSubject));
  if (known) return known.isDisabled ? undefined : { accountId: known.accountId };
  const email = emailSchema.safeParse(claims.email);
  if (!claims.isEmailVerified || !email.success) return undefined;
  const [bound] = await db
    .update(accounts)
    .set({ oidcSubject })
    .where(
      and(
        eq(accounts.email, email.data),
        isNull(accounts.oidcSubject),
        eq(accounts.isDisabled, false),
      ),
    )
    .returning({ accountId: accounts.id });
  return bound;
}
