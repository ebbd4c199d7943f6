import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { ProviderName } from "@/db/enums";
import { apps, customers, devices, registrations } from "@/db/schema";
import type { Context } from "@/server/context";

type Reader = Pick<Context, "db" | "publisherId">;

/** What of a registration explains a delivery. */
export interface Candidate {
  registrationId: number;
  installId: string;
  appId: number;
  appName: string;
  provider: ProviderName;
  language: string;
  timeZone: string | null;
  market: string;
  appVersion: string;
  latestVersion: string | null;
  status: string;
  goneReason: string | null;
  goneAt: Date | null;
  isOptedOut: boolean;
  lastActiveAt: Date;
  createdAt: Date;
  customerId: number | null;
  externalId: string | null;
  deviceType: string | null;
}

const mostCandidates = 50;

/**
 * The registrations a person may mean: a customer's id in the publisher's own words, an e-mail address, a device
 * or an installation. Everything within the publisher and these apps.
 */
export function findCandidates(
  ctx: Reader,
  input: { q?: string; customerId?: number; appIds: number[] },
): Promise<Candidate[]> {
  if (input.appIds.length === 0) return Promise.resolve([]);
  return ctx.db
    .select({
      registrationId: registrations.id,
      installId: registrations.installId,
      appId: registrations.appId,
      appName: apps.name,
      provider: registrations.provider,
      language: registrations.language,
      timeZone: registrations.timeZone,
      market: registrations.market,
      appVersion: registrations.appVersion,
      latestVersion: apps.latestVersion,
      status: registrations.status,
      goneReason: registrations.goneReason,
      goneAt: registrations.goneAt,
      isOptedOut: registrations.isOptedOut,
      lastActiveAt: registrations.lastActiveAt,
      createdAt: registrations.createdAt,
      customerId: registrations.customerId,
      externalId: customers.externalId,
      deviceType: devices.deviceType,
    })
    .from(registrations)
    .innerJoin(
      apps,
      and(eq(apps.publisherId, registrations.publisherId), eq(apps.id, registrations.appId)),
    )
    .leftJoin(
      customers,
      and(
        eq(customers.publisherId, registrations.publisherId),
        eq(customers.id, registrations.customerId),
      ),
    )
    .leftJoin(
      devices,
      and(
        eq(devices.publisherId, registrations.publisherId),
        eq(devices.id, registrations.deviceId),
      ),
    )
    .where(
      and(
        eq(registrations.publisherId, ctx.publisherId),
        inArray(registrations.appId, input.appIds),
        input.customerId === undefined
          ? meant(ctx.publisherId, (input.q ?? "").trim())
          : eq(registrations.customerId, input.customerId),
      ),
    )
    .orderBy(registrations.id)
    .limit(mostCandidates);
}

/** Each way in is an index look-up of its own; joined columns in an OR would scan the publisher. */
function meant(publisherId: number, q: string): SQL | undefined {
  const email = q.normalize("NFKC").toLowerCase();
  return or(
    eq(registrations.installId, q),
    sql`${registrations.customerId} in (
      select id from customers where publisher_id = ${publisherId} and external_id = ${q}
      union all
      select id from customers where publisher_id = ${publisherId} and email = ${email})`,
    sql`${registrations.deviceId} in (
      select id from devices where publisher_id = ${publisherId} and device_key = ${`d:${q}`})`,
  );
}
