import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { TemplateId } from "@/db/enums";
import type { Context } from "@/server/context";
import { countAudience } from "../audience-count";
import { audienceCandidates } from "../audience-sql";
import { clockChange, planZone } from "../due-instants";
import { expiresAtOf, firstSendAt } from "../schedule-times";
import type { Audience, countInput, Schedule } from "../schema";

/** The exact reach of an audience now, whether or not the draft was saved (S-count of the wizard's footer). */
export async function previewAudience(ctx: Context, input: z.infer<typeof countInput>) {
  const { byReason, ...count } = await countAudience(ctx, input);
  return { ...count, reasons: byReason, countedAt: ctx.now };
}

export interface SendInstant {
  at: Date;
  devices: number;
  /** Largest first; empty when all get it at once. */
  zones: { timeZone: string; devices: number }[];
}

export interface SendPlan {
  kind: "at_once" | "utc" | "local" | "spread";
  firstAt: Date;
  lastAt: Date;
  expiresAt: Date | null;
  instants: SendInstant[];
  /** Local time only: devices whose time had passed already, and what the author chose for them. */
  passed: { devices: number; whenPassed: Schedule["whenPassed"] };
  clockChanges: { timeZone: string; change: "skipped" | "repeated"; at: Date; devices: number }[];
  /** Follow their app's default zone. */
  unknownZoneDevices: number;
}

interface PlanRequest {
  template: TemplateId;
  audience: Audience;
  schedule: Schedule;
  devices: number;
}

const day = 86_400_000;

/** When Send would reach whom, by the functions of the freeze; undefined while the schedule is incomplete. */
export async function planSending(
  ctx: Context,
  request: PlanRequest,
): Promise<SendPlan | undefined> {
  const { template, schedule, devices } = request;
  const firstAt = firstSendAt(schedule, ctx.now);
  if (!firstAt) return undefined;
  const plan: SendPlan = {
    kind: schedule.immediately ? "at_once" : "utc",
    firstAt,
    lastAt: firstAt,
    expiresAt: expiresAtOf(schedule) ?? null,
    instants: [{ at: firstAt, devices, zones: [] }],
    passed: { devices: 0, whenPassed: schedule.whenPassed },
    clockChanges: [],
    unknownZoneDevices: 0,
  };
  if (template === "update") {
    return { ...plan, kind: "spread", lastAt: new Date(firstAt.getTime() + day) };
  }
  if (schedule.immediately || schedule.zone === "utc") return plan;
  const planned = planZones(schedule, await zonesOf(ctx, request), ctx.now);
  const [first, last] = [planned.instants[0], planned.instants.at(-1)];
  return {
    ...plan,
    ...planned,
    kind: "local",
    firstAt: first?.at ?? firstAt,
    lastAt: last?.at ?? firstAt,
  };
}

interface ZoneDevices extends Record<string, unknown> {
  timeZone: string;
  devices: number;
  unknown: number;
}

/** The frozen by zone. Joins the candidates to their registrations once more: only local time asks for it. */
async function zonesOf(ctx: Context, { template, audience }: PlanRequest): Promise<ZoneDevices[]> {
  const { publisherId } = ctx;
  const { rows } = await ctx.db.execute<ZoneDevices>(sql`
    with candidate as materialized (${audienceCandidates({ publisherId, template, audience })})
    select coalesce(r.time_zone, a.default_time_zone) as "timeZone", count(*) as devices,
      count(*) filter (where r.time_zone is null) as unknown
    from candidate c
    join registrations r on r.publisher_id = ${publisherId} and r.id = c.id
    join apps a on a.publisher_id = ${publisherId} and a.id = c.app_id
    where c.reason = 0
    group by 1 order by 2 desc, 1`);
  return rows.map((row) => ({
    timeZone: row.timeZone,
    devices: Number(row.devices),
    unknown: Number(row.unknown),
  }));
}

function planZones(schedule: Schedule, zones: ZoneDevices[], now: Date) {
  const instants = new Map<number, SendInstant>();
  const clockChanges: SendPlan["clockChanges"] = [];
  let passedDevices = 0;
  for (const { timeZone, devices } of zones) {
    const { dueAt, hasPassed } = planZone(schedule, timeZone, now);
    if (hasPassed) passedDevices += devices;
    if (!dueAt) continue;
    const instant = instants.get(dueAt.getTime()) ?? { at: dueAt, devices: 0, zones: [] };
    instants.set(dueAt.getTime(), instant);
    instant.devices += devices;
    instant.zones.push({ timeZone, devices });
    const change = clockChange(schedule.date ?? "", schedule.time ?? "", timeZone);
    if (change !== "none" && !hasPassed)
      clockChanges.push({ timeZone, change, at: dueAt, devices });
  }
  return {
    instants: [...instants.values()].sort((a, b) => a.at.getTime() - b.at.getTime()),
    passed: { devices: passedDevices, whenPassed: schedule.whenPassed },
    clockChanges,
    unknownZoneDevices: zones.reduce((sum, zone) => sum + zone.unknown, 0),
  };
}
