import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import {
  type AttributeValue,
  acquisitionChannels,
  acquisitionTypes,
  ageGroups,
  churnLevels,
  codeOf,
  deviceTypeValues,
  genders,
  storeClients,
} from "../attributes";
import type { CustomerLine } from "../schema";
import type { LineError } from "./lines";

export interface ImportRow {
  line: number;
  customer: CustomerLine;
}

const words: Partial<Record<keyof CustomerLine, readonly AttributeValue[]>> = {
  ageGroup: ageGroups,
  gender: genders,
  deviceType: deviceTypeValues,
  acquisitionType: acquisitionTypes,
  storeClient: storeClients,
  channel: acquisitionChannels,
  churn: churnLevels,
};

const sameEmail = "Another customer has this e-mail address.";

/**
 * Customers by external id, and what is known of them in one app; what a line leaves out stays. Ids are ordered,
 * so that two imports never wait for each other in a circle. Returns what could not be written.
 */
export async function upsertCustomers(
  ctx: Context,
  appId: number,
  rows: ImportRow[],
): Promise<LineError[]> {
  return ctx.db.transaction(async (tx) => {
    const inner = { ...ctx, db: tx };
    const taken = await takenEmails(inner, rows);
    const refused = rows.filter(({ line }) => taken.has(line));
    const people = merged(rows.filter(({ line }) => !taken.has(line)));
    if (people.length > 0) await write(inner, appId, people);
    return refused.map(({ line }) => ({ line, message: sameEmail }));
  });
}

/** Lines whose address belongs to somebody else, in the table or in an earlier line of this batch. */
async function takenEmails(ctx: Context, rows: ImportRow[]): Promise<Set<number>> {
  const owners = new Map<string, string>();
  const taken = new Set<number>();
  const emails = rows.flatMap(({ customer }) => customer.email ?? []);
  if (emails.length === 0) return taken;
  const { rows: known } = await ctx.db.execute<{ email: string; external_id: string | null }>(sql`
    select email, external_id from customers
    where publisher_id = ${ctx.publisherId} and email = any(${sql.param(emails)}::text[])`);
  for (const row of known) owners.set(row.email, row.external_id ?? "");
  for (const { line, customer } of rows) {
    if (!customer.email) continue;
    const owner = owners.get(customer.email) ?? customer.externalId;
    if (owner === customer.externalId) owners.set(customer.email, customer.externalId);
    else taken.add(line);
  }
  return taken;
}

/** A person may come several times: later lines add to and change the earlier ones. */
function merged(rows: ImportRow[]): Record<string, unknown>[] {
  const people = new Map<string, Record<string, unknown>>();
  for (const { customer } of rows) {
    const known = people.get(customer.externalId) ?? {};
    const given = Object.entries(customer).filter(([, value]) => value !== null);
    people.set(customer.externalId, { ...known, ...coded(Object.fromEntries(given)) });
  }
  return [...people.values()].sort((a, b) =>
    String(a.externalId) < String(b.externalId) ? -1 : 1,
  );
}

export function coded(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const list = words[name as keyof CustomerLine];
      return [name, list ? codeOf(list, String(value)) : value];
    }),
  );
}

/**
 * Two statements, each for all lines: customers_external_id finds the people, the primary key their row in the
 * app.
 */
async function write(ctx: Context, appId: number, people: Record<string, unknown>[]) {
  const json = JSON.stringify(people);
  await ctx.db.execute(sql`
    insert into customers as c (publisher_id, external_id, email, created_at)
    select ${ctx.publisherId}::int, "externalId", email, ${ctx.now.toISOString()}::timestamptz
    from json_to_recordset(${json}::json) as x("externalId" text, email text)
    on conflict (publisher_id, external_id) do update set email = coalesce(excluded.email, c.email)
    where excluded.email is not null and c.email is distinct from excluded.email`);
  await ctx.db.execute(sql`
    insert into app_customers as a (publisher_id, app_id, customer_id, age_group, gender, device_type,
      acquisition_type, store_client, channel, churn, rating, market, has_purchased, is_opted_out, is_eligible,
      store_acquisitions, sessions30d, minutes30d, store_spend_cents, app_spend_cents, acquired_at,
      add_on_acquired_at, store_page_viewed_at, last_used_at, campaign_id, referrer_domain)
    select ${ctx.publisherId}::int, ${appId}::int, p.id,
      coalesce(x."ageGroup", k.age_group, 0), coalesce(x.gender, k.gender, 0),
      coalesce(x."deviceType", k.device_type, 0), coalesce(x."acquisitionType", k.acquisition_type, 0),
      coalesce(x."storeClient", k.store_client, 0), coalesce(x.channel, k.channel, 0),
      coalesce(x.churn, k.churn, 0), coalesce(x.rating, k.rating, 0), coalesce(x.market, k.market),
      coalesce(x."hasPurchased", k.has_purchased, false), coalesce(x."isOptedOut", k.is_opted_out, false),
      coalesce(x."isEligible", k.is_eligible, true),
      coalesce(x."storeAcquisitions", k.store_acquisitions, 0), coalesce(x.sessions30d, k.sessions30d, 0),
      coalesce(x.minutes30d, k.minutes30d, 0), coalesce(x."storeSpendCents", k.store_spend_cents, 0),
      coalesce(x."appSpendCents", k.app_spend_cents, 0), coalesce(x."acquiredAt", k.acquired_at),
      coalesce(x."addOnAcquiredAt", k.add_on_acquired_at),
      coalesce(x."storePageViewedAt", k.store_page_viewed_at), coalesce(x."lastUsedAt", k.last_used_at),
      coalesce(x."campaignId", k.campaign_id), coalesce(x."referrerDomain", k.referrer_domain)
    from json_to_recordset(${json}::json) as x("externalId" text, "ageGroup" smallint, gender smallint,
      "deviceType" smallint, "acquisitionType" smallint, "storeClient" smallint, channel smallint,
      churn smallint, rating smallint, market char(2), "hasPurchased" boolean, "isOptedOut" boolean,
      "isEligible" boolean, "storeAcquisitions" int, sessions30d int, minutes30d int, "storeSpendCents" int,
      "appSpendCents" int, "acquiredAt" timestamptz, "addOnAcquiredAt" timestamptz,
      "storePageViewedAt" timestamptz, "lastUsedAt" timestamptz, "campaignId" text, "referrerDomain" text)
    join customers p on p.publisher_id = ${ctx.publisherId} and p.external_id = x."externalId"
    left join app_customers k
      on k.publisher_id = ${ctx.publisherId} and k.app_id = ${appId} and k.customer_id = p.id
    on conflict (publisher_id, app_id, customer_id) do update set
      age_group = excluded.age_group, gender = excluded.gender, device_type = excluded.device_type,
      acquisition_type = excluded.acquisition_type, store_client = excluded.store_client,
      channel = excluded.channel, churn = excluded.churn, rating = excluded.rating,
      market = excluded.market, has_purchased = excluded.has_purchased,
      is_opted_out = excluded.is_opted_out, is_eligible = excluded.is_eligible,
      store_acquisitions = excluded.store_acquisitions, sessions30d = excluded.sessions30d,
      minutes30d = excluded.minutes30d, store_spend_cents = excluded.store_spend_cents,
      app_spend_cents = excluded.app_spend_cents, acquired_at = excluded.acquired_at,
      add_on_acquired_at = excluded.add_on_acquired_at,
      store_page_viewed_at = excluded.store_page_viewed_at,
      last_used_at = greatest(a.last_used_at, excluded.last_used_at),
      campaign_id = excluded.campaign_id, referrer_domain = excluded.referrer_domain`);
}
