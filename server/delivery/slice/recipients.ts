import type { ProviderName } from "@/db/enums";
import type { Engine } from "@/server/delivery/engine";
import type { Claim } from "./claim";

/** What the provider and the rollup are told by; shared by all registrations of one kind. */
export interface RecipientGroup {
  provider: ProviderName;
  market: string;
  language: string;
  appVersion: string;
}

/** The registrations of a slice from `offset` on, as columns: an object per registration costs more than sending. */
export interface Recipients {
  offset: number;
  ids: number[];
  channels: string[];
  /** Web Push: keys as JSON, else empty. */
  keys: string[];
  groups: RecipientGroup[];
  /** Index into groups, per registration. */
  groupOf: Uint16Array;
  /** One letter per registration: see late. */
  late: string;
}

/** Looked at again when a slice starts: who falls out now moves from the frozen count to a reason. */
export const late = { live: "L", gone: "G", optedOut: "O", underAge: "A" } as const;

/**
 * One row of long texts: decoding 1,000 rows of seven columns took more CPU than the query. The parts of a
 * group come one per line, so a line break inside a value must not reach the text: the channel is emptied (no
 * provider takes it then), other values lose it. Primary keys of registrations and app_customers.
 */
const recipientsSql = `
  select string_agg(id::text, ',') as ids, string_agg(channel, E'\\n') as channels,
    string_agg(keys, E'\\n') as keys, string_agg(state, '') as late,
    string_agg(provider || E'\\t' || market || E'\\t' || language || E'\\t' || app_version, E'\\n') as kinds
  from (
    select u.id, coalesce(r.provider, 'wns') as provider, coalesce(r.market, '') as market,
      translate(coalesce(r.language, ''), E'\\n\\t', '') as language,
      translate(coalesce(r.app_version, ''), E'\\n\\t', '') as app_version,
      case when strpos(r.channel, E'\\n') > 0 then '' else coalesce(r.channel, '') end as channel,
      coalesce(translate(r.channel_keys::text, E'\\n', ' '), '') as keys,
      case when r.id is null or r.status = 'gone' then 'G'
        when r.is_opted_out or c.is_opted_out then 'O'
        when c.age_group = 1 then 'A' else 'L' end as state
    from slices s
    cross join unnest(s.registration_ids) with ordinality u(id, n)
    left join registrations r on r.publisher_id = s.publisher_id and r.id = u.id
    left join app_customers c
      on c.publisher_id = s.publisher_id and c.app_id = s.app_id and c.customer_id = r.customer_id
    where s.publisher_id = $1 and s.id = $2 and u.n > $3
    order by u.n
  ) recipient`;

export async function loadRecipients(engine: Engine, claim: Claim): Promise<Recipients> {
  const { rows } = await engine.pool.query({
    name: "slice-recipients",
    text: recipientsSql,
    values: [claim.publisherId, claim.sliceId, claim.recorded],
  });
  const row = rows[0] as Record<"ids" | "channels" | "keys" | "late" | "kinds", string>;
  const ids = row.ids.split(",").map(Number);
  const groups: RecipientGroup[] = [];
  const groupOf = new Uint16Array(ids.length);
  const known = new Map<string, number>();
  row.kinds.split("\n").forEach((kind, index) => {
    const at = known.get(kind) ?? groups.length;
    if (at === groups.length) {
      known.set(kind, at);
      groups.push(readGroup(kind));
    }
    groupOf[index] = at;
  });
  return {
    offset: claim.recorded,
    ids,
    channels: row.channels.split("\n"),
    keys: row.keys.split("\n"),
    groups,
    groupOf,
    late: row.late,
  };
}

function readGroup(kind: string): RecipientGroup {
  const [provider = "", market = "", language = "", appVersion = ""] = kind.split("\t");
  return { provider: provider as ProviderName, market, language, appVersion };
}
