import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/connect";
import { appCredentials } from "@/db/schema";
import { emulatorSubscription } from "@/emulators/web-push/subscription";
import { createWebPushKey } from "@/server/apps/web-push/commands";
import type { Context } from "@/server/context";

/**
 * Customers of an app who also use it in a browser: each with a second device and a subscription whose private key
 * the emulator knows. A few have died since.
 */

const mostBrowsers = 1_500;
const days = 21;

const services = ["chrome", "chrome", "chrome", "edge", "firefox", "safari"] as const;

/** @param ctx at the time when the key was made */
export async function insertBrowsers(ctx: Context, appId: number, now: Date): Promise<void> {
  const { publicKey } = await createWebPushKey(ctx, {
    appId,
    subject: "mailto:push@contoso.test",
    replaces: null,
  });
  // Push services have taken pushes with it for three weeks.
  await ctx.db
    .update(appCredentials)
    .set({ state: "accepted", stateAt: now })
    .where(
      and(
        eq(appCredentials.publisherId, ctx.publisherId),
        eq(appCredentials.appId, appId),
        eq(appCredentials.provider, "webpush"),
      ),
    );
  const rows = Array.from({ length: mostBrowsers }, (_, n) => browserOf(n, publicKey));
  await insertRows(ctx.db, { publisherId: ctx.publisherId, appId, now, rows });
}

function browserOf(n: number, applicationServerKey: string) {
  const state = n % 41 === 40 ? "expired" : "ok";
  const service = services[n % services.length] ?? "chrome";
  const { endpoint, keys } = emulatorSubscription({ n, state, service, applicationServerKey });
  return { n, endpoint, keys, hoursAgo: (n * 7) % (days * 24) };
}

interface Rows {
  publisherId: number;
  appId: number;
  now: Date;
  rows: ReturnType<typeof browserOf>[];
}

/** Language, zone and market are those of the customer's first device. */
async function insertRows(db: Database, { publisherId, appId, now, rows }: Rows): Promise<void> {
  await db.execute(sql`
    with browser as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as x(n int, endpoint text, keys jsonb, "hoursAgo" int)
    ),
    owner as (
      select row_number() over (order by customer_id) - 1 as n, customer_id, language, time_zone, market,
        app_version, app_version_key
      from (
        select distinct on (customer_id) customer_id, language, time_zone, market, app_version, app_version_key
        from registrations
        where publisher_id = ${publisherId}::int and app_id = ${appId}::int and customer_id is not null
        order by customer_id, id
        limit ${mostBrowsers}::int
      ) first
    ),
    device as (
      insert into devices (publisher_id, device_key, device_type, created_at)
      select ${publisherId}::int, 'd:browser-' || n, 'unknown', ${now}::timestamptz from owner
      returning id, device_key
    )
    insert into registrations (publisher_id, app_id, customer_id, device_id, install_id, provider, channel,
      channel_keys, channel_hash, secret_hash, language, time_zone, market, app_version, app_version_key,
      os_version, last_active_at, created_at, updated_at)
    select ${publisherId}::int, ${appId}::int, o.customer_id, d.id, 'browser-' || b.n, 'webpush', b.endpoint,
      b.keys, sha256(convert_to(b.endpoint, 'UTF8')), sha256(convert_to('synthetic browser ' || b.n, 'UTF8')),
      o.language, o.time_zone, o.market, o.app_version, o.app_version_key, 'Browser',
      ${now}::timestamptz - (b."hoursAgo" % 72) * interval '1 hour',
      ${now}::timestamptz - b."hoursAgo" * interval '1 hour',
      ${now}::timestamptz - (b."hoursAgo" % 72) * interval '1 hour'
    from browser b
    join owner o on o.n = b.n
    join device d on d.device_key = 'd:browser-' || b.n`);
}
