import { sql } from "drizzle-orm";
import { connect, type Database } from "@/db/connect";
import { accounts, appCredentials, apps } from "@/db/schema";
import { sealSecret } from "@/server/apps/sealed-secret";
import { versionKey } from "@/server/apps/version";
import type { Context } from "@/server/context";
import { newKey } from "@/server/settings/keys";
import { type DemoMember, type DemoOptions, type DemoPublisher, insertAccounts } from "./accounts";
import { type AppKey, type DemoApp, demoApps } from "./apps";
import { insertBrowsers } from "./browsers/insert";
import { type DemoNotification, demoDrafts, demoNotifications } from "./catalog";
import { insertConnector } from "./connector/pushes";
import { makeDraft, sendDraft, sendTimeOf } from "./drafts";
import { insertFlows } from "./flows/insert";
import { computeSegment, type DemoGroups, groupForSending, insertGroups } from "./groups";
import {
  type Ids,
  insertPeople,
  insertRegistrations,
  insertUses,
  type Registering,
  reserveIds,
} from "./insert";
import { insertArchive } from "./past/archive";
import { countIntoRollup, sendInThePast } from "./past/history";
import { insertInteractions } from "./past/interactions";
import { insertSchedules } from "./pending/schedules";
import { insertShowcase } from "./pending/showcase";
import { insertPhones } from "./phones/insert";
import { createRandom } from "./random";
import { translateDraft } from "./translations/draft";
import { insertTranslations } from "./translations/memory";
import { createWorld, type Installation, type World } from "./world";

const lockKey = 7_403_230;
const day = 86_400_000;
const historyDays = 60;
const defaultPeople = 24_000;

export interface SeedOptions extends DemoOptions {
  /** How many synthetic people; tests want fewer. */
  people?: number;
  now?: Date;
}

/**
 * Fills a migrated database with the labelled, synthetic demo, all of it or nothing. Does nothing when the demo
 * is there.
 * @returns whether it was this call that did it
 */
export async function seedDemo(databaseUrl: string, options: SeedOptions): Promise<boolean> {
  const connection = connect(databaseUrl, { max: 1, statementTimeoutMs: 0, name: "herald seed" });
  try {
    const isNew = await connection.db.transaction(async (tx) => {
      const db = tx as Database;
      await db.execute(sql`select pg_advisory_xact_lock(${lockKey})`);
      if (await isSeeded(db)) return false;
      await seed(db, options);
      return true;
    });
    if (isNew) await connection.db.execute(sql`analyze`);
    return isNew;
  } finally {
    await connection.close();
  }
}

async function isSeeded(db: Database): Promise<boolean> {
  return (await db.$count(accounts, sql`${accounts.email} = 'owner@demo.test'`)) > 0;
}

async function seed(db: Database, options: SeedOptions): Promise<void> {
  const now = options.now ?? new Date();
  const demo = await insertAccounts(db, options, now);
  const world = createWorld({ people: options.people ?? defaultPeople, now });
  const ids: Ids = {
    publisherId: demo.publisherId,
    apps: await insertApps(db, demo.publisherId, { world, now }),
    people: await reserveIds(db, "customers", world.people.length),
    devices: await reserveIds(db, "devices", world.devices.length),
    installations: await reserveIds(db, "registrations", world.installations.length),
  };
  await insertPeople(db, world, ids);
  await insertUses(db, world, ids);
  await db.execute(sql`analyze customers, devices, app_customers`);
  const firstDay = new Date(now.getTime() - (historyDays + 1) * day);
  const groups = await insertGroups(
    contextOf(db, demo, { by: "Tom Berg", at: firstDay }),
    ids.apps,
  );
  await replayHistory({ db, demo, world, ids, groups, now });
  const keyMadeAt = new Date(now.getTime() - 22 * day);
  const byTom = contextOf(db, demo, { by: "Tom Berg", at: keyMadeAt });
  await insertBrowsers(byTom, ids.apps.chess, now);
  await insertPhones(db, { publisherId: demo.publisherId, appId: ids.apps.runner, now });
  await insertPending({ db, demo, world, ids, groups, now });
  await insertSchedules(contextOf(db, demo, { by: "Ida Moreau", at: now }), ids.apps);
  const at = new Date(now.getTime() - 30 * hour);
  await insertShowcase(contextOf(db, demo, { by: "Ida Moreau", at }), ids.apps);
  const flowsMadeAt = new Date(now.getTime() - 40 * day);
  const byIda = contextOf(db, demo, { by: "Ida Moreau", at: flowsMadeAt });
  await insertFlows(byIda, ids.apps.chess, now);
}

async function insertApps(
  db: Database,
  publisherId: number,
  { world, now }: { world: World; now: Date },
): Promise<Record<AppKey, number>> {
  const ids: Partial<Record<AppKey, number>> = {};
  for (const app of demoApps) {
    const first = firstOf(world, app.key) ?? now;
    const [version = "1.0.0"] = app.versions[0] ?? [];
    const [row] = await db
      .insert(apps)
      .values({
        publisherId,
        name: app.name,
        storeId: app.storeId,
        packageFamilyName: app.packageFamilyName,
        latestVersion: version,
        latestVersionKey: versionKey(version),
        defaultTimeZone: app.defaultTimeZone,
        publicKey: newKey("apk", publisherId),
        iconGlyph: app.glyph,
        iconColor: app.color,
        createdAt: new Date(first.getTime() - 3 * day),
        updatedAt: new Date(first.getTime() - 3 * day),
        firstRegisteredAt: first,
      })
      .returning({ id: apps.id });
    if (!row) throw new Error("A demo app was not inserted.");
    ids[app.key] = row.id;
    await insertCredentials(db, { publisherId, appId: row.id }, { app, now });
  }
  return ids as Record<AppKey, number>;
}

