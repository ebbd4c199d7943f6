import { and, eq, inArray, like } from "drizzle-orm";
import { connect, type Database } from "@/db/connect";
import { accounts, apiKeys, members } from "@/db/schema";
import { hashPassword } from "@/server/publishers/passwords";
import { hashOfKey, shownPrefix } from "@/server/settings/keys";
import type { DemoOptions } from "./accounts";

/** Gives a demo that is already there the password and API key that this start prints. */
export async function renewDemo(databaseUrl: string, options: DemoOptions): Promise<void> {
  const connection = connect(databaseUrl, { max: 1, name: "herald seed" });
  try {
    await connection.db.transaction((tx) => renew(tx as Database, options));
  } finally {
    await connection.close();
  }
}

async function renew(db: Database, { password, apiKey }: DemoOptions): Promise<void> {
  const passwordHash = await hashPassword(password);
  await db.update(accounts).set({ passwordHash }).where(like(accounts.email, "%@demo.test"));
  await db.update(accounts).set({ passwordHash }).where(eq(accounts.email, "owner@other.test"));
  const owned = db
    .select({ publisherId: members.publisherId })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(accounts.email, "owner@demo.test"));
  await db
    .update(apiKeys)
    .set({ prefix: shownPrefix(apiKey), keyHash: hashOfKey(apiKey) })
    .where(and(inArray(apiKeys.publisherId, owned), eq(apiKeys.name, "Demo")));
}
