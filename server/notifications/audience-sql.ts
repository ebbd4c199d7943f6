import { type SQL, sql } from "drizzle-orm";
import { templateById } from "@/content/templates";
import { reasonCodes, type TemplateId } from "@/db/enums";
import type { Audience } from "./schema";
import { type FrequencyCap, isCapped, recentTimes } from "./sending/frequency-sql";

/** Whose audience. sending/request.ts fills it in for a notification; without its parts, "everyone now". */
export interface AudienceRequest {
  publisherId: number;
  template: TemplateId;
  audience: Audience;
  /** Salts the hold-out; takes no part in its own frequency cap. */
  notificationId?: number;
  /** When everyone is due, or each zone; a device gets one of its instants, none = its time has passed. */
  due?: Date[] | ZoneDue;
  /** Who is due then or later does not get it (H.6). */
  expiresAt?: Date;
  holdOutPercent?: number;
  cap?: FrequencyCap | null;
  /** Only these, for Why?: what they are compared with comes along. */
  registrationIds?: readonly number[];
}

interface ZoneDue {
  /** By zone as stored. Zones nobody knows are missing and follow their app's default. */
  byZone: { timeZone: string; instants: Date[] }[];
  /** Where even the app's default is not known. */
  default: Date[];
}

/** app_customers.age_group of people younger than 17 (server/customers/attributes.ts). */
const underAge = 1;

/**
 * The one query behind the freeze, the dry run and every count of people: all registrations of the apps, each
 * with its one reason (0 = gets it) and its instant. Columns: id, app_id, customer_id, provider, market,
 * language, app_version, time_zone, is_zone_unknown, due_at, reason.
 * One scan of registrations (registrations_created covers publisher and app) and a hash join to app_customers.
 */
export function audienceCandidates(request: AudienceRequest): SQL {
  const { publisherId, audience } = request;
  const groupId = groupOf(audience);
  const dueAt = dueAtOf(request);
  return sql`
    ${planCte(request)}
    select r.id, r.app_id, r.customer_id, r.provider, r.market, r.language, r.app_version,
      coalesce(r.time_zone, a.default_time_zone) as time_zone, r.time_zone is null as is_zone_unknown,
      ${dueAt} as due_at, ${reasonCase(request, dueAt)} as reason
    from registrations r
    join (
      select apps.*, (select array_agg(k.provider) from app_credentials k
        where k.publisher_id = apps.publisher_id and k.app_id = apps.id) as providers
      from apps where apps.publisher_id = ${publisherId}
    ) a on a.id = r.app_id
    left join app_customers c
      on c.publisher_id = r.publisher_id and c.app_id = r.app_id and c.customer_id = r.customer_id
    ${groupId === null ? sql`` : memberJoin(request, groupId)}
    ${planJoins(request)}
    ${capJoin(request, dueAt)}
    where r.publisher_id = ${publisherId} and r.app_id = any(${textArray(audience.appIds)}::int[])
      ${onlySome(request)}`;
}

/** Who is due in the past has their turn now. */
const turnOf = (dueAt: SQL) => sql`greatest(${dueAt}, now())`;

function capJoin({ cap, ...request }: AudienceRequest, dueAt: SQL): SQL {
  if (!cap) return sql``;
  const recent = recentTimes(cap, request, isOneTurn(request) ? turnOf(dueAt) : undefined);
  return sql`left join (${recent}) recent on recent.person = ${person}`;
}

function capCheck(cap: FrequencyCap, request: Pick<AudienceRequest, "due">, dueAt: SQL): SQL {
  const isOver = isOneTurn(request) ? sql`recent.person is not null` : isCapped(cap, turnOf(dueAt));
  return sql`when ${isOver} then ${code("frequency_cap")}`;
}

/** Everyone is due at the same instant. */
function isOneTurn({ due }: Pick<AudienceRequest, "due">): boolean {
  return !due || (Array.isArray(due) && due.length === 1);
}

