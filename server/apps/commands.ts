import { and, desc, eq, isNull, notExists, sql } from "drizzle-orm";
import { normalizeLanguageTag } from "@/content/languages";
import type { ProviderName } from "@/db/enums";
import { appCredentials, apps, notificationApps, registrations } from "@/db/schema";
import type { Context } from "@/server/context";
import { AppError, notFound } from "@/server/errors";
import { canonicalTimeZone } from "@/server/registrations/time-zone";
import { recordAudit } from "@/server/settings/audit";
import { newKey } from "@/server/settings/keys";
import { requireApp } from "./queries";
import type { CreateInput, CredentialsInput, UpdateInput } from "./schema";
import { sealSecret } from "./sealed-secret";
import { isExactVersion, versionKey } from "./version";

export async function createApp(ctx: Context, input: CreateInput): Promise<{ id: number }> {
  const values = columnsOf(input);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(apps)
      .values({
        ...values,
        publisherId: ctx.publisherId,
        name: input.name,
        publicKey: newKey("apk", ctx.publisherId),
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .returning({ id: apps.id });
    if (!row) throw new Error("The app was not inserted.");
    await recordAudit(
      { ...ctx, db: tx },
      { action: "app.created", target: `app ${row.id}`, details: { name: input.name } },
    );
    return row;
  });
}

export async function updateApp(ctx: Context, input: UpdateInput): Promise<{ id: number }> {
  const values = columnsOf(input.changes);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(apps)
      .set({ ...values, updatedAt: ctx.now })
      .where(and(eq(apps.publisherId, ctx.publisherId), eq(apps.id, input.id)))
      .returning({ id: apps.id });
    if (!row) throw notFound("app");
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "app.updated",
        target: `app ${input.id}`,
        details: { changed: Object.keys(input.changes) },
      },
    );
    return row;
  });
}

/** Only an app that no device and no notification ever used can go; statistics of others stay readable. */
export async function removeApp(ctx: Context, input: { id: number }): Promise<{ id: number }> {
  const app = await requireApp(ctx, input.id);
  return ctx.db.transaction(async (tx) => {
    const registered = tx
      .select({ one: sql`1` })
      .from(registrations)
      .where(
        and(eq(registrations.publisherId, apps.publisherId), eq(registrations.appId, apps.id)),
      );
    const notified = tx
      .select({ one: sql`1` })
      .from(notificationApps)
      .where(
        and(
          eq(notificationApps.publisherId, apps.publisherId),
          eq(notificationApps.appId, apps.id),
        ),
      );
    const [row] = await tx
      .delete(apps)
      .where(
        and(
          eq(apps.publisherId, ctx.publisherId),
          eq(apps.id, input.id),
          isNull(apps.firstRegisteredAt),
          notExists(registered),
          notExists(notified),
        ),
      )
      .returning({ id: apps.id });
    if (!row) {
      throw new AppError(
        "conflict",
        `${app.name} has devices or notifications, so it can’t be removed.`,
      );
    }
    await recordAudit(
      { ...ctx, db: tx },
      { action: "app.removed", target: `app ${input.id}`, details: { name: app.name } },
    );
    return row;
  });
}

/** Apps that still carry the old key can't register new devices from now on. */
export async function replacePublicKey(
  ctx: Context,
  input: { id: number },
): Promise<{ publicKey: string }> {
  const publicKey = newKey("apk", ctx.publisherId);
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(apps)
      .set({ publicKey, updatedAt: ctx.now })
      .where(and(eq(apps.publisherId, ctx.publisherId), eq(apps.id, input.id)))
      .returning({ publicKey: apps.publicKey });
    if (!row) throw notFound("app");
    await recordAudit(
      { ...ctx, db: tx },
      { action: "app.key_replaced", target: `app ${input.id}` },
    );
    return row;
  });
}

/** Stores credentials anew. The secret is sealed for the workers and never comes back (T19). */
export async function storeCredentials(
  ctx: Context,
  input: CredentialsInput,
): Promise<{ provider: ProviderName }> {
  const { appId, provider } = input;
  await requireApp(ctx, appId);
  const { secret, ...identity } =
    input.provider === "fcm" ? input.credentials.serviceAccount : input.credentials;
  const owner = { publisherId: ctx.publisherId, appId, provider };
  const values = {
    identity,
    sealedSecret: sealSecret(secret, owner),
    state: "untested" as const,
    stateReason: null,
    stateAt: null,
    pushAcceptedAt: null,
    doubtedAt: null,
    testAnswer: null,
    updatedAt: ctx.now,
  };
  return ctx.db.transaction(async (tx) => {
    await tx
      .insert(appCredentials)
      .values({ ...owner, ...values })
      .onConflictDoUpdate({
        target: [appCredentials.publisherId, appCredentials.appId, appCredentials.provider],
        set: values,
      });
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "credentials.stored",
        target: `app ${appId}`,
        details: { provider, flow: identity.flow },
      },
    );
    return { provider };
  });
}

