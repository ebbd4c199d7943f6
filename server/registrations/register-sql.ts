import type { Database } from "@/db/connect";

const lockClass = 7_403_228;
/** Longer than any other's statement, shorter than anybody notices: then each of a batch waits for itself. */
const batchPatience = "200ms";

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

export interface RegisterResult {
  id: number;
  isNew: boolean;
  changed: boolean;
}

/**
 * Many installations, one statement: for each it checks the secret, makes customer and device where they are new, takes
 * the channel from an older installation, inserts or renews the registration, and notes the customer's activity. No
 * row back for one of them = the installation exists and the secret is not its own; then nothing was written for it.
 * None of them shares an installation, channel, customer or device with another (register-queue.ts).
 * Who registers the same again in the same hour costs no write: `is_same` (decision 0139). That holds only while no
 * other app was used later on the device, since who was last counts (P-35).
 * Indexes: registrations_install, registrations_channel, registrations_device, customers_external_id, devices_key,
 * primary keys. What writes registrations reads `taken`, so the older installation lets go of the channel before the
 * new one claims it; where that one is in the batch too, the index may refuse, and then each goes by itself.
 * Looked up as "the nearest at or after, if it is the one": the order asked for names the index. Asked with =, a
 * planner without statistics takes any index that starts with publisher and app, and reads all of the app.
 */
export const registerText = `
with asked as materialized (
  select a.* from set_config('lock_timeout', $22, true),
    unnest($1::int[], $2::int[], $3::text[], $4::bytea[], $5::text[], $6::timestamptz[], $7::text[], $8::text[],
      $9::text[], $10::bytea[], $11::bytea[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
      $17::text[], $18::text[], $19::bigint[], $20::boolean[], $21::smallint[])
    with ordinality as a(publisher_id, app_id, install_id, presented_hash, external_id, now, device_key, device_type,
      os_version, channel_hash, new_secret_hash, provider, channel, channel_keys, language, time_zone, market,
      app_version, app_version_key, is_opted_out, device_code, n)
),
known as materialized (
  select a.*, r.id, c.id as customer_id, d.id as device_id, d.device_type as old_type, d.os_version as old_os,
    r.channel_hash is distinct from a.channel_hash as changed,
    coalesce(r.status = 'live' and r.channel_hash = a.channel_hash
      and (r.provider, r.channel_keys, r.customer_id, r.device_id, r.language, r.time_zone, r.market, r.app_version,
        r.os_version) is not distinct from (a.provider, a.channel_keys::jsonb, c.id, d.id, a.language, a.time_zone,
        a.market, a.app_version, a.os_version)
      and (a.external_id is null) = (c.id is null)
      and r.is_opted_out = coalesce(a.is_opted_out, r.is_opted_out)
      and d.device_type = coalesce(a.device_type, d.device_type)
      and (a.os_version is null or a.os_version = d.os_version)
      and a.now < date_trunc('hour', r.last_active_at, 'UTC') + interval '1 hour'
      and (c.id is null or (p.market = a.market and p.device_type = coalesce(a.device_code, p.device_type)
        and a.now < date_trunc('hour', p.last_used_at, 'UTC') + interval '1 hour'))
      and not exists (select from registrations o where o.publisher_id = a.publisher_id and o.device_id = d.id
        and o.last_active_at >= r.last_active_at and o.id <> r.id), false) as is_same
  from asked a
  left join lateral (
    select * from registrations
    where publisher_id = a.publisher_id and app_id = a.app_id and install_id >= a.install_id
    order by install_id limit 1
  ) r on r.install_id = a.install_id
  left join lateral (
    select id, external_id from customers
    where publisher_id = a.publisher_id and external_id >= a.external_id
    order by external_id limit 1
  ) c on c.external_id = a.external_id
  left join lateral (
    select id, device_type, os_version, device_key from devices
    where publisher_id = a.publisher_id and device_key >= a.device_key
    order by device_key limit 1
  ) d on d.device_key = a.device_key
  left join lateral (
    select market, device_type, last_used_at from app_customers
    where publisher_id = a.publisher_id and app_id = a.app_id and customer_id = c.id limit 1
  ) p on true
  where r.id is null or r.secret_hash = a.presented_hash
),
new_customer as (
  insert into customers (publisher_id, external_id, created_at)
  select publisher_id, external_id, now from known where external_id is not null and customer_id is null
  on conflict (publisher_id, external_id) do update set external_id = excluded.external_id
  returning publisher_id, external_id, id
),
new_device as (
  insert into devices (publisher_id, device_key, device_type, os_version, created_at)
  select publisher_id, device_key, coalesce(device_type, 'unknown'), os_version, now from known where device_id is null
  on conflict (publisher_id, device_key) do update set device_key = excluded.device_key
  returning publisher_id, device_key, id
),
renewed_device as (
  update devices d set device_type = coalesce(k.device_type, d.device_type),
    os_version = coalesce(k.os_version, d.os_version)
  from known k
  where d.publisher_id = k.publisher_id and d.id = k.device_id
    and (coalesce(k.device_type, k.old_type) <> k.old_type or coalesce(k.os_version, k.old_os) is distinct from k.old_os)
),
taken as (
  update registrations r set channel_hash = null, status = 'gone', gone_reason = 'superseded', gone_at = k.now,
    updated_at = k.now
  from known k cross join lateral (
    select id, install_id, channel_hash from registrations
    where publisher_id = k.publisher_id and app_id = k.app_id and channel_hash >= k.channel_hash
    order by channel_hash limit 1
  ) h
  where h.channel_hash = k.channel_hash and h.install_id <> k.install_id
    and not exists (select from known o where o.publisher_id = k.publisher_id and o.id = h.id)
    and r.publisher_id = k.publisher_id and r.id = h.id and r.channel_hash = k.channel_hash
  returning 1
),
whole as materialized (
  select k.*, coalesce(k.customer_id, c.id) as person_id, coalesce(k.device_id, d.id) as machine_id
  from (select count(*) from taken) freed
  cross join known k
  left join new_customer c on c.publisher_id = k.publisher_id and c.external_id = k.external_id
  left join new_device d on d.publisher_id = k.publisher_id and d.device_key = k.device_key
  where not k.is_same
),
fresh as (
  insert into registrations (publisher_id, app_id, install_id, secret_hash, provider, channel, channel_keys,
    channel_hash, customer_id, device_id, language, time_zone, market, app_version, app_version_key, os_version,
    is_opted_out, last_active_at, created_at, updated_at)
  select publisher_id, app_id, install_id, new_secret_hash, provider, channel, channel_keys::jsonb, channel_hash,
    person_id, machine_id, language, time_zone, market, app_version, app_version_key, os_version,
    coalesce(is_opted_out, false), now, now, now
  from whole where id is null
  on conflict (publisher_id, app_id, install_id) do nothing
  returning publisher_id, app_id, install_id, id
),
renewed as (
  update registrations r set provider = w.provider, channel = w.channel, channel_keys = w.channel_keys::jsonb,
    channel_hash = w.channel_hash, customer_id = w.person_id, device_id = w.machine_id, language = w.language,
    time_zone = w.time_zone, market = w.market, app_version = w.app_version, app_version_key = w.app_version_key,
    os_version = w.os_version, is_opted_out = coalesce(w.is_opted_out, r.is_opted_out), status = 'live',
    gone_reason = null, gone_at = null, last_active_at = greatest(r.last_active_at, w.now), updated_at = w.now
  from whole w
  where r.publisher_id = w.publisher_id and r.id = w.id and r.secret_hash = w.presented_hash
  returning r.publisher_id, r.app_id, r.install_id, r.id
),
done as materialized (
  select w.*, f.id as own_id, false as is_new from whole w join renewed f using (publisher_id, app_id, install_id)
  union all
  select w.*, f.id, true from whole w join fresh f using (publisher_id, app_id, install_id)
),
activity as (
  insert into app_customers (publisher_id, app_id, customer_id, market, device_type, last_used_at)
  select publisher_id, app_id, person_id, market, coalesce(device_code, 0), now
  from done where person_id is not null
  order by publisher_id, app_id, person_id
  on conflict (publisher_id, app_id, customer_id) do update set market = excluded.market,
    device_type = case excluded.device_type when 0 then app_customers.device_type else excluded.device_type end,
    last_used_at = greatest(app_customers.last_used_at, excluded.last_used_at)
),
first as (
  update apps set first_registered_at = f.now
  from (select publisher_id, app_id, min(now) as now from done group by 1, 2) f
  where apps.publisher_id = f.publisher_id and apps.id = f.app_id and first_registered_at is null
)
select n::int, own_id as id, is_new as "isNew", changed from done
union all
select n::int, id, false, false from known where is_same`;

