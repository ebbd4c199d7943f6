import { type SQL, sql } from "drizzle-orm";

/** Values of one registration, checked and canonical. */
export interface RegisterRow {
  publisherId: number;
  appId: number;
  installId: string;
  now: Date;
  /** SHA-256 of the secret this installation gets if it is new. */
  newSecretHash: Buffer;
  /** SHA-256 of the secret that was presented. */
  presentedHash: Buffer | null;
  provider: string;
  channel: string;
  channelKeys: string | null;
  channelHash: Buffer;
  externalUserId: string | null;
  deviceKey: string;
  deviceType: string | null;
  deviceTypeCode: number | null;
  osVersion: string | null;
  language: string;
  timeZone: string | null;
  market: string;
  appVersion: string;
  appVersionKey: number;
  isOptedOut: boolean | null;
}

export interface RegisterResult extends Record<string, unknown> {
  id: number;
  isNew: boolean;
  changed: boolean;
}

/**
 * One installation, one statement: checks the secret, makes customer and device where they are new, takes the
 * channel from an older installation, inserts or renews the registration, and notes the customer's activity.
 * No row back = the installation exists and the secret is not its own; then nothing was written.
 * Indexes: registrations_install, registrations_channel, customers_external_id, devices_key, primary keys.
 * `reg` reads `taken`, so the older installation lets go of the channel before the new one claims it.
 */
export function registerStatement(row: RegisterRow): SQL {
  return sql`
with old as (
  select id, secret_hash, channel_hash from registrations
  where publisher_id = ${row.publisherId}::int and app_id = ${row.appId}::int
    and install_id = ${row.installId}
),
allowed as (
  select 1 as yes where not exists (select from old)
    or exists (select from old where secret_hash = ${row.presentedHash}::bytea)
),
known_customer as (
  select id from customers
  where publisher_id = ${row.publisherId}::int and external_id = ${row.externalUserId}::text
),
new_customer as (
  insert into customers (publisher_id, external_id, created_at)
  select ${row.publisherId}::int, ${row.externalUserId}::text, ${row.now}::timestamptz from allowed
  where ${row.externalUserId}::text is not null and not exists (select from known_customer)
  on conflict (publisher_id, external_id) do update set external_id = excluded.external_id
  returning id
),
customer as (select id from known_customer union all select id from new_customer),
known_device as (
  select id, device_type, os_version from devices
  where publisher_id = ${row.publisherId}::int and device_key = ${row.deviceKey}
),
new_device as (
  insert into devices (publisher_id, device_key, device_type, os_version, created_at)
  select ${row.publisherId}::int, ${row.deviceKey}, coalesce(${row.deviceType}::text, 'unknown'),
    ${row.osVersion}::text, ${row.now}::timestamptz
  from allowed where not exists (select from known_device)
  on conflict (publisher_id, device_key) do update set device_key = excluded.device_key
  returning id
),
renewed_device as (
  update devices set device_type = coalesce(${row.deviceType}::text, known_device.device_type),
    os_version = coalesce(${row.osVersion}::text, known_device.os_version)
  from known_device, allowed
  where devices.publisher_id = ${row.publisherId}::int and devices.id = known_device.id
    and (coalesce(${row.deviceType}::text, known_device.device_type) <> known_device.device_type
      or coalesce(${row.osVersion}::text, known_device.os_version)
        is distinct from known_device.os_version)
),
device as (select id from known_device union all select id from new_device),
taken as (
  update registrations set channel_hash = null, status = 'gone', gone_reason = 'superseded',
    gone_at = ${row.now}::timestamptz, updated_at = ${row.now}::timestamptz
  from allowed
  where publisher_id = ${row.publisherId}::int and app_id = ${row.appId}::int
    and channel_hash = ${row.channelHash}::bytea and install_id <> ${row.installId}
  returning registrations.id
),
reg as (
  insert into registrations as r (publisher_id, app_id, install_id, secret_hash, provider, channel,
    channel_keys, channel_hash, customer_id, device_id, language, time_zone, market, app_version,
    app_version_key, os_version, is_opted_out, last_active_at, created_at, updated_at)
  select ${row.publisherId}::int, ${row.appId}::int, ${row.installId}, ${row.newSecretHash}::bytea,
    ${row.provider}, ${row.channel}, ${row.channelKeys}::jsonb, ${row.channelHash}::bytea,
    (select id from customer), (select id from device), ${row.language}, ${row.timeZone}::text,
    ${row.market}, ${row.appVersion}, ${row.appVersionKey}::bigint, ${row.osVersion}::text,
    coalesce(${row.isOptedOut}::boolean, false), ${row.now}::timestamptz, ${row.now}::timestamptz,
    ${row.now}::timestamptz
  from allowed, (select count(*) from taken) as freed
  on conflict (publisher_id, app_id, install_id) do update set
    provider = excluded.provider, channel = excluded.channel, channel_keys = excluded.channel_keys,
    channel_hash = excluded.channel_hash, customer_id = excluded.customer_id,
    device_id = excluded.device_id, language = excluded.language, time_zone = excluded.time_zone,
    market = excluded.market, app_version = excluded.app_version,
    app_version_key = excluded.app_version_key, os_version = excluded.os_version,
    is_opted_out = coalesce(${row.isOptedOut}::boolean, r.is_opted_out),
    status = 'live', gone_reason = null, gone_at = null,
    last_active_at = greatest(r.last_active_at, excluded.last_active_at),
    updated_at = excluded.updated_at
  where r.secret_hash = ${row.presentedHash}::bytea
  returning r.id, r.xmax = 0 as is_new
),
activity as (
  insert into app_customers (publisher_id, app_id, customer_id, market, device_type, last_used_at)
  select ${row.publisherId}::int, ${row.appId}::int, customer.id, ${row.market},
    coalesce(${row.deviceTypeCode}::smallint, 0), ${row.now}::timestamptz
  from reg, customer
  on conflict (publisher_id, app_id, customer_id) do update set market = excluded.market,
    device_type = coalesce(${row.deviceTypeCode}::smallint, app_customers.device_type),
    last_used_at = greatest(app_customers.last_used_at, excluded.last_used_at)
),
first as (
  update apps set first_registered_at = ${row.now}::timestamptz from reg
  where publisher_id = ${row.publisherId}::int and apps.id = ${row.appId}::int
    and first_registered_at is null
)
select reg.id, reg.is_new as "isNew",
  not exists (select from old where channel_hash = ${row.channelHash}::bytea) as changed
from reg`;
}
