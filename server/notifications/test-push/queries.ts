import { and, desc, eq, or } from "drizzle-orm";
import type { z } from "zod";
import { accounts, customers, devices, registrations, testPushes } from "@/db/schema";
import { requireApp } from "@/server/apps/queries";
import type { Context } from "@/server/context";
import { notFound } from "@/server/errors";
import type { testDevicesInput, testPushIdInput } from "./schema";

const mostDevices = 20;

/**
 * Where a member may send a test: the devices of the customer with the member's own e-mail, and the one
 * installation whose ID they know. Nobody else's by a search.
 */
export async function listTestDevices(ctx: Context, input: z.infer<typeof testDevicesInput>) {
  await requireApp(ctx, input.appId);
  const email = await ownEmail(ctx);
  const mine = email === undefined ? undefined : eq(customers.email, email);
  const named = input.installId ? eq(registrations.installId, input.installId) : undefined;
  if (!mine && !named) return [];
  return ctx.db
    .select({
      id: registrations.id,
      installId: registrations.installId,
      provider: registrations.provider,
      language: registrations.language,
      appVersion: registrations.appVersion,
      deviceType: devices.deviceType,
      status: registrations.status,
      isOptedOut: registrations.isOptedOut,
      lastActiveAt: registrations.lastActiveAt,
    })
    .from(registrations)
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
        eq(registrations.appId, input.appId),
        or(mine, named),
      ),
    )
    .orderBy(desc(registrations.lastActiveAt))
    .limit(mostDevices);
}

async function ownEmail({ db, actor }: Context): Promise<string | undefined> {
  if (actor.kind !== "member") return undefined;
  const [account] = await db
    .select({ email: accounts.email })
    .from(accounts)
    .where(eq(accounts.id, actor.accountId));
  return account?.email;
}

/** How a test stands; its content is nobody's business any more. */
export async function testPushById(ctx: Context, { id }: z.infer<typeof testPushIdInput>) {
  const [row] = await ctx.db
    .select({
      id: testPushes.id,
      status: testPushes.status,
      outcome: testPushes.outcome,
      httpStatus: testPushes.httpStatus,
      detail: testPushes.detail,
      bytes: testPushes.bytes,
      createdAt: testPushes.createdAt,
      answeredAt: testPushes.answeredAt,
    })
    .from(testPushes)
    .where(and(eq(testPushes.publisherId, ctx.publisherId), eq(testPushes.id, id)));
  if (!row) throw notFound("test");
  return row;
}
