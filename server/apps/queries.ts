import { and, asc, count, eq, gte, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import type { CredentialState, ProviderName } from "@/db/enums";
import { appCredentials, apps, registrations } from "@/db/schema";
import type { TestAnswer } from "@/db/schema/apps";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import { publisherOfKey } from "@/server/settings/keys";

type Reader = Pick<Context, "db" | "publisherId" | "now">;

export interface CredentialSummary {
  provider: ProviderName;
  /** Flow, package SID, tenant, client id; never the secret. */
  identity: Record<string, string>;
  state: CredentialState;
  stateReason: string | null;
  stateAt: Date | null;
  expiresAt: Date | null;
  testAnswer: TestAnswer | null;
  updatedAt: Date;
}

const dayMs = 86_400_000;
const overviewDays = 30;

const appColumns = {
  id: apps.id,
  guid: apps.guid,
  name: apps.name,
  storeId: apps.storeId,
  packageFamilyName: apps.packageFamilyName,
  latestVersion: apps.latestVersion,
  defaultLanguage: apps.defaultLanguage,
  defaultTimeZone: apps.defaultTimeZone,
  publicKey: apps.publicKey,
  iconGlyph: apps.iconGlyph,
  iconColor: apps.iconColor,
  createdAt: apps.createdAt,
  updatedAt: apps.updatedAt,
  firstRegisteredAt: apps.firstRegisteredAt,
  firstLaunchAt: apps.firstLaunchAt,
};

/** All apps of the publisher with live devices and credentials. P-24: only those with isRegistered are offered. */
export async function listApps(ctx: Reader) {
  const [rows, counts, credentials] = await Promise.all([
    ctx.db
      .select(appColumns)
      .from(apps)
      .where(eq(apps.publisherId, ctx.publisherId))
      .orderBy(asc(apps.name), asc(apps.id)),
    deviceCounts(ctx),
    credentialSummaries(ctx),
  ]);
  return rows.map((row) => ({
    ...row,
    isRegistered: row.firstRegisteredAt !== null,
    liveDevices: counts.get(row.id)?.live ?? 0,
    credentials: credentials.get(row.id) ?? [],
  }));
}

/** One app with everything its overview shows. */
export async function appById(ctx: Reader, input: { id: number }) {
  const app = await requireApp(ctx, input.id);
  const since = firstDay(ctx.now);
  const [counts, recent, byDay, credentials] = await Promise.all([
    deviceCounts(ctx, input.id),
    recentCounts(ctx, input.id),
    registrationsByDay(ctx, { id: input.id, since }),
    credentialSummaries(ctx, input.id),
  ]);
  const devices = counts.get(input.id) ?? { live: 0, gone: 0, byProvider: {} };
  return {
    ...app,
    liveDevices: devices.live,
    goneDevices: devices.gone,
    liveByProvider: devices.byProvider,
    ...recent,
    registrationsByDay: byDay,
    credentials: credentials.get(input.id) ?? [],
    connectSteps: connectSteps(app, credentials.get(input.id) ?? []),
  };
}

export async function requireApp(ctx: Pick<Reader, "db" | "publisherId">, id: number) {
  const [row] = await ctx.db
    .select(appColumns)
    .from(apps)
    .where(and(eq(apps.publisherId, ctx.publisherId), eq(apps.id, id)));
  if (!row) throw notFound("app");
  return row;
}

/** Whose app a public key names. It only identifies: everybody who has the app has the key (T2). */
export async function appOfPublicKey(
  db: Database,
  publicKey: string,
): Promise<{ publisherId: number; appId: number } | undefined> {
  const publisherId = publisherOfKey("apk", publicKey);
  if (publisherId === undefined) return undefined;
  const [row] = await db
    .select({ publisherId: apps.publisherId, appId: apps.id })
    .from(apps)
    .where(and(eq(apps.publisherId, publisherId), eq(apps.publicKey, publicKey)));
  return row;
}

/** Four steps that tick themselves from real traffic; null = not yet (P-20, P-21). */
function connectSteps(
  app: { firstRegisteredAt: Date | null; firstLaunchAt: Date | null },
  credentials: CredentialSummary[],
) {
  const accepted = credentials
    .filter((one) => one.state === "accepted")
    .map((one) => one.stateAt)
    .sort((a, b) => Number(a) - Number(b));
  return {
    sdkSeenAt: app.firstRegisteredAt,
    firstDeviceAt: app.firstRegisteredAt,
    credentialsAcceptedAt: accepted[0] ?? null,
    firstLaunchAt: app.firstLaunchAt,
  };
}

interface DeviceCounts {
  live: number;
  gone: number;
  byProvider: Partial<Record<ProviderName, number>>;
}

async function deviceCounts(ctx: Reader, appId?: number): Promise<Map<number, DeviceCounts>> {
  const rows = await ctx.db
    .select({
      appId: registrations.appId,
      provider: registrations.provider,
      status: registrations.status,
      devices: count(),
    })
    .from(registrations)
    .where(
      and(
        eq(registrations.publisherId, ctx.publisherId),
        appId === undefined ? undefined : eq(registrations.appId, appId),
      ),
    )
    .groupBy(registrations.appId, registrations.provider, registrations.status);
  const counts = new Map<number, DeviceCounts>();
  for (const row of rows) {
    const entry = counts.get(row.appId) ?? { live: 0, gone: 0, byProvider: {} };
    counts.set(row.appId, entry);
    entry[row.status] += row.devices;
    if (row.status === "live") entry.byProvider[row.provider] = row.devices;
  }
  return counts;
}

async function recentCounts(ctx: Reader, appId: number) {
  const since = new Date(ctx.now.getTime() - overviewDays * dayMs);
  const ofApp = and(eq(registrations.publisherId, ctx.publisherId), eq(registrations.appId, appId));
  const [created, gone] = await Promise.all([
    ctx.db
      .select({ devices: count() })
      .from(registrations)
      .where(and(ofApp, gte(registrations.createdAt, since))),
    ctx.db
      .select({ devices: count() })
      .from(registrations)
      .where(and(ofApp, eq(registrations.status, "gone"), gte(registrations.goneAt, since))),
  ]);
  return { newDevices30d: created[0]?.devices ?? 0, goneDevices30d: gone[0]?.devices ?? 0 };
}

function firstDay(now: Date): Date {
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  return new Date(midnight - (overviewDays - 1) * dayMs);
}

/** Thirty UTC days up to today, days without any included. Index: registrations_created. */
async function registrationsByDay(ctx: Reader, range: { id: number; since: Date }) {
  const day = sql<string>`to_char(${registrations.createdAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  const rows = await ctx.db
    .select({ day, devices: count() })
    .from(registrations)
    .where(
      and(
        eq(registrations.publisherId, ctx.publisherId),
        eq(registrations.appId, range.id),
        gte(registrations.createdAt, range.since),
      ),
    )
    .groupBy(day);
  const found = new Map(rows.map((row) => [row.day, row.devices]));
  return Array.from({ length: overviewDays }, (_, place) => {
    const date = new Date(range.since.getTime() + place * dayMs).toISOString().slice(0, 10);
    return { date, count: found.get(date) ?? 0 };
  });
}

async function credentialSummaries(
  ctx: Reader,
  appId?: number,
): Promise<Map<number, CredentialSummary[]>> {
  const rows = await ctx.db
    .select({
      appId: appCredentials.appId,
      provider: appCredentials.provider,
      identity: appCredentials.identity,
      state: appCredentials.state,
      stateReason: appCredentials.stateReason,
      stateAt: appCredentials.stateAt,
      expiresAt: appCredentials.expiresAt,
      testAnswer: appCredentials.testAnswer,
      updatedAt: appCredentials.updatedAt,
    })
    .from(appCredentials)
    .where(
      and(
        eq(appCredentials.publisherId, ctx.publisherId),
        appId === undefined ? undefined : eq(appCredentials.appId, appId),
      ),
    )
    .orderBy(appCredentials.provider);
  const grouped = new Map<number, CredentialSummary[]>();
  for (const { appId: id, ...summary } of rows) {
    grouped.set(id, [...(grouped.get(id) ?? []), summary]);
  }
  return grouped;
}