/** A worker tries them: the secret cannot be opened here. State and stateAt of the app change when it has. */
export async function testCredentials(
  ctx: Context,
  input: { appId: number; provider: ProviderName },
): Promise<{ requestedAt: Date }> {
  const [row] = await ctx.db
    .select({ provider: appCredentials.provider })
    .from(appCredentials)
    .where(
      and(
        eq(appCredentials.publisherId, ctx.publisherId),
        eq(appCredentials.appId, input.appId),
        eq(appCredentials.provider, input.provider),
      ),
    );
  if (!row) throw notFound("credential");
  const payload = JSON.stringify({ publisherId: ctx.publisherId, ...input });
  const jobKey = `test-credentials/${ctx.publisherId}/${input.appId}/${input.provider}`;
  await ctx.db.execute(
    sql`select graphile_worker.add_job('test-credentials', ${payload}::json, job_key => ${jobKey}, max_attempts => 3)`,
  );
  return { requestedAt: ctx.now };
}

/** A worker sends one push to one device; the provider's answer shows beside the credentials. */
export async function testPush(
  ctx: Context,
  input: { appId: number; provider: ProviderName },
): Promise<{ requestedAt: Date }> {
  const [device] = await ctx.db
    .select({ id: registrations.id })
    .from(registrations)
    .innerJoin(
      appCredentials,
      and(
        eq(appCredentials.publisherId, registrations.publisherId),
        eq(appCredentials.appId, registrations.appId),
        eq(appCredentials.provider, registrations.provider),
      ),
    )
    .where(
      and(
        eq(registrations.publisherId, ctx.publisherId),
        eq(registrations.appId, input.appId),
        eq(registrations.provider, input.provider),
        eq(registrations.status, "live"),
      ),
    )
    .orderBy(desc(registrations.lastActiveAt), desc(registrations.id))
    .limit(1);
  if (!device) {
    throw new AppError(
      "conflict",
      "No live device of this kind is registered. Start the app once on a device, then send the test.",
    );
  }
  const payload = JSON.stringify({
    publisherId: ctx.publisherId,
    appId: input.appId,
    provider: input.provider,
    registrationId: device.id,
  });
  await ctx.db.execute(
    sql`select graphile_worker.add_job('credentials-push', ${payload}::json, max_attempts => 1)`,
  );
  await recordAudit(ctx, {
    action: "credentials.tested",
    target: `app ${input.appId}`,
    details: { provider: input.provider, registrationId: device.id },
  });
  return { requestedAt: ctx.now };
}

type Fields = Partial<CreateInput>;

/** The columns that were given, checked for what a browser cannot know: zones and languages. */
function columnsOf(fields: Fields) {
  return {
    ...(fields.name === undefined ? {} : { name: fields.name }),
    ...(fields.storeId === undefined ? {} : { storeId: fields.storeId?.toUpperCase() ?? null }),
    ...(fields.packageFamilyName === undefined
      ? {}
      : { packageFamilyName: fields.packageFamilyName }),
    ...(fields.latestVersion === undefined ? {} : versionColumns(fields.latestVersion)),
    ...(fields.defaultLanguage === undefined
      ? {}
      : { defaultLanguage: languageOf(fields.defaultLanguage) }),
    ...(fields.defaultTimeZone === undefined
      ? {}
      : { defaultTimeZone: zoneOf(fields.defaultTimeZone) }),
    ...(fields.iconGlyph === undefined ? {} : { iconGlyph: fields.iconGlyph }),
    ...(fields.iconColor === undefined ? {} : { iconColor: fields.iconColor }),
  };
}

function versionColumns(version: string | null) {
  if (version === null) return { latestVersion: null, latestVersionKey: null };
  if (!isExactVersion(version)) {
    throw fieldError(
      "latestVersion",
      "Use at most 4095.65535.65535.511; the Store keeps the fourth number at 0.",
    );
  }
  return { latestVersion: version, latestVersionKey: versionKey(version) };
}

function languageOf(tag: string): string {
  const language = normalizeLanguageTag(tag);
  if (language === undefined) {
    throw fieldError("defaultLanguage", "Choose a language, for example en-US.");
  }
  return language;
}

function zoneOf(name: string): string {
  const zone = canonicalTimeZone(name);
  if (zone === null) {
    throw fieldError("defaultTimeZone", "Choose a time zone, for example Europe/Berlin.");
  }
  return zone;
}

function fieldError(field: string, message: string): AppError {
  return new AppError("unprocessable", message, { fields: [{ field, message }] });
}