/** With the other registrations on their devices: last-active compares them. */
function onlySome({ publisherId, registrationIds }: AudienceRequest): SQL {
  if (!registrationIds) return sql``;
  const ids = sql`any(${textArray(registrationIds)}::bigint[])`;
  return sql`and r.id = any(array(
    select id from registrations where publisher_id = ${publisherId} and id = ${ids}
    union
    select id from registrations where publisher_id = ${publisherId} and device_id = any(array(
      select device_id from registrations where publisher_id = ${publisherId} and id = ${ids}))))`;
}

/** A device nobody is signed in on counts as a person of its own. */
const person = sql`coalesce(r.customer_id, -r.id)`;

/** The zone's plan, else its app's default zone's. As a CTE, so that the lists are parsed once. */
function planCte({ due }: AudienceRequest): SQL {
  if (!due || Array.isArray(due)) return sql``;
  const rows = [...due.byZone, { timeZone: "", instants: due.default }];
  return sql`with plan as materialized (
      select time_zone, list::timestamptz[] as instants
      from unnest(${textArray(rows.map(({ timeZone }) => timeZone))}::text[],
        ${textArray(rows.map(({ instants }) => instantArray(instants)))}::text[]) as given (time_zone, list)
    )`;
}

function planJoins({ due }: AudienceRequest): SQL {
  if (!due || Array.isArray(due)) return sql``;
  return sql`left join plan own on own.time_zone = r.time_zone
    left join plan usual on usual.time_zone = a.default_time_zone`;
}

/** One of several instants by a hash of the registration: the same in the dry run and in the freeze. */
function dueAtOf({ due }: AudienceRequest): SQL {
  if (!due) return sql`now()`;
  if (Array.isArray(due)) {
    const one = due.length === 1 ? due[0] : undefined;
    if (one) return sql`${one.toISOString()}::timestamptz`;
    return pick(sql`(${instantArray(due)}::timestamptz[])`, sql`${due.length}::int`);
  }
  const plan = sql`coalesce(own.instants, usual.instants, (select instants from plan where time_zone = ''))`;
  const isSingle = [due.default, ...due.byZone.map((zone) => zone.instants)].every(
    ({ length }) => length <= 1,
  );
  return isSingle
    ? sql`(${plan})[1]`
    : pick(sql`(${plan})`, sql`greatest(1, cardinality(${plan}))`);
}

function pick(instants: SQL, length: SQL): SQL {
  return sql`${instants}[1 + (hashint8(r.id) & 2147483647) % ${length}]`;
}

function instantArray(instants: readonly Date[]): string {
  return textArray(instants.map((at) => at.toISOString()));
}

/** P-17: with several apps there is no group. */
function groupOf({ mode, customerGroupId }: Audience): number | null {
  return mode === "multiple" ? null : customerGroupId;
}

/**
 * A segment's snapshot, while it is active (S-16), or the customers whose address is in the list (S-05). Each
 * customer comes once: ids are unique in a snapshot, addresses among customers.
 */
function memberJoin({ publisherId, registrationIds }: AudienceRequest, groupId: number): SQL {
  const some = registrationIds
    ? sql`and exists (select from registrations o where o.publisher_id = ${publisherId}
        and o.id = any(${textArray(registrationIds)}::bigint[])
        and o.customer_id between m.first_id and m.last_id)`
    : sql``;
  return sql`left join (
      select unnest(m.customer_ids) as customer_id
      from customer_groups g
      join group_snapshot_members m on m.publisher_id = g.publisher_id and m.snapshot_id = g.snapshot_id
      where g.publisher_id = ${publisherId} and g.id = ${groupId} and g.kind = 'segment' and g.is_active ${some}
      union all
      select p.id from known_group_emails e
      join customers p on p.publisher_id = e.publisher_id and p.email = e.email
      where e.publisher_id = ${publisherId} and e.group_id = ${groupId}
    ) member on member.customer_id = r.customer_id`;
}

const notInGroup = sql`when member.customer_id is null then ${code("not_in_group")}`;

