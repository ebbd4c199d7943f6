import { sql } from "drizzle-orm";
import type { Context } from "@/server/context";
import { createSegment } from "@/server/groups/commands";
import type { Rule } from "@/server/groups/grammar";
import { createKnownGroup } from "@/server/groups/known/commands";
import { groupFact } from "@/server/groups/queries";
import { takeSnapshot } from "@/server/groups/segments/snapshots";
import { snapshotTask } from "@/server/groups/tasks";
import type { AppKey } from "./apps";

/** Customer groups of the demo, made by the commands that people use. */
interface DemoSegment {
  name: string;
  app: AppKey;
  rule: Rule;
}

const active: Rule["filters"][number] = [
  { attribute: "last_used_at", operator: "within_last", values: [30] },
];

const demoSegments: readonly DemoSegment[] = [
  { name: "Active in the last 30 days", app: "runner", rule: { filters: [active] } },
  {
    name: "Lapsed customers",
    app: "runner",
    rule: {
      filters: [
        [{ attribute: "last_used_at", operator: "not_within_last", values: [30] }],
        [{ attribute: "last_used_at", operator: "within_last", values: [365] }],
      ],
    },
  },
  {
    name: "Rated never, active",
    app: "runner",
    rule: { filters: [[{ attribute: "has_rated", operator: "is", values: ["no"] }], active] },
  },
  {
    name: "Active adults, never bought",
    app: "runner",
    rule: {
      filters: [
        active,
        [{ attribute: "age_group", operator: "is", values: ["25-34", "35-49", "50-or-over"] }],
        [{ attribute: "has_purchased", operator: "is", values: ["never-bought"] }],
      ],
    },
  },
  { name: "Active chess players", app: "chess", rule: { filters: [active] } },
  {
    name: "New customers in Europe",
    app: "weather",
    rule: {
      filters: [
        [{ attribute: "acquired_at", operator: "within_last", values: [60] }],
        [
          {
            attribute: "market",
            operator: "is",
            values: ["DE", "FR", "GB", "IT", "ES", "PL", "NL", "SE", "AT", "CH", "BE", "IE"],
          },
        ],
      ],
    },
  },
  // Too few: the list of inactive segments has something to refresh.
  {
    name: "Holographic devices in Iceland",
    app: "weather",
    rule: {
      filters: [
        [{ attribute: "market", operator: "is", values: ["IS"] }],
        [{ attribute: "device_type", operator: "is", values: ["holographic"] }],
      ],
    },
  },
];

export type DemoGroups = Map<string, number>;

/** Ids by name. */
export async function insertGroups(
  ctx: Context,
  appIds: Record<AppKey, number>,
): Promise<DemoGroups> {
  const ids: DemoGroups = new Map();
  for (const { name, app, rule } of demoSegments) {
    const { id } = await createSegment(ctx, { name, appId: appIds[app], rule });
    await computeSegment(ctx, id);
    ids.set(name, id);
  }
  const { rows } = await ctx.db.execute<{ email: string }>(sql`
    select email from customers
    where publisher_id = ${ctx.publisherId} and email is not null order by id limit 25`);
  const emails = rows.map(({ email }) => email);
  ids.set("Beta testers", (await createKnownGroup(ctx, { name: "Beta testers", emails })).id);
  return ids;
}

/** Membership as of `ctx.now`, at once instead of by a worker. */
export async function computeSegment(ctx: Context, groupId: number): Promise<void> {
  const { db, publisherId, now } = ctx;
  await takeSnapshot(db, { publisherId, groupId }, now);
  await db.execute(
    sql`select graphile_worker.remove_job(${`${snapshotTask}:${publisherId}:${groupId}`})`,
  );
}

/** The group's id with its membership of then; null when it has too few members to be used (S-16). */
export async function groupForSending(ctx: Context, id: number): Promise<number | null> {
  await computeSegment(ctx, id);
  const fact = await groupFact(ctx, id);
  return fact?.problem === null ? id : null;
}
