import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  like,
  or,
  type SQL,
} from "drizzle-orm";
import { customers, devices, registrations } from "@/db/schema";
import { requireApp } from "@/server/apps/queries";
import type { Context } from "@/server/context";
import type { ListInput } from "./schema";

type Reader = Pick<Context, "db" | "publisherId">;

const order = {
  createdAt: asc(registrations.createdAt),
  "-createdAt": desc(registrations.createdAt),
  lastActiveAt: asc(registrations.lastActiveAt),
  "-lastActiveAt": desc(registrations.lastActiveAt),
} satisfies Record<ListInput["sort"], SQL>;

/** One page of an app's registrations. Channels are as good as secrets: only their host is shown. */
export async function listRegistrations(ctx: Reader, input: ListInput) {
  await requireApp(ctx, input.appId);
  const where = and(
    eq(registrations.publisherId, ctx.publisherId),
    eq(registrations.appId, input.appId),
    input.status === "all" ? undefined : eq(registrations.status, input.status),
    input.q === "" ? undefined : matches(input.q),
  );
  const [rows, [total]] = await Promise.all([pageOf(ctx, input, where), countOf(ctx, where)]);
  return {
    rows: rows.map(({ channel, ...row }) => ({ ...row, channelHost: hostOf(channel) })),
    total: total?.rows ?? 0,
  };
}

/** How many registrations an app has, by what decides whether they can be reached. */
export async function countRegistrations(ctx: Reader, input: { appId: number }) {
  await requireApp(ctx, input.appId);
  const ofApp = and(
    eq(registrations.publisherId, ctx.publisherId),
    eq(registrations.appId, input.appId),
  );
  const live = and(ofApp, eq(registrations.status, "live"));
  const counts = await Promise.all([
    ctx.db.$count(registrations, ofApp),
    ctx.db.$count(registrations, live),
    ctx.db.$count(registrations, and(live, eq(registrations.isOptedOut, true))),
    ctx.db.$count(registrations, and(live, isNull(registrations.timeZone))),
  ]);
  const [total, liveCount, optedOut, unknownTimeZone] = counts;
  return { total, live: liveCount, gone: total - liveCount, optedOut, unknownTimeZone };
}

/** P-32: what the filters can be set to, most devices first. */
export async function registrationValues(ctx: Reader, input: { appIds: number[] }) {
  const live = and(
    eq(registrations.publisherId, ctx.publisherId),
    inArray(registrations.appId, input.appIds),
    eq(registrations.status, "live"),
  );
  const [languages, timeZones] = await Promise.all([
    ctx.db
      .select({ value: registrations.language, count: count() })
      .from(registrations)
      .where(live)
      .groupBy(registrations.language)
      .orderBy(desc(count()), asc(registrations.language)),
    ctx.db
      .select({ value: registrations.timeZone, count: count() })
      .from(registrations)
      .where(and(live, isNotNull(registrations.timeZone)))
      .groupBy(registrations.timeZone)
      .orderBy(desc(count()), asc(registrations.timeZone)),
  ]);
  return {
    languages,
    timeZones: timeZones.flatMap(({ value, ...row }) => (value ? [{ value, ...row }] : [])),
  };
}

function pageOf(ctx: Reader, input: ListInput, where: SQL | undefined) {
  return ctx.db
    .select({
      id: registrations.id,
      installId: registrations.installId,
      provider: registrations.provider,
      channel: registrations.channel,
      language: registrations.language,
      timeZone: registrations.timeZone,
      market: registrations.market,
      appVersion: registrations.appVersion,
      osVersion: registrations.osVersion,
      status: registrations.status,
      goneReason: registrations.goneReason,
      goneAt: registrations.goneAt,
      isOptedOut: registrations.isOptedOut,
      lastActiveAt: registrations.lastActiveAt,
      createdAt: registrations.createdAt,
      customerId: registrations.customerId,
      externalUserId: customers.externalId,
      deviceType: devices.deviceType,
    })
    .from(registrations)
    .leftJoin(customers, customerOfRow)
    .leftJoin(devices, deviceOfRow)
    .where(where)
    .orderBy(order[input.sort], desc(registrations.id))
    .limit(input.size)
    .offset((input.page - 1) * input.size);
}

function countOf(ctx: Reader, where: SQL | undefined) {
  return ctx.db
    .select({ rows: count() })
    .from(registrations)
    .leftJoin(customers, customerOfRow)
    .leftJoin(devices, deviceOfRow)
    .where(where);
}

const customerOfRow = and(
  eq(customers.publisherId, registrations.publisherId),
  eq(customers.id, registrations.customerId),
);
const deviceOfRow = and(
  eq(devices.publisherId, registrations.publisherId),
  eq(devices.id, registrations.deviceId),
);

function matches(q: string): SQL | undefined {
  const start = `${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    like(registrations.installId, start),
    eq(customers.externalId, q),
    eq(customers.email, q.normalize("NFKC").toLowerCase()),
    eq(devices.deviceKey, `d:${q}`),
  );
}

function hostOf(channel: string): string | null {
  return URL.canParse(channel) ? new URL(channel).host : null;
}