/** In the order of db/enums audienceReasons: the first that applies is the reason. */
function reasonCase({ template, audience, ...request }: AudienceRequest, dueAt: SQL): SQL {
  const { due, expiresAt, cap, holdOutPercent = 0, notificationId } = request;
  const checks: SQL[] = [
    ...(groupOf(audience) === null ? [] : [notInGroup]),
    ...filterChecks(audience),
    ...(audience.mode === "multiple" && audience.reach === "last_active" ? [lastActiveCheck] : []),
    ...(template === "update" ? [updateCheck] : []),
    ...(templateById(template).kind === "tile" ? [tileCheck] : []),
    credentialsCheck,
    sql`when r.status = 'gone' then ${code("channel_gone")}`,
    sql`when r.is_opted_out or c.is_opted_out then ${code("opted_out")}`,
    sql`when c.age_group = ${underAge} then ${code("under_age")}`,
    sql`when not c.is_eligible then ${code("no_account")}`,
    ...(due ? [sql`when ${dueAt} is null then ${code("zone_passed")}`] : []),
    ...(expiresAt ? [expiryCheck(turnOf(dueAt), expiresAt)] : []),
    ...(cap ? [capCheck(cap, { due }, dueAt)] : []),
    ...(holdOutPercent > 0 && notificationId !== undefined
      ? [holdOutCheck(notificationId, holdOutPercent)]
      : []),
  ];
  return sql`case ${sql.join(checks, sql` `)} else 0 end`;
}

/**
 * The same people whenever it is asked, others for another notification: the first 32 bits of
 * md5("notification:person") as a share of the whole. Anybody can compute it again; it guards nothing.
 */
function holdOutCheck(notificationId: number, percent: number): SQL {
  const below = Math.round((percent / 100) * 2 ** 32);
  // Digits of hexadecimal sort as the numbers do; "g" comes after all of them.
  const limit = below >= 2 ** 32 ? "g" : below.toString(16).padStart(8, "0");
  return sql`when md5(${`${notificationId}:`}::text || ${person}) < ${limit}::text collate "C"
    then ${code("hold_out")}`;
}

/** P-32: both filters combine, several values each. "pt" also means pt-BR; a device without a zone is in the app's. */
function filterChecks({ mode, filters }: Audience): SQL[] {
  if (mode === "multiple" || !filters) return [];
  const { languages, timeZones } = filters;
  const checks: SQL[] = [];
  if (languages.length > 0) {
    const wanted = textArray(languages.map((tag) => tag.toLowerCase()));
    checks.push(
      sql`when not exists (select from unnest(${wanted}::text[]) tag
        where lower(r.language) = tag or starts_with(lower(r.language), tag || '-'))
        then ${code("language_filter")}`,
    );
  }
  if (timeZones.length > 0) {
    checks.push(
      sql`when coalesce(r.time_zone, a.default_time_zone) <> all(${textArray(timeZones)}::text[])
        then ${code("time_zone_filter")}`,
    );
  }
  return checks;
}

/** P-35: of one customer's apps on one device, the one used last. An app whose channel is gone takes no part. */
const lastActiveCheck = sql`when r.device_id is not null and r.status = 'live' and row_number() over (
    partition by r.device_id, r.customer_id, r.status = 'live' order by r.last_active_at desc, r.id desc) > 1
  then ${code("other_app_more_recent")}`;

/** P-61: only those not on the latest version; while nobody knows it, nobody is behind it. */
const updateCheck = sql`when coalesce(r.app_version_key >= a.latest_version_key, true) then ${code("up_to_date")}`;

/** Tiles are Windows' own: browsers and phones have nothing to show them in. */
const tileCheck = sql`when r.provider <> 'wns' then ${code("not_supported")}`;

/** Null while the app has no credentials at all: then sending pauses, and nobody falls out. */
const credentialsCheck = sql`when r.provider <> all(a.providers) then ${code("no_credentials")}`;

/** Quiet hours, the steps of a day or a late start may put a device's turn after the end. */
function expiryCheck(turn: SQL, expiresAt: Date): SQL {
  return sql`when ${turn} >= ${expiresAt.toISOString()}::timestamptz then ${code("expired")}`;
}

function code(reason: keyof typeof reasonCodes): SQL {
  return sql`${reasonCodes[reason]}::smallint`;
}

/** As one text parameter: Postgres casts it, and the statement's text stays the same for any number. */
function textArray(values: readonly (string | number)[]): string {
  const items = values.map((value) => `"${String(value).replace(/["\\]/g, "\\$&")}"`);
  return `{${items.join(",")}}`;
}
