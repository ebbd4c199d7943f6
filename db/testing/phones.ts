import type pg from "pg";
import { appCredentials } from "@/db/schema";
import { emulatorApnsToken } from "@/emulators/apns/channel";
import { emulatorFcmToken } from "@/emulators/fcm/channel";
import { sealSecret } from "@/server/apps/sealed-secret";
import type { Context } from "@/server/context";
import {
  apnsTestCredentials,
  fcmTestCredentials,
  testProject,
} from "@/server/providers/testing/keys";
import { sealingPublic } from "./sendable";

/** Credentials of both phone services, sealed for the workers of these tests. */
export async function insertPhoneKeys(ctx: Context, appId: number): Promise<void> {
  const owner = { publisherId: ctx.publisherId, appId };
  const { secret: fcmSecret, ...fcm } = fcmTestCredentials;
  const { secret: apnsSecret, ...apns } = apnsTestCredentials;
  await ctx.db.insert(appCredentials).values([
    {
      ...owner,
      provider: "fcm",
      identity: fcm,
      sealedSecret: sealSecret(fcmSecret, { ...owner, provider: "fcm" }, sealingPublic),
    },
    {
      ...owner,
      provider: "apns",
      identity: apns,
      sealedSecret: sealSecret(apnsSecret, { ...owner, provider: "apns" }, sealingPublic),
    },
  ]);
}

export interface Phones {
  publisherId: number;
  appId: number;
  androids: number;
  iphones: number;
  /** Every fourth has lost its app. */
  withGone?: boolean;
}

export async function insertPhones(pool: pg.Pool, phones: Phones): Promise<void> {
  const { androids, iphones, withGone } = phones;
  const stateOf = (n: number) => (withGone && n % 4 === 3 ? "unregistered" : "ok");
  const { topic } = apnsTestCredentials;
  const rows = [
    ...Array.from({ length: androids }, (_, n) => ({
      provider: "fcm",
      channel: emulatorFcmToken({ project: testProject, state: stateOf(n), n }),
    })),
    ...Array.from({ length: iphones }, (_, n) => ({
      provider: "apns",
      channel: emulatorApnsToken({ topic, state: stateOf(n), n }),
    })),
  ];
  await pool.query(
    `insert into registrations (publisher_id, app_id, install_id, provider, channel, channel_hash, secret_hash,
       language, time_zone, market, app_version, app_version_key, last_active_at)
     select $1, $2, 'phone-' || row_number() over (), provider, channel, sha256(convert_to(channel, 'UTF8')), '\\x00',
       'en-US', 'Europe/Berlin', 'DE', '1.0.0.0', 1, now()
     from json_to_recordset($3::json) as x(provider text, channel text)`,
    [phones.publisherId, phones.appId, JSON.stringify(rows)],
  );
}
