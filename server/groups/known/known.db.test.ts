import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { auditEvents } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { createKnownInput, updateKnownInput } from "../schema";
import { createKnownGroup, updateKnownGroup } from "./commands";
import { exportKnownGroup, knownGroupById } from "./queries";

let database: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ctx = await insertPublisher(database.db);
});

const make = (...emails: string[]) => createKnownGroup(ctx, { name: "Testers", emails });

test("addresses are kept once, in lower case, and read back sorted", async () => {
  const { id } = await make("Zoe@Example.com", "ana@example.com", "zoe@example.com");
  const group = await knownGroupById(ctx, { id });
  expect(group.emails).toEqual(["ana@example.com", "zoe@example.com"]);
  expect(group).toMatchObject({ kind: "known_users", state: "usable", size: 2, problem: null });
});

test("S-03: 1 to 10,000 addresses, not one more and not none", () => {
  const emails = Array.from({ length: 10_000 }, (_, n) => `p${n}@example.com`);
  const isFine = (list: string[]) =>
    createKnownInput.safeParse({ name: "T", emails: list }).success;
  expect(isFine(emails)).toBe(true);
  expect(isFine([...emails, "one@example.com"])).toBe(false);
  expect(isFine([])).toBe(false);
});

test("S-04: a known user group is never renamed: an edit takes no name", () => {
  const input = { id: 1, emails: ["a@example.com"] };
  expect(updateKnownInput.safeParse(input).success).toBe(true);
  expect(updateKnownInput.safeParse({ ...input, name: "New" }).success).toBe(false);
});

test("an edit says what it added and removed and keeps no address in the audit log", async () => {
  const { id } = await make("a@example.com", "b@example.com");
  const emails = ["b@example.com", "c@example.com", "d@example.com"];
  expect(await updateKnownGroup(ctx, { id, emails })).toEqual({ id, added: 2, removed: 1 });
  expect((await knownGroupById(ctx, { id })).emails).toEqual(emails);
  const events = await database.db.select().from(auditEvents);
  expect(JSON.stringify(events)).not.toContain("@example.com");
});

test("what is no address is refused by name", async () => {
  await expect(make("a@example.com", "not an address")).rejects.toMatchObject({
    code: "unprocessable",
    fields: [{ field: "emails", message: "“not an address” is not an e-mail address." }],
  });
});

test("10,000 addresses are stored and exported", async () => {
  const emails = Array.from({ length: 10_000 }, (_, n) => `p${n}@example.com`);
  const { id } = await createKnownGroup(ctx, { name: "Many", emails });
  const { csv } = await exportKnownGroup(ctx, { id });
  expect(csv.trim().split("\r\n")).toHaveLength(10_001);
});

test("the wall between publishers: a foreign known user group is a missing one", async () => {
  const { id } = await make("a@example.com");
  const stranger = await insertPublisher(database.db);
  const missing = "There is no such customer group.";
  await expect(knownGroupById(stranger, { id })).rejects.toThrow(missing);
  await expect(exportKnownGroup(stranger, { id })).rejects.toThrow(missing);
  await expect(updateKnownGroup(stranger, { id, emails: ["x@example.com"] })).rejects.toThrow(
    missing,
  );
  expect((await knownGroupById(ctx, { id })).emails).toEqual(["a@example.com"]);
});

test("an analyst reads how many addresses there are, not which (T6)", async () => {
  const { id } = await make("ana@example.com", "zoe@example.com");
  const actor = { kind: "member", accountId: 2, name: "Ben", role: "analyst" } as const;
  expect(await knownGroupById({ ...ctx, actor }, { id })).toMatchObject({ size: 2, emails: null });
});
