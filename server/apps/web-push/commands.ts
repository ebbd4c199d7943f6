import { createECDH } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { appCredentials, registrations } from "@/db/schema";
import { requireApp } from "@/server/apps/queries";
import { sealSecret } from "@/server/apps/sealed-secret";
import type { Context } from "@/server/context";
import { AppError, notFound } from "@/server/errors";
import { recordAudit } from "@/server/settings/audit";
import type { CreateKeyInput, UpdateContactInput } from "./schema";

const provider = "webpush" as const;

function ofApp(ctx: Context, appId: number) {
  return and(
    eq(appCredentials.publisherId, ctx.publisherId),
    eq(appCredentials.appId, appId),
    eq(appCredentials.provider, provider),
  );
}

/**
 * Makes the app's VAPID key pair, or a new one in place of the one named. The private key is sealed here and
 * never leaves the workers. Subscriptions belong to the key they were made with, so a new one takes those of the
 * old one out of use until their apps register anew.
 */
export async function createWebPushKey(
  ctx: Context,
  input: CreateKeyInput,
): Promise<{ publicKey: string; retired: number }> {
  const { appId, replaces } = input;
  await requireApp(ctx, appId);
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url");
  const secret = pair.getPrivateKey().toString("base64url");
  const owner = { publisherId: ctx.publisherId, appId, provider };
  const values = {
    identity: { flow: "vapid", publicKey, subject: input.subject },
    sealedSecret: sealSecret(secret, owner),
    state: "untested" as const,
    stateReason: null,
    stateAt: null,
    pushAcceptedAt: null,
    doubtedAt: null,
    updatedAt: ctx.now,
  };
  return ctx.db.transaction(async (tx) => {
    const stored =
      replaces === null
        ? await tx
            .insert(appCredentials)
            .values({ ...owner, ...values })
            .onConflictDoNothing()
            .returning({ appId: appCredentials.appId })
        : await tx
            .update(appCredentials)
            .set(values)
            .where(
              and(ofApp(ctx, appId), sql`${appCredentials.identity} ->> 'publicKey' = ${replaces}`),
            )
            .returning({ appId: appCredentials.appId });
    if (stored.length === 0) {
      throw new AppError("conflict", "Somebody else has made a new key. Look at it first.");
    }
    const retired = await retireSubscriptions({ ...ctx, db: tx }, appId);
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "credentials.stored",
        target: `app ${appId}`,
        details: { provider, flow: "vapid", retired },
      },
    );
    return { publicKey, retired };
  });
}

async function retireSubscriptions(ctx: Context, appId: number): Promise<number> {
  const rows = await ctx.db
    .update(registrations)
    .set({ status: "gone", goneReason: "key_replaced", goneAt: ctx.now, updatedAt: ctx.now })
    .where(
      and(
        eq(registrations.publisherId, ctx.publisherId),
        eq(registrations.appId, appId),
        eq(registrations.provider, provider),
        eq(registrations.status, "live"),
      ),
    )
    .returning({ id: registrations.id });
  return rows.length;
}

/** Whom push services turn to; subscriptions stay as they are. */
export async function updateWebPushContact(
  ctx: Context,
  { appId, subject }: UpdateContactInput,
): Promise<{ subject: string }> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(appCredentials)
      .set({
        identity: sql`${appCredentials.identity} || jsonb_build_object('subject', ${subject}::text)`,
        updatedAt: ctx.now,
      })
      .where(ofApp(ctx, appId))
      .returning({ appId: appCredentials.appId });
    if (!row) throw notFound("Web Push key");
    await recordAudit(
      { ...ctx, db: tx },
      { action: "credentials.contact_changed", target: `app ${appId}`, details: { provider } },
    );
    return { subject };
  });
}
