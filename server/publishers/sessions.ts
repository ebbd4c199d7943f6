import { createHash, randomBytes } from "node:crypto";
import { and, asc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { accounts, members, sessions } from "@/db/schema";
import type { SessionInfo } from "@/server/trpc/init";

export const idleMs = 8 * 3_600_000;
export const absoluteMs = 7 * 24 * 3_600_000;
const keptMs = 90 * 24 * 3_600_000;
/** last_seen_at is written at most this often. */
const touchMs = 60_000;

export function hashSessionId(sessionId: string): Buffer {
  return createHash("sha256").update(sessionId, "utf8").digest();
}

/** A new row for a sign-in that succeeded; the id goes into the signed cookie and nowhere else. */
export async function createSession(db: Database, accountId: number, now: Date): Promise<string> {
  await removeOldSessions(db, accountId, now);
  const sessionId = randomBytes(32).toString("base64url");
  const [first] = await db
    .select({ publisherId: members.publisherId })
    .from(members)
    .where(and(eq(members.accountId, accountId), eq(members.isDisabled, false)))
    .orderBy(asc(members.createdAt), asc(members.publisherId))
    .limit(1);
  await db.insert(sessions).values({
    idHash: hashSessionId(sessionId),
    accountId,
    publisherId: first?.publisherId ?? null,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + absoluteMs),
  });
  return sessionId;
}

/** Ended ones stay a while: the list of members says when somebody was last seen. */
async function removeOldSessions(db: Database, accountId: number, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs);
  await db
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), lt(sessions.expiresAt, before)));
}

/**
 * Who is behind a session id, as the rows say now: a revoked, idle or expired session, a disabled account
 * and a disabled membership count from this very request on.
 */
export async function findSession(
  db: Database,
  sessionId: string,
  now: Date,
): Promise<SessionInfo | undefined> {
  const idHash = hashSessionId(sessionId);
  const [row] = await db
    .select({
      accountId: accounts.id,
      name: accounts.name,
      email: accounts.email,
      publisherId: members.publisherId,
      role: members.role,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(accounts, and(eq(accounts.id, sessions.accountId), eq(accounts.isDisabled, false)))
    .leftJoin(
      members,
      and(
        eq(members.publisherId, sessions.publisherId),
        eq(members.accountId, sessions.accountId),
        eq(members.isDisabled, false),
      ),
    )
    .where(
      and(
        eq(sessions.idHash, idHash),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, new Date(now.getTime() - idleMs)),
      ),
    );
  if (!row) return undefined;
  if (now.getTime() - row.lastSeenAt.getTime() > touchMs) await touch(db, idHash, now);
  const { accountId, name, email, publisherId, role } = row;
  return {
    sessionHash: idHash,
    accountId,
    name,
    email,
    publisherId: publisherId ?? undefined,
    role: role ?? undefined,
  };
}

async function touch(db: Database, idHash: Buffer, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.idHash, idHash), lt(sessions.lastSeenAt, now)));
}

export async function revokeSession(db: Database, sessionId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.idHash, hashSessionId(sessionId)), isNull(sessions.revokedAt)));
}

/** Every session of an account but, if given, the one that asks. */
export async function revokeSessionsOf(
  db: Database,
  accountId: number,
  options: { now: Date; except?: Buffer },
): Promise<void> {
  const other = options.except ? sql`${sessions.idHash} <> ${options.except}` : undefined;
  await db
    .update(sessions)
    .set({ revokedAt: options.now })
    .where(and(eq(sessions.accountId, accountId), isNull(sessions.revokedAt), other));
}
