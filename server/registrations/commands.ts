import { createHash, randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { normalizeLanguageTag } from "@/content/languages";
import { providerNames } from "@/db/enums";
import { registrations } from "@/db/schema";
import { versionKey } from "@/server/apps/version";
import type { Context } from "@/server/context";
import { codeOf, deviceTypeValues } from "@/server/customers/attributes";
import { AppError, type FieldProblem, notFound } from "@/server/errors";
import { isKnownProvider, providerOf } from "@/server/providers";
import { recordAudit } from "@/server/settings/audit";
import { canonicalMarket } from "./market";
import { gatherRegistration } from "./register-queue";
import type { RegisterRow } from "./register-sql";
import type { Channel, RegistrationAnswer, RegistrationInput } from "./schema";
import { canonicalTimeZone } from "./time-zone";

/** Which installation asks, and what it presents as proof. */
export interface Installation {
  appId: number;
  installId: string;
  /** The secret of its first registration; undefined on the first call. */
  secret: string | undefined;
}

const secretBytes = 24;

/**
 * Registers an installation, or renews it (K-02 to K-09): one row per installation however often it is called,
 * and no change without the secret that the first call was answered with (T2).
 */
export async function register(
  ctx: Context,
  installation: Installation,
  input: RegistrationInput,
): Promise<RegistrationAnswer> {
  const secret = randomBytes(secretBytes).toString("base64url");
  const row = registerRow(ctx, installation, input);
  const result = await gatherRegistration(ctx.db, { ...row, newSecretHash: sha256(secret) });
  if (!result) throw wrongSecret();
  return {
    registrationId: Number(result.id),
    ...(result.isNew ? { registrationSecret: secret } : {}),
    changed: result.changed,
    timeZone: row.timeZone,
  };
}

/** K-32: the installation gets nothing from now on. It may register anew, with its secret. */
export async function unregister(ctx: Context, installation: Installation): Promise<void> {
  if (installation.secret === undefined) throw wrongSecret();
  const [row] = await ctx.db
    .update(registrations)
    .set({
      status: "gone",
      goneReason: "unregistered",
      goneAt: ctx.now,
      channelHash: null,
      updatedAt: ctx.now,
    })
    .where(
      and(
        eq(registrations.publisherId, ctx.publisherId),
        eq(registrations.appId, installation.appId),
        eq(registrations.installId, installation.installId),
        eq(registrations.secretHash, sha256(installation.secret)),
      ),
    )
    .returning({ id: registrations.id });
  // A wrong secret and an unknown installation answer alike: nobody learns which ids exist.
  if (!row) throw wrongSecret();
}

/** A person takes a registration out of use; the device may register anew. */
export async function retireRegistration(ctx: Context, input: { id: number }) {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(registrations)
      .set({ status: "gone", goneReason: "retired", goneAt: ctx.now, updatedAt: ctx.now })
      .where(
        and(
          eq(registrations.publisherId, ctx.publisherId),
          eq(registrations.id, input.id),
          eq(registrations.status, "live"),
        ),
      )
      .returning({ id: registrations.id, appId: registrations.appId });
    if (!row) throw notFound("live registration");
    await recordAudit(
      { ...ctx, db: tx },
      {
        action: "registration.retired",
        target: `registration ${row.id}`,
        details: { appId: row.appId },
      },
    );
    return { id: row.id };
  });
}

function registerRow(
  ctx: Context,
  { appId, installId, secret }: Installation,
  input: RegistrationInput,
): Omit<RegisterRow, "newSecretHash"> {
  const channel = channelText(input.channel);
  return {
    publisherId: ctx.publisherId,
    appId,
    installId,
    now: ctx.now,
    presentedHash: secret === undefined ? null : sha256(secret),
    provider: input.channel.type,
    channel,
    channelKeys: input.channel.type === "webpush" ? JSON.stringify(input.channel.keys) : null,
    channelHash: sha256(channel),
    externalUserId: input.userId ?? null,
    // The app's own names and ours are kept apart, so that no device can name another's row.
    deviceKey: input.deviceId === undefined ? `i:${appId}:${installId}` : `d:${input.deviceId}`,
    deviceType: input.deviceType ?? null,
    deviceTypeCode: input.deviceType ? (codeOf(deviceTypeValues, input.deviceType) ?? 0) : null,
    osVersion: input.osVersion ?? null,
    timeZone: canonicalTimeZone(input.timeZone),
    isOptedOut: input.optedOut ?? null,
    ...checkedFields(input),
    appVersion: input.appVersion,
  };
}

/** What zod cannot know, all problems at once. */
function checkedFields(input: RegistrationInput) {
  const language = normalizeLanguageTag(input.language);
  const market = canonicalMarket(input.market);
  const appVersionKey = versionKey(input.appVersion);
  const problems: FieldProblem[] = [];
  const refused = refuseChannel(input.channel);
  if (refused) problems.push({ field: "channel", message: refused });
  if (language === undefined) {
    problems.push({ field: "language", message: "Use a BCP 47 tag, for example de-AT." });
  }
  if (market === undefined) {
    problems.push({
      field: "market",
      message: "Use an ISO 3166 code that exists, for example DE.",
    });
  }
  if (appVersionKey === undefined) {
    problems.push({
      field: "appVersion",
      message: "Use up to four numbers of at most 65535, for example 5.2.0.0.",
    });
  }
  if (language === undefined || market === undefined || appVersionKey === undefined || refused) {
    throw new AppError("unprocessable", problems[0]?.message ?? "", { fields: problems });
  }
  return { language, market, appVersionKey };
}

/** T3: a channel that is not the push service's own is refused here and again before each send. */
function refuseChannel(channel: Channel): string | undefined {
  if (!isKnownProvider(channel.type)) {
    const known = providerNames.filter(isKnownProvider).join(", ");
    return `Channels of type ${channel.type} can’t be used here yet. Known: ${known}.`;
  }
  const keys = channel.type === "webpush" ? channel.keys : undefined;
  const reason = providerOf(channel.type).refuseChannel(channelText(channel), keys);
  if (reason === undefined) return undefined;
  return reason === "channel_keys_refused"
    ? "These are not the keys of a subscription. Pass them on as you got them."
    : "This is not an address of the push service. Pass the channel on as you got it.";
}

function channelText(channel: Channel): string {
  switch (channel.type) {
    case "wns":
      return channel.uri;
    case "webpush":
      return channel.endpoint;
    case "fcm":
    case "apns":
      return channel.token;
  }
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}

function wrongSecret(): AppError {
  const message =
    "This installation needs its registration secret. If it was lost, register with a new installation id.";
  // The SDK tells a lost secret from a wrong app key by the field.
  return new AppError("unauthorized", message, { fields: [{ field: "Authorization", message }] });
}
