import { createHash } from "node:crypto";
import type { Reason } from "@/db/enums";
import type { Rule } from "@/server/groups/grammar";
import { isMember } from "@/server/groups/testing/oracle";
import type { Installation } from "./people";

/**
 * The one reason of one installation, decided slowly and one after the other from the words of the spec. Shares
 * nothing with audience-sql.ts.
 */

export interface Sending {
  notificationId: number;
  kind: "toast" | "tile";
  isUpdate: boolean;
  latestVersionKey: number;
  appIds: number[];
  lastActiveOnly: boolean;
  segment?: { rule: Rule; computedAt: Date };
  languages: string[];
  timeZones: string[];
  defaultTimeZone: string;
  /** Providers each app has credentials for. */
  providers: string[];
  /** Local time: minutes east of UTC by zone, the wall clock as if it were UTC, and the start. */
  expiresAt?: number;
  local?: { offsets: Record<string, number>; wall: number; from: number };
  cap?: { count: number; minutes: number };
  /** Person → when they got other notifications. */
  got: Map<number, number[]>;
  holdOutPercent: number;
  from: number;
}

export function reasonFor(one: Installation, all: Installation[], sending: Sending): Reason {
  const { segment, languages, timeZones } = sending;
  if (segment) {
    const isIn = one.known !== undefined && isMember(one.known, segment.rule, segment.computedAt);
    if (!isIn) return "not_in_group";
  }
  const speaks = (tag: string) =>
    `${one.language.toLowerCase()}-`.startsWith(`${tag.toLowerCase()}-`);
  if (languages.length > 0 && !languages.some(speaks)) return "language_filter";
  const zone = one.timeZone ?? sending.defaultTimeZone;
  if (timeZones.length > 0 && !timeZones.includes(zone)) return "time_zone_filter";
  if (sending.lastActiveOnly && !isLastActive(one, all, sending)) return "other_app_more_recent";
  if (sending.isUpdate && one.versionKey >= sending.latestVersionKey) return "up_to_date";
  if (sending.kind === "tile" && one.provider !== "wns") return "not_supported";
  if (!sending.providers.includes(one.provider)) return "no_credentials";
  if (one.isGone) return "channel_gone";
  if (one.isOptedOut || one.known?.isOptedOut) return "opted_out";
  if (one.known?.ageGroup === 1) return "under_age";
  if (one.known && !one.known.isEligible) return "no_account";
  const dueAt = dueOf(zone, sending);
  if (dueAt === undefined) return "zone_passed";
  if (sending.expiresAt !== undefined && dueAt >= sending.expiresAt) return "expired";
  if (isCapped(one, dueAt, sending)) return "frequency_cap";
  return isHeldOut(one, sending) ? "hold_out" : "none";
}

const devicesOf = new WeakMap<Installation[], Map<number | null, Installation[]>>();

/** Looked up and not searched for: with everybody compared with everybody the oracle took longer than all the rest. */
function onDevice(all: Installation[], deviceId: number): Installation[] {
  let known = devicesOf.get(all);
  if (!known) {
    known = new Map();
    for (const one of all) known.set(one.deviceId, [...(known.get(one.deviceId) ?? []), one]);
    devicesOf.set(all, known);
  }
  return known.get(deviceId) ?? [];
}

function isLastActive(one: Installation, all: Installation[], { appIds }: Sending): boolean {
  if (one.deviceId === null || one.isGone) return true;
  return !onDevice(all, one.deviceId).some(
    (other) =>
      other.customerId === one.customerId &&
      !other.isGone &&
      appIds.includes(other.appId) &&
      (other.lastActiveAt > one.lastActiveAt ||
        (other.lastActiveAt === one.lastActiveAt && other.id > one.id)),
  );
}

/** undefined = its time has passed, and the author skips those. */
function dueOf(zone: string, { local, from }: Sending): number | undefined {
  if (!local) return from;
  const at = local.wall - (local.offsets[zone] ?? 0) * 60_000;
  return at < local.from ? undefined : at;
}

const personOf = ({ customerId, id }: Installation) => customerId ?? -id;

function isCapped(one: Installation, dueAt: number, { cap, got }: Sending): boolean {
  if (!cap) return false;
  const times = got.get(personOf(one)) ?? [];
  const before = times.filter((at) => at > dueAt - cap.minutes * 60_000 && at <= dueAt);
  return before.length >= cap.count;
}

function isHeldOut(one: Installation, { notificationId, holdOutPercent }: Sending): boolean {
  const digest = createHash("md5")
    .update(`${notificationId}:${personOf(one)}`)
    .digest();
  return digest.readUInt32BE(0) < (holdOutPercent / 100) * 2 ** 32;
}
