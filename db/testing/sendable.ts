import { createECDH, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import type { Database } from "@/db/connect";
import { appCredentials, notificationApps, type notifications } from "@/db/schema";
import { insertApp, insertNotification, insertPublisher } from "@/db/testing-rows";
import { type EmulatorOptions, startEmulator } from "@/emulators/server";
import {
  browserServices,
  emulatorSubscription,
  keyPairs,
  serverKeyLength,
} from "@/emulators/web-push/subscription";
import { sealSecret } from "@/server/apps/sealed-secret";
import type { Context } from "@/server/context";

/** What tests and benches of the engine start from: an app with devices, a notification, the far side. */

const sealing = generateKeyPairSync("x25519");
export const sealingPublic = sealing.publicKey
  .export({ format: "der", type: "spki" })
  .toString("base64");

/** Environment of a worker of these tests. */
export const workerKeys = {
  HERALD_TRACKING_KEY: "5e".repeat(32),
  HERALD_SEALING_PRIVATE_KEY: sealing.privateKey
    .export({ format: "der", type: "pkcs8" })
    .toString("base64"),
};

/** What the web process has instead. */
export const webKeys = { HERALD_SEALING_PUBLIC_KEY: sealingPublic };

export interface FarSide {
  port: number;
  count(): Promise<{ total: number; accepted: number; statuses: Record<string, number> }>;
  duplicates(): Promise<{ accepted: number; distinct: number; duplicates: number }>;
  setFaults(plan: unknown[]): Promise<void>;
  call(method: string, name: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** The emulator on a free port, with a log of its own. */
export async function startFarSide(options: Partial<EmulatorOptions> = {}): Promise<FarSide> {
  const dataFolder = mkdtempSync(join(tmpdir(), "herald-far-side-"));
  const emulator = await startEmulator({
    port: 0,
    dataFolder,
    log: "compact",
    keep: 0,
    ...options,
  });
  async function call(method: string, name: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${emulator.port}/__emulator/${name}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${name}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return text === "" ? undefined : JSON.parse(text);
  }
  return {
    port: emulator.port,
    call,
    count: () => call("GET", "count") as ReturnType<FarSide["count"]>,
    duplicates: () => call("GET", "duplicates") as ReturnType<FarSide["duplicates"]>,
    setFaults: async (plan) => void (await call("PUT", "faults", plan)),
    async close() {
      await emulator.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export const packageSid = (appId: number) =>
  `ms-app://s-1-15-2-1000000000-2000000000-3000000000-${appId}`;

export async function insertCredentials(
  ctx: Context,
  appId: number,
  secret = "right-secret",
): Promise<void> {
  const owner = { publisherId: ctx.publisherId, appId, provider: "wns" as const };
  await ctx.db.insert(appCredentials).values({
    ...owner,
    identity: { flow: "legacy", packageSid: packageSid(appId) },
    sealedSecret: sealSecret(secret, owner, sealingPublic),
  });
}

export interface Crowd {
  publisherId: number;
  appId: number;
  count: number;
  /** SQL over n (1 to count) that names the emulator's channel state; "'ok'" by default. */
  state?: string;
}

/**
 * Registrations in bulk: three markets, languages and versions each. The channel's own words are the
 * emulator's (emulators/README.md).
 */
export async function insertCrowd(pool: pg.Pool, crowd: Crowd): Promise<void> {
  await pool.query(
    `insert into registrations
       (publisher_id, app_id, install_id, provider, channel, channel_hash, secret_hash, language, time_zone,
        market, app_version, app_version_key, last_active_at)
     select $1, $2, 'install-' || n, 'wns', channel, sha256(convert_to(channel, 'UTF8')), '\\x00',
       (array['en-US', 'de-DE', 'fr-FR'])[1 + n % 3], (array['Europe/Berlin', 'America/New_York'])[1 + n % 2],
       (array['US', 'DE', 'FR'])[1 + n % 3], (array['1.0.0.0', '1.1.0.0', '2.0.0.0'])[1 + n / 3 % 3],
       1 + n / 3 % 3, now()
     from (
       select n, 'https://cloud.notify.windows.com/?token=' || replace(replace(replace(replace(encode(
         '\\xfbfffe'::bytea || convert_to(${crowd.state ?? "'ok'"} || '|' || n || '|' || $4, 'UTF8'), 'base64'),
         E'\\n', ''), '+', '%2b'), '/', '%2f'), '=', '%3d') as channel
       from generate_series(1, $3::int) n
     ) device`,
    [crowd.publisherId, crowd.appId, crowd.count, packageSid(crowd.appId)],
  );
}

export const vapidPair = createECDH("prime256v1");
const vapidPublicKey = vapidPair.generateKeys("base64url");

export async function insertVapidKey(ctx: Context, appId: number): Promise<void> {
  const owner = { publisherId: ctx.publisherId, appId, provider: "webpush" as const };
  const secret = vapidPair.getPrivateKey().toString("base64url");
  await ctx.db.insert(appCredentials).values({
    ...owner,
    identity: { flow: "vapid", publicKey: vapidPublicKey, subject: "mailto:push@contoso.test" },
    sealedSecret: sealSecret(secret, owner, sealingPublic),
  });
}

/** Browsers in bulk, whose private keys the emulator has (emulators/web-push/subscription.ts). */
export async function insertBrowsers(pool: pg.Pool, crowd: Crowd): Promise<void> {
  const keys = Array.from({ length: keyPairs }, (_, n) => emulatorSubscription({ n }).keys);
  await pool.query(
    `insert into registrations
       (publisher_id, app_id, install_id, provider, channel, channel_keys, channel_hash, secret_hash, language,
        time_zone, market, app_version, app_version_key, last_active_at)
     select $1, $2, 'browser-' || n, 'webpush', channel, $4::jsonb -> (n % ${keyPairs}),
       sha256(convert_to(channel, 'UTF8')), '\\x00', 'en-US', 'Europe/Berlin', 'DE', '1.0.0.0', 1, now()
     from (
       select n, $5 || translate(encode(convert_to(${crowd.state ?? "'ok'"} || '|' || n || '|' || $6, 'UTF8'),
         'base64'), E'+/=\n', '-_') as channel
       from generate_series(1, $3::int) n
     ) device`,
    [
      crowd.publisherId,
      crowd.appId,
      crowd.count,
      JSON.stringify(keys),
      browserServices.chrome,
      vapidPublicKey.slice(0, serverKeyLength),
    ],
  );
}

const toast =
  '<toast launch="action=open"><visual><binding template="ToastGeneric"><text>Evening puzzle</text><text>Your puzzle is ready.</text></binding></visual></toast>';

export interface SendableOptions {
  devices: number;
  state?: string;
  notification?: Partial<typeof notifications.$inferInsert>;
  withCredentials?: boolean;
}

/** A publisher with one app, its devices, and a scheduled notification that is due now. */
export async function insertSendable(
  { db, pool }: { db: Database; pool: pg.Pool },
  options: SendableOptions,
): Promise<{ ctx: Context; appId: number; ref: { publisherId: number; notificationId: number } }> {
  const ctx = await insertPublisher(db);
  const { id: appId } = await insertApp(ctx, {
    latestVersionKey: 3,
    latestVersion: "2.0.0.0",
    firstRegisteredAt: ctx.now,
  });
  if (options.withCredentials !== false) await insertCredentials(ctx, appId);
  const { publisherId } = ctx;
  await insertCrowd(pool, { publisherId, appId, count: options.devices, state: options.state });
  const ref = await insertDue(ctx, appId, options.notification);
  return { ctx, appId, ref };
}

/** One more notification to the app's devices. */
export async function insertDue(
  ctx: Context,
  appId: number,
  values: SendableOptions["notification"] = {},
): Promise<{ publisherId: number; notificationId: number }> {
  const row = await insertNotification(ctx, {
    status: "scheduled",
    sendAt: new Date(Date.now() - 1_000),
    isTracked: true,
    audience: {
      mode: "single",
      appIds: [appId],
      reach: "all",
      customerGroupId: null,
      filters: null,
    },
    schedule: { immediately: true },
    content: {
      defaultLanguage: "en-US",
      document: toast,
      translations: { de: { texts: {} } },
      trackLaunches: true,
    },
    ...values,
  });
  const { publisherId } = ctx;
  await ctx.db.insert(notificationApps).values({ publisherId, notificationId: row.id, appId });
  return { publisherId, notificationId: row.id };
}
