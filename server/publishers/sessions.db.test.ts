import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, members, publishers, sessions } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { accountOfIdentity } from "./identity";
import {
  absoluteMs,
  createSession,
  findSession,
  idleMs,
  revokeSession,
  revokeSessionsOf,
} from "./sessions";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const now = new Date("2026-11-22T10:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
let serial = 0;

async function person(values: Partial<typeof accounts.$inferInsert> = {}) {
  serial += 1;
  const { db } = database;
  const [publisher] = await db.insert(publishers).values({ name: "P" }).returning();
  const [account] = await db
    .insert(accounts)
    .values({ email: `p${serial}@demo.test`, name: "Ines", ...values })
    .returning();
  if (!publisher || !account) throw new Error("no rows");
  const ids = { publisherId: publisher.id, accountId: account.id };
  await db.insert(members).values({ ...ids, role: "marketer" });
  return { ...ids, email: account.email, sessionId: await createSession(db, account.id, now) };
}
const find = (sessionId: string, at = now) => findSession(database.db, sessionId, at);

describe("a session (P17, T10)", () => {
  it("says who it is, which publisher they look at and in which role", async () => {
    const ines = await person();
    expect(await find(ines.sessionId)).toMatchObject({
      accountId: ines.accountId,
      publisherId: ines.publisherId,
      role: "marketer",
    });
  });

  it("is kept as a hash only", async () => {
    const ines = await person();
    const rows = await database.db
      .select()
      .from(sessions)
      .where(eq(sessions.accountId, ines.accountId));
    expect(JSON.stringify(rows)).not.toContain(ines.sessionId);
    expect(await find(rows[0]?.idHash.toString("hex") ?? "")).toBeUndefined();
  });

  it("ends when it is signed out", async () => {
    const ines = await person();
    await revokeSession(database.db, ines.sessionId, now);
    expect(await find(ines.sessionId)).toBeUndefined();
  });

  it("ends after 8 h without a request and is kept alive by one", async () => {
    const ines = await person();
    expect(await find(ines.sessionId, later(idleMs - 1_000))).toBeDefined();
    expect(await find(ines.sessionId, later(idleMs + 1_000))).toBeDefined();
    expect(await find(ines.sessionId, later(2 * idleMs))).toBeUndefined();
  });

  it("ends after 7 days however busy it is", async () => {
    const ines = await person();
    for (let at = 0; at < absoluteMs; at += idleMs / 2) await find(ines.sessionId, later(at));
    expect(await find(ines.sessionId, later(absoluteMs - 1))).toBeDefined();
    expect(await find(ines.sessionId, later(absoluteMs))).toBeUndefined();
  });

  it("loses its publisher at the next request when the membership is disabled", async () => {
    const ines = await person();
    await database.db
      .update(members)
      .set({ isDisabled: true })
      .where(eq(members.accountId, ines.accountId));
    expect(await find(ines.sessionId)).toMatchObject({ publisherId: undefined, role: undefined });
  });

  it("ends at the next request when the account is disabled", async () => {
    const ines = await person();
    await database.db
      .update(accounts)
      .set({ isDisabled: true })
      .where(eq(accounts.id, ines.accountId));
    expect(await find(ines.sessionId)).toBeUndefined();
  });

  it("has the new role at the next request", async () => {
    const ines = await person();
    await database.db
      .update(members)
      .set({ role: "analyst" })
      .where(eq(members.accountId, ines.accountId));
    expect(await find(ines.sessionId)).toMatchObject({ role: "analyst" });
  });

  it("is spared when all others of the person end", async () => {
    const ines = await person();
    const other = await createSession(database.db, ines.accountId, now);
    const own = (await find(ines.sessionId))?.sessionHash;
    await revokeSessionsOf(database.db, ines.accountId, { now, except: own });
    expect(await find(other)).toBeUndefined();
    expect(await find(ines.sessionId)).toBeDefined();
  });
});

describe("somebody the identity provider vouches for", () => {
  const claims = (email: string, subject = email) => ({
    issuer: "https://id.example",
    subject,
    email,
    isEmailVerified: true,
  });

  it("is the account with the verified e-mail, and from then on the subject", async () => {
    const ines = await person();
    const found = await accountOfIdentity(database.db, claims(ines.email, "s1"));
    expect(found).toEqual({ accountId: ines.accountId });
    const renamed = await accountOfIdentity(database.db, claims("new@demo.test", "s1"));
    expect(renamed).toEqual({ accountId: ines.accountId });
  });

  it("is nobody with an e-mail that was not verified", async () => {
    const ines = await person();
    const unverified = { ...claims(ines.email), isEmailVerified: false };
    expect(await accountOfIdentity(database.db, unverified)).toBeUndefined();
  });

  it("is nobody when nobody added them: no account is made", async () => {
    const before = await database.db.$count(accounts);
    expect(await accountOfIdentity(database.db, claims("stranger@demo.test"))).toBeUndefined();
    expect(await database.db.$count(accounts)).toBe(before);
  });

  it("cannot take over an account that is bound to another subject", async () => {
    const ines = await person({ oidcSubject: "https://id.example|first" });
    expect(await accountOfIdentity(database.db, claims(ines.email, "second"))).toBeUndefined();
  });

  it("stays out when the account is disabled", async () => {
    const ines = await person({ isDisabled: true });
    expect(await accountOfIdentity(database.db, claims(ines.email))).toBeUndefined();
  });
});
