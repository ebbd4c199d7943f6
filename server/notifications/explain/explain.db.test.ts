import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveryStatusCodes, reasonCodes } from "@/db/enums";
import {
  apps,
  customers,
  deliveries,
  devices,
  exclusions,
  launches,
  notifications,
  publishers,
  registrations,
  slices,
} from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Context } from "@/server/context";
import { createNotification } from "@/server/notifications/drafts";
import { explainNotification } from "./explain";

let database: TestDatabase;
let ctx: Context;
let stranger: Context;
let appId: number;
let notificationId: number;
const now = new Date("2026-11-22T14:30:00Z");

async function newPublisher(name: string): Promise<Context> {
  const [row] = await database.db.insert(publishers).values({ name }).returning();
  const actor = { kind: "member", accountId: 1, name: "Tom Berg", role: "marketer" } as const;
  return { db: database.db, now, actor, publisherId: row?.id ?? 0 };
}

/** A customer with one device; gives the registration's id. */
async function newCustomer(name: string, more: { status?: "live" | "gone" } = {}): Promise<number> {
  const { publisherId } = ctx;
  const [customer] = await database.db
    .insert(customers)
    .values({ publisherId, externalId: name, email: `${name}@example.com` })
    .returning();
  const [device] = await database.db
    .insert(devices)
    .values({ publisherId, deviceKey: `d:pc-${name}` })
    .returning();
  const [row] = await database.db
    .insert(registrations)
    .values({
      publisherId,
      appId,
      customerId: customer?.id,
      deviceId: device?.id,
      installId: `install-${name}`,
      provider: "wns",
      channel: `https://db5p.notify.windows.com/?token=${name}`,
      secretHash: Buffer.alloc(32),
      language: "en-US",
      market: "US",
      appVersion: "1.0.0",
      appVersionKey: 1,
      ...more,
    })
    .returning();
  return row?.id ?? 0;
}

beforeAll(async () => {
  database = await testDatabase();
  ctx = await newPublisher("Contoso");
  stranger = await newPublisher("Fabrikam");
  const [app] = await database.db
    .insert(apps)
    .values({
      publisherId: ctx.publisherId,
      name: "Contoso Chess",
      publicKey: "apk",
      firstRegisteredAt: now,
    })
    .returning();
  appId = app?.id ?? 0;
  notificationId = (await createNotification(ctx, { template: "rate", appId })).id;
});
afterAll(() => database.close());

const ask = (q: string, who = ctx) => explainNotification(who, { id: notificationId, q });

describe("Why?", () => {
  it("says before sending what would happen if it were sent now", async () => {
    await newCustomer("early");
    await newCustomer("gone-early", { status: "gone" });
    const fine = await ask("early@example.com");
    expect([fine.status, fine.decidedAt]).toEqual(["draft", null]);
    expect(fine.explanations).toMatchObject([{ verdict: "would_send", reason: "none" }]);
    const gone = await ask("gone-early");
    expect(gone.explanations).toMatchObject([
      { verdict: "would_hold_back", reason: "channel_gone" },
    ]);
    const checks = gone.explanations[0]?.checks ?? [];
    expect(checks.find((check) => check.state === "deciding")?.key).toBe("channel");
    expect(checks.find((check) => check.key === "opt-in")?.state).toBe("not_reached");
  });

  it("finds the one reason of everybody after the freeze", async () => {
    const { publisherId } = ctx;
    const ids = {
      opened: await newCustomer("opened"),
      failed: await newCustomer("failed"),
      excluded: await newCustomer("excluded"),
      waiting: await newCustomer("waiting"),
    };
    await newCustomer("late");
    const common = { publisherId, notificationId, appId, at: now, attempts: 1, language: "en-US" };
    await database.db.insert(deliveries).values([
      {
        ...common,
        registrationId: ids.opened,
        status: deliveryStatusCodes.sent,
        reason: 0,
        providerStatus: 200,
      },
      {
        ...common,
        registrationId: ids.failed,
        status: deliveryStatusCodes.channel_expired,
        reason: reasonCodes.provider_channel_expired,
        providerStatus: 410,
      },
    ]);
    await database.db.insert(launches).values({
      publisherId,
      notificationId,
      registrationId: ids.opened,
      at: now,
      activationType: "foreground",
    });
    await database.db.insert(exclusions).values({
      publisherId,
      notificationId,
      reason: reasonCodes.under_age,
      firstId: ids.excluded,
      lastId: ids.excluded,
      registrationIds: [ids.excluded],
      count: 1,
    });
    await database.db.insert(slices).values({
      publisherId,
      notificationId,
      appId,
      dueAt: now,
      registrationIds: [ids.waiting],
      length: 1,
    });
    await database.db.update(notifications).set({ frozenAt: now, status: "sending" });

    const verdict = async (q: string) => (await ask(q)).explanations[0];
    expect(await verdict("opened")).toMatchObject({ verdict: "sent", launchedAt: now });
    expect(await verdict("install-failed")).toMatchObject({
      verdict: "channel_expired",
      reason: "provider_channel_expired",
    });
    expect(await verdict("pc-excluded")).toMatchObject({
      verdict: "held_back",
      reason: "not_eligible",
    });
    expect(await verdict("waiting")).toMatchObject({ verdict: "queued", at: now });
    expect(await verdict("late")).toMatchObject({ verdict: "registered_later" });
    expect((await ask("nobody")).explanations).toEqual([]);
    await database.db.update(notifications).set({ status: "paused" });
    expect(await verdict("waiting")).toMatchObject({ verdict: "paused", at: now });
  });

  it("knows a customer without a device from one it never heard of", async () => {
    const { publisherId } = ctx;
    const email = "somebody@example.com";
    await database.db.insert(customers).values({ publisherId, externalId: "deviceless", email });
    expect(await ask(" Somebody@example.com")).toMatchObject({ isKnown: true, explanations: [] });
    expect(await ask("deviceless")).toMatchObject({ isKnown: true, explanations: [] });
    expect(await ask("nobody")).toMatchObject({ isKnown: false, explanations: [] });
  });

  it("says of a notification cancelled before its freeze that nobody was looked at", async () => {
    const { id } = await createNotification(ctx, { template: "rate", appId });
    await database.db
      .update(notifications)
      .set({ status: "cancelled" })
      .where(eq(notifications.id, id));
    const { explanations } = await explainNotification(ctx, { id, q: "gone-early" });
    expect(explanations).toMatchObject([{ verdict: "held_back", reason: "cancelled" }]);
    const states = explanations[0]?.checks.map(({ state }) => state) ?? [];
    expect(new Set(states.slice(0, -1))).toEqual(new Set(["not_reached"]));
    expect(states.at(-1)).toBe("deciding");
  });

  it("never tells an age", async () => {
    const text = JSON.stringify((await ask("excluded")).explanations[0]);
    expect(text).not.toMatch(/under.?age|no_account|"age|\b17\b|young/i);
  });

  it("answers a stranger as if there were no such notification", async () => {
    await expect(ask("opened", stranger)).rejects.toMatchObject({ code: "not_found" });
  });
});
