import { and, eq, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { type AccountPreferences, accounts } from "@/db/schema";
import { AppError, notFound } from "@/server/errors";
import type { SessionInfo } from "@/server/trpc/init";
import { hashPassword } from "./passwords";
import type { ProfileUpdate } from "./schema";
import { revokeSessionsOf } from "./sessions";
import { checkPassword, wordsFor } from "./sign-in";

/** What a person does to their own account, whichever publisher they look at. */
type SessionContext = { db: Database; now: Date; session: SessionInfo };

export async function updateProfile(ctx: SessionContext, input: ProfileUpdate) {
  const changes: AccountPreferences = {};
  if (input.timeZone !== undefined) changes.timeZone = input.timeZone;
  if (input.theme !== undefined) changes.theme = input.theme;
  if (input.singleKeys !== undefined) changes.singleKeys = input.singleKeys;
  const [row] = await ctx.db
    .update(accounts)
    .set({
      ...(input.name === undefined ? {} : { name: input.name }),
      preferences: sql`${accounts.preferences} || ${JSON.stringify(changes)}::jsonb`,
    })
    .where(eq(accounts.id, ctx.session.accountId))
    .returning({ name: accounts.name, preferences: accounts.preferences });
  if (!row) throw notFound("account");
  return row;
}

/** Ends every other session of this person: whoever knew the old password is out. */
export async function changePassword(
  ctx: SessionContext,
  input: { current: string; next: string },
) {
  const who = {
    email: ctx.session.email,
    password: input.current,
    address: `session of account ${ctx.session.accountId}`,
  };
  const verdict = await checkPassword(ctx.db, who, ctx.now);
  if (!verdict.isRight) {
    const message = `Your current password is different. ${wordsFor(verdict.triesLeft)}`;
    throw new AppError("invalid", message, { fields: [{ field: "current", message }] });
  }
  const passwordHash = await hashPassword(input.next);
  await ctx.db.transaction(async (tx) => {
    const db = tx as Database;
    await db
      .update(accounts)
      .set({ passwordHash })
      .where(and(eq(accounts.id, ctx.session.accountId), ne(accounts.isDisabled, true)));
    await revokeSessionsOf(db, ctx.session.accountId, {
      now: ctx.now,
      except: ctx.session.sessionHash,
    });
  });
  return { changedAt: ctx.now };
}
