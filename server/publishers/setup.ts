import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { accounts, members, publishers } from "@/db/schema";
import { AppError } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import { hashPassword } from "./passwords";
import type { SetupCreate } from "./schema";

const lockClass = 7_403_229;

/** The first run: the owner and their publisher. Closed for good once an account exists. */
export async function createFirstOwner(
  ctx: { db: Database; now: Date },
  input: SetupCreate,
): Promise<{ accountId: number; publisherId: number }> {
  await requireNoAccount(ctx.db);
  const passwordHash = await hashPassword(input.password);
  return ctx.db.transaction(async (tx) => {
    const db = tx as Database;
    await db.execute(sql`select pg_advisory_xact_lock(${lockClass}, 0)`);
    await requireNoAccount(db);
    const [account] = await db
      .insert(accounts)
      .values({ email: input.email, name: input.name, passwordHash })
      .returning({ id: accounts.id });
    const [publisher] = await db
      .insert(publishers)
      .values({ name: input.publisherName })
      .returning({ id: publishers.id });
    if (!account || !publisher) throw new Error("The first owner could not be written down.");
    const ids = { accountId: account.id, publisherId: publisher.id };
    await db.insert(members).values({ ...ids, role: "owner" });
    const actor = { kind: "system", name: "First run" } as const;
    await recordAudit(
      { db, now: ctx.now, actor, publisherId: publisher.id },
      { action: "publisher.created", target: `publisher ${publisher.id}` },
    );
    return ids;
  });
}

async function requireNoAccount(db: Database): Promise<void> {
  if ((await db.$count(accounts)) === 0) return;
  throw new AppError("conflict", "Herald is set up already. Sign in to go on.");
}
