import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "@/db/enums";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { createCallerFactory } from "@/server/trpc/init";
import { notificationsRouter } from "./router";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const callerFactory = createCallerFactory(notificationsRouter);

function callerOf(role: Role | undefined) {
  return callerFactory({
    db: database.db,
    now: new Date(),
    requestId: "test",
    session: role && {
      sessionHash: Buffer.alloc(32),
      accountId: 1,
      name: "Lars",
      email: "lars@demo.test",
      publisherId: 1,
      role,
    },
  });
}

type Caller = ReturnType<typeof callerOf>;
const writes: [string, (caller: Caller) => Promise<unknown>][] = [
  ["create", (caller) => caller.create({ template: "rate" })],
  ["update", (caller) => caller.update({ id: 1, revision: 1, changes: {} })],
  ["remove", (caller) => caller.remove({ id: 1 })],
  ["duplicate", (caller) => caller.duplicate({ id: 1 })],
  ["schedule", (caller) => caller.schedule({ id: 1, revision: 1 })],
  ["pause", (caller) => caller.pause({ id: 1 })],
  ["resume", (caller) => caller.resume({ id: 1 })],
  ["cancel", (caller) => caller.cancel({ id: 1 })],
];

test.each(writes)("an analyst may not %s, and is told whom to ask (T6)", async (_verb, call) => {
  await expect(call(callerOf("analyst"))).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: "Analysts can’t do this. Ask a marketer, manager or owner.",
  });
});

test.each(writes)(
  "a marketer may try to %s: what does not exist is not found",
  async (verb, call) => {
    if (verb === "create") return;
    await expect(call(callerOf("marketer"))).rejects.toMatchObject({ code: "NOT_FOUND" });
  },
);

test("without a session nothing is answered", async () => {
  await expect(callerOf(undefined).byId({ id: 1 })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("an analyst reads the list", async () => {
  expect((await callerOf("analyst").list({})).total).toBe(0);
});

test("input that names a field nobody knows is refused (T13)", async () => {
  const given = { id: 1, revision: 1, changes: { status: "completed" } };
  const call = callerOf("owner").update(given as Parameters<Caller["update"]>[0]);
  await expect(call).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
