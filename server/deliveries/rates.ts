import { type DeliveryStatus, deliveryStatusCodes, metricCodes, reasonCodes } from "@/db/enums";

/** How many deliveries of one notification ended how; launches are a subset of sent (P-73). */
export interface DeliveryCounts {
  sent: number;
  channelExpired: number;
  failed: number;
  unknown: number;
  /** Fell out after the freeze: opted out, channel gone, cancelled … */
  skipped: number;
  /** Of sent. */
  launches: number;
  /** Launches that prove a delivery nobody could tell of: kept apart, so that launches ≤ sent always (P13). */
  launchesOfUnknown: number;
}

export function noDeliveries(): DeliveryCounts {
  return {
    sent: 0,
    channelExpired: 0,
    failed: 0,
    unknown: 0,
    skipped: 0,
    launches: 0,
    launchesOfUnknown: 0,
  };
}

const countNames: Record<DeliveryStatus, keyof DeliveryCounts> = {
  sent: "sent",
  channel_expired: "channelExpired",
  failed: "failed",
  unknown: "unknown",
  skipped: "skipped",
};
const nameByCode = new Map<number, keyof DeliveryCounts>(
  Object.entries(deliveryStatusCodes).map(([name, code]) => [
    code,
    countNames[name as DeliveryStatus],
  ]),
);

/** Adds one cell of the rollup. */
export function addToCounts(
  counts: DeliveryCounts,
  cell: { status: number; reason: number; count: number },
): void {
  if (cell.status === metricCodes.launched) {
    const isOfSent = cell.reason === reasonCodes.none;
    counts[isOfSent ? "launches" : "launchesOfUnknown"] += cell.count;
    return;
  }
  const name = nameByCode.get(cell.status);
  if (name) counts[name] += cell.count;
}

/** How many have a delivery row: frozen − recorded = Sending (P-69). */
export function recordedOf(counts: DeliveryCounts): number {
  const { sent, channelExpired, failed, unknown, skipped } = counts;
  return sent + channelExpired + failed + unknown + skipped;
}

/** P-73: Sent / (Sent + Failed + Channel expiration failure + Unknown); null while nobody was asked. */
export function deliveryRate(counts: DeliveryCounts): number | null {
  const asked = counts.sent + counts.failed + counts.channelExpired + counts.unknown;
  return asked === 0 ? null : counts.sent / asked;
}

/** P-73: Launches / Sent; null when not tracked ("Not tracked", never 0 %) or nothing is sent yet. */
export function launchRate(counts: DeliveryCounts, isTracked: boolean): number | null {
  return isTracked && counts.sent > 0 ? counts.launches / counts.sent : null;
}
