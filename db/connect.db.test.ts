import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect } from "./connect";
import { type TestDatabase, testDatabase } from "./testing";

let database: TestDatabase;
let once: Connection;
beforeAll(async () => {
  database = await testDatabase();
  once = connect(database.url, { max: 1, plansOnce: true });
});
afterAll(async () => {
  await once.close();
  await database.close();
});

async function settings({ pool }: Pick<Connection, "pool">) {
  const { rows } = await pool.query(
    `select current_setting('plan_cache_mode') as mode, current_setting('enable_seqscan') as scans,
      current_setting('enable_sort') as sorts, current_setting('enable_incremental_sort') as parts`,
  );
  return rows[0];
}

const noSort = { sorts: "off", parts: "off" };

test("statements that plan once never read a whole table nor sort, and their connections are soon renewed", async () => {
  expect(await settings(once)).toEqual({ mode: "force_generic_plan", scans: "off", ...noSort });
  expect(once.pool.options.maxLifetimeSeconds).toBe(5);
  expect(await settings(database)).toEqual({ mode: "auto", scans: "on", sorts: "on", parts: "on" });
});
