import { and, desc, eq, sql } from "drizzle-orm";
import { type DeliveryStatus, deliveryStatusOf, type Reason, reasonOf } from "@/db/enums";
import {
  appCustomers,
  apps,
  customerGroups,
  customers,
  deliveries,
  devices,
  knownGroupEmails,
  launches,
  notifications,
  registrations,
} from "@/db/schema";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";

/** What is known of one person, for the page about them. Ages are left out: they are in the export only. */
export async function personById(ctx: Context, { id }: { id: number }) {
  const [person] = await ctx.db
    .select()
    .from(customers)
    .where(and(eq(customers.publisherId, ctx.publisherId), eq(customers.id, id)));
  if (!person) throw notFound("customer");
  const { externalId, email, createdAt } = person;
  const [known, installations, groups, received] = await Promise.all([
    appsOf(ctx, id),
    installationsOf(ctx, id),
    knownGroupsOf(ctx, email),
    receivedBy(ctx, id),
  ]);
  return { id, externalId, email, createdAt, apps: known, installations, groups, received };
}

/** Attributes as stored; the page puts them into words. */
function appsOf({ db, publisherId }: Context, id: number) {
  return db
    .select({ ...shownAttributes, name: apps.name })
    .from(appCustomers)
    .innerJoin(apps, and(eq(apps.publisherId, publisherId), eq(apps.id, appCustomers.appId)))
    .where(and(eq(appCustomers.publisherId, publisherId), eq(appCustomers.customerId, id)))
    .orderBy(apps.name);
}

const shownAttributes = {
  appId: appCustomers.appId,
  gender: appCustomers.gender,
  market: appCustomers.market,
  isOptedOut: appCustomers.isOptedOut,
  isEligible: appCustomers.isEligible,
  acquiredAt: appCustomers.acquiredAt,
  acquisitionType: appCustomers.acquisitionType,
  campaignId: appCustomers.campaignId,
  lastUsedAt: appCustomers.lastUsedAt,
  sessions30d: appCustomers.sessions30d,
  rating: appCustomers.rating,
  churn: appCustomers.churn,
  hasPurchased: appCustomers.hasPurchased,
  appSpendCents: appCustomers.appSpendCents,
};

const mostInstallations = 100;

function installationsOf({ db, publisherId }: Context, id: number) {
  return db
    .select({
      id: registrations.id,
      appName: apps.name,
      installId: registrations.installId,
      provider: registrations.provider,
      deviceType: devices.deviceType,
      osVersion: registrations.osVersion,
      language: registrations.language,
      timeZone: registrations.timeZone,
      market: registrations.market,
      appVersion: registrations.appVersion,
      status: registrations.status,
      goneAt: registrations.goneAt,
      isOptedOut: registrations.isOptedOut,
      lastActiveAt: registrations.lastActiveAt,
    })
    .from(registrations)
    .innerJoin(apps, and(eq(apps.publisherId, publisherId), eq(apps.id, registrations.appId)))
    .leftJoin(
      devices,
      and(eq(devices.publisherId, publisherId), eq(devices.id, registrations.deviceId)),
    )
    .where(and(eq(registrations.publisherId, publisherId), eq(registrations.customerId, id)))
    .orderBy(desc(registrations.lastActiveAt), registrations.id)
    .limit(mostInstallations);
}

async function knownGroupsOf({ db, publisherId }: Context, email: string | null) {
  if (email === null) return [];
  return db
    .select({ id: customerGroups.id, name: customerGroups.name })
    .from(knownGroupEmails)
    .innerJoin(
      customerGroups,
      and(
        eq(customerGroups.publisherId, publisherId),
        eq(customerGroups.id, knownGroupEmails.groupId),
      ),
    )
    .where(and(eq(knownGroupEmails.publisherId, publisherId), eq(knownGroupEmails.email, email)))
    .orderBy(customerGroups.name);
}

export interface Received {
  notificationId: number;
  name: string;
  appName: string;
  registrationId: number;
  at: Date;
  status: DeliveryStatus;
  reason: Reason;
  launchedAt: Date | null;
}

const mostReceived = 50;

/** The latest outcomes on any of their installations; deliveries_registration finds them. */
async function receivedBy({ db, publisherId }: Context, id: number): Promise<Received[]> {
  const rows = await db
    .select({
      notificationId: deliveries.notificationId,
      name: notifications.name,
      appName: apps.name,
      registrationId: deliveries.registrationId,
      at: deliveries.at,
      status: deliveries.status,
      reason: deliveries.reason,
      launchedAt: launches.at,
    })
    .from(registrations)
    .innerJoin(
      deliveries,
      and(eq(deliveries.publisherId, publisherId), eq(deliveries.registrationId, registrations.id)),
    )
    .innerJoin(
      notifications,
      and(
        eq(notifications.publisherId, publisherId),
        eq(notifications.id, deliveries.notificationId),
      ),
    )
    .innerJoin(apps, and(eq(apps.publisherId, publisherId), eq(apps.id, deliveries.appId)))
    .leftJoin(
      launches,
      and(
        eq(launches.publisherId, publisherId),
        eq(launches.notificationId, deliveries.notificationId),
        eq(launches.registrationId, deliveries.registrationId),
      ),
    )
    .where(and(eq(registrations.publisherId, publisherId), eq(registrations.customerId, id)))
    .orderBy(desc(deliveries.at), sql`1`)
    .limit(mostReceived);
  return rows.map((row) => ({
    ...row,
    status: deliveryStatusOf(row.status),
    reason: reasonOf(row.reason),
  }));
}
