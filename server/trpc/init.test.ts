import { expect, test } from "vitest";
import { z } from "zod";
import type { Database } from "@/db/connect";
import { createCallerFactory, everyone, procedure, type RequestContext, router } from "./init";

const name = z.strictObject({ group: z.strictObject({ name: z.string() }) });
const echo = createCallerFactory(
  router({
    byId: procedure(everyone)
      .input(name)
      .query(({ input }) => input.group.name),
    create: procedure(everyone)
      .meta({ roles: everyone, takesAnyText: true })
      .input(name)
      .mutation(({ input }) => input.group.name),
  }),
);

const context: RequestContext = {
  db: {} as Database,
  now: new Date(),
  requestId: "r",
  session: {
    sessionHash: Buffer.alloc(0),
    accountId: 1,
    name: "Ana",
    email: "ana@example.com",
    publisherId: 1,
    role: "analyst",
  },
};

test.each(["a\u0000b", "\ud83d", "\udc4d\ud83d"])(
  "a pasted character that can't be stored is the field's error: %j",
  async (text) => {
    await expect(echo(context).byId({ group: { name: text } })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { fields: [{ field: "group.name" }] },
    });
    expect(await echo(context).create({ group: { name: text } })).toBe(text);
  },
);

test("whole characters of every plane pass", async () => {
  expect(await echo(context).byId({ group: { name: "naïve 👍 Ωmega" } })).toBe("naïve 👍 Ωmega");
});
