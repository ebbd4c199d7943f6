import { generateKeyPairSync } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { appCredentials } from "@/db/schema";
import { emulatorApnsToken } from "@/emulators/apns/channel";
import { emulatorFcmToken } from "@/emulators/fcm/channel";
import { sealSecret } from "@/server/apps/sealed-secret";

/** Customers of an app who also have it on their phone: Android behind FCM, iPhones behind APNs. */

const androids = 900;
const iphones = 600;
const days = 30;
const project = "contoso-games-demo";
const topic = "com.contoso.runner";

interface Given {
  publisherId: number;
  appId: number;
  now: Date;
}

export async function insertPhones(db: Database, given: Given): Promise<void> {
  await insertCredentials(db, given);
  const rows = [
    ...Array.from({ length: androids }, (_, n) => androidOf(n)),
    ...Array.from({ length: iphones }, (_, n) => iphoneOf(androids + n)),
  ];
  await insertRows(db, given, rows);
}

/** Keys made for the occasion: the emulators look at the form of a signature, and nobody else is asked. */
async function insertCredentials(db: Database, { publisherId, appId, now }: Given): Promise<void> {
  const pem = { format: "pem", type: "pkcs8" } as const;
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export(pem);
  const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export(pem);
  const common = { publisherId, appId, state: "accepted" as const, stateAt: now };
  const fcm = {
    flow: "service_account",
    projectId: project,
    clientEmail: `herald@${project}.iam.gserviceaccount.com`,
    privateKeyId: "5e3d1c",
  };
  const apns = { flow: "token", keyId: "H3RALD0001", teamId: "C0NT0S0TM1", topic };
  await db.insert(appCredentials).values([
    {
      ...common,
      provider: "fcm",
      identity: fcm,
      sealedSecret: sealSecret(String(rsa), { publisherId, appId, provider: "fcm" }),
    },
    {
      ...common,
      provider: "apns",
      identity: { ...apns, environment: "production" },
      sealedSecret: sealSecret(String(p256), { publisherId, appId, provider: "apns" }),
    },
  ]);
}

type Row = ReturnType<typeof androidOf> | ReturnType<typeof iphoneOf>;

function androidOf(n: number) {
  const state = n % 53 === 52 ? "unregistered" : n % 97 === 96 ? "unavailable" : "ok";
  const channel = emulatorFcmToken({ project, state, n });
  return {
    n,
    provider: "fcm" as const,
    channel,
    osVersion: `Android ${13 + (n % 4)}`,
    hoursAgo: ageOf(n),
  };
}

function iphoneOf(n: number) {
  const state = n % 61 === 60 ? "unregistered" : "ok";
  const channel = emulatorApnsToken({ topic, state, n });
  return {
    n,
    provider: "apns" as const,
    channel,
    osVersion: `iOS ${17 + (n % 3)}`,
    hoursAgo: ageOf(n),
  };
}

function ageOf(n: number): number {
  return (n * 11) % (days * 24);
}

/** Language, zone and market are those of the customer's first device. */
async function insertRows(db: Database, given: Given, rows: Row[]): Promise<void> {
  const { publisherId, appId, now } = given;
  await db.execute(sql`
    with phone as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as x(n int, provider text, channel text, "osVersion" text, "hoursAgo" int)
    ),
    owner as (
      select row_number() over (order by customer_id desc) - 1 as n, customer_id, language, time_zone, market,
        app_version, app_version_key
      from (
        select distinct on (customer_id) customer_id, language, time_zone, market, app_version, app_version_key
        from registrations
        where publisher_id = ${publisherId}::int and app_id = ${appId}::int and customer_id is not null
        order by customer_id desc, id
        limit ${rows.length}::int
      ) first
    ),
    device as (
      insert into devices (publisher_id, device_key, device_type, os_version, created_at)
      select ${publisherId}::int, 'd:phone-' || p.n, 'phone', p."osVersion", ${now}::timestamptz
      from owner o join phone p on p.n = o.n
      returning id, device_key
    )
    insert into registrations (publisher_id, app_id, customer_id, device_id, install_id, provider, channel,
      channel_hash, secret_hash, language, time_zone, market, app_version, app_version_key, os_version,
      last_active_at, created_at, updated_at)
    select ${publisherId}::int, ${appId}::int, o.customer_id, d.id, 'phone-' || p.n, p.provider, p.channel,
      sha256(convert_to(p.channel, 'UTF8')), sha256(convert_to('synthetic phone ' || p.n, 'UTF8')),
      o.language, o.time_zone, o.market, o.app_version, o.app_version_key, p."osVersion",
      ${now}::timestamptz - (p."hoursAgo" % 72) * interval '1 hour',
      ${now}::timestamptz - p."hoursAgo" * interval '1 hour',
      ${now}::timestamptz - (p."hoursAgo" % 72) * interval '1 hour'
    from phone p
    join owner o on o.n = p.n
    join device d on d.device_key = 'd:phone-' || p.n`);
}