function firstOf({ installations }: World, key: AppKey): Date | undefined {
  return installations
    .filter(({ app }) => app === key)
    .reduce<Date | undefined>(
      (first, { createdAt }) => (first && first < createdAt ? first : createdAt),
      undefined,
    );
}

async function insertCredentials(
  db: Database,
  owner: { publisherId: number; appId: number },
  { app, now }: { app: DemoApp; now: Date },
): Promise<void> {
  await db.insert(appCredentials).values({
    ...owner,
    provider: "wns",
    identity: { flow: "legacy", packageSid: app.packageSid },
    // The emulator knows no secrets: what it is does not matter, only that it is one.
    sealedSecret: sealSecret(`synthetic-${app.key}`, { ...owner, provider: "wns" }),
    state: "accepted",
    stateAt: now,
    updatedAt: new Date(now.getTime() - 90 * day),
  });
}

interface Replay {
  db: Database;
  demo: DemoPublisher;
  world: World;
  ids: Ids;
  groups: DemoGroups;
  now: Date;
}

/** Day by day: who registered until then can get it, and whose channel had died is found out. */
async function replayHistory({ db, demo, world, ids, groups, now }: Replay): Promise<void> {
  const random = createRandom(60);
  const waiting = world.installations
    .map((made, place) => ({ at: made.createdAt.getTime(), place }))
    .sort((a, b) => a.at - b.at);
  const byId = new Map<number, Installation>(
    world.installations.map((made, place) => [ids.installations[place] ?? 0, made]),
  );
  const registering: Registering = {
    world,
    ids,
    apps: Object.fromEntries(demoApps.map((app) => [app.key, app])) as Record<AppKey, DemoApp>,
    goneBefore: new Date(now.getTime() - historyDays * day),
    now,
  };
  let done = 0;
  const registerUntil = async (at: number) => {
    const from = done;
    while (done < waiting.length && (waiting[done]?.at ?? 0) <= at) done += 1;
    const places = waiting.slice(from, done).map(({ place }) => place);
    await insertRegistrations(db, places, registering);
    if (places.length > 10_000) await db.execute(sql`analyze registrations`);
  };
  for (const given of demoNotifications.filter(({ daysAgo }) => daysAgo > 0)) {
    const sendAt = sendTimeOf(given, now);
    await registerUntil(sendAt.getTime());
    const ctx = contextOf(db, demo, { by: given.by, at: sendAt });
    const groupId = given.group && groups.get(given.group);
    const customerGroupId = groupId ? await groupForSending(ctx, groupId) : null;
    const notificationId = await sendDraft(ctx, { ...given, customerGroupId }, ids.apps);
    await sendInThePast({
      ...{ db, random, now, notificationId, given, sendAt },
      publisherId: demo.publisherId,
      launchRate: launchRateOf(given),
      installationOf: (id) => byId.get(id),
      appIdOf: (id) => ids.apps[byId.get(id)?.app ?? "runner"],
    });
  }
  await registerUntil(Number.POSITIVE_INFINITY);
  await insertArchive({ db, publisherId: demo.publisherId, apps: ids.apps, now });
  await insertInteractions(db, { publisherId: demo.publisherId, now });
  await insertConnector(contextOf(db, demo, { by: "Ida Moreau", at: now }), {
    apps: ids.apps,
    now,
  });
  await countIntoRollup(db, demo.publisherId);
  await db.execute(sql`
    update apps set first_launch_at = l.at
    from (select d.publisher_id, d.app_id, min(l.at) as at from launches l
      join deliveries d using (publisher_id, notification_id, registration_id) group by 1, 2) l
    where apps.publisher_id = l.publisher_id and apps.id = l.app_id`);
}

function launchRateOf({ apps: keys }: DemoNotification): number {
  return demoApps.find(({ key }) => key === keys[0])?.launchRate ?? 0.03;
}

const hour = 3_600_000;

const translatedDraft = "Ask for feedback on 4.11";

/** What is still to come: two that are scheduled, six drafts. */
async function insertPending({ db, demo, ids, groups, now }: Replay): Promise<void> {
  await insertTranslations(contextOf(db, demo, { by: "Ida Moreau", at: now }));
  for (const id of groups.values())
    await computeSegment(contextOf(db, demo, { by: "Tom Berg", at: now }), id);
  for (const given of demoNotifications.filter(({ daysAgo }) => daysAgo < 0)) {
    await sendDraft(contextOf(db, demo, { by: given.by, at: now }), given, ids.apps);
  }
  for (const { app, hoursAgo, group, ...wanted } of demoDrafts) {
    const at = new Date(now.getTime() - hoursAgo * hour);
    const ctx = contextOf(db, demo, { by: "Ida Moreau", at });
    const customerGroupId = group ? groups.get(group) : null;
    const made = await makeDraft(ctx, { ...wanted, apps: [app], customerGroupId }, ids.apps);
    if (wanted.name === translatedDraft) await translateDraft(ctx, made);
  }
}

function contextOf(
  db: Database,
  { publisherId, members }: DemoPublisher,
  { by, at }: { by: string; at: Date },
): Context {
  const member = members.find(({ name }) => name === by) as DemoMember;
  return { db, now: at, publisherId, actor: { kind: "member", ...member } };
}
