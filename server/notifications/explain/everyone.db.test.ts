import { inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TemplateId } from "@/db/enums";
import { customerGroups, deliveries, publishers, registrations } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertCredentials, insertDue } from "@/db/testing/sendable";
import {
  insertApp,
  insertNotification,
  insertPublisher,
  insertRegistration,
} from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { freezeNotification } from "@/server/delivery/freeze";
import type { Rule } from "@/server/groups/grammar";
import { runSnapshot } from "@/server/groups/tasks";
import { ruleArbitrary, worldNow } from "@/server/groups/testing/worlds";
import { requireNotification } from "@/server/notifications/queries";
import type { Audience, Schedule } from "@/server/notifications/schema";
import { type Explanation, explainCandidates, explainNotification } from "./explain";
import { candidatesWhere } from "./find";
import { reasonFor, type Sending } from "./testing/oracle";
import { type Installation, insertPeople } from "./testing/people";

/**
 * 10,000 random people in four worlds: each of their registrations has exactly one answer, before and after the
 * freeze, and it is that of the slow oracle.
 */
const peoplePerWorld = 2_500;
const defaultTimeZone = "America/New_York";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

interface Plan {
  name: string;
  apps: 1 | 2;
  template: TemplateId;
  rule?: Rule;
  languages: string[];
  timeZones: string[];
  isLocal: boolean;
  hasCredentials: boolean;
  cap?: { count: number; minutes: number };
  holdOutPercent: number;
}

const [randomRule = { filters: [] }] = fc
  .sample(ruleArbitrary, { numRuns: 60, seed: 95 })
  .filter(({ filters }) => filters.length === 2 && filters.every(({ length }) => length === 3));
const nothing = { languages: [], timeZones: [], isLocal: false, hasCredentials: false };

const plans: Plan[] = [
  {
    ...nothing,
    name: "a segment, languages, a cap of one an hour, 10% held out",
    apps: 1,
    template: "blank-toast",
    rule: randomRule,
    languages: ["de", "en-US", "zh-Hans"],
    cap: { count: 1, minutes: 60 },
    holdOutPercent: 10,
  },
  {
    ...nothing,
    name: "a tile to the last active app of each device",
    apps: 2,
    template: "blank-tile",
    holdOutPercent: 0,
  },
  {
    ...nothing,
    name: "a prompt for update, 5% held out",
    apps: 1,
    template: "update",
    hasCredentials: true,
    // Longer than the day it is spread over.
    cap: { count: 2, minutes: 2_880 },
    holdOutPercent: 5,
  },
  {
    ...nothing,
    name: "each customer's local time, passed ones skipped, others after the expiry",
    apps: 1,
    template: "blank-toast",
    timeZones: ["Europe/Berlin", "Asia/Kolkata", "UTC", defaultTimeZone],
    isLocal: true,
    hasCredentials: true,
    cap: { count: 1, minutes: 60 },
    holdOutPercent: 50,
  },
];

test.each(plans)(
  "exactly one answer for everybody, the oracle's: $name",
  async (plan) => {
    const world = await build(plan, plans.indexOf(plan) + 1);
    const { ctx, sending, people } = world;
    const expected = new Map(people.map((one) => [one.id, reasonFor(one, people, sending)]));
    // The worlds are worth asking about: several reasons, and some who get it.
    expect(new Set(expected.values()).size).toBeGreaterThan(4);

    const before = await explainAll(world);
    expect(mismatches(before, expected, "would_send", "would_hold_back")).toEqual([]);

    const frozen = await freezeNotification(database.db, {
      publisherId: ctx.publisherId,
      notificationId: sending.notificationId,
    });
    const late = await insertRegistration(ctx, sending.appIds[0] ?? 0);
    const after = await explainAll(world);
    expect(mismatches(after, expected, "queued", "held_back")).toEqual([]);
    expect(frozen?.population).toBe(people.length);
    expect(frozen?.frozen).toBe(
      [...expected.values()].filter((reason) => reason === "none").length,
    );
    const found = await explainNotification(ctx, { id: sending.notificationId, q: late.installId });
    expect(found.explanations.map(({ verdict }) => verdict)).toEqual(["registered_later"]);
  },
  120_000,
);

interface World {
  ctx: Context;
  sending: Sending;
  people: Installation[];
}

async function build(plan: Plan, seed: number): Promise<World> {
  const now = Date.now();
  const ctx = { ...(await insertPublisher(database.db)), now: new Date(now) };
  const { publisherId } = ctx;
  await database.db
    .update(publishers)
    .set({
      smallGroupSize: 1,
      frequencyCapCount: plan.cap?.count ?? null,
      frequencyCapMinutes: plan.cap?.minutes ?? null,
    })
    .where(inArray(publishers.id, [publisherId]));
  const appIds: number[] = [];
  for (let n = 0; n < plan.apps; n += 1) {
    const app = { firstRegisteredAt: ctx.now, latestVersion: "2.0.0.0", latestVersionKey: 2 };
    appIds.push((await insertApp(ctx, { ...app, defaultTimeZone })).id);
  }
  if (plan.hasCredentials) await insertCredentials(ctx, appIds[0] ?? 0);
  const people = await insertPeople(ctx, { appIds, people: peoplePerWorld, seed });
  const got = plan.cap ? await insertEarlier(ctx, people, now) : new Map<number, number[]>();
  // As autovacuum would have by then.
  await database.pool.query("analyze");
  const groupId = plan.rule ? await insertSegment(ctx, appIds[0] ?? 0, plan.rule) : null;
  const local = plan.isLocal ? localAt(now) : undefined;
  const notificationId = await insertSubject(ctx, plan, { appIds, groupId, wall: local?.wall });
  const sending: Sending = {
    ...plan,
    notificationId,
    kind: plan.template === "blank-tile" ? "tile" : "toast",
    isUpdate: plan.template === "update",
    latestVersionKey: 2,
    appIds,
    lastActiveOnly: plan.apps > 1,
    segment: plan.rule && { rule: plan.rule, computedAt: worldNow },
    defaultTimeZone,
    providers: plan.hasCredentials ? ["wns"] : ["wns", "webpush"],
    local,
    expiresAt: local?.wall,
    got,
    from: now,
  };
  return { ctx, sending, people };
}