/** Of each row what became of it, all in one statement. undefined: the secret is not its own. */
export async function runRegister(
  db: Database,
  rows: RegisterRow[],
): Promise<(RegisterResult | undefined)[]> {
  return run(poolOf(db), rows, batchPatience);
}

/** One row, after everybody else who claims the same channel in turn. */
export async function runRegisterInTurn(
  db: Database,
  row: RegisterRow,
): Promise<RegisterResult | undefined> {
  const client = await poolOf(db).connect();
  try {
    await client.query("begin");
    const lock = row.channelHash.readInt32BE(0);
    await client.query("select pg_advisory_xact_lock($1, $2)", [lockClass, lock]);
    const [result] = await run(client, [row], "0");
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

async function run(
  place: Pick<ReturnType<typeof poolOf>, "query">,
  rows: RegisterRow[],
  patience: string,
): Promise<(RegisterResult | undefined)[]> {
  const values = [...columnsOf(rows), patience];
  const query = { name: "register", text: registerText, values };
  const answer = await place.query<RegisterResult & { n: number }>(query);
  const results: (RegisterResult | undefined)[] = rows.map(() => undefined);
  for (const { n, ...result } of answer.rows) results[n - 1] = result;
  return results;
}

function poolOf(db: Database) {
  if (!db.$client) throw new Error("Registering needs a connection pool, not a transaction.");
  return db.$client;
}

/** In the order of the numbers in registerText. */
function columnsOf(rows: RegisterRow[]): unknown[][] {
  const column = (of: (row: RegisterRow) => unknown) => rows.map(of);
  return [
    column((row) => row.publisherId),
    column((row) => row.appId),
    column((row) => row.installId),
    column((row) => row.presentedHash),
    column((row) => row.externalUserId),
    column((row) => row.now.toISOString()),
    column((row) => row.deviceKey),
    column((row) => row.deviceType),
    column((row) => row.osVersion),
    column((row) => row.channelHash),
    column((row) => row.newSecretHash),
    column((row) => row.provider),
    column((row) => row.channel),
    column((row) => row.channelKeys),
    column((row) => row.language),
    column((row) => row.timeZone),
    column((row) => row.market),
    column((row) => row.appVersion),
    column((row) => row.appVersionKey),
    column((row) => row.isOptedOut),
    column((row) => row.deviceTypeCode),
  ];
}
