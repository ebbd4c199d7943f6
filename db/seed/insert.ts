import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { emulatorChannel } from "@/emulators/wns/channel";
import { versionKey } from "@/server/apps/version";
import { codeOf, deviceTypeValues } from "@/server/customers/attributes";
import type { AppKey, DemoApp } from "./apps";
import { channelStateAt, type Installation, type World } from "./world";

/** Rows go in as JSON, thousands in one statement: 36,000 registrations take about two seconds. */

export interface Ids {
  publisherId: number;
  apps: Record<AppKey, number>;
  /** By Person.index and place in World.devices. */
  people: number[];
  devices: number[];
  /** By place in World.installations. */
  installations: number[];
}

const pageLength = 5_000;

function* pages<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += pageLength)
    yield rows.slice(from, from + pageLength);
}

/** Takes ids from a table's own sequence, so that rows can refer to each other before they are inserted. */
export async function reserveIds(
  db: Database,
  table: "customers" | "devices" | "registrations",
  count: number,
): Promise<number[]> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence(${table}, 'id')) as id from generate_series(1, ${count}::int)`,
  );
  return rows.map(({ id }) => Number(id));
}

export async function insertPeople(db: Database, world: World, ids: Ids): Promise<void> {
  for (const page of pages(world.people.filter((person) => person.externalId !== null))) {
    const rows = page.map((person) => ({ ...person, id: ids.people[person.index] }));
    await db.execute(sql`
      insert into customers (publisher_id, id, external_id, email, created_at)
      overriding system value
      select ${ids.publisherId}::int, id, "externalId", email, "createdAt"
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as x(id bigint, "externalId" text, email text, "createdAt" timestamptz)`);
  }
  const devices = world.devices.map((device, place) => ({ ...device, id: ids.devices[place] }));
  for (const page of pages(devices)) {
    await db.execute(sql`
      insert into devices (publisher_id, id, device_key, device_type, os_version, created_at)
      overriding system value
      select ${ids.publisherId}::int, id, key, type, "osVersion", "createdAt"
      from json_to_recordset(${JSON.stringify(page)}::json)
        as x(id bigint, key text, type text, "osVersion" text, "createdAt" timestamptz)`);
  }
}

export async function insertUses(db: Database, world: World, ids: Ids): Promise<void> {
  const uses = world.uses.map((use) => ({
    ...use,
    appId: ids.apps[use.app],
    customerId: ids.people[use.person],
    market: world.people[use.person]?.market,
    deviceType: codeOf(deviceTypeValues, use.deviceType) ?? 0,
  }));
  for (const page of pages(uses)) {
    await db.execute(sql`
      insert into app_customers (publisher_id, app_id, customer_id, age_group, gender, device_type,
        acquisition_type, store_client, channel, churn, rating, market, has_purchased, is_opted_out,
        is_eligible, store_acquisitions, sessions30d, minutes30d, store_spend_cents, app_spend_cents,
        acquired_at, add_on_acquired_at, store_page_viewed_at, last_used_at, campaign_id, referrer_domain)
      select ${ids.publisherId}::int, "appId", "customerId", "ageGroup", gender, "deviceType",
        "acquisitionType", "storeClient", channel, churn, rating, market, "hasPurchased", "isOptedOut",
        "isEligible", 1 + "hasPurchased"::int, "sessions30d", "minutes30d", "storeSpendCents",
        "appSpendCents", "acquiredAt", "addOnAcquiredAt", "acquiredAt" - interval '3 minutes',
        "lastUsedAt", "campaignId", "referrerDomain"
      from json_to_recordset(${JSON.stringify(page)}::json) as x("appId" int, "customerId" bigint,
        "ageGroup" smallint, gender smallint, "deviceType" smallint, "acquisitionType" smallint,
        "storeClient" smallint, channel smallint, churn smallint, rating smallint, market text,
        "hasPurchased" boolean, "isOptedOut" boolean, "isEligible" boolean, "sessions30d" int,
        "minutes30d" int, "storeSpendCents" int, "appSpendCents" int, "acquiredAt" timestamptz,
        "addOnAcquiredAt" timestamptz, "lastUsedAt" timestamptz, "campaignId" text,
        "referrerDomain" text)`);
  }
}

export interface Registering {
  world: World;
  ids: Ids;
  apps: Record<AppKey, DemoApp>;
  /** Channels that died before are retired already. */
  goneBefore: Date;
  now: Date;
}

/** @param places of World.installations */
export async function insertRegistrations(
  db: Database,
  places: number[],
  given: Registering,
): Promise<void> {
  for (const page of pages(places)) {
    const rows = page.map((place) => registrationRow(place, given));
    await db.execute(sql`
      insert into registrations (publisher_id, id, app_id, customer_id, device_id, install_id, provider,
        channel, channel_hash, secret_hash, language, time_zone, market, app_version, app_version_key,
        os_version, status, gone_reason, gone_at, is_opted_out, last_active_at, created_at, updated_at)
      overriding system value
      select ${given.ids.publisherId}::int, id, "appId", "customerId", "deviceId", "installId", 'wns',
        channel, decode("channelHash", 'hex'), decode("secretHash", 'hex'), language, "timeZone", market,
        "appVersion", "appVersionKey", "osVersion",
        case when "goneAt" is null then 'live' else 'gone' end,
        case when "goneAt" is not null then 'provider_channel_expired' end, "goneAt", "isOptedOut",
        "lastActiveAt", "createdAt", coalesce("goneAt", "lastActiveAt")
      from json_to_recordset(${JSON.stringify(rows)}::json) as x(id bigint, "appId" int,
        "customerId" bigint, "deviceId" bigint, "installId" text, channel text, "channelHash" text,
        "secretHash" text, language text, "timeZone" text, market text, "appVersion" text,
        "appVersionKey" bigint, "osVersion" text, "goneAt" timestamptz, "isOptedOut" boolean,
        "lastActiveAt" timestamptz, "createdAt" timestamptz)`);
  }
}

function registrationRow(place: number, { world, ids, apps, goneBefore, now }: Registering) {
  const made = world.installations[place] as Installation;
  const channel = channelOf(made, apps[made.app], now);
  const hasAccount = world.people[made.person]?.externalId !== null;
  return {
    ...made,
    id: ids.installations[place],
    appId: ids.apps[made.app],
    customerId: hasAccount ? ids.people[made.person] : null,
    deviceId: ids.devices[made.device],
    installId: `install-${made.n}`,
    channel,
    channelHash: sha256(channel),
    // Nobody knows the secret of a device that does not exist.
    secretHash: sha256(`synthetic ${made.n}`),
    appVersionKey: versionKey(made.appVersion) ?? 0,
    goneAt: made.diesAt && made.diesAt < goneBefore ? made.diesAt : null,
  };
}

/** The channel says itself how the emulator answers. */
function channelOf(made: Installation, { packageSid }: DemoApp, now: Date): string {
  return emulatorChannel({ packageSid, n: made.n, state: channelStateAt(made, now) });
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