async function insertSubject(
  ctx: Context,
  plan: Plan,
  { appIds, groupId, wall }: { appIds: number[]; groupId: number | null; wall?: number },
): Promise<number> {
  const { languages, timeZones } = plan;
  const audience: Audience = {
    mode: appIds.length > 1 ? "multiple" : "single",
    appIds,
    reach: "last_active",
    customerGroupId: groupId,
    filters: languages.length + timeZones.length > 0 ? { languages, timeZones } : null,
  };
  const at = wall === undefined ? undefined : new Date(wall).toISOString();
  const schedule: Partial<Schedule> = at
    ? {
        immediately: false,
        date: at.slice(0, 10),
        time: at.slice(11, 16),
        zone: "local",
        whenPassed: "skip",
        // UTC and everything west of it would have its turn only then.
        neverExpires: false,
        expiryDate: at.slice(0, 10),
        expiryTime: at.slice(11, 16),
      }
    : { immediately: true };
  const { template, holdOutPercent } = plan;
  const values = { template, audience, schedule, holdOutPercent };
  return (await insertDue(ctx, appIds[0] ?? 0, values)).notificationId;
}

async function insertSegment(ctx: Context, appId: number, rule: Rule): Promise<number> {
  const { publisherId } = ctx;
  const by = { createdBy: "Ana", updatedBy: "Ana" };
  const [group] = await database.db
    .insert(customerGroups)
    .values({ publisherId, kind: "segment", name: "Some", appId, rule: { ...rule }, ...by })
    .returning();
  await runSnapshot(database.db, { publisherId, groupId: group?.id ?? 0 }, worldNow);
  return group?.id ?? 0;
}

/** Every third installation got something ten minutes ago, every seventh another one 70 minutes ago. */
async function insertEarlier(ctx: Context, people: Installation[], now: number) {
  const got = new Map<number, number[]>();
  for (const [every, minutes] of [
    [3, 10],
    [7, 70],
  ] as const) {
    const at = new Date(now - minutes * 60_000);
    const row = await insertNotification(ctx, {
      status: "completed",
      frozenAt: at,
      finishedAt: new Date(now),
    });
    const some = people.filter((_, n) => n % every === 0);
    const common = { publisherId: ctx.publisherId, notificationId: row.id, at };
    const rest = { status: 1, reason: 0, providerStatus: 200, attempts: 1, language: "en-US" };
    await database.db
      .insert(deliveries)
      .values(some.map(({ id, appId }) => ({ ...common, ...rest, registrationId: id, appId })));
    // One notification counts once, however many of a person's devices had it.
    for (const person of new Set(some.map(({ customerId, id }) => customerId ?? -id))) {
      got.set(person, [...(got.get(person) ?? []), at.getTime()]);
    }
  }
  return got;
}

/** Half an hour ahead in Berlin: over in Kolkata, still to come further west. */
function localAt(now: number): NonNullable<Sending["local"]> {
  const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"];
  const offsets = Object.fromEntries(zones.map((zone) => [zone, offsetOf(zone, now)]));
  const wall =
    Math.floor((now + ((offsets["Europe/Berlin"] ?? 0) + 30) * 60_000) / 60_000) * 60_000;
  return { offsets, wall, from: now };
}

function offsetOf(timeZone: string, at: number): number {
  const text = new Date(at).toLocaleString("sv-SE", { timeZone });
  return Math.round((Date.parse(`${text.replace(" ", "T")}Z`) - at) / 60_000);
}

const chunk = 2_000;

async function explainAll({ ctx, sending, people }: World): Promise<Explanation[]> {
  const row = await requireNotification(ctx, sending.notificationId);
  const all: Explanation[] = [];
  for (let from = 0; from < people.length; from += chunk) {
    const ids = people.slice(from, from + chunk).map(({ id }) => id);
    const candidates = await candidatesWhere(ctx, inArray(registrations.id, ids));
    all.push(...(await explainCandidates(ctx, row, candidates)));
  }
  return all;
}

/** Who has no answer, two, another than the oracle's, or checks that tell another story. */
function mismatches(
  answers: Explanation[],
  expected: Map<number, string>,
  good: Explanation["verdict"],
  bad: Explanation["verdict"],
) {
  const wrong = answers.filter((answer) => {
    const reason = expected.get(answer.registrationId);
    const told = reason === "under_age" || reason === "no_account" ? "not_eligible" : reason;
    const deciding = answer.checks.filter(({ state }) => state === "deciding");
    const isTold = deciding.length === (reason === "none" ? 0 : 1);
    return answer.reason !== told || answer.verdict !== (reason === "none" ? good : bad) || !isTold;
  });
  const once = new Set(answers.map(({ registrationId }) => registrationId));
  const isOnce = once.size === expected.size && answers.length === expected.size;
  return [
    ...wrong.map((answer) => ({ ...answer, expected: expected.get(answer.registrationId) })),
    ...(isOnce ? [] : ["not one answer each"]),
  ].slice(0, 3);
}
