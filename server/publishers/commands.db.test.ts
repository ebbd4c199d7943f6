import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/db/enums";
import { accounts, auditEvents, members, publishers, sessions } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Context } from "@/server/context";
import type { SessionInfo } from "@/server/trpc/init";
import {
  addMember,
  renewPassword,
  switchPublisher,
  updateMember,
  updatePublisher,
} from "./commands";
import { hashPassword, verifyPassword } from "./passwords";
import { changePassword, updateProfile } from "./profile";
import { listMembers, sessionOverview, setupState } from "./queries";
import { createSession, findSession } from "./sessions";
import { createFirstOwner } from "./setup";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const now = new Date("2026-11-22T10:00:00Z");
let serial = 0;

async function publisher(): Promise<number> {
  const [row] = await database.db.insert(publishers).values({ name: "P" }).returning();
  return row?.id ?? 0;
}
async function member(publisherId: number, role: Role): Promise<number> {
  serial += 1;
  const [row] = await database.db
    .insert(accounts)
    .values({ email: `c${serial}@demo.test`, name: `${role} ${serial}` })
    .returning();
  const accountId = row?.id ?? 0;
  await database.db.insert(members).values({ publisherId, accountId, role });
  return accountId;
}
function as(publisherId: number, accountId: number, role: Role): Context {
  const actor = { kind: "member", accountId, name: role, role } as const;
  return { db: database.db, now, actor, publisherId };
}
async function scene(role: Role = "owner") {
  const publisherId = await publisher();
  const accountId = await member(publisherId, role);
  return { publisherId, accountId, ctx: as(publisherId, accountId, role) };
}
async function signedIn(accountId: number) {
  const sessionId = await createSession(database.db, accountId, now);
  const session = (await findSession(database.db, sessionId, now)) as SessionInfo;
  return { db: database.db, now, session, sessionId };
}
const actions = async (publisherId: number) =>
  (
    await database.db.select().from(auditEvents).where(eq(auditEvents.publisherId, publisherId))
  ).map((event) => event.action);

describe("the first run", () => {
  it("makes an owner and a publisher once and is closed for good afterwards", async () => {
    const fresh = await testDatabase();
    const ctx = { db: fresh.db, now };
    const input = {
      name: "Ines",
      email: "ines@contoso.example",
      password: "a long password",
      publisherName: "Contoso",
    };
    expect(await setupState(ctx)).toEqual({ isOpen: true });
    const tries = [1, 2, 3].map((i) =>
      createFirstOwner(ctx, { ...input, email: `${i}@contoso.example` }).then(
        () => "made",
        (error) => error.code,
      ),
    );
    expect((await Promise.all(tries)).sort()).toEqual(["conflict", "conflict", "made"]);
    expect(await setupState(ctx)).toEqual({ isOpen: false });
    await expect(createFirstOwner(ctx, input)).rejects.toMatchObject({ code: "conflict" });
    expect(await fresh.db.$count(accounts)).toBe(1);
    await fresh.close();
  });
});

describe("members", () => {
  it("are added with a temporary password that is right, and written to the audit log", async () => {
    const { ctx, publisherId } = await scene();
    const added = await addMember(ctx, { email: "new@demo.test", name: "New", role: "analyst" });
    const [row] = await database.db.select().from(accounts).where(eq(accounts.id, added.accountId));
    expect(added.temporaryPassword).toMatch(/^(\w{5}-){3}\w{5}$/);
    expect(await verifyPassword(row?.passwordHash, added.temporaryPassword ?? "")).toBe(true);
    expect(await actions(publisherId)).toEqual(["member.added"]);
    expect(JSON.stringify(await database.db.select().from(auditEvents))).not.toContain(
      added.temporaryPassword,
    );
  });

  it("who have an account keep their password and name", async () => {
    const first = await scene();
    const second = await scene();
    const input = { email: "both@demo.test", name: "Both", role: "analyst" } as const;
    await addMember(first.ctx, input);
    const again = await addMember(second.ctx, { ...input, name: "Somebody else" });
    expect(again.temporaryPassword).toBeNull();
    expect((await listMembers(second.ctx)).map((row) => row.name)).toContain("Both");
    await expect(addMember(second.ctx, input)).rejects.toMatchObject({ code: "conflict" });
  });

  it("of another publisher are as unknown as those who are not there", async () => {
    const own = await scene();
    const foreign = await scene();
    const change = (accountId: number) =>
      updateMember(own.ctx, { accountId, role: "analyst" }).catch((error) => ({
        code: error.code,
        message: error.message,
      }));
    const answer = await change(foreign.accountId);
    expect(answer).toEqual(await change(999_999));
    expect(answer).toMatchObject({ code: "not_found" });
    const [untouched] = await listMembers(foreign.ctx);
    expect(untouched?.role).toBe("owner");
    expect((await listMembers(own.ctx)).map((row) => row.accountId)).toEqual([own.accountId]);
  });

  it("always include an owner: the last one cannot be disabled or made less", async () => {
    const { ctx, accountId, publisherId } = await scene();
    await expect(updateMember(ctx, { accountId, isDisabled: true })).rejects.toThrow(
      "needs an owner",
    );
    await expect(updateMember(ctx, { accountId, role: "manager" })).rejects.toThrow(
      "needs an owner",
    );
    await member(publisherId, "owner");
    await updateMember(ctx, { accountId, role: "manager" });
  });

  it("include an owner also when two owners disable each other at once", async () => {
    const { ctx, accountId, publisherId } = await scene();
    const other = await member(publisherId, "owner");
    await Promise.allSettled([
      updateMember(ctx, { accountId: other, isDisabled: true }),
      updateMember(as(publisherId, other, "owner"), { accountId, isDisabled: true }),
    ]);
    const owners = (await listMembers(ctx)).filter(
      (row) => row.role === "owner" && !row.isDisabled,
    );
    expect(owners).toHaveLength(1);
  });

  it("who are managers can neither make nor change owners", async () => {
    const { publisherId, accountId: owner } = await scene();
    const manager = as(publisherId, await member(publisherId, "manager"), "manager");
    const marketer = await member(publisherId, "marketer");
    const forbidden = { code: "forbidden" };
    const input = { email: "boss@demo.test", name: "Boss", role: "owner" } as const;
    await expect(addMember(manager, input)).rejects.toMatchObject(forbidden);
    await expect(
      updateMember(manager, { accountId: marketer, role: "owner" }),
    ).rejects.toMatchObject(forbidden);
    await expect(
      updateMember(manager, { accountId: owner, role: "analyst" }),
    ).rejects.toMatchObject(forbidden);
    expect(await updateMember(manager, { accountId: marketer, role: "analyst" })).toMatchObject({
      role: "analyst",
    });
  });
});

