import { createHash } from "node:crypto";
import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { accounts, signInAttempts } from "@/db/schema";
import { AppError } from "@/server/errors";
import { verifyPassword } from "./passwords";
import { emailSchema } from "./schema";
import { judgeAttempts, windowMs } from "./sign-in-limits";

interface SignIn {
  email: string;
  password: string;
  /** As the nearest hop saw it. */
  address: string;
}

const familiarMs = 30 * 24 * 3_600_000;
const lockClass = 7_403_228;
/** Wrong tries of one address in a window, over all accounts. */
const addressLimit = 50;

const hashOf = (value: string) => createHash("sha256").update(value, "utf8").digest();

export type PasswordVerdict =
  | { isRight: true; accountId: number; name: string }
  | { isRight: false; triesLeft: number };

/** The account behind an e-mail and password, or why not: nothing in the answer tells whether it exists. */
export async function signInWithPassword(db: Database, input: SignIn, now: Date) {
  const verdict = await checkPassword(db, input, now);
  if (verdict.isRight) return { accountId: verdict.accountId, name: verdict.name };
  const message = `That e-mail and password don’t match. ${wordsFor(verdict.triesLeft)}`;
  throw new AppError("unauthorized", message);
}

/** Every look at a password is a try and counts as one, also by somebody who is signed in. */
export async function checkPassword(
  db: Database,
  input: SignIn,
  now: Date,
): Promise<PasswordVerdict> {
  const parsed = emailSchema.safeParse(input.email);
  const email = parsed.success ? parsed.data : input.email.slice(0, 254);
  const attempt = await reserveAttempt(db, { email, address: input.address, now });
  const [account] = await db
    .select({
      id: accounts.id,
      name: accounts.name,
      passwordHash: accounts.passwordHash,
      isDisabled: accounts.isDisabled,
    })
    .from(accounts)
    .where(eq(accounts.email, email));
  const isRight = await verifyPassword(account?.passwordHash, input.password.slice(0, 256));
  if (!account || !isRight || account.isDisabled) {
    return { isRight: false, triesLeft: attempt.triesLeft };
  }
  await db.update(signInAttempts).set({ succeeded: true }).where(eq(signInAttempts.id, attempt.id));
  return { isRight: true, accountId: account.id, name: account.name };
}

export function wordsFor(triesLeft: number): string {
  return triesLeft === 1 ? "1 try left." : `${triesLeft} tries left.`;
}

function tooMany(retryAt: Date, now: Date): AppError {
  const minute = new Date(Math.ceil(retryAt.getTime() / 60_000) * 60_000);
  return new AppError(
    "too_many",
    `Too many tries. Try again at ${minute.toISOString().slice(11, 16)} UTC.`,
    { retryAfterSeconds: Math.ceil((retryAt.getTime() - now.getTime()) / 1000) },
  );
}

/**
 * Writes the try down as wrong before the password is looked at, one at a time per account: a hundred
 * tries at once are a hundred tries. An address that has signed in before has a bucket of its own, so
 * that strangers cannot lock the owner out (P18).
 */
async function reserveAttempt(
  db: Database,
  who: { email: string; address: string; now: Date },
): Promise<{ id: number; triesLeft: number }> {
  const emailHash = hashOf(who.email);
  const addressHash = hashOf(who.address);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockClass}, ${emailHash.readInt32BE(0)})`);
    const since = new Date(who.now.getTime() - familiarMs);
    await tx
      .delete(signInAttempts)
      .where(and(eq(signInAttempts.emailHash, emailHash), lt(signInAttempts.at, since)));
    const rows = await tx
      .select({
        at: signInAttempts.at,
        succeeded: signInAttempts.succeeded,
        addressHash: signInAttempts.addressHash,
      })
      .from(signInAttempts)
      .where(eq(signInAttempts.emailHash, emailHash));
    const familiar = new Set(
      rows.filter((row) => row.succeeded).map((row) => row.addressHash.toString("hex")),
    );
    const own = addressHash.toString("hex");
    const bucket = rows.filter((row) => {
      const hex = row.addressHash.toString("hex");
      return familiar.has(own) ? hex === own : !familiar.has(hex);
    });
    const verdict = judgeAttempts(bucket, who.now);
    if (!verdict.allowed) throw tooMany(verdict.retryAt, who.now);
    if (!familiar.has(own)) await requireCalmAddress(tx as Database, addressHash, who.now);
    const [row] = await tx
      .insert(signInAttempts)
      .values({ emailHash, addressHash, succeeded: false, at: who.now })
      .returning({ id: signInAttempts.id });
    if (!row) throw new Error("The try could not be written down.");
    return { id: row.id, triesLeft: verdict.triesLeft };
  });
}

async function requireCalmAddress(db: Database, addressHash: Buffer, now: Date): Promise<void> {
  const since = new Date(now.getTime() - windowMs);
  const wrong = await db.$count(
    signInAttempts,
    and(
      eq(signInAttempts.addressHash, addressHash),
      eq(signInAttempts.succeeded, false),
      gt(signInAttempts.at, since),
    ),
  );
  if (wrong >= addressLimit) throw tooMany(new Date(now.getTime() + windowMs), now);
}
