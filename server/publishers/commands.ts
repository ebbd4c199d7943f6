import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/connect";
import type { Role } from "@/db/enums";
import { accounts, members, publishers, sessions } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError, notFound } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import type { SessionInfo } from "@/server/trpc/init";
import { hashPassword, temporaryPassword } from "./passwords";
import type { MemberCreate, MemberUpdate, PublisherUpdate } from "./schema";
import { revokeSessionsOf } from "./sessions";

type SessionContext = { db: Database; now: Date; session: SessionInfo };

export async function switchPublisher(ctx: SessionContext, input: { publisherId: number }) {
  const [membership] = await ctx.db
    .select({ publisherId: members.publisherId })
    .from(members)
    .where(
      and(
        eq(members.publisherId, input.publisherId),
        eq(members.accountId, ctx.session.accountId),
        eq(members.isDisabled, false),
      ),
    );
  if (!membership) throw notFound("publisher");
  await ctx.db
    .update(sessions)
    .set({ publisherId: membership.publisherId })
    .where(eq(sessions.idHash, ctx.session.sessionHash));
  return membership;
}

export async function updatePublisher(ctx: Context, input: PublisherUpdate) {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(publishers)
      .set({ name: input.name, deliveryRateGoal: input.deliveryRateGoal })
      .where(eq(publishers.id, ctx.publisherId))
      .returning({ id: publishers.id, name: publishers.name });
    if (!row) throw notFound("publisher");
    await recordAudit(tx, {
      action: "publisher.updated",
      target: `publisher ${row.id}`,
      details: { deliveryRateGoal: input.deliveryRateGoal },
    });
    return row;
  });
}

/** Adds a person; somebody new to Herald gets a temporary password, shown this once. */
export async function addMember(ctx: Context, input: MemberCreate) {
  requireMayGrant(ctx, input.role);
  const password = temporaryPassword();
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, async (tx) => {
    const [created] = await tx.db
      .insert(accounts)
      .values({ email: input.email, name: input.name, passwordHash })
      .onConflictDoNothing({ target: accounts.email })
      .returning({ id: accounts.id });
    const [known] = created
      ? [created]
      : await tx.db
          .select({ id: accounts.id })
          .from(accounts)
          .where(eq(accounts.email, input.email));
    if (!known) throw new AppError("conflict", "This person changed meanwhile. Try again.");
    const [member] = await tx.db
      .insert(members)
      .values({ publisherId: ctx.publisherId, accountId: known.id, role: input.role })
      .onConflictDoNothing()
      .returning({ accountId: members.accountId });
    if (!member) {
      throw new AppError("conflict", "This person is a member already.", {
        fields: [{ field: "email", message: "This person is a member already." }],
      });
    }
    await recordAudit(tx, {
      action: "member.added",
      target: `member ${known.id}`,
      details: { role: input.role },
    });
    return { accountId: known.id, temporaryPassword: created ? password : null };
  });
}

/** Changes a role or lets somebody in or out. The last owner stays one. */
export async function updateMember(ctx: Context, input: MemberUpdate) {
  return inTransaction(ctx, async (tx) => {
    // All owners are locked: two owners who disable each other at once must not leave none.
    const rows = await tx.db
      .select({ accountId: members.accountId, role: members.role, isDisabled: members.isDisabled })
      .from(members)
      .where(eq(members.publisherId, ctx.publisherId))
      .for("update");
    const before = rows.find((row) => row.accountId === input.accountId);
    if (!before) throw notFound("member");
    const after = {
      role: input.role ?? before.role,
      isDisabled: input.isDisabled ?? before.isDisabled,
    };
    requireMayGrant(ctx, before.role);
    requireMayGrant(ctx, after.role);
    const isOwner = (row: { role: Role; isDisabled: boolean }) =>
      row.role === "owner" && !row.isDisabled;
    const others = rows.filter((row) => row.accountId !== input.accountId && isOwner(row));
    if (isOwner(before) && !isOwner(after) && others.length === 0) {
      throw new AppError("conflict", "A publisher needs an owner. Make somebody else one first.");
    }
    await tx.db
      .update(members)
      .set({ role: after.role, isDisabled: after.isDisabled })
      .where(and(eq(members.publisherId, ctx.publisherId), eq(members.accountId, input.accountId)));
    await recordAudit(tx, {
      action: "member.updated",
      target: `member ${input.accountId}`,
      details: { from: before.role, to: after.role, isDisabled: after.isDisabled },
    });
    return { accountId: input.accountId, ...after };
  });
}

/**
 * A new temporary password for somebody who forgot theirs; ends their sessions. Refused for people who
 * are in other publishers too: whoever looks after one publisher must not get into another.
 */
export async function renewPassword(ctx: Context, input: { accountId: number }) {
  const password = temporaryPassword();
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .select({ publisherId: members.publisherId, role: members.role })
      .from(members)
      .where(eq(members.accountId, input.accountId));
    const member = rows.find((row) => row.publisherId === ctx.publisherId);
    if (!member) throw notFound("member");
    requireMayGrant(ctx, member.role);
    if (rows.length > 1) {
      throw new AppError(
        "forbidden",
        "This person is in other publishers too and keeps their password.",
      );
    }
    await tx.db.update(accounts).set({ passwordHash }).where(eq(accounts.id, input.accountId));
    await revokeSessionsOf(tx.db, input.accountId, { now: ctx.now });
    await recordAudit(tx, {
      action: "member.password_renewed",
      target: `member ${input.accountId}`,
    });
    return { accountId: input.accountId, temporaryPassword: password };
  });
}

/** Managers look after everybody but owners; only an owner makes or changes an owner. */
function requireMayGrant(ctx: Context, role: Role): void {
  const isOwner = ctx.actor.kind === "member" && ctx.actor.role === "owner";
  if (role === "owner" && !isOwner) {
    throw new AppError("forbidden", "Managers can’t change owners. Ask an owner.");
  }
}

function inTransaction<T>(ctx: Context, deed: (ctx: Context) => Promise<T>): Promise<T> {
  return ctx.db.transaction((tx) => deed({ ...ctx, db: tx as Database }));
}
