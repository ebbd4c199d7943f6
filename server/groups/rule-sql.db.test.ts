import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appCustomers, customerGroups, customers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { insertApp, insertPublisher } from "@/db/testing-rows";
import type { Context } from "@/server/context";
import { type Rule, ruleSchema } from "./grammar";
import { ruleSql } from "./rule-sql";
import { countSegment, explainSegment } from "./segments/count";
import { takeSnapshot } from "./segments/snapshots";
import { segmentOverview } from "./segments/statistics";
import { isMember } from "./testing/oracle";
import { type Customer, customerArbitrary, ruleArbitrary, worldNow } from "./testing/worlds";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

interface World {
  ctx: Context;
  appId: number;
  people: Map<number, Customer>;
}

async function insertWorld(people: Customer[]): Promise<World> {
  const ctx = { ...(await insertPublisher(database.db)), now: worldNow };
  await database.db.execute(
    sql`update publishers set small_group_size = 0 where id = ${ctx.publisherId}`,
  );
  const { id: appId } = await insertApp(ctx);
  const rows = await database.db
    .insert(customers)
    .values(people.map((_, n) => ({ publisherId: ctx.publisherId, externalId: `person ${n}` })))
    .returning({ id: customers.id });
  const byId = new Map(people.map((person, n) => [rows[n]?.id ?? 0, person]));
  await database.db.insert(appCustomers).values(
    [...byId].map(([customerId, person]) => ({
      publisherId: ctx.publisherId,
      appId,
      customerId,
      ...person,
    })),
  );
  return { ctx, appId, people: byId };
}

const expected = ({ people }: World, rule: Rule) =>
  [...people]
    .filter(([, person]) => isMember(person, rule, worldNow))
    .map(([id]) => id)
    .sort((a, b) => a - b);

async function selected({ ctx, appId }: World, rule: Rule): Promise<number[]> {
  const { rows } = await database.db.execute<{ id: string }>(sql`
    select c.customer_id as id from app_customers c
    where c.publisher_id = ${ctx.publisherId} and c.app_id = ${appId} and ${ruleSql(rule, worldNow)}
    order by 1`);
  return rows.map(({ id }) => Number(id));
}

test("random rules over random worlds choose whom the slow oracle chooses, 0 mismatches", async () => {
  const worlds = fc.sample(fc.array(customerArbitrary, { minLength: 120, maxLength: 120 }), {
    numRuns: 5,
    seed: 20_261_122,
  });
  for (const people of worlds) {
    const world = await insertWorld(people);
    await fc.assert(
      fc.asyncProperty(ruleArbitrary, async (rule) => {
        expect(ruleSchema.parse(rule)).toEqual(rule);
        expect(await selected(world, rule)).toEqual(expected(world, rule));
      }),
      { numRuns: 200 },
    );
  }
}, 120_000);

test("count, waterfall, filters alone and snapshot agree with the oracle", async () => {
  const [people = []] = fc.sample(fc.array(customerArbitrary, { minLength: 300, maxLength: 300 }), {
    numRuns: 1,
    seed: 7,
  });
  const world = await insertWorld(people);
  const { ctx, appId } = world;
  const size = (filters: Rule["filters"]) => expected(world, { filters }).length;
  await fc.assert(
    fc.asyncProperty(ruleArbitrary, async (rule) => {
      const count = await countSegment(ctx, { appId, rule });
      expect(count).toMatchObject({ isSmall: false, size: size(rule.filters) });
      expect(await explainSegment(ctx, { appId, rule })).toEqual({
        isSmall: false,
        total: 300,
        available: size([]),
        steps: rule.filters.map((_, n) => size(rule.filters.slice(0, n + 1))),
      });
      const overview = await segmentOverview(ctx, { appId, rule });
      if (overview.isSmall) throw new Error("Nothing is small with a threshold of 0.");
      expect(overview.size).toBe(size(rule.filters));
      expect(overview.alone).toEqual(rule.filters.map((filter) => size([filter])));
      expect(await snapshotOf(world, rule)).toEqual(expected(world, rule));
    }),
    { numRuns: 60 },
  );
}, 120_000);

async function snapshotOf({ ctx, appId }: World, rule: Rule): Promise<number[]> {
  const { publisherId } = ctx;
  const [group] = await database.db
    .insert(customerGroups)
    .values({
      publisherId,
      kind: "segment",
      name: "S",
      appId,
      rule: { ...rule },
      createdBy: "Ana",
      updatedBy: "Ana",
    })
    .returning();
  const groupId = group?.id ?? 0;
  await database.db.transaction((tx) => takeSnapshot(tx, { publisherId, groupId }, worldNow));
  const { rows } = await database.db.execute<{ id: string }>(sql`
    select unnest(m.customer_ids) as id from group_snapshot_members m
    join customer_groups g on g.publisher_id = m.publisher_id and g.snapshot_id = m.snapshot_id
    where g.publisher_id = ${publisherId} and g.id = ${groupId} order by m.first_id`);
  return rows.map(({ id }) => Number(id));
}
