import { createHash, randomBytes } from "node:crypto";
import type { Context } from "@/server/context";
import type { Database } from "./connect";
import { apps, notifications, publishers, registrations } from "./schema";

/** Rows that tests of many nouns start from. A test owns its rows: each call makes new ones. */

export async function insertPublisher(db: Database, name = "Contoso"): Promise<Context> {
  const [row] = await db.insert(publishers).values({ name }).returning();
  return {
    db,
    now: new Date("2026-11-22T10:00:00Z"),
    actor: { kind: "member", accountId: 1, name: "Ana", role: "owner" },
    publisherId: row?.id ?? 0,
  };
}

export async function insertApp(
  ctx: Context,
  values: Partial<typeof apps.$inferInsert> = {},
): Promise<typeof apps.$inferSelect> {
  const publicKey = `apk_${ctx.publisherId.toString(36)}_${randomBytes(11).toString("hex")}`;
  const [row] = await ctx.db
    .insert(apps)
    .values({ publisherId: ctx.publisherId, name: "Contoso Chess", publicKey, ...values })
    .returning();
  if (!row) throw new Error("No app was inserted.");
  return row;
}

export async function insertRegistration(
  ctx: Context,
  appId: number,
  values: Partial<typeof registrations.$inferInsert> = {},
): Promise<typeof registrations.$inferSelect> {
  const installId = randomBytes(12).toString("hex");
  const channel = values.channel ?? `https://db3.notify.windows.com/?token=${installId}`;
  const [row] = await ctx.db
    .insert(registrations)
    .values({
      publisherId: ctx.publisherId,
      appId,
      installId,
      provider: "wns",
      channel,
      channelHash: createHash("sha256").update(channel).digest(),
      secretHash: randomBytes(32),
      language: "en-US",
      timeZone: "Europe/Berlin",
      market: "DE",
      appVersion: "1.0.0.0",
      appVersionKey: 1,
      ...values,
    })
    .returning();
  if (!row) throw new Error("No registration was inserted.");
  return row;
}

export async function insertNotification(
  ctx: Context,
  values: Partial<typeof notifications.$inferInsert> = {},
): Promise<typeof notifications.$inferSelect> {
  const [row] = await ctx.db
    .insert(notifications)
    .values({
      publisherId: ctx.publisherId,
      name: "Evening puzzle",
      kind: "toast",
      template: "blank-toast",
      audience: {},
      schedule: {},
      content: {},
      createdBy: "Ana",
      updatedBy: "Ana",
      ...values,
    })
    .returning();
  if (!row) throw new Error("No notification was inserted.");
  return row;
}
