import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Context } from "@/server/context";
import { describeActor, recordAudit, verifyAudit } from "./audit";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ max: 12 });
});
afterAll(() => database.close());

async function publisherContext(): Promise<Context> {
  const [row] = await database.db.insert(publishers).values({ name: "P" }).returning();
  return {
    db: database.db,
    now: new Date("2026-11-22T10:00:00.123Z"),
    actor: { kind: "member", accountId: 7, name: "Ana", role: "owner" },
    publisherId: row?.id ?? 0,
  };
}

async function withEvents(count: number): Promise<Context> {
  const ctx = await publisherContext();
  for (let i = 0; i < count; i += 1) {
    const details = { z: i, a: { nested: [1, "ü"], left: undefined } };
    await recordAudit(ctx, { action: "thing.created", target: `thing ${i}`, details });
  }
  return ctx;
}

test("an untouched chain is intact and counts its events (P23)", async () => {
  const ctx = await withEvents(5);
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true, events: 5 });
  expect(await verifyAudit(await publisherContext())).toMatchObject({ intact: true, events: 0 });
});

test("40 commands at once make one chain, each event after exactly one other", async () => {
  const ctx = await publisherContext();
  const entry = { action: "thing.created", target: "thing" };
  await Promise.all(Array.from({ length: 40 }, () => recordAudit(ctx, entry)));
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true, events: 40 });
});

test("an event is gone with the transaction that did not commit", async () => {
  const ctx = await withEvents(1);
  const failed = ctx.db.transaction(async (tx) => {
    await recordAudit({ ...ctx, db: tx }, { action: "thing.removed", target: "thing 1" });
    throw new Error("no commit");
  });
  await expect(failed).rejects.toThrow("no commit");
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true, events: 1 });
});

test.each([
  "update audit_events set actor = 'Eve'",
  "delete from audit_events",
  "truncate audit_events",
])("the database refuses: %s (T20)", async (statement) => {
  await withEvents(1);
  await expect(database.pool.query(statement)).rejects.toThrow("never changed or removed");
});

/** As somebody who owns the database can. */
async function withoutTriggers(statement: SQL): Promise<void> {
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(statement);
  });
}

const tampering = {
  "a changed actor": sql`update audit_events set actor = 'Eve'`,
  "a changed detail": sql`update audit_events set details = '{"z": 99}'`,
  "a changed time": sql`update audit_events set at = at + interval '1 millisecond'`,
  "a removed row": sql`delete from audit_events`,
};

test.each(Object.entries(tampering))("%s is found (P23)", async (_, statement) => {
  const ctx = await withEvents(4);
  const [second] = (
    await database.pool.query(
      "select id from audit_events where publisher_id = $1 order by id offset 1 limit 1",
      [ctx.publisherId],
    )
  ).rows;
  await withoutTriggers(
    sql`${statement} where publisher_id = ${ctx.publisherId} and id = ${second.id}`,
  );
  expect(await verifyAudit(ctx)).toMatchObject({ intact: false, events: 1 });
});

test("every kind of actor is described for people", () => {
  expect(describeActor({ kind: "member", accountId: 7, name: "Ana", role: "owner" })).toBe(
    "Ana (member 7)",
  );
  expect(describeActor({ kind: "api_key", apiKeyId: 3, name: "CI", scopes: [] })).toBe(
    "CI (API key 3)",
  );
  expect(describeActor({ kind: "device", appId: 4 })).toBe("A device (app 4)");
  expect(describeActor({ kind: "system", name: "Scheduler" })).toBe("Scheduler (Herald)");
});
