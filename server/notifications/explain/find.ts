import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { ProviderName } from "@/db/enums";
import { appCustomers, apps, customers, devices, registrations } from "@/db/schema";
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
  /** The app's, for devices whose zone nobody knows. */
  defaultTimeZone: string;
  market: string;
  appVersion: string;
  latestVersion: string | null;
  status: string;
  goneReason: string | null;
  goneAt: Date | null;
  isOptedOut: boolean;
  /** By import or API, for the app as a whole. */
  isCustomerOptedOut: boolean;
  lastActiveAt: Date;
  createdAt: Date;
  updatedAt: Date;
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
  const isMeant =
    input.customerId === undefined
      ? meant(ctx, (input.q ?? "").trim(), input.appIds)
      : eq(registrations.customerId, input.customerId);
  return candidatesWhere(ctx, and(inArray(registrations.appId, input.appIds), isMeant)).limit(
    mostCandidates,
  );
}

/** Whether there is such a customer at all: one without a device in these apps has no registration to explain. */
export async function isCustomer(
  { db, publisherId }: Reader,
  { q = "", customerId }: { q?: string; customerId?: number },
): Promise<boolean> {
  const email = q.trim().normalize("NFKC").toLowerCase();
  const isMeant =
    customerId === undefined
      ? or(eq(customers.externalId, q.trim()), eq(customers.email, email))
      : eq(customers.id, customerId);
  const found = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.publisherId, publisherId), isMeant))
    .limit(1);
  return found.length > 0;
}

/** With all that explains a delivery, by id. */
export function candidatesWhere(ctx: Reader, where: SQL | undefined) {
  return ctx.db
    .select({
      registrationId: registrations.id,
      installId: registrations.installId,
      appId: registrations.appId,
      appName: apps.name,
      provider: registrations.provider,
      language: registrations.language,
      timeZone: registrations.timeZone,
      defaultTimeZone: apps.defaultTimeZone,
      market: registrations.market,
      appVersion: registrations.appVersion,
      latestVersion: apps.latestVersion,
      status: registrations.status,
      goneReason: registrations.goneReason,
      goneAt: registrations.goneAt,
      isOptedOut: registrations.isOptedOut,
      isCustomerOptedOut: sql<boolean>`coalesce(${appCustomers.isOptedOut}, false)`,
      lastActiveAt: registrations.lastActiveAt,
      createdAt: registrations.createdAt,
      updatedAt: registrations.updatedAt,
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
      appCustomers,
      and(
        eq(appCustomers.publisherId, registrations.publisherId),
        eq(appCustomers.appId, registrations.appId),
        eq(appCustomers.customerId, registrations.customerId),
      ),
    )
    .leftJoin(
      devices,
      and(
        eq(devices.publisherId, registrations.publisherId),
        eq(devices.id, registrations.deviceId),
      ),
    )
    .where(and(eq(registrations.publisherId, ctx.publisherId), where))
    .orderBy(registrations.id);
}

/**
 * Each way in is an index look-up of its own: an OR of them would scan the publisher. As arrays, which are made
 * first: a planner without statistics of an empty table would rather read all registrations.
 */
function meant({ publisherId }: Reader, q: string, appIds: number[]): SQL {
  const email = q.normalize("NFKC").toLowerCase();
  return sql`${registrations.id} = any(array(
    select id from registrations
    where publisher_id = ${publisherId} and app_id = any(${`{${appIds.join(",")}}`}::int[]) and install_id = ${q}
    union
    select id from registrations where publisher_id = ${publisherId} and customer_id = any(array(
      select id from customers where publisher_id = ${publisherId} and external_id = ${q}
      union all
      select id from customers where publisher_id = ${publisherId} and email = ${email}))
    union
    select id from registrations where publisher_id = ${publisherId} and device_id = any(array(
      select id from devices where publisher_id = ${publisherId} and device_key = ${`d:${q}`}))))`;
}
