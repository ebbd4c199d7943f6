import {
  deliveryStatusCodes,
  deliveryStatusOf,
  type Metric,
  metricCodes,
  type Reason,
  reasonCodes,
  reasonOf,
} from "@/db/enums";
import { addToCounts, type DeliveryCounts, noDeliveries } from "./rates";

/** One cell of the grouped rollup: of market, language, version, provider and hour at most one is set. */
export interface StatisticsCell {
  status: number;
  reason: number;
  market: string | null;
  language: string | null;
  appVersion: string | null;
  provider: string | null;
  hour: Date | string | null;
  count: number;
}

export interface Breakdown extends DeliveryCounts {
  /** Market or language. */
  key: string;
}

/** Why deliveries did not arrive; providerStatus is the HTTP status that this reason stands for, 0 = no answer. */
export interface Failure {
  status: "failed" | "channel_expired" | "unknown";
  reason: Reason;
  providerStatus: number;
  count: number;
}

/** spec/wns.md 6 read backwards: each reason has one status there, others are shown without one. */
const providerStatuses: Partial<Record<Reason, number>> = {
  provider_channel_expired: 410,
  provider_channel_unknown: 404,
  provider_dropped: 200,
  provider_channel_throttled: 200,
  provider_bad_request: 400,
  provider_unauthorized: 401,
  provider_wrong_app: 403,
  provider_method: 405,
  provider_throttled: 406,
  provider_domain_blocked: 410,
  provider_too_large: 413,
  provider_error: 500,
  provider_unavailable: 503,
  fcm_unregistered: 404,
  fcm_token_unknown: 400,
  fcm_argument: 400,
  fcm_sender_mismatch: 403,
  fcm_quota: 429,
  fcm_third_party_auth: 401,
  fcm_permission: 403,
  fcm_not_found: 404,
  apns_unregistered: 410,
  apns_token_expired: 410,
  apns_token_unknown: 400,
  apns_wrong_topic: 400,
  apns_topic_refused: 400,
  apns_key_refused: 403,
  apns_environment: 403,
  apns_bad_request: 400,
  apns_device_throttled: 429,
  apns_token_updates: 429,
  apns_shutdown: 503,
};

const failureCodes: readonly number[] = [
  deliveryStatusCodes.failed,
  deliveryStatusCodes.channel_expired,
  deliveryStatusCodes.unknown,
];

const facets = ["market", "language", "appVersion", "provider", "hour"] as const;

/** P-76 for one notification: what customers did with it, as a toast and in Action Center. */
export type InteractionCounts = Record<Exclude<Metric, "launched">, number>;

function statesOf(totals: StatisticsCell[]): InteractionCounts {
  const counts: Partial<InteractionCounts> = {};
  for (const [name, code] of Object.entries(metricCodes)) {
    if (name === "launched") continue;
    counts[name as keyof InteractionCounts] = totals
      .filter(({ status, reason }) => status === code && reason === reasonCodes.none)
      .reduce((sum, { count }) => sum + count, 0);
  }
  return counts as InteractionCounts;
}

export function readStatistics(cells: StatisticsCell[]) {
  const totals = cells.filter((cell) => facets.every((facet) => cell[facet] === null));
  const counts = noDeliveries();
  for (const cell of totals) addToCounts(counts, cell);
  return {
    counts,
    skipped: totals
      .filter((cell) => cell.status === deliveryStatusCodes.skipped)
      .map((cell) => ({ reason: reasonOf(cell.reason), count: cell.count }))
      .sort(byCount),
    failures: totals
      .filter((cell) => failureCodes.includes(cell.status))
      .map(failureOf)
      .sort(byCount),
    byMarket: breakdown(cells, (cell) => cell.market?.trim() ?? null),
    byLanguage: breakdown(cells, (cell) => cell.language),
    byVersion: breakdown(cells, (cell) => cell.appVersion),
    byProvider: breakdown(cells, (cell) => cell.provider),
    states: statesOf(totals),
    launchesByHour: launchesByHour(cells),
  };
}

function failureOf(cell: StatisticsCell): Failure {
  const reason = reasonOf(cell.reason);
  return {
    status: deliveryStatusOf(cell.status) as Failure["status"],
    reason,
    providerStatus: providerStatuses[reason] ?? 0,
    count: cell.count,
  };
}

function breakdown(
  cells: StatisticsCell[],
  keyOf: (cell: StatisticsCell) => string | null,
): Breakdown[] {
  const rows = new Map<string, Breakdown>();
  for (const cell of cells) {
    const key = keyOf(cell);
    // Interactions are not counted by language and version, and have columns of their own elsewhere.
    if (key === null || cell.status > metricCodes.launched) continue;
    const row = rows.get(key) ?? { key, ...noDeliveries() };
    rows.set(key, row);
    addToCounts(row, cell);
  }
  return [...rows.values()].sort((a, b) => b.sent - a.sent || (a.key < b.key ? -1 : 1));
}

/** Only launches of sent deliveries, as everywhere. */
function launchesByHour(cells: StatisticsCell[]): { hour: Date; count: number }[] {
  return cells
    .filter((c) => c.status === metricCodes.launched && c.reason === reasonCodes.none)
    .flatMap((c) => (c.hour === null ? [] : [{ hour: new Date(c.hour), count: c.count }]))
    .sort((a, b) => a.hour.getTime() - b.hour.getTime());
}

function byCount(a: { count: number }, b: { count: number }): number {
  return b.count - a.count;
}
