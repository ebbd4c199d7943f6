import { sql } from "drizzle-orm";
import fc from "fast-check";
import { appCustomers, customers, devices, registrations } from "@/db/schema";
import type { Context } from "@/server/context";
import { type Customer, customerArbitrary } from "@/server/groups/testing/worlds";

/** Random people with devices, as rows and as what the oracle looks at. */

export interface Installation {
  id: number;
  appId: number;
  provider: "wns" | "webpush";
  language: string;
  timeZone: string | null;
  versionKey: number;
  isGone: boolean;
  isOptedOut: boolean;
  lastActiveAt: number;
  deviceId: number | null;
  customerId: number | null;
  /** What the app knows of the person; undefined = nothing. */
  known: Customer | undefined;
}

interface World {
  appIds: number[];
  people: number;
  seed: number;
}

const languages = ["en-US", "en-GB", "de-DE", "de", "fr-CA", "zh-Hans-CN"];
const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", null];

/** The same numbers for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One to three installations each; some devices are shared, on some nobody is signed in. */
export async function insertPeople(ctx: Context, world: World): Promise<Installation[]> {
  const { publisherId, db } = ctx;
  const random = numbersFrom(world.seed);
  const known = fc.sample(customerArbitrary, { numRuns: world.people, seed: world.seed });
  const people = await db
    .insert(customers)
    .values(known.map((_, n) => ({ publisherId, externalId: `person ${world.seed}-${n}` })))
    .returning({ id: customers.id });
  const rows = known.flatMap((person, n) =>
    world.appIds.flatMap((appId) =>
      random(10) === 0 ? [] : [{ publisherId, appId, customerId: people[n]?.id ?? 0, ...person }],
    ),
  );
  await inParts(rows, 1_000, (part) => db.insert(appCustomers).values(part));
  const knownOf = new Map(rows.map((row) => [`${row.appId} ${row.customerId}`, row as Customer]));
  const machines = await db
    .insert(devices)
    .values(known.map((_, n) => ({ publisherId, deviceKey: `d:${world.seed}-${n}` })))
    .returning({ id: devices.id });
  const drafts = people.flatMap(({ id }, n) =>
    Array.from({ length: 1 + random(3) }, () => {
      const appId = world.appIds[random(world.appIds.length)] ?? 0;
      const customerId = random(12) === 0 ? null : id;
      return {
        appId,
        customerId,
        deviceId:
          random(8) === 0 ? null : (machines[random(5) === 0 ? random(n + 1) : n]?.id ?? null),
        provider: random(6) === 0 ? ("webpush" as const) : ("wns" as const),
        language: languages[random(languages.length)] ?? "en-US",
        timeZone: zones[random(zones.length)] ?? null,
        versionKey: 1 + random(3),
        isGone: random(9) === 0,
        isOptedOut: random(11) === 0,
        lastActiveAt: Date.UTC(2026, 10, 1) + random(20) * 86_400_000,
        known: knownOf.get(`${appId} ${customerId}`),
      };
    }),
  );
  return insertInstallations(ctx, drafts);
}

type Draft = Omit<Installation, "id">;

async function insertInstallations(ctx: Context, drafts: Draft[]): Promise<Installation[]> {
  const made: Installation[] = [];
  const { rows } = await ctx.db.execute<{ next: number }>(
    sql`select coalesce(max(id), 0) as next from registrations`,
  );
  await inParts(drafts, 1_000, async (part) => {
    const inserted = await ctx.db
      .insert(registrations)
      .values(
        part.map((draft, n) => ({
          publisherId: ctx.publisherId,
          appId: draft.appId,
          customerId: draft.customerId,
          deviceId: draft.deviceId,
          installId: `install-${rows[0]?.next}-${made.length + n}`,
          provider: draft.provider,
          channel: "https://db3.notify.windows.com/?token=none",
          secretHash: Buffer.alloc(32),
          language: draft.language,
          timeZone: draft.timeZone,
          market: "US",
          appVersion: `${draft.versionKey}.0.0.0`,
          appVersionKey: draft.versionKey,
          status: draft.isGone ? ("gone" as const) : ("live" as const),
          isOptedOut: draft.isOptedOut,
          lastActiveAt: new Date(draft.lastActiveAt),
        })),
      )
      .returning({ id: registrations.id });
    made.push(...part.map((draft, n) => ({ ...draft, id: inserted[n]?.id ?? 0 })));
  });
  return made;
}

async function inParts<T>(items: T[], length: number, run: (part: T[]) => PromiseLike<unknown>) {
  for (let from = 0; from < items.length; from += length) {
    await run(items.slice(from, from + length));
  }
}
