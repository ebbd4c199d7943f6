import { and, eq, ne, sql } from "drizzle-orm";
import { directoryPeople, directorySyncs, securityGroups } from "@/db/schema";
import { sealSecret } from "@/server/apps/sealed-secret";
import type { Context } from "@/server/context";
import { isDemo } from "@/server/env";
import { AppError, notFound } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import type { EntraInput } from "./schema";
import { syncTask, testTask } from "./tasks";

const mine = (ctx: Context) => eq(directorySyncs.publisherId, ctx.publisherId);
const target = "directory";

/** The settings without the secret, and how the last reading went; sync is null while nothing is connected. */
export async function entraStatus(ctx: Context) {
  const [row] = await ctx.db
    .select({
      tenantId: directorySyncs.tenantId,
      clientId: directorySyncs.clientId,
      state: directorySyncs.state,
      stateReason: directorySyncs.stateReason,
      pages: directorySyncs.pages,
      changedPeople: directorySyncs.changedPeople,
      changedGroups: directorySyncs.changedGroups,
      startedAt: directorySyncs.startedAt,
      finishedAt: directorySyncs.finishedAt,
      nextAt: directorySyncs.nextAt,
      testedAt: directorySyncs.testedAt,
      isTestOk: directorySyncs.isTestOk,
      testAnswer: directorySyncs.testAnswer,
    })
    .from(directorySyncs)
    .where(mine(ctx));
  if (!row) return { sync: null, isEmulated: isDemo() };
  const [people, groups] = await Promise.all([
    ctx.db.$count(directoryPeople, fromEntra(ctx, directoryPeople)),
    ctx.db.$count(securityGroups, and(fromEntra(ctx, securityGroups), ne(securityGroups.name, ""))),
  ]);
  return { sync: { ...row, people, groups }, isEmulated: isDemo() };
}

const fromEntra = (ctx: Context, table: typeof directoryPeople | typeof securityGroups) =>
  and(eq(table.publisherId, ctx.publisherId), eq(table.source, "entra"));

/** Connects, or changes the app. The secret is sealed for the workers and never comes back (T19). */
export async function storeEntra(ctx: Context, input: EntraInput): Promise<{ tenantId: string }> {
  const { tenantId, clientId, secret } = input;
  const { publisherId } = ctx;
  return ctx.db.transaction(async (tx) => {
    const [known] = await tx
      .select({ sealedSecret: directorySyncs.sealedSecret, tenantId: directorySyncs.tenantId })
      .from(directorySyncs)
      .where(mine(ctx))
      .for("update");
    const sealedSecret = secret
      ? sealSecret(secret, { publisherId, directory: "entra" })
      : known?.sealedSecret;
    if (!sealedSecret) {
      const message = "Enter the client secret.";
      throw new AppError("unprocessable", message, { fields: [{ field: "secret", message }] });
    }
    const values = {
      ...{ tenantId, clientId, sealedSecret },
      ...{ testedAt: null, isTestOk: null, testAnswer: null },
      // A run with the old settings loses its lease and writes nothing more.
      ...{ leaseOwner: null, leaseUntil: null, nextAt: null },
      ...{ updatedAt: ctx.now, updatedBy: nameOf(ctx), state: "idle" as const, stateReason: null },
      ...(known?.tenantId === tenantId ? {} : anew),
    };
    await tx
      .insert(directorySyncs)
      .values({ publisherId, ...values })
      .onConflictDoUpdate({ target: directorySyncs.publisherId, set: values });
    const details = { tenantId, clientId, hasNewSecret: Boolean(secret) };
    await recordAudit({ ...ctx, db: tx }, { action: "directory.connected", target, details });
    await enqueue({ ...ctx, db: tx }, testTask);
    return { tenantId };
  });
}

const anew = {
  ...{ peopleLink: null, groupsLink: null, stage: "people" as const, fullSince: null },
  ...{ startedAt: null, finishedAt: null, pages: 0, changedPeople: 0, changedGroups: 0 },
};

/** A worker asks Microsoft; entraStatus tells what came back. */
export async function testEntra(ctx: Context): Promise<{ requestedAt: Date }> {
  return change(ctx, { testedAt: null, isTestOk: null, testAnswer: null }, testTask);
}

/** Sync now; from then on every hour. A pause that Microsoft asked for is kept. */
export async function syncNow(ctx: Context): Promise<{ requestedAt: Date }> {
  return change(
    ctx,
    { nextAt: sql`case when state = 'waiting' then next_at else now() end` },
    syncTask,
  );
}

async function change(
  ctx: Context,
  values: Parameters<ReturnType<typeof ctx.db.update<typeof directorySyncs>>["set"]>[0],
  task: string,
): Promise<{ requestedAt: Date }> {
  const [row] = await ctx.db
    .update(directorySyncs)
    .set(values)
    .where(mine(ctx))
    .returning({ publisherId: directorySyncs.publisherId });
  if (!row) throw notFound("connection to Microsoft Entra ID");
  await enqueue(ctx, task);
  return { requestedAt: ctx.now };
}

/** Forgets the app and its secret. People and groups stay as they are, as if added by hand. */
export async function disconnectEntra(ctx: Context): Promise<{ tenantId: string }> {
  const { publisherId } = ctx;
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(directorySyncs)
      .where(mine(ctx))
      .returning({ tenantId: directorySyncs.tenantId });
    if (!row) throw notFound("connection to Microsoft Entra ID");
    for (const table of [sql`directory_people`, sql`security_groups`]) {
      await tx.execute(sql`update ${table} set source = 'manual'
        where publisher_id = ${publisherId} and source = 'entra'`);
    }
    await recordAudit(
      { ...ctx, db: tx },
      { action: "directory.disconnected", target, details: row },
    );
    return row;
  });
}

async function enqueue(ctx: Context, task: string): Promise<void> {
  const payload = JSON.stringify({ publisherId: ctx.publisherId });
  const key = `${task}:${ctx.publisherId}`;
  await ctx.db.execute(
    sql`select graphile_worker.add_job(${task}, ${payload}::json, job_key => ${key}, max_attempts => 1, priority => -1)`,
  );
}

const nameOf = ({ actor }: Context) => (actor.kind === "device" ? "A device" : actor.name);
