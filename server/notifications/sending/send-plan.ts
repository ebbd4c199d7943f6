import { canonicalTimeZone } from "@/server/registrations/time-zone";
import type { TimeRow } from "../audience-count";
import { clockChange, clockIn } from "../due-instants";
import { expiresAtOf, firstSendAt } from "../schedule-times";
import type { Schedule } from "../schema";
import { asksForZones, instantsIn, isLocal, type Sending } from "./zone-plans";

export interface SendInstant {
  at: Date;
  devices: number;
  /** Largest first; empty when zones are not asked for. */
  zones: { timeZone: string; devices: number }[];
}

export interface ClockChange {
  timeZone: string;
  change: "skipped" | "repeated";
  at: Date;
  /** What the clock there shows then. */
  clock: string;
  devices: number;
}

/** When Send would reach whom. */
export interface SendPlan {
  kind: "at_once" | "utc" | "local" | "spread";
  firstAt: Date;
  lastAt: Date;
  expiresAt: Date | null;
  instants: SendInstant[];
  zoneCount: number;
  /** Local time only: devices whose time had passed already, and what the author chose for them. */
  passed: { devices: number; whenPassed: Schedule["whenPassed"] };
  clockChanges: ClockChange[];
  /** Follow their app's default zone. */
  unknownZoneDevices: number;
  /** Wait for the end of their quiet hours. */
  quiet: { from: string; to: string; devices: number } | null;
}

/** Puts the counted rows under their instants; undefined while the schedule is incomplete. Pure. */
export function planFrom(sending: Sending, rows: TimeRow[], now: Date): SendPlan | undefined {
  const { schedule, template, quietHours } = sending;
  const planned = template === "update" ? now : firstSendAt(schedule, now);
  if (!planned) return undefined;
  const instants = instantsFrom(rows, asksForZones(sending) && template !== "update");
  const zones = asksForZones(sending) ? rows.map((row) => zoneFacts(sending, row)) : [];
  const sum = (of: (zone: (typeof zones)[number]) => number) =>
    zones.reduce((total, zone) => total + of(zone), 0);
  return {
    kind: kindOf(sending),
    firstAt: instants[0]?.at ?? planned,
    lastAt: instants.at(-1)?.at ?? planned,
    expiresAt: expiresAtOf(schedule) ?? null,
    instants,
    zoneCount: new Set(rows.map(({ timeZone }) => timeZone)).size,
    passed: {
      devices: sum(({ hasPassed, row }) => (hasPassed ? row.count : 0)),
      whenPassed: schedule.whenPassed,
    },
    clockChanges: isLocal(sending) ? zones.flatMap(changeOf(schedule)) : [],
    unknownZoneDevices: sum(({ row }) => row.unknown),
    quiet: quietHours && {
      ...quietHours,
      devices: sum(({ isMoved, row }) => (isMoved && row.at ? row.count : 0)),
    },
  };
}

function kindOf(sending: Sending): SendPlan["kind"] {
  if (sending.template === "update") return "spread";
  if (sending.schedule.immediately) return "at_once";
  return isLocal(sending) ? "local" : "utc";
}

function instantsFrom(rows: TimeRow[], withZones: boolean): SendInstant[] {
  const found = new Map<number, SendInstant>();
  for (const { timeZone, at, count } of rows) {
    if (!at) continue;
    const instant = found.get(at.getTime()) ?? { at, devices: 0, zones: [] };
    found.set(at.getTime(), instant);
    instant.devices += count;
    if (withZones) instant.zones.push({ timeZone, devices: count });
  }
  for (const { zones } of found.values()) zones.sort((a, b) => b.devices - a.devices);
  return [...found.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function zoneFacts(sending: Sending, row: TimeRow) {
  const plan = instantsIn(sending, row.timeZone) ?? instantsIn(sending, "UTC");
  return { row, hasPassed: plan?.hasPassed ?? false, isMoved: plan?.isMoved ?? false };
}

function changeOf({ date, time }: Schedule) {
  return ({ row, hasPassed }: ReturnType<typeof zoneFacts>): ClockChange[] => {
    const zone = canonicalTimeZone(row.timeZone);
    if (!row.at || hasPassed || !date || !time || zone === null) return [];
    const change = clockChange(date, time, zone);
    if (change === "none") return [];
    const clock = clockIn(zone, row.at);
    return [{ timeZone: row.timeZone, change, at: row.at, clock, devices: row.count }];
  };
}
