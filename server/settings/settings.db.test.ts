import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accounts, apiKeys } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { recordAudit, verifyAudit } from "./audit";
import { createApiKey, noteApiKeyUse, revokeApiKey } from "./commands";
import { hashOfKey } from "./keys";
import { apiCallerOf, listApiKeys, listAuditEvents } from "./queries";
import { apiKeyCreate, auditListInput, sendingUpdate } from "./schema";
import { sendingRules, updateSending } from "./sending";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

let ctx: Context;
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
  const [account] = await database.db
    .insert(accounts)
    .values({ email: `ana${ctx.publisherId}@contoso.test`, name: "Ana" })
    .returning();
  ctx.actor = { kind: "member", accountId: account?.id ?? 0, name: "Ana", role: "owner" };
});

const readOnly = { name: "CI", scopes: ["notifications:read" as const] };

test("a key is shown once, stored as its hash, and names its caller (T7, checklist 37)", async () => {
  const { id, key } = await createApiKey(ctx, readOnly);
  expect(await apiCallerOf(ctx.db, key)).toMatchObject({
    publisherId: ctx.publisherId,
    actor: { kind: "api_key", apiKeyId: id, name: "CI", scopes: ["notifications:read"] },
  });
  const [row] = await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, id));
  expect(JSON.stringify(row)).not.toContain(key.slice(-18));
  expect(row?.keyHash).toEqual(hashOfKey(key));
  expect(await listApiKeys(ctx)).toMatchObject([
    { id, name: "CI", createdBy: "Ana", revokedAt: null, lastUsedAt: null },
  ]);
});

test("a revoked key opens nothing from the next call on", async () => {
  const { id, key } = await createApiKey(ctx, readOnly);
  await revokeApiKey(ctx, { id });
  expect(await apiCallerOf(ctx.db, key)).toBeUndefined();
  await expect(revokeApiKey(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
});

test("a key with another publisher's number in it opens nothing", async () => {
  const { key } = await createApiKey(ctx, readOnly);
  const other = await insertPublisher(database.db);
  const moved = key.replace(/^hk_[0-9a-z]+_/, `hk_${other.publisherId.toString(36)}_`);
  expect(await apiCallerOf(ctx.db, moved)).toBeUndefined();
  expect(await apiCallerOf(ctx.db, "hk_1_guess")).toBeUndefined();
  expect(await apiCallerOf(ctx.db, "")).toBeUndefined();
});

test("a key the operator chose is found by its hash alone", async () => {
  const key = "my-own-demo-key";
  await ctx.db.insert(apiKeys).values({
    publisherId: ctx.publisherId,
    name: "Demo",
    prefix: "my-o",
    keyHash: hashOfKey(key),
    scopes: ["notifications:read"],
  });
  expect(await apiCallerOf(ctx.db, key)).toMatchObject({ publisherId: ctx.publisherId });
});

test("one publisher neither sees nor revokes another's keys (checklist 21)", async () => {
  const { id, key } = await createApiKey(ctx, readOnly);
  const other = await insertPublisher(database.db);
  expect(await listApiKeys(other)).toEqual([]);
  const missing = await revokeApiKey(other, { id: 999_999 }).catch((error: Error) => error);
  const foreign = await revokeApiKey(other, { id }).catch((error: Error) => error);
  expect(foreign).toEqual(missing);
  expect(await apiCallerOf(ctx.db, key)).toBeDefined();
});

test("the use of a key is noted at most once a minute", async () => {
  const { id, key } = await createApiKey(ctx, readOnly);
  const lastUsed = async () => {
    const caller = await apiCallerOf(ctx.db, key);
    if (!caller) throw new Error("The key is gone.");
    return caller;
  };
  await noteApiKeyUse(ctx, await lastUsed());
  const halfMinute = { db: ctx.db, now: new Date(ctx.now.getTime() + 30_000) };
  await noteApiKeyUse(halfMinute, await lastUsed());
  const where = and(eq(apiKeys.publisherId, ctx.publisherId), eq(apiKeys.id, id));
  const [row] = await ctx.db.select().from(apiKeys).where(where);
  expect(row?.lastUsedAt).toEqual(ctx.now);
});

test("a key without a scope, with an unknown or a repeated one is put right or refused", () => {
  expect(apiKeyCreate.safeParse({ name: "x", scopes: [] }).success).toBe(false);
  expect(apiKeyCreate.safeParse({ name: "x", scopes: ["everything"] }).success).toBe(false);
  expect(
    apiKeyCreate.parse({ name: " x ", scopes: ["notifications:send", "notifications:send"] }),
  ).toEqual({ name: "x", scopes: ["notifications:send"] });
});

test("creating and revoking keys is in the audit log, and the log is searched and paged", async () => {
  const { id } = await createApiKey(ctx, readOnly);
  await revokeApiKey(ctx, { id });
  for (let i = 0; i < 12; i += 1) {
    await recordAudit(ctx, { action: "thing.made", target: `50% of thing ${i}` });
  }
  const all = await listAuditEvents(ctx, auditListInput.parse({ size: 10 }));
  expect(all.total).toBe(14);
  expect(all.rows[0]?.target).toBe("50% of thing 11");
  const second = await listAuditEvents(ctx, auditListInput.parse({ size: 10, page: 2 }));
  expect(second.rows.map((row) => row.action)).toContain("api_key.created");
  const found = await listAuditEvents(ctx, auditListInput.parse({ q: "REVOKED" }));
  expect(found).toMatchObject({
    total: 1,
    rows: [{ actor: expect.stringMatching(/^Ana \(member/) }],
  });
  expect(await listAuditEvents(ctx, auditListInput.parse({ q: "50_" }))).toMatchObject({
    total: 0,
  });
  expect(
    await listAuditEvents(await insertPublisher(database.db), auditListInput.parse({})),
  ).toMatchObject({ total: 0, rows: [] });
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true, events: 14 });
});

test("frequency cap and quiet hours are off until somebody sets them, and the change is on record (P-08)", async () => {
  expect(await sendingRules(ctx)).toEqual({ cap: null, quietHours: null });
  const rules = {
    cap: { count: 1, minutes: 30 },
    quietHours: { from: "22:00", to: "08:00" },
  };
  await updateSending(ctx, sendingUpdate.parse(rules));
  expect(await sendingRules(ctx)).toEqual(rules);
  const other = await insertPublisher(database.db);
  expect(await sendingRules(other)).toEqual({ cap: null, quietHours: null });
  const { rows } = await listAuditEvents(ctx, auditListInput.parse({ q: "sending" }));
  expect(rows).toMatchObject([{ action: "publisher.sending_updated" }]);
});

test.each([
  [{ cap: { count: 0, minutes: 30 }, quietHours: null }, ["cap", "count"]],
  [{ cap: { count: 1, minutes: 0 }, quietHours: null }, ["cap", "minutes"]],
  [{ cap: null, quietHours: { from: "25:00", to: "08:00" } }, ["quietHours", "from"]],
  [{ cap: null, quietHours: { from: "08:00", to: "08:00" } }, ["quietHours", "to"]],
])("%j is refused at its field", (rules, path) => {
  expect(sendingUpdate.safeParse(rules).error?.issues[0]?.path).toEqual(path);
});
