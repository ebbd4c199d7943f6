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
export const late = { live: "L", gone: "G", optedOut: "O", underAge: "A", capped: "F" } as const;

/**
 * One row of long texts: decoding 1,000 rows of seven columns took more CPU than the query. The array as one
 * index condition, in whatever order it comes: half of what a join with unnest costs; who is missing in the
 * answer is gone. A line break inside a value must not reach the text: the channel is emptied (no provider
 * takes it then), other values lose it. Primary keys of registrations and app_customers.
 */
const recipientsSql = `
  with slice as materialized (
    select s.registration_ids[$3::int + 1 :] as ids, s.app_id from slices s
    where s.publisher_id = $1 and s.id = $2
  )
  select array_to_string((select ids from slice), ',') as wanted,
    string_agg(r.id::text, ',') as ids,
    string_agg(case when strpos(r.channel, E'\\n') > 0 then '' else r.channel end, E'\\n') as channels,
    string_agg(case when r.channel_keys is null then '' else replace(r.channel_keys::text, E'\\n', ' ') end, E'\\n')
      as keys,
    string_agg(case when r.status = 'gone' then 'G' when r.is_opted_out or c.is_opted_out then 'O'
      when c.age_group = 1 then 'A' else 'L' end, '') as late,
    string_agg(replace(concat_ws(E'\\t', r.provider, r.market, r.language, r.app_version), E'\\n', ''), E'\\n') as kinds
  from registrations r
  left join app_customers c
    on c.publisher_id = r.publisher_id and c.app_id = (select app_id from slice) and c.customer_id = r.customer_id
  where r.publisher_id = $1 and r.id = any((select ids from slice)::bigint[])`;

type Columns = Record<"wanted" | "ids" | "channels" | "keys" | "late" | "kinds", string | null>;

export async function loadRecipients(engine: Engine, claim: Claim): Promise<Recipients> {
  const { rows } = await engine.pool.query<Columns>({
    name: "slice-recipients",
    text: recipientsSql,
    values: [claim.publisherId, claim.sliceId, claim.recorded],
  });
  const row = rows[0];
  const ids = (row?.wanted ?? "").split(",").map(Number);
  return { offset: claim.recorded, ids, ...inOrder(ids, row) };
}

const nobody: RecipientGroup = { provider: "wns", market: "", language: "", appVersion: "" };

/** The columns in the slice's order. */
function inOrder(ids: number[], row: Columns | undefined): Omit<Recipients, "offset" | "ids"> {
  const found = new Map<number, number>();
  for (const id of (row?.ids ?? "").split(",")) found.set(Number(id), found.size);
  const [channels, keys, kinds] = [row?.channels, row?.keys, row?.kinds].map(
    (column) => column?.split("\n") ?? [],
  ) as [string[], string[], string[]];
  const groups = [nobody];
  const known = new Map<string, number>();
  const groupOf = new Uint16Array(ids.length);
  const places = ids.map((id, index) => {
    const place = found.get(id) ?? -1;
    const kind = kinds[place];
    if (kind === undefined) return place;
    let group = known.get(kind);
    if (group === undefined) {
      group = groups.push(readGroup(kind)) - 1;
      known.set(kind, group);
    }
    groupOf[index] = group;
    return place;
  });
  return {
    channels: places.map((place) => channels[place] ?? ""),
    keys: places.map((place) => keys[place] ?? ""),
    late: places.map((place) => row?.late?.[place] ?? late.gone).join(""),
    groups,
    groupOf,
  };
}

function readGroup(kind: string): RecipientGroup {
  const [provider = "", market = "", language = "", appVersion = ""] = kind.split("\t");
  return { provider: provider as ProviderName, market, language, appVersion };
}
