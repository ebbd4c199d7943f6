import { and, asc, count, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { accounts, apps, members, publishers } from "@/db/schema";
import type { Context } from "@/server/context";
import type { SessionInfo } from "@/server/trpc/init";

type SessionContext = { db: Database; session: SessionInfo };

/** What the frame shows: the person, the publisher they look at and the ones they could. */
export async function sessionOverview({ db, session }: SessionContext) {
  const [account] = await db
    .select({
      preferences: accounts.preferences,
      hasPassword: sql<boolean>`password_hash is not null`,
    })
    .from(accounts)
    .where(eq(accounts.id, session.accountId));
  const choices = await listPublishers({ db, session });
  const current = choices.find((choice) => choice.id === session.publisherId);
  return {
    account: { id: session.accountId, name: session.name, email: session.email },
    hasPassword: account?.hasPassword ?? false,
    preferences: {
      timeZone: account?.preferences.timeZone ?? "UTC",
      theme: account?.preferences.theme ?? ("system" as const),
      singleKeys: account?.preferences.singleKeys ?? true,
    },
    publisher: current ?? null,
    role: session.role ?? null,
    publishers: choices,
    /** Shown in the navigation. */
    appCount: current ? await db.$count(apps, eq(apps.publisherId, current.id)) : 0,
  };
}

/** The publishers a person may look at. */
export function listPublishers({ db, session }: SessionContext) {
  return db
    .select({
      id: publishers.id,
      name: publishers.name,
      isSample: publishers.isSample,
      deliveryRateGoal: publishers.deliveryRateGoal,
      role: members.role,
    })
    .from(members)
    .innerJoin(publishers, eq(publishers.id, members.publisherId))
    .where(and(eq(members.accountId, session.accountId), eq(members.isDisabled, false)))
    .orderBy(asc(publishers.name), asc(publishers.id));
}

export function listMembers(ctx: Context) {
  return ctx.db
    .select({
      accountId: members.accountId,
      name: accounts.name,
      email: accounts.email,
      role: members.role,
      isDisabled: members.isDisabled,
      createdAt: members.createdAt,
      lastSeenAt: sql`(select max(s.last_seen_at) from sessions s
        where s.account_id = ${members.accountId} and s.publisher_id = ${members.publisherId})`.mapWith(
        (value: string | null) => (value === null ? null : new Date(value)),
      ),
    })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(members.publisherId, ctx.publisherId))
    .orderBy(asc(accounts.name), asc(accounts.id));
}

/** Whether the first run is still open: it closes for good with the first account. */
export async function setupState({ db }: { db: Database }) {
  const [row] = await db.select({ accounts: count() }).from(accounts);
  return { isOpen: (row?.accounts ?? 0) === 0 };
}