describe("a forgotten password", () => {
  it("is renewed once, shown once, and ends the sessions of before", async () => {
    const { ctx, publisherId } = await scene();
    const accountId = await member(publisherId, "analyst");
    const before = await signedIn(accountId);
    const renewed = await renewPassword(ctx, { accountId });
    const [row] = await database.db.select().from(accounts).where(eq(accounts.id, accountId));
    expect(await verifyPassword(row?.passwordHash, renewed.temporaryPassword)).toBe(true);
    expect(await findSession(database.db, before.sessionId, now)).toBeUndefined();
  });

  it("is not renewed for foreign people, for owners by managers, nor for who is elsewhere too", async () => {
    const { ctx, publisherId, accountId: owner } = await scene();
    const foreign = await scene();
    const shared = await member(publisherId, "analyst");
    await database.db
      .insert(members)
      .values({ publisherId: foreign.publisherId, accountId: shared, role: "analyst" });
    const codeOf = (by: Context, accountId: number) =>
      renewPassword(by, { accountId }).catch((error) => error.code);
    expect(await codeOf(ctx, foreign.accountId)).toBe("not_found");
    expect(await codeOf(ctx, shared)).toBe("forbidden");
    const manager = as(publisherId, await member(publisherId, "manager"), "manager");
    expect(await codeOf(manager, owner)).toBe("forbidden");
  });
});

describe("a publisher", () => {
  it("is renamed without touching another", async () => {
    const own = await scene();
    const foreign = await scene();
    await updatePublisher(own.ctx, { name: "Renamed", deliveryRateGoal: 80 });
    const rows = await database.db.select().from(publishers);
    const nameOf = (id: number) => rows.find((row) => row.id === id)?.name;
    expect(nameOf(own.publisherId)).toBe("Renamed");
    expect(nameOf(foreign.publisherId)).toBe("P");
  });

  it("can be switched to by its members; to anybody else it is not there", async () => {
    const own = await scene();
    const second = await publisher();
    const foreign = await scene();
    await database.db
      .insert(members)
      .values({ publisherId: second, accountId: own.accountId, role: "analyst" });
    const ctx = await signedIn(own.accountId);
    await switchPublisher(ctx, { publisherId: second });
    const after = await findSession(database.db, ctx.sessionId, now);
    expect(after).toMatchObject({ publisherId: second, role: "analyst" });
    const refused = (publisherId: number) =>
      switchPublisher(ctx, { publisherId }).catch((error) => `${error.code} ${error.message}`);
    expect(await refused(foreign.publisherId)).toBe(await refused(999_999));
    expect(await refused(foreign.publisherId)).toMatch(/^not_found/);
    await database.db
      .update(members)
      .set({ isDisabled: true })
      .where(and(eq(members.publisherId, own.publisherId), eq(members.accountId, own.accountId)));
    expect(await refused(own.publisherId)).toMatch(/^not_found/);
  });

  it("is shown to its own members only", async () => {
    const own = await scene();
    await scene();
    const overview = await sessionOverview(await signedIn(own.accountId));
    expect(overview.publishers.map((row) => row.id)).toEqual([own.publisherId]);
    expect(overview).toMatchObject({ role: "owner", preferences: { timeZone: "UTC" } });
  });
});

describe("a profile", () => {
  it("keeps what was not changed", async () => {
    const { accountId } = await scene();
    const ctx = await signedIn(accountId);
    await updateProfile(ctx, { timeZone: "Europe/Berlin" });
    const row = await updateProfile(ctx, { singleKeys: false });
    expect(row.preferences).toEqual({ timeZone: "Europe/Berlin", singleKeys: false });
  });

  it("changes the password only for who knows the old one, and ends the other sessions", async () => {
    const { accountId } = await scene();
    await database.db
      .update(accounts)
      .set({ passwordHash: await hashPassword("the old password") })
      .where(eq(accounts.id, accountId));
    const ctx = await signedIn(accountId);
    const other = await signedIn(accountId);
    const next = "the new password";
    await expect(changePassword(ctx, { current: "wrong", next })).rejects.toMatchObject({
      fields: [{ field: "current" }],
    });
    await changePassword(ctx, { current: "the old password", next });
    for (let i = 0; i < 5; i += 1)
      await changePassword(ctx, { current: "guess", next }).catch(() => undefined);
    await expect(changePassword(ctx, { current: next, next })).rejects.toMatchObject({
      code: "too_many",
    });
    expect(await findSession(database.db, other.sessionId, now)).toBeUndefined();
    expect(await findSession(database.db, ctx.sessionId, now)).toBeDefined();
    const open = await database.db.$count(sessions, eq(sessions.accountId, accountId));
    expect(open).toBe(2);
  });
});
